"""
The glossary out of its file, in which a trainer can read and correct it. Loading again changes only what the file
changed since; what somebody edited or deleted here is left as it is, and said.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from modules.exchange.errors import CourseFileError
from modules.exchange.ids import stable_id
from modules.exchange.loading import STARTER, Loaded
from modules.models import GlossaryTerm, StarterPage

FILE = STARTER / "glosario" / "palabras.yaml"
# What is loaded of a term has no language: all of them stand in one row.
ALL = ""


def load_glossary(path: Path = FILE) -> Loaded:
    """Load every term of this file. Raises CourseFileError, and then nothing has changed."""
    terms = read_glossary(path.read_text("utf-8"), path.name)
    loaded = Loaded()
    with transaction.atomic():
        known = {row.translation_key: row for row in StarterPage.objects.filter(language=ALL)}
        present = {term.key: term for term in GlossaryTerm.objects.all()}
        for name, wanted in terms.items():
            row = known.get(wanted.key) or StarterPage(translation_key=wanted.key, language=ALL)
            if row.source != _digest(wanted):
                _renew(name, wanted, present.get(wanted.key), row, loaded)
    return loaded


def _renew(
    name: str, wanted: GlossaryTerm, present: GlossaryTerm | None, row: StarterPage, loaded: Loaded
) -> None:
    if present is None and row.pk is None:
        _write(wanted, row)
        loaded.new.append(name)
    elif present is None or row.content != _digest(present):
        loaded.left_alone.append(name)
    else:
        wanted.pk = present.pk
        _write(wanted, row)
        loaded.changed.append(name)
    row.source = _digest(wanted)
    row.save()


def _write(term: GlossaryTerm, row: StarterPage) -> None:
    action = "wagtail.edit" if term.pk else "wagtail.create"
    term.save()
    # Also what tells the memory of lessons that a word is explained anew.
    log(term, action)
    row.content = _digest(term)


def _digest(term: GlossaryTerm) -> str:
    """Of what it says, whatever ids its parts have."""
    said = json.dumps([term.said(), term.source, term.to_confirm], sort_keys=True)
    return sha256(said.encode()).hexdigest()


def read_glossary(text: str, name: str = "") -> dict[str, GlossaryTerm]:
    """Name of each term to the term, as it would be stored."""
    try:
        rows = yaml.safe_load(text)
        return {row["id"]: _term(row) for row in rows}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = _("Estos datos no se entienden: falta una comilla, una coma o dos puntos.")
        raise CourseFileError(message, mark.line + 1 if mark else 0, name) from None
    except CourseFileError as error:
        raise error.at(name) from None
    except (KeyError, TypeError, AttributeError):
        raise CourseFileError(_("Cada palabra lleva id, source y sus lenguas."), 0, name) from None


def _term(row: Mapping[str, Any]) -> GlossaryTerm:
    spoken = [language for language, _name in settings.WAGTAIL_CONTENT_LANGUAGES if language in row]
    term = GlossaryTerm(
        key=stable_id("glosario", row["id"]), source=row["source"], to_confirm=row.get("confirm", False)
    )
    block = GlossaryTerm._meta.get_field("entries").stream_block
    stored = [
        {"type": "entry", "value": _entry(language, row[language], find=row.get("find", True))}
        for language in spoken
    ]
    try:
        term.entries = block.clean(block.to_python(stored))
    except ValidationError:
        message = _("A «%(name)s» le falta algo, o es más largo de lo que cabe.") % {"name": row["id"]}
        raise CourseFileError(message) from None
    return term


def _entry(language: str, said: Mapping[str, Any], *, find: bool) -> dict[str, Any]:
    means = said["means"]
    senses = means if isinstance(means, list) else [{"says": means}]
    return {
        "language": language,
        "words": list(said["words"]),
        "senses": [{"says": each["says"], "countries": each.get("countries", [])} for each in senses],
        "find": said.get("find", find),
    }
