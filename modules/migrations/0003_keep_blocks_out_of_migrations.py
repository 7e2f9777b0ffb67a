"""The table stays as it is: what Django knows of the field names the blocks no more."""

from django.db import migrations

from modules.blocks.stream import BlockField, frame


class Migration(migrations.Migration):
    dependencies = [("modules", "0002_plant_the_pages")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "lessonpage",
                    "body",
                    BlockField([], blank=True, default=frame, verbose_name="contenido"),
                )
            ]
        )
    ]
