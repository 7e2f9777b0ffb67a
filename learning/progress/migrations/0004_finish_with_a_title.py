from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("progress", "0003_keep_what_was_finished")]

    operations = [
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("completed_hours__isnull", True),
                        ("completed_titles__isnull", True),
                        ("completed_week__isnull", True),
                    ),
                    models.Q(
                        ("completed_hours__isnull", False),
                        ("completed_titles__isnull", False),
                        ("completed_week__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="enrolment_completed_by_its_name",
            ),
        ),
    ]
