"""
Course files a trainer can read and correct: front matter between `---` lines, then the text. `curso.md` holds a
course, every other file one lesson, whose blocks stand in containers:

    ::: text {id: por-que, step: activity}
    Markdown.
    :::

Reading raises CourseFileError with file and line. Names of courses, lessons, blocks and choices become stable
UUIDs (see `ids`), so that two languages written side by side are translations of each other.
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

from modules.blocks import LESSON_BLOCKS
from modules.exchange.body import Body
from modules.exchange.containers import KINDS
from modules.exchange.errors import CourseFileError
from modules.exchange.guide import read_guide, write_guide
from modules.exchange.ids import stable_id
from modules.exchange.richtext import to_markdown

OPENING = re.compile(r"::: (?P<kind>\w+) (?P<header>\{.*\})\s*")
CLOSING = ":::"
BLOCKS = dict(LESSON_BLOCKS)
COURSE_FIELDS = {"course": str, "title": str, "neutral_title": str, "theme": str, "summary": str}
LESSON_FIELDS = {"lesson": str, "module": str, "title": str, "summary": str, "minutes": int, "required": bool}


@dataclass(frozen=True)
class CourseText:
    """A course as its file tells it; `modules` are pairs of name and title, `intro` is the editor's HTML."""

    course: str
    title: str
    neutral_title: str
    theme: str
    summary: str
    hours: Decimal
    modules: tuple[tuple[str, str], ...]
    intro: str


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


def read_course(text: str, name: str = "curso.md") -> CourseText:
    """Read `curso.md`."""
    try:
        front, body, first = _front_matter(text)
        values = _typed(front, COURSE_FIELDS, optional=("hours", "modules"))
        modules = tuple((str(part["id"]), str(part["title"])) for part in front.get("modules") or ())
        hours = Decimal(str(front["hours"]))
        return CourseText(**values, hours=hours, modules=modules, intro=Body(body, first).html())
    except CourseFileError as error:
        raise error.at(name) from None
    except (KeyError, TypeError, ArithmeticError):
        message = _("Faltan las horas, o un módulo no tiene id y title.")
        raise CourseFileError(message, 1, name) from None


def read_lesson(text: str, course: str, name: str = "") -> LessonText:
    """Read one lesson of the course named `course`."""
    try:
        front, lines, first = _front_matter(text)
        values = _typed(front, LESSON_FIELDS, optional=("pass_mark", "guide", "glossary"))
        pass_mark = front.get("pass_mark")
        if pass_mark is not None and not (type(pass_mark) is int and 1 <= pass_mark <= 100):
            raise CourseFileError(_("pass_mark es un número entre 1 y 100."), 1)
        names = (course, values["lesson"])
        guide = read_guide(front, "\n".join(text.splitlines()[1 : first - 2]), names)
        blocks = _read_blocks(lines, first, names)
        explains = front.get("glossary", True) is not False
        return LessonText(**values, pass_mark=pass_mark, blocks=blocks, guide=guide, explains_words=explains)
    except CourseFileError as error:
        raise error.at(name) from None


def write_course(course: CourseText) -> str:
    """The file that `read_course` reads."""
    front = {key: getattr(course, key) for key in COURSE_FIELDS}
    hours = int(course.hours) if course.hours == int(course.hours) else float(course.hours)
    lines = [_yaml({**front, "hours": hours}), "modules:\n"]
    lines += [f"  - {_flow({'id': key, 'title': title})}\n" for key, title in course.modules]
    return f"---\n{''.join(lines)}---\n\n{to_markdown(course.intro)}\n"


def write_lesson(lesson: LessonText) -> str:
    """The file that `read_lesson` reads; blocks and choices are named by their UUIDs."""
    front = {key: getattr(lesson, key) for key in LESSON_FIELDS}
    if lesson.pass_mark is not None:
        front["pass_mark"] = lesson.pass_mark
    if not lesson.explains_words:
        front["glossary"] = False
    blocks = [_write_block(block) for block in lesson.blocks if block["type"] in KINDS]
    return f"---\n{_yaml(front)}{write_guide(lesson.guide)}---\n\n" + "\n".join(blocks)


def _front_matter(text: str) -> tuple[dict[str, Any], list[str], int]:
    """Front matter, the lines after it, and the number of the first of them."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != "---" or "---" not in lines[1:]:
        raise CourseFileError(_("El archivo empieza con los datos entre dos líneas «---»."), 1)
    end = lines.index("---", 1)
    front = _mapping("\n".join(lines[1:end]), 1)
    return front, lines[end + 1 :], end + 2


def _mapping(source: str, line: int) -> dict[str, Any]:
    try:
        found = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise CourseFileError(
            _("Estos datos no se entienden: falta una comilla, una coma o dos puntos."),
            line + (mark.line if mark else 0) + (line == 1),
        ) from None
    if not isinstance(found, dict):
        raise CourseFileError(_("Aquí van datos de la forma «nombre: valor»."), line)
    return found


def _typed(front: Mapping[str, Any], fields: Mapping[str, type], optional: Sequence[str]) -> dict[str, Any]:
    for key, kind in fields.items():
        if type(front.get(key)) is not kind:
            raise CourseFileError(_("Falta «%(field)s» o no es lo que debe ser.") % {"field": key}, 1)
    for key in front:
        if key not in fields and key not in optional:
            raise CourseFileError(_("«%(field)s» no es un dato de este archivo.") % {"field": key}, 1)
    return {key: front[key] for key in fields}


def _read_blocks(lines: Sequence[str], first: int, names: tuple[str, ...]) -> list[dict[str, Any]]:
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
        block = _read_block(opening, lines[place + 1 : end], first + place, names)
        if any(block["id"] == other["id"] for other in blocks):
            raise CourseFileError(_("Otro bloque de esta lección ya lleva este id."), first + place)
        blocks.append(block)
        place = end + 1
    return blocks


def _read_block(
    opening: re.Match[str], lines: Sequence[str], line: int, names: tuple[str, ...]
) -> dict[str, Any]:
    kind = KINDS.get(opening["kind"])
    if kind is None:
        known = {"kind": opening["kind"], "kinds": ", ".join(KINDS)}
        raise CourseFileError(_("«%(kind)s» no es un tipo de bloque. Hay: %(kinds)s.") % known, line)
    header = _mapping(opening["header"], line)
    block_id, step = header.pop("id", None), header.pop("step", None)
    if not isinstance(block_id, str) or step is None:
        raise CourseFileError(_("Todo bloque lleva id y step."), line)
    if unknown := [key for key in header if key not in kind.fields]:
        raise CourseFileError(_("«%(field)s» no es un dato de este bloque.") % {"field": unknown[0]}, line)
    key = str(stable_id(*names, block_id))
    body = Body(lines, line + 1, key)
    value = {"step": step, **{k: v.isoformat() if isinstance(v, date) else v for k, v in header.items()}}
    cleaned = _cleaned(opening["kind"], {**value, **kind.read(body)}, line)
    return {"type": opening["kind"], "value": cleaned, "id": key}


def _cleaned(kind: str, raw: Mapping[str, Any], line: int) -> Any:
    """The stored value, after the same questions that the editor asks."""
    block = BLOCKS[kind]
    try:
        return block.get_prep_value(block.clean(block.to_python(raw)))
    except ValidationError as error:
        raise CourseFileError(_told(error), line) from None


def _told(error: ValidationError) -> str:
    """The first thing that is wrong, after the names of the fields that lead there."""
    inner = getattr(error, "block_errors", None)
    if not inner:
        return " ".join(
            str(message) for message in (getattr(error, "non_block_errors", None) or error.messages)
        )
    name, first = next(iter(inner.items())) if isinstance(inner, dict) else (None, next(filter(None, inner)))
    return f"{name}: {_told(first)}" if isinstance(name, str) else _told(first)


def _write_block(block: Mapping[str, Any]) -> str:
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
