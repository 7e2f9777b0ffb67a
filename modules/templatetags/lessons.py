"""What templates of lessons need: the body, a question's choices, pictures, text for a label."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from modules import glossary, rendering
from modules import written as written_words
from modules.assets import IMAGE_SPECS, Picture
from modules.feedback import BETTER, GOOD
from modules.models import CourseImage, CourseRendition, LessonPage
from modules.pictures import Asked, asked
from modules.questions import Question, read_question
from modules.quizzes import Mark
from modules.scenarios import problems, read_scenario, tree
from modules.worksheets import LEVELS, Worksheet, grid

register = template.Library()

LAST_PARAGRAPH = re.compile(r"(?s)(?P<told>.*)<p\b[^>]*>(?P<asked>.*?)</p>\s*$")


@register.inclusion_tag("modules/lesson_body.html", takes_context=True)
def lesson_body(
    context: template.Context,
    lesson: LessonPage,
    mode: str = "read",
    marks: Mapping[str, Mark] | None = None,
    given: Mapping[str, Iterable[str]] | None = None,
    pictures: str = "",
    simple: bool = False,
) -> dict[str, Any]:
    """
    The blocks of a lesson. `mode`: 'practice' or 'quiz' (inside the page's form), 'read', or 'preview' (the editor's,
    in which notes for the facilitator may be shown). `keep` of the page: what the button says by which she keeps what
    she wrote in a block, where the page has a form `own` for it; `written`, `kept`, `care`, `pictures` and `simple`: as
    in `rendering.lesson_steps`.
    """
    passed: dict[str, Any] = {"mode": mode, "marks": marks or {}, "given": given or {}}
    passed |= {name: context.get(name, "") for name in ("keep", "written", "kept", "care")}
    passed |= {"pictures": pictures, "simple": simple}
    with_notes = mode == "preview" and bool(context.get("for_facilitator"))
    return rendering.lesson_body(lesson, passed, with_notes=with_notes)


@register.filter
def told(value: Any) -> SafeString:
    """A rich text, with the words of the glossary explained where they stand first in the lesson."""
    return mark_safe(glossary.explained(_html(value)))  # noqa: S308 (cleaned when the editor saved it)


@register.filter
def words_beside(value: Any) -> list[glossary.Term]:
    """The terms of a rich text, or of escaped words, that are told beside it."""
    return glossary.beside(_html(value))


def _html(value: Any) -> str:
    return str(expand_db_html(str(getattr(value, "source", value) or "")))


@register.filter
def question(value: Any, block_id: str = "") -> Question:
    """A question block's value as `quizzes` knows it."""
    return read_question(block_id, value.block.name, value)


@register.filter
def scenario(value: Any) -> list[dict[str, Any]]:
    """
    The panels of a branching scenario, the first step last: id, step, first, ways as pairs of a way and the id of the
    step it leads to.
    """
    found = read_scenario(value)
    return [
        {
            "step": step,
            "first": step is found.steps[0],
            "ways": [(way, found.after(step, way)) for way in step.ways],
        }
        for step in (*found.steps[1:], *found.steps[:1])
    ]


@register.inclusion_tag("modules/blocks/_tree.html")
def scenario_tree(value: Any) -> dict[str, Any]:
    """Which choice leads where, and what is missing, for the trainer."""
    found = read_scenario(value)
    return {"branches": tree(found), "problems": list(problems(found))}


@register.filter
def worksheet(value: Any) -> Worksheet:
    """What the worksheet of this block asks."""
    return value.block.sheet


@register.simple_tag
def field_name(place: int, number: int) -> str:
    """The name of a worksheet's field within its block."""
    return written_words.field_name(place, number)


@register.simple_tag(takes_context=True)
def written(context: template.Context, name: str) -> str:
    """What she had written in this field of the block, where a page gives it back."""
    own: Mapping[str, str] = context.get("own") or {}
    return own.get(name, "")


@register.simple_tag
def feedback_tags() -> list[tuple[str, Any]]:
    """What may be said of a lesson: pairs of a question and the words to tick."""
    return [(_("Lo que te gustó"), GOOD), (_("Lo que se puede mejorar"), BETTER)]


@register.simple_tag
def levels() -> Sequence[Any]:
    """From very low to very high, in words."""
    return LEVELS


@register.simple_tag
def level_grid() -> list[Any]:
    """The matrix of likelihood and impact in words (`worksheets.grid`)."""
    return grid()


class Prompt(NamedTuple):
    """A question's text: what is told first, and the last paragraph, which asks."""

    told: SafeString
    asked: SafeString


@register.filter
def prompt(question: Question) -> Prompt:
    """The text of a question in two: a group of choices is named by one sentence, not by a story."""
    html = expand_db_html(question.prompt)
    parts = LAST_PARAGRAPH.fullmatch(html)
    told, asked = (parts["told"], parts["asked"]) if parts else (html, "")
    return Prompt(mark_safe(told), mark_safe(asked))  # noqa: S308 (cleaned when the editor saved it)


@register.simple_tag
def image_renditions(image: CourseImage | Picture) -> list[CourseRendition]:
    """A picture at the widths we show, narrow first."""
    return image.sizes if isinstance(image, Picture) else list(image.get_renditions(*IMAGE_SPECS).values())


@register.simple_tag
def asked_picture(picture: Picture | None) -> Asked | None:
    """A picture that waits for a tap; none where its file is gone."""
    return asked(picture) if picture else None


@register.filter
def is_past(day: Any) -> bool:
    """Whether this day is over."""
    return bool(day) and day < timezone.localdate()
