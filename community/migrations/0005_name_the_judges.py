from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_the_judges(apps: Any, schema_editor: Any) -> None:
    """The newest decision tells whose reason a post bears; where she is gone or unknown, the words go too."""
    post, entry = apps.get_model("community", "Post"), apps.get_model("community", "ModerationEntry")
    entry.objects.filter(by=None).update(reason="")
    decided = entry.objects.filter(post=OuterRef("pk"), to_state=OuterRef("state")).order_by("-number")
    posts = post.objects.filter(state__in=["refused", "hidden"])
    posts.update(judge=Subquery(decided.exclude(from_state=OuterRef("state")).values("by")[:1]))
    post.objects.filter(judge=None).update(reason="")


class Migration(migrations.Migration):
    # A step of its own: PostgreSQL makes no index on a table whose rows the same step has changed.
    dependencies = [("community", "0004_know_whose_reasons_they_are")]

    operations = [migrations.RunPython(name_the_judges, migrations.RunPython.noop)]
