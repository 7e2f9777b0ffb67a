import django.core.validators
from django.db import migrations, models

import modules.blocks.stream


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0019_label_lessons_and_name_courses_before"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entrypage",
            name="cared_by",
            field=models.CharField(
                help_text="Un equipo o un rol, en palabras. Nunca el nombre de una persona.",
                max_length=120,
                verbose_name="quién lo cuida",
            ),
        ),
        migrations.AlterField(
            model_name="entrypage",
            name="languages",
            field=models.CharField(blank=True, max_length=160, verbose_name="en qué lenguas atiende"),
        ),
        migrations.AlterField(
            model_name="entrypage",
            name="phone",
            field=models.CharField(
                blank=True,
                max_length=40,
                validators=[
                    django.core.validators.RegexValidator(
                        "^\\+?[\\d ]+$", "Solo números y espacios; con + si lleva código de país."
                    )
                ],
                verbose_name="teléfono",
            ),
        ),
        migrations.AlterField(
            model_name="glossaryterm",
            name="entries",
            field=modules.blocks.stream.BlockField([], verbose_name="lenguas"),
        ),
    ]
