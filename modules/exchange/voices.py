"""
What the front matter of a lesson file says of its blocks beside their words: which are heard in a language that has no
text here, and which stay in the language of the original.

    voices:
      - {block: UUID, language: "Mam", region: "", code: "mam", audio: "media/audio-1.mp3"}
    untranslated: {UUID: "es"}
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.utils.translation import gettext as _

from modules.cleaning import audio
from modules.exchange.errors import CourseFileError
from modules.exchange.references import Outward
from modules.models import LanguageVariety, LessonPage
from modules.models.variety import CODE

FIELDS = ("block", "language", "region", "code", "audio")
Voice = dict[str, str]


def voices_of(lesson: LessonPage, names: Outward) -> list[Voice]:
    """Those of which the recording and the language are still there."""
    tracks = [each["value"] for each in names.of(lesson.tracks.get_prep_value())]
    found = LanguageVariety.objects.in_bulk([each["variety"] for each in tracks], field_name="key")
    spoken = {str(key): variety for key, variety in found.items()}
    return [
        _voice(each, spoken[each["variety"]])
        for each in tracks
        if each["audio"] and each["variety"] in spoken
    ]


def _voice(track: Mapping[str, str], variety: LanguageVariety) -> Voice:
    said = {"language": variety.name, "region": variety.region, "code": variety.code}
    return {"block": track["block"], **said, "audio": track["audio"]}


def read_voices(front: Mapping[str, Any]) -> list[Voice]:
    """Raises CourseFileError where one is not told whole."""
    told = front.get("voices", [])
    if not isinstance(told, list) or not all(map(_is_voice, told)):
        raise CourseFileError(_("Cada voz lleva block, language, region, code y audio."), 1)
    return [{name: each[name] for name in FIELDS} for each in told]


def _is_voice(told: Any) -> bool:
    most = {"language": 80, "region": 120, "code": 35}
    return (
        isinstance(told, dict)
        and set(told) == set(FIELDS)
        and all(isinstance(each, str) and len(each) <= most.get(name, 100) for name, each in told.items())
        and is_key(told["block"])
        and (not told["code"] or bool(re.fullmatch(CODE, told["code"])))
        and bool(told["language"].strip())
        and PurePosixPath(told["audio"]).suffix in audio.TYPES
    )


def read_untranslated(front: Mapping[str, Any]) -> dict[str, str]:
    """Block to the language in which it stays."""
    told, known = front.get("untranslated", {}), dict(settings.LANGUAGES)
    whole = isinstance(told, dict) and all(
        is_key(block) and isinstance(code, str) and code in known for block, code in told.items()
    )
    if not whole:
        raise CourseFileError(_("«untranslated» lleva el id de cada bloque y el código de su lengua."), 1)
    return dict(told)


def is_key(told: Any) -> bool:
    try:
        return str(UUID(told)) == told
    except (ValueError, TypeError, AttributeError):
        return False


def tracks_from(voices: Sequence[Voice], files: Mapping[str, int]) -> list[dict[str, Any]]:
    """As a lesson stores them; a language that is not known here becomes a record."""
    tracks = []
    for each in voices:
        spoken = {"name": each["language"], "region": each["region"]}
        variety, _made = LanguageVariety.objects.get_or_create(**spoken, defaults={"code": each["code"]})
        value = {"block": each["block"], "variety": str(variety.key), "audio": files[each["audio"]]}
        id = uuid5(UUID(each["block"]), f"{each['language']}/{each['region']}")
        tracks.append({"type": "track", "id": str(id), "value": value})
    return tracks
