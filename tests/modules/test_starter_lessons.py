"""The starter lessons as the editor would judge them: nothing missing, nothing to warn of; and their guides whole."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from wagtail.models import Locale

from modules.blocks.directory import keys_in
from modules.exchange.entries import read_entry
from modules.exchange.ids import stable_id
from modules.exchange.loading import COURSE_FILE, DIRECTORY, STARTER, course_folders
from modules.exchange.markdown import LessonText, read_lesson
from modules.models import LessonPage
from modules.overview import overview_of
from tests.modules.pages import a_place, an_entry

LESSONS = [
    path
    for course in course_folders(STARTER)
    for path in sorted(course.glob("*/*.md"))
    if path.name != COURSE_FILE
]
ENTRIES = [read_entry(path.read_text("utf-8"))[0] for path in (STARTER / DIRECTORY / "es").iterdir()]
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: str(path.relative_to(STARTER)))
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
    place = a_place() if keys_in(text.blocks) else None
    for number, key in enumerate(keys_in(text.blocks)):
        an_entry(place, f"Ficha {number}", translation_key=key)
    seen = overview_of(page)
    assert [each.said for each in (*seen.lacks, *seen.notices)] == []


@every_lesson
def test_its_cards_show_entries_of_the_directory(path):
    assert keys_in(read(path).blocks) <= {stable_id(DIRECTORY, name) for name in ENTRIES}


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


@every_lesson
def test_its_guide_counts_as_many_minutes_as_its_note(path):
    text = read(path)
    note = next(block for block in text.blocks if block["type"] == "facilitator_note")
    steps = text.guide[0]["value"]["steps"]
    assert f"{sum(minutes or 0 for minutes in steps.values())} min" in note["value"]["body"]
