"""What was done to a member stands in the log without her id; the chain is closed again where it was whole."""

import hashlib
import hmac
from itertools import pairwise

from django.db import migrations

from learning.core.crypto import derive


def name_no_member(apps, schema_editor):
    entries = apps.get_model("networks", "AuditEntry")._base_manager
    for network in apps.get_model("networks", "Network")._base_manager.all():
        rows = list(entries.filter(network=network).order_by("id"))
        was_whole = is_whole(rows)
        for row in rows:
            row.subject = without_member(row)
        if was_whole:
            close(rows)
        entries.bulk_update(rows, ["subject", "previous", "digest"])


def without_member(row):
    """Of "id role" the role stays."""
    words = row.subject.split()
    about_a_member = row.act in ("role-changed", "member-removed")
    return " ".join(word for word in words if len(word) < 32) if about_a_member else row.subject


def is_whole(rows):
    follows = all(later.previous == earlier.digest for earlier, later in pairwise(rows))
    return follows and all(row.digest == digest(row) for row in rows)


def close(rows):
    """The first entry may follow one that the purge took: what it says of it stays."""
    for number, row in enumerate(rows):
        row.previous = rows[number - 1].digest if number else row.previous
        row.digest = digest(row)


def digest(row):
    said = (
        row.previous,
        str(row.network_id),
        row.day.isoformat(),
        row.actor_mark,
        row.actor_role,
        row.act,
        row.subject,
    )
    return hmac.new(derive("audit.chain"), "\0".join(said).encode(), hashlib.sha256).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("networks", "0002_fold_look_alikes")]

    operations = [migrations.RunPython(name_no_member, migrations.RunPython.noop)]
