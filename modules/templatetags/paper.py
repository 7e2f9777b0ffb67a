"""What the templates of paper need."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from learning.core.languages import language_now
from modules.models import LessonPage
from modules.paper import answers, notes
from modules.questions import ACCEPTED, PLACED, Choice, Question
from modules.scenarios import Step, read_scenario

register = template.Library()


@register.simple_tag(takes_context=True)
def picture_name(context: template.Context, number: int | None) -> str:
    """The file of a picture; empty when it is gone."""
    name: str = context["pictures"].name(number) if number else ""
    return name


@register.simple_tag(takes_context=True)
def file_of(context: template.Context, number: int | None) -> str:
    """The file of a recording beside the paper; empty when there is none."""
    name: str = context["recordings"].get(number, "")
    return name


@register.simple_tag
def spoken(page: Any) -> SafeString:
    """For the element that holds the title of this page, where that is in another language than the paper."""
    language = getattr(page, "title_language", "")
    return format_html(' lang="{}"', language) if language not in ("", language_now()) else SafeString("")


register.filter(answers.letter)
register.filter(answers.lesson_code)


@register.filter
def beyond_guide(note: Any, lesson: LessonPage) -> str:
    """Of a note for who facilitates, what the guide of its lesson does not say already."""
    return notes.beyond_guide(str(note), lesson.guide[0].value if lesson.guide else None)


@register.filter
def paper_steps(value: Any) -> Sequence[Step]:
    """The steps of a scenario in their order."""
    return read_scenario(value).steps


@register.filter
def told_choices(question: Question) -> Sequence[Choice]:
    """What the answers say: every choice with its why; of things in places the right ones, of words the accepted."""
    if question.kind in PLACED:
        return [each for each in question.choices if each.correct]
    if question.kind == "short_text":
        return [each for each in question.choices if each.id == ACCEPTED]
    return question.choices
