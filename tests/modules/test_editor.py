"""What a trainer can do in the editor."""

import random

import pytest
from django.urls import reverse

from modules.models import CourseIndexPage, LessonPage
from tests.modules import samples
from tests.modules.editor_forms import SMALL, form_of
from tests.modules.pages import a_course, a_lesson, a_module, a_translation

pytestmark = pytest.mark.django_db


def test_a_new_lesson_opens_as_the_empty_frame_and_can_be_saved_as_it_is(editor, module):
    url = reverse("wagtailadmin_pages:add", args=["modules", "lessonpage", module.pk])
    data = form_of(editor, url) | {"title": "Nueva"}
    assert [data[f"body-{n}-value-step"] for n in range(5)] == [
        "activity", "discussion", "input", "deepening", "synthesis",
    ]  # fmt: skip # A list is read in lines.
    assert data["body-3-value-choices-count"] == 2
    answer = editor.post(url, data)
    page = LessonPage.objects.get(title="Nueva")
    assert (answer.status_code, page.live) == (302, False)
    assert len(page.get_latest_revision_as_object().body) == 5
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_an_empty_frame_can_not_be_published(editor, module):
    url = reverse("wagtailadmin_pages:add", args=["modules", "lessonpage", module.pk])
    answer = editor.post(url, form_of(editor, url) | {"title": "Nueva", "action-publish": "1"})
    assert answer.status_code != 302
    assert not LessonPage.objects.live().filter(title="Nueva").exists()


def test_a_refusal_says_all_at_once_and_loses_no_word(editor, module):
    """What no field knows by itself too: what advice lacks a carer, what the page weighs."""
    letters = random.Random(1)
    words = " ".join(f"{letters.getrandbits(48):x}" for _each in range(6000))
    heavy = {**samples.TEXT, "value": {"step": "activity", "body": f"<p>{words}</p>"}}
    uncared = {**samples.KEY_IDEA, "value": {**samples.KEY_IDEA["value"], "owner": ""}}
    blank = {"type": "story", "id": "s", "value": {"step": "input", "title": "", "body": "<p>Fue así.</p>"}}
    lesson = a_lesson(module, "Larga", [heavy, uncared, blank], live=False)
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    sent = form_of(editor, url)
    answer = editor.post(url, sent | {"action-publish": "1"})
    text = answer.content.decode()
    assert [(each.place, each.block_id) for each in answer.context["form"].lacks] == [
        (2, "idea-1"), (3, "s"), (0, ""),
    ]  # fmt: skip # A list is read in lines.
    assert '<a href="#block-idea-1-section">Bloque 2, Idea clave</a>' in text
    assert "Llena «título»." in text
    assert "el límite es 50" in text
    assert words[-200:] in text
    errors = answer.context["form"].errors["body"].as_data()[0]
    assert sorted(errors.block_errors) == [1, 2]
    assert list(errors.block_errors[2].block_errors) == ["title"]
    assert len(errors.non_block_errors) == 1
    lesson.refresh_from_db()
    assert not lesson.live
    assert editor.post(url, sent).status_code == 302  # A draft is always kept.


def test_she_publishes_and_it_is_a_learners(editor, module):
    lesson = a_lesson(module, "Vieja", samples.WORDS)
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    answer = editor.post(url, form_of(editor, url) | {"title": "Renovada", **SMALL, "action-publish": "1"})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    lesson.refresh_from_db()
    assert (lesson.title, lesson.live) == ("Renovada", True)
    assert [block.id for block in lesson.body] == [block["id"] for block in samples.WORDS]


def test_what_she_submits_waits_for_another(editor, module):
    lesson = a_lesson(module, "Vieja", [samples.TEXT])
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    editor.post(url, form_of(editor, url) | {"title": "Propuesta", **SMALL, "action-submit": "1"})
    lesson.refresh_from_db()
    assert lesson.title == "Vieja"
    assert lesson.current_workflow_state.status == "in_progress"


def test_a_pass_mark_without_questions_is_refused_when_it_is_published(editor, module):
    lesson = a_lesson(module, "Repaso", [samples.TEXT])
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    data = form_of(editor, url) | {"pass_mark": "70"}
    answer = editor.post(url, data | {"action-publish": "1"})
    assert "Todavía no hay preguntas que revisar" in answer.content.decode()
    lesson.refresh_from_db()
    assert lesson.pass_mark is None
    assert editor.post(url, data).status_code == 302, "a draft may be unfinished"


def test_what_a_lesson_asks_is_changed_in_the_original_alone(editor, module, ceiba):
    lesson = a_lesson(module, "Repaso", samples.WORDS, minutes=12, pass_mark=70)
    place = CourseIndexPage.objects.get(pk=ceiba.course_index.get_translations().get().pk)
    there = a_module(a_course(place))
    translated = a_translation(lesson, there, title="Review", body=samples.WORDS, minutes=15)
    url = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    assert "Se cambia en la original" in editor.get(url).content.decode()
    changed = {"minutes": "3", "pass_mark": "1", "required": "", "action-publish": "1"}
    assert editor.post(url, form_of(editor, url) | changed).status_code == 302
    translated.refresh_from_db()
    assert (translated.minutes, translated.required, translated.pass_mark) == (12, True, 70)
    own = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert "Se cambia en la original" not in editor.get(own).content.decode()
