from django.db import migrations


def keep_the_look(apps, schema_editor):
    for task in apps.get_model("modules", "ReviewTask").objects.all():
        task.name = task.looks_at
        task.save(update_fields=["name"])


class Migration(migrations.Migration):
    dependencies = [("modules", "0014_mark_what_lacks_words")]

    operations = [migrations.RunPython(keep_the_look, migrations.RunPython.noop)]
