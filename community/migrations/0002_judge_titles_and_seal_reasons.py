from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import community.models.sealed
import learning.core.crypto
import learning.core.weeks


def show_what_could_be_read(apps: Any, schema_editor: Any) -> None:
    topics = apps.get_model("community", "Topic").objects.filter(visible_posts__gt=0)
    topics.update(last_shown=F("last_position"), title_shown=True)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("community", "0001_forum"),
    ]

    operations = [
        migrations.AlterField("forum", "first_count", models.PositiveSmallIntegerField(default=3)),
        migrations.AddField("topic", "last_shown", models.PositiveIntegerField(default=0)),
        migrations.AddField("topic", "title_shown", models.BooleanField(default=False)),
        migrations.RunPython(show_what_could_be_read, migrations.RunPython.noop),
        migrations.RemoveField("post", "edited"),
        migrations.AddField("post", "edits", models.PositiveSmallIntegerField(default=0)),
        # From plain text to sealed bytes: not a change of type that a database could make.
        migrations.RemoveConstraint("post", "post_judged_with_reason"),
        migrations.RemoveField("post", "reason"),
        migrations.AddField(
            "post",
            "reason",
            community.models.sealed.AuthoredTextField(
                author_field="author", blank=True, default="", editable=True, verbose_name="por qué"
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "post",
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "hidden"]) | ~Q(reason="") | Q(author=None),
                name="post_judged_with_reason",
            ),
        ),
        migrations.RemoveField("moderationentry", "reason"),
        migrations.AddField(
            "moderationentry",
            "reason",
            learning.core.crypto.SealedTextField(blank=True, default="", editable=True),
            preserve_default=False,
        ),
        migrations.AddField(
            "moderationentry", "number", models.BigIntegerField(default=0), preserve_default=False
        ),
        migrations.AlterField(
            "post",
            "state",
            models.CharField(
                choices=[
                    ("waiting", "Espera"),
                    ("visible", "Publicado"),
                    ("refused", "No publicado"),
                    ("hidden", "Oculto"),
                    ("withdrawn", "Retirado"),
                ],
                max_length=9,
                verbose_name="estado",
            ),
        ),
        migrations.AlterModelOptions("postreport", {"verbose_name_plural": "avisos que diste en el foro"}),
        migrations.AlterField(
            "postreport",
            "note",
            community.models.sealed.AuthoredTextField(
                author_field="reporter", blank=True, editable=True, verbose_name="nota"
            ),
        ),
        migrations.AlterField(
            "postreport",
            "week",
            models.DateField(default=learning.core.weeks.this_week, verbose_name="semana"),
        ),
        migrations.AlterField(
            "postreport",
            "why",
            models.CharField(
                choices=[
                    ("exposes", "Expone a alguien"),
                    ("security", "Pone en riesgo la seguridad"),
                    ("violence", "Es violento o insulta"),
                    ("infiltration", "Sospecho que alguien se infiltró"),
                    ("other", "Otra cosa"),
                ],
                max_length=12,
                verbose_name="qué pasa",
            ),
        ),
    ]
