import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import learning.core.crypto


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("community", "0003_forum_listeners"),
    ]

    operations = [
        migrations.AlterModelOptions(
            "moderationentry", {"verbose_name_plural": "motivos que escribiste al moderar"}
        ),
        migrations.AlterField(
            "moderationentry",
            "reason",
            learning.core.crypto.SealedTextField(blank=True, editable=True, verbose_name="motivo"),
        ),
        migrations.AddField(
            "post",
            "judge",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RemoveConstraint("post", "post_judged_with_reason"),
        migrations.AddConstraint(
            "post",
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "hidden"])
                | ~Q(reason="")
                | Q(author=None)
                | Q(judge=None),
                name="post_judged_with_reason",
            ),
        ),
    ]
