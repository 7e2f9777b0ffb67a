from django.db import migrations, models


def forget(apps, schema_editor):
    """What was made before is made anew when somebody asks: of which manner it is nobody knows."""
    apps.get_model("modules", "Pack").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0020_say_lengua_and_rol"),
    ]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(model_name="pack", name="pack_made_once"),
        migrations.AddField(
            model_name="pack",
            name="speaks",
            field=models.CharField(default="es", max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="work",
            name="speaks",
            field=models.CharField(default="es", max_length=16),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.UniqueConstraint(
                fields=("page", "kind", "version", "speaks"), name="pack_made_once"
            ),
        ),
    ]
