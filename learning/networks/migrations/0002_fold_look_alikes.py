"""Fold the kept pseudonyms again, now that I, l and 1 are one sign, and O and 0."""

from itertools import groupby

from django.db import migrations

from learning.networks.pseudonyms import fold


def fold_again(apps, schema_editor):
    memberships = apps.get_model("networks", "Membership")._base_manager
    rows = memberships.select_related("account").order_by("network_id", "joined_week", "id")
    for _network, members in groupby(list(rows), key=lambda each: each.network_id):
        taken = {}
        for member in members:
            key = fold(member.account.pseudonym)
            # Two who look alike already keep their names; only who comes later is compared with both.
            taken[key if key not in taken else f"{key[:48]}{member.pk.hex}"] = member.pk
        # By way of keys that nobody has, since one's new key may be another's old one.
        for pk in taken.values():
            memberships.filter(pk=pk).update(pseudonym_key=f"={pk.hex}")
        for key, pk in taken.items():
            memberships.filter(pk=pk).update(pseudonym_key=key)


class Migration(migrations.Migration):
    dependencies = [("networks", "0001_initial"), ("accounts", "0001_initial")]

    operations = [migrations.RunPython(fold_again, migrations.RunPython.noop)]
