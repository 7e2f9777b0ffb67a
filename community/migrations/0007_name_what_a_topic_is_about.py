from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("community", "0006_name_what_she_takes_with_her")]

    operations = [
        migrations.AddField("topic", "about", models.UUIDField(null=True, blank=True)),
        migrations.AddIndex("topic", models.Index(fields=["network", "about"], name="topic_about")),
    ]
