from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("progress", "0007_keep_answers_not_sent"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="feedbackgiven",
            options={"verbose_name_plural": "lecciones de las que dijiste qué te parecieron"},
        ),
    ]
