from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0009_choose_how_to_address"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="auditentry",
            options={"verbose_name_plural": "lo que hiciste con un rol en tu red"},
        ),
        migrations.AlterField(
            model_name="invitation",
            name="role",
            field=models.CharField(
                choices=[
                    ("learner", "Participante"),
                    ("moderator", "Moderadora"),
                    ("trainer", "Facilitadora"),
                    ("lead", "Coordinadora"),
                ],
                default="learner",
                max_length=10,
                verbose_name="rol",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("learner", "Participante"),
                    ("moderator", "Moderadora"),
                    ("trainer", "Facilitadora"),
                    ("lead", "Coordinadora"),
                ],
                default="learner",
                max_length=10,
                verbose_name="rol",
            ),
        ),
    ]
