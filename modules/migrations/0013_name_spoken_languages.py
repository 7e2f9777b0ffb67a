"""The languages most asked for, as records that can be changed, taken out and added to."""

from uuid import NAMESPACE_URL, uuid5

from django.db import migrations

SPOKEN = [
    ("K'iche'", "Guatemala", "quc"),
    ("Q'eqchi'", "Guatemala y Belice", "kek"),
    ("Mam", "Guatemala y Chiapas", "mam"),
    ("Kaqchikel", "Guatemala", "cak"),
    ("Garífuna", "Honduras, Guatemala, Belice y Nicaragua", "cab"),
    ("Miskito", "Nicaragua y Honduras", "miq"),
    ("Náhuatl", "México", "nah"),
    ("Náhuat", "El Salvador", "ppl"),
    ("Tseltal", "Chiapas", "tzh"),
    ("Tsotsil", "Chiapas", "tzo"),
]


def plant(apps, schema_editor):
    variety = apps.get_model("modules", "LanguageVariety")
    for name, region, code in SPOKEN:
        # The same key everywhere, so that a course that is handed on finds its languages again.
        key = uuid5(NAMESPACE_URL, f"variety:{code}")
        variety.objects.get_or_create(name=name, region=region, defaults={"key": key, "code": code})


class Migration(migrations.Migration):
    dependencies = [("modules", "0012_hear_lessons_in_more_languages")]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
