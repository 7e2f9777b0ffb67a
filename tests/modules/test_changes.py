"""A lesson that people may have done is published again: how much it changes is asked, and told once."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from modules.change_field import ChangeField, require_words
from modules.models import LessonChange, LessonPage
from modules.outline import course_outline
from tests.modules import samples
from tests.modules.editor_forms import SMALL, form_of
from tests.modules.pages import a_course, a_lesson, a_module, a_translation

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": "1"}
DANGER = {"change_weight": "safety", "change_es": "Ya no llames a ese número."}


@pytest.fixture
def course(ceiba):
    return a_course(ceiba.course_index)


@pytest.fixture
def lesson(course):
    return a_lesson(a_module(course), "Llamar", [samples.TEXT])


def edit(editor, lesson, **sent):
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    return editor.post(address, form_of(editor, address) | sent)


def errors(answer) -> str:
    return str(answer.context["form"].errors.get("change", ""))


def test_what_was_never_read_is_not_asked_about(editor, lesson, course):
    fresh = a_lesson(lesson.get_parent(), "Nueva", [samples.TEXT], live=False)
    assert (
        "change" not in editor.get(reverse("wagtailadmin_pages:edit", args=[fresh.pk])).context["form"].fields
    )
    assert edit(editor, fresh, **PUBLISH).status_code == 302
    assert not LessonChange.objects.exists()


def test_it_is_asked_when_it_is_published_and_her_words_stay(editor, lesson):
    assert edit(editor, lesson, title="Borrador").status_code == 302
    refused = edit(editor, lesson, title="Renovada", **PUBLISH)
    assert "Di qué tan grande es este cambio" in errors(refused)
    assert refused.context["form"]["title"].value() == "Renovada"
    assert edit(editor, lesson, **SMALL, **PUBLISH).status_code == 302
    told = LessonChange.objects.get()
    assert (told.weight, told.lesson_key, told.what) == ("small", lesson.translation_key, {})


def test_one_that_protects_is_told_in_each_language_in_which_it_is_read(editor, lesson, course, ceiba):
    index = ceiba.course_index.get_translations().get().specific
    english = a_translation(course, index, title="Course")
    part = a_translation(lesson.get_parent().specific, english, title="Part")
    a_translation(lesson, part, title="Calling", body=[samples.TEXT])
    assert "inglés" in errors(edit(editor, lesson, **DANGER, **PUBLISH)).lower()
    said = {**DANGER, "change_en": "Do not call that number."}
    assert edit(editor, lesson, **said, **PUBLISH).status_code == 302
    told = LessonChange.objects.get()
    lesson.refresh_from_db()
    assert told.what == {"es": "Ya no llames a ese número.", "en": "Do not call that number."}
    assert told.revision == lesson.live_revision_id
    entry = course_outline(course.translation_key, "en").lessons[0]
    assert (entry.title, entry.safety_revision) == ("Calling", told.revision)


def test_a_draft_keeps_what_she_said_and_the_next_change_is_asked_anew(editor, lesson):
    edit(editor, lesson, **DANGER)
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert editor.get(address).context["form"]["change"].value()["what"] == {"es": DANGER["change_es"]}
    assert edit(editor, lesson, **DANGER, **PUBLISH).status_code == 302
    assert editor.get(address).context["form"]["change"].value().keys() == {"mark"}
    assert "Di qué tan grande" in errors(edit(editor, lesson, **PUBLISH))


def test_the_same_words_published_again_are_told_once(editor, lesson):
    edit(editor, lesson, **DANGER, **PUBLISH)
    page = LessonPage.objects.get(pk=lesson.pk)
    page.save_revision().publish()
    page.get_latest_revision().publish()
    assert LessonChange.objects.count() == 1


def test_a_translation_says_nothing_new(editor, lesson, course, ceiba):
    index = ceiba.course_index.get_translations().get().specific
    part = a_translation(
        lesson.get_parent().specific, a_translation(course, index, title="Course"), title="Part"
    )
    there = a_translation(lesson, part, title="Calling", body=[samples.TEXT])
    assert edit(editor, there, **PUBLISH).status_code == 302
    assert not LessonChange.objects.exists()


@pytest.mark.parametrize(
    ("values", "lacks"),
    [
        (["", "", "", ""], "Di qué tan grande"),
        (["", "enorme", "", ""], "una de las opciones"),
        (["nada", "small", "", ""], "no se entiende"),
        (["", "safety", "", "Words."], "Español"),
        (["", "safety", "a" * 401, "Words."], "400"),
        (["", "safety", "  ", "Words."], "Español"),
    ],
)
def test_what_can_not_be_told(values, lacks):
    with pytest.raises(ValidationError) as refused:
        require_words(ChangeField().clean(values), [("es", "Español"), ("en", "Inglés")])
    assert lacks in str(refused.value)
