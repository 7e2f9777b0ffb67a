"""Networks that were founded before: those whose courses every network reads may change the spoken languages too."""

from functools import partial
from importlib import import_module

from django.db import migrations

before = import_module("learning.networks.migrations.0007_let_older_shared_places_mend_the_glossary")
grant = partial(before.grant, model="languagevariety", name="lengua hablada")


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0007_let_older_shared_places_mend_the_glossary"),
        ("modules", "0012_hear_lessons_in_more_languages"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
