"""The starter lessons as the editor would judge them: nothing missing, nothing to warn of; and their guides whole."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from wagtail.models import Locale

from modules.exchange.loading import COURSE_FILE, STARTER, course_folders
from modules.exchange.markdown import LessonText, read_lesson
from modules.models import LessonPage
from modules.overview import overview_of

LESSONS = [
    path
    for course in course_folders(STARTER)
    for path in sorted(course.glob("*/*.md"))
    if path.name != COURSE_FILE
]
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: str(path.relative_to(STARTER)))
# Said of every story with ways, since it may be about a threat; in the course of care none is.
ABOUT_THREATS = "Puede remover algo"
CHANGES = re.compile("esto cambia|cambian mucho|this changes", re.IGNORECASE)
NEAR = timedelta(days=100)


def read(path: Path) -> LessonText:
    return read_lesson(path.read_text("utf-8"), path.parents[1].name, str(path))


@every_lesson
@pytest.mark.django_db
def test_the_editor_has_nothing_to_say_of_it(path):
    text = read(path)
    page = LessonPage(title=text.title, minutes=text.minutes, pass_mark=text.pass_mark, body=text.blocks)
    page.locale, page.guide = Locale(language_code=path.parent.name), text.guide
    seen = overview_of(page)
    told = [each.said for each in (*seen.lacks, *seen.notices)]
    if path.parents[1].name == "cuidados":
        told = [said for said in told if not said.startswith(ABOUT_THREATS)]
    assert told == []


@every_lesson
def test_what_is_said_to_change_is_looked_after_and_looked_at_again_soon(path):
    for block in read(path).blocks:
        if block["type"] == "key_idea" and CHANGES.search(block["value"]["body"]):
            checked, review = (
                date.fromisoformat(str(block["value"][key])) for key in ("checked_on", "review_by")
            )
            assert review - checked <= NEAR
            assert block["value"]["advice"] != "none"
            assert block["value"]["owner"]


def shape(guide: dict, *names: str) -> dict:
    """What of a guide is the same in every language: numbers, lengths of lists, and that nothing is left empty."""
    told = {}
    for name, value in guide.items():
        if isinstance(value, dict):
            told |= shape(value, *names, name)
        elif name in {"group", "stress"} or isinstance(value, int):
            told[(*names, name)] = value
        else:
            told[(*names, name)] = len(value) if isinstance(value, list) else bool(value)
    return told


@every_lesson
def test_its_guide_is_whole_the_same_in_both_languages_and_of_as_many_minutes_as_its_note(path):
    es, here = (read(each).guide for each in (path.parents[1] / "es" / path.name, path))
    if not (es or here):
        pytest.skip("no guide yet")
    told = shape(here[0]["value"])
    assert told == shape(es[0]["value"])
    assert [name for name, value in told.items() if not value and name[0] != "steps"] == []
    note = next(block for block in read(path).blocks if block["type"] == "facilitator_note")
    minutes = sum(value or 0 for name, value in told.items() if name[0] == "steps")
    assert f"{minutes} min" in note["value"]["body"]
