from django.db import migrations, models


def keep(apps, schema_editor):
    """What was finished before is kept as it is called now; of a course that is gone nothing can be."""
    Enrolment = apps.get_model("progress", "Enrolment")
    CoursePage = apps.get_model("modules", "CoursePage")
    finished = Enrolment._base_manager.filter(completed_week__isnull=False, completed_titles__isnull=True)
    for key in finished.values_list("course_key", flat=True).distinct():
        pages = list(CoursePage.objects.filter(translation_key=key, alias_of__isnull=True).order_by("-pk"))
        titles = {page.locale.language_code: [page.title, page.neutral_title] for page in pages}
        hours = pages[-1].hours if pages else 0
        finished.filter(course_key=key).update(completed_titles=titles, completed_hours=hours)


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0001_initial"),
        ("progress", "0002_close_months"),
    ]

    operations = [
        migrations.AddField(
            model_name="enrolment",
            name="completed_hours",
            field=models.DecimalField(
                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="horas"
            ),
        ),
        migrations.AddField(
            model_name="enrolment",
            name="completed_titles",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
