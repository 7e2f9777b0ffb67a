"""Number each woman's papers of a course, and note in which language the title stands."""

from itertools import groupby

from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    """As far as the rows tell: in the order of the months, and the title in the paper's language."""
    papers = apps.get_model("certificates", "Certificate")._base_manager
    papers.update(title_language=F("language"))
    rows = papers.filter(account__isnull=False).order_by("account", "course_key", "month", "id")
    for _hers, same in groupby(list(rows), key=lambda each: (each.account_id, each.course_key)):
        for number, paper in enumerate(same, 1):
            papers.filter(pk=paper.pk).update(number=number)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_certificate")]

    operations = [
        migrations.AddField(
            model_name="certificate",
            name="number",
            field=models.PositiveIntegerField(default=1, verbose_name="número"),
        ),
        migrations.AddField(
            model_name="certificate",
            name="title_language",
            field=models.CharField(default="", max_length=10),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
