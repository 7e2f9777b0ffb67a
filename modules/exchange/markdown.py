"""
Course files a trainer can read and correct: front matter between `---` lines, then the text. `curso.md` holds a
course, every other file one lesson, whose blocks stand in containers:

    ::: text {id: por-que, step: activity}
    Markdown.
    :::

Reading raises CourseFileError with file and line. Names of courses, lessons, blocks and choices become stable
UUIDs (see `ids`), so that two languages written side by side are translations of each other.

Files that people write are asked what publishing asks; with `draft` only what a draft must have. What a block shows
(pictures, recordings) is named by its file, as in `LessonText.blocks`; see `references`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ChooserBlock

from modules.blocks import LESSON_BLOCKS
from modules.exchange.body import Body
from modules.exchange.containers import KINDS
from modules.exchange.errors import CourseFileError
from modules.exchange.guide import read_guide, write_guide
from modules.exchange.ids import stable_id
from modules.exchange.leaves import Path, changed, filled
from modules.exchange.richtext import to_markdown
from modules.exchange.stored import read_stored, write_stored
from modules.exchange.voices import read_untranslated, read_voices
from modules.readable import is_readable
from modules.sameness import says_the_same

OPENING = re.compile(r"::: (?P<kind>\w+) (?P<header>\{.*\})\s*")
CLOSING = ":::"
BLOCKS = dict(LESSON_BLOCKS)
COURSE_FIELDS = {"course": str, "title": str, "neutral_title": str, "theme": str, "summary": str}
COURSE_ORIGIN = {"credit": "", "licence": ""}
BESIDE = ("voices", "untranslated")
MOST_BEFORE = 20
LESSON_FIELDS = {"lesson": str, "module": str, "title": str, "summary": str, "minutes": int, "required": bool}


@dataclass(frozen=True)
class CourseText:
    """
    A course as its file tells it; `modules` are pairs of name and title, `intro` is the editor's HTML, `before` are the
    keys of courses that are better taken before.
    """

    course: str
    title: str
    neutral_title: str
    theme: str
    summary: str
    hours: Decimal
    modules: tuple[tuple[str, str], ...]
    intro: str
    credit: str = ""
    licence: str = ""
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class LessonText:
    """A lesson as its file tells it; `blocks` is its stored stream, `guide` that of its facilitator's guide."""

    lesson: str
    module: str
    title: str
    summary: str
    minutes: int
    required: bool
    pass_mark: int | None
    blocks: list[dict[str, Any]]
    guide: list[dict[str, Any]] = field(default_factory=list)
    explains_words: bool = True
    voices: list[dict[str, str]] = field(default_factory=list)
    untranslated: dict[str, str] = field(default_factory=dict)


def read_course(text: str, name: str = "curso.md") -> CourseText:
    """Read `curso.md`."""
    try:
        front, body, first = _front_matter(text)
        values = _typed(front, COURSE_FIELDS, optional=("hours", "modules", "before", *COURSE_ORIGIN))
        values |= _typed({**COURSE_ORIGIN, **front}, dict.fromkeys(COURSE_ORIGIN, str), optional=tuple(front))
        modules = tuple((part["id"], part["title"]) for part in front.get("modules") or ())
        if not all(isinstance(each, str) for part in modules for each in part):
            raise TypeError
        hours = Decimal(str(front["hours"]))
        if not hours > 0:
            raise CourseFileError(_("Las horas son un número mayor que cero."), 1)
        before = _courses_before(front.get("before", []))
        return CourseText(
            **values, hours=hours, modules=modules, intro=Body(body, first).html(), before=before
        )
    except CourseFileError as error:
        raise error.at(name) from None
    except (KeyError, TypeError, ArithmeticError):
        message = _("Faltan las horas, o un módulo no tiene id y title.")
        raise CourseFileError(message, 1, name) from None


def _courses_before(told: Any) -> tuple[str, ...]:
    """Keys, or names of courses in other files, of which keys are made."""
    whole = isinstance(told, list) and all(isinstance(each, str) and each for each in told)
    if not whole or len(told) > MOST_BEFORE:
        said = _("«before» es una lista de nombres de cursos, %(most)d a lo más.") % {"most": MOST_BEFORE}
        raise CourseFileError(said, 1)
    return tuple(dict.fromkeys(str(stable_id(each)) for each in told))


def read_lesson(text: str, course: str, name: str = "", *, draft: bool = False) -> LessonText:
    """Read one lesson of the course named `course`; as a `draft` it may have gaps."""
    try:
        front, lines, first = _front_matter(text)
        values = _typed(front, LESSON_FIELDS, optional=("pass_mark", "guide", "glossary", *BESIDE))
        pass_mark = front.get("pass_mark")
        if pass_mark is not None and not (type(pass_mark) is int and 1 <= pass_mark <= 100):
            raise CourseFileError(_("pass_mark es un número entre 1 y 100."), 1)
        names = (course, values["lesson"])
        guide = read_guide(front, "\n".join(text.splitlines()[1 : first - 2]), names)
        blocks = _read_blocks(lines, first, names, draft)
        explains = front.get("glossary", True) is not False
        return LessonText(
            **values,
            pass_mark=pass_mark,
            blocks=blocks,
            guide=guide,
            explains_words=explains,
            voices=read_voices(front),
            untranslated=read_untranslated(front),
        )
    except CourseFileError as error:
        raise error.at(name) from None


def write_course(course: CourseText) -> str:
    """The file that `read_course` reads."""
    front = {key: getattr(course, key) for key in COURSE_FIELDS}
    front |= {key: getattr(course, key) for key in COURSE_ORIGIN if getattr(course, key)}
    hours = int(course.hours) if course.hours == int(course.hours) else float(course.hours)
    before = f"before: [{', '.join(_scalar(key) for key in course.before)}]\n" if course.before else ""
    lines = [_yaml({**front, "hours": hours}), before, "modules:\n"]
    lines += [f"  - {_flow({'id': key, 'title': title})}\n" for key, title in course.modules]
    return f"---\n{''.join(lines)}---\n\n{to_markdown(course.intro)}\n"


def write_lesson(lesson: LessonText) -> str:
    """The file that `read_lesson` reads; blocks and choices are named by their UUIDs."""
    front = {key: getattr(lesson, key) for key in LESSON_FIELDS}
    if lesson.pass_mark is not None:
        front["pass_mark"] = lesson.pass_mark
    if not lesson.explains_words:
        front["glossary"] = False
    blocks = [_write_block(block) for block in lesson.blocks]
    beside = [f"  - {_flow(each)}\n" for each in lesson.voices]
    lines = ["voices:\n", *beside] if beside else []
    lines += [f"untranslated: {_flow(lesson.untranslated)}\n"] if lesson.untranslated else []
    return f"---\n{_yaml(front)}{''.join(lines)}{write_guide(lesson.guide)}---\n\n" + "\n".join(blocks)


def _front_matter(text: str) -> tuple[dict[str, Any], list[str], int]:
    """Front matter, the lines after it, and the number of the first of them."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != "---" or "---" not in lines[1:]:
        raise CourseFileError(_("El archivo empieza con los datos entre dos líneas «---»."), 1)
    end = lines.index("---", 1)
    front = mapping("\n".join(lines[1:end]), 1)
    return front, lines[end + 1 :], end + 2


class _Plain(yaml.SafeLoader):
    """Plain values without references, by which few bytes become many."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError
        return super().compose_node(parent, index)


def mapping(source: str, line: int) -> dict[str, Any]:
    """Lines of the form «name: value»; `line` is the number of the first."""
    try:
        found = yaml.load(source, _Plain)  # noqa: S506 (a loader of plain values)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise CourseFileError(
            _("Estos datos no se entienden: falta una comilla, una coma o dos puntos."),
            line + (mark.line if mark else 0) + (line == 1),
        ) from None
    if not isinstance(found, dict):
        raise CourseFileError(_("Aquí van datos de la forma «nombre: valor»."), line)
    if not is_readable(found):
        raise CourseFileError(_("Estos datos tienen signos que no se pueden leer."), line)
    return found


def _typed(front: Mapping[str, Any], fields: Mapping[str, type], optional: Sequence[str]) -> dict[str, Any]:
    for key, kind in fields.items():
        if type(front.get(key)) is not kind:
            raise CourseFileError(_("Falta «%(field)s» o no es lo que debe ser.") % {"field": key}, 1)
    for key in front:
        if key not in fields and key not in optional:
            raise CourseFileError(_("«%(field)s» no es un dato de este archivo.") % {"field": key}, 1)
    return {key: front[key] for key in fields}


def _read_blocks(
    lines: Sequence[str], first: int, names: tuple[str, ...], draft: bool
) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if not line.strip():
            place += 1
            continue
        opening = OPENING.fullmatch(line)
        if opening is None:
            raise CourseFileError(
                _("Fuera de los bloques no va texto. Un bloque abre con «::: tipo {…}»."), first + place
            )
        end = next((n for n in range(place + 1, len(lines)) if lines[n].rstrip() == CLOSING), None)
        if end is None:
            raise CourseFileError(_("Este bloque no se cierra con «:::»."), first + place)
        block = _read_block(opening, lines[place + 1 : end], first + place, names, draft)
        if any(block["id"] == other["id"] for other in blocks):
            raise CourseFileError(_("Otro bloque de esta lección ya lleva este id."), first + place)
        blocks.append(block)
        place = end + 1
    return blocks


def _read_block(
    opening: re.Match[str], lines: Sequence[str], line: int, names: tuple[str, ...], draft: bool
) -> dict[str, Any]:
    name = opening["kind"]
    kind = KINDS.get(name)
    if name not in BLOCKS:
        known = {"kind": name, "kinds": ", ".join(BLOCKS)}
        raise CourseFileError(_("«%(kind)s» no es un tipo de bloque. Hay: %(kinds)s.") % known, line)
    header = mapping(opening["header"], line)
    block_id, step, stored = header.pop("id", None), header.pop("step", None), header.pop("stored", False)
    if isinstance(block_id, str) and (stored or kind is None):
        key = str(stable_id(*names, block_id))
        value = read_stored(BLOCKS[name], Body(lines, line + 1, key))
        return {"type": name, "value": _cleaned(name, value, line, draft), "id": key}
    if not isinstance(block_id, str) or step is None or kind is None:
        raise CourseFileError(_("Todo bloque lleva id y step."), line)
    if unknown := [key for key in header if key not in kind.fields]:
        raise CourseFileError(_("«%(field)s» no es un dato de este bloque.") % {"field": unknown[0]}, line)
    key = str(stable_id(*names, block_id))
    body = Body(lines, line + 1, key)
    value = {"step": step, **{k: v.isoformat() if isinstance(v, date) else v for k, v in header.items()}}
    return {"type": name, "value": _cleaned(name, {**value, **kind.read(body)}, line, draft), "id": key}


def _cleaned(kind: str, raw: Mapping[str, Any], line: int, draft: bool) -> Any:
    """The stored value, after the same questions that the editor asks; what it names keeps its name."""
    block, names = BLOCKS[kind], {}

    def without_name(leaf: Block, value: Any, path: Path) -> Any:
        if not isinstance(leaf, ChooserBlock):
            return value
        names[path] = None if value is None else str(value)
        return None

    try:
        value = block.to_python(changed(block, dict(raw), without_name))
        cleaned = block.clean_deferred(value) if draft or any(names.values()) else block.clean(value)
    except ValidationError as error:
        raise CourseFileError(told_of(error), line) from None
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        raise CourseFileError(_("Los datos de este bloque no se entienden."), line) from None
    return changed(
        block,
        block.get_prep_value(cleaned),
        lambda leaf, value, path: names.get(path) if isinstance(leaf, ChooserBlock) else value,
    )


def told_of(error: ValidationError) -> str:
    """The first thing that is wrong, after the names of the fields that lead there."""
    inner = getattr(error, "block_errors", None)
    if not inner:
        return " ".join(
            str(message) for message in (getattr(error, "non_block_errors", None) or error.messages)
        )
    name, first = next(iter(inner.items())) if isinstance(inner, dict) else (None, next(filter(None, inner)))
    return f"{name}: {told_of(first)}" if isinstance(name, str) else told_of(first)


def _write_block(block: Mapping[str, Any]) -> str:
    """In words, where they say all of it; else as it is stored."""
    block = {**block, "value": filled(BLOCKS[block["type"]], block["value"])}
    try:
        told = _in_words(block)
        (again,) = _read_blocks(told.splitlines(), 1, (), draft=True)
        if says_the_same(again, block):
            return told
    except (AttributeError, CourseFileError, KeyError, TypeError, ValueError):
        pass  # It has gaps, or something that files in words do not hold.
    try:
        (read,) = _read_blocks(_as_stored(block).splitlines(), 1, (), draft=True)
        return _as_stored(read)
    except CourseFileError:
        return _as_stored(block)


def _as_stored(block: Mapping[str, Any]) -> str:
    header = _flow({"id": block["id"], "stored": True})
    return f"::: {block['type']} {header}\n{write_stored(block['value'])}\n:::\n"


def _in_words(block: Mapping[str, Any]) -> str:
    kind, value = KINDS[block["type"]], block["value"]
    filled = {key: value[key] for key in kind.fields if value.get(key) not in (None, "")}
    header = _flow({"id": block["id"], "step": value["step"], **filled})
    return f"::: {block['type']} {header}\n{kind.write(value)}\n:::\n"


def _yaml(values: Mapping[str, Any]) -> str:
    return "".join(f"{key}: {_scalar(value)}\n" for key, value in values.items())


def _flow(values: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in values.items()) + "}"


def _scalar(value: Any) -> str:
    """A value on one line; names stay bare, every other text is quoted."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) or re.fullmatch(r"[a-z][a-z0-9_-]*|\d{4}-\d\d-\d\d", str(value)):
        return str(value)
    return yaml.safe_dump(str(value), allow_unicode=True, width=float("inf"), default_style='"').strip()
