from django.db import migrations


def empty(apps, schema_editor):
    """The search is filled anew by what runs after each upgrade, and by the purge once an hour."""
    apps.get_model("modules", "SearchText").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("modules", "0021_let_files_speak_as_their_network")]

    operations = [migrations.RunPython(empty, migrations.RunPython.noop, elidable=True)]
