from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("community", "0005_name_the_judges")]

    operations = [
        migrations.AddField("topic", "about", models.UUIDField(null=True, blank=True)),
        migrations.AddIndex("topic", models.Index(fields=["network", "about"], name="topic_about")),
    ]
