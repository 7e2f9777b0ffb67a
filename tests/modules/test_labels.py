"""What lessons and courses weigh and hold, written down whenever they are published."""

from datetime import date
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db.models import Q
from django.urls import reverse

from modules.ageing import check_again
from modules.course_labels import course_labels
from modules.labels import label_lessons
from modules.models import CourseImage, CourseMedia, LanguageVariety, LessonLabel
from modules.outline import course_outline
from modules.querysets import places
from modules.voices import put_track
from modules.weight import files_weight, lesson_weight
from tests.modules import samples
from tests.modules.editor_forms import SMALL, form_of
from tests.modules.pages import (
    a_course,
    a_lesson,
    a_module,
    a_place,
    a_translation,
    an_entry,
    home_of,
)
from tests.modules.test_blocks import a_picture

pytestmark = pytest.mark.django_db

IDEA = samples.block(
    "key_idea",
    "idea",
    body="<p>Se guarda copia.</p>",
    source="un papel",
    checked_on="2026-03-01",
    review_by="2026-06-01",
    advice="none",
    owner="",
)


@pytest.fixture
def place():
    return a_place()


@pytest.fixture
def course(place):
    return a_course(place, "Curso")


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def label_of(course, language="es"):
    outline = course_outline(course.translation_key, language)
    return course_labels([outline], places(course.get_parent().pk))[outline.key]


def test_a_lesson_is_labelled_when_it_is_published(course):
    lesson = a_lesson(a_module(course), body=[samples.CONTENT_NOTE, samples.TEXT, IDEA])
    label = lesson.label
    assert label.revision == lesson.live_revision_id
    assert label.weight == lesson_weight(lesson).page
    assert (label.notes, label.media, label.lacking) == (1, 0, 0)
    assert (label.checked_first, label.checked_last) == (date(2026, 3, 1), date(2026, 3, 1))
    assert label.review_first == date(2026, 6, 1)


def test_a_draft_changes_no_label(course):
    lesson = a_lesson(a_module(course), body=[samples.TEXT])
    lesson.body = [samples.CONTENT_NOTE, samples.TEXT]
    draft = lesson.save_revision()
    assert LessonLabel.objects.get(page=lesson).notes == 0
    draft.publish()
    assert LessonLabel.objects.get(page=lesson).notes == 1
    assert LessonLabel.objects.count() == 1


def test_the_form_of_the_editor_labels_too(editor, ceiba):
    lesson = a_lesson(a_module(a_course(ceiba.course_index)), body=[samples.TEXT])
    lesson.label.delete()
    form = {**form_of(editor, address := edit(lesson)), **SMALL, "action-publish": "1"}
    assert editor.post(address, form).status_code == 302
    label = LessonLabel.objects.get(page=lesson)
    lesson.refresh_from_db()
    assert label.revision == lesson.live_revision_id


def test_advice_that_was_checked_again_says_so_on_the_label(course, trainer):
    lesson = a_lesson(a_module(course), body=[IDEA])
    check_again(Q(pk=lesson.pk), lesson.translation_key, "idea", date(2026, 3, 1), user=trainer.account)
    assert LessonLabel.objects.get(page=lesson).checked_first > date(2026, 3, 1)


def test_pictures_and_recordings_weigh_beside_the_page(course, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = CourseImage.objects.create(title="P", file=ContentFile(a_picture(), "p.png"))
    sound = CourseMedia.objects.create(
        title="S", type="audio", duration=1, file=ContentFile(b"\xff\xfb\x90\x00" + bytes(999), "s.mp3")
    )
    image = samples.block("image", "i", image=picture.pk, alt="Un monte", caption="")
    audio = samples.block("audio", "a", audio=sound.pk, transcript="Hola.")
    lesson = a_lesson(a_module(course), body=[image, audio, {**audio, "id": "again"}])
    [larger] = [each for each in picture.renditions.all() if "720" in each.filter_spec]
    assert lesson.label.media == larger.file.size + sound.file.size
    sound.file.storage.delete(sound.file.name)
    lesson.save_revision().publish()
    assert LessonLabel.objects.get(page=lesson).media == larger.file.size


def test_a_course_weighs_its_lessons_and_once_the_files_they_share(course):
    module = a_module(course)
    one, two = (
        a_lesson(module, "1", [samples.TEXT]),
        a_lesson(module, "2", [samples.CONTENT_NOTE, samples.TEXT]),
    )
    bytes_ = files_weight() + one.label.weight + two.label.weight
    assert label_of(course).kilobytes == -(-bytes_ // 1000)
    assert label_of(course).hard == 1
    two.label.delete()
    assert label_of(course).kilobytes is None, "nothing is said that is not known"


def test_a_course_tells_in_which_languages_it_can_be_read(course, place):
    module = a_module(course)
    lessons = [a_lesson(module, str(n), [{**samples.TEXT, "id": f"t{n}"}]) for n in range(2)]
    assert label_of(course).languages == {"es": True}
    index = a_translation(place, home_of("en"), title="Place", slug="place")
    part = a_translation(module, a_translation(course, index, title="Course"), title="Part")
    a_translation(lessons[0], part, title="One", body=[samples.TEXT])
    assert label_of(course).languages == {"es": True, "en": False}
    second = a_translation(lessons[1], part, title="Two", body=[samples.TEXT])
    assert label_of(course).languages == {"es": True, "en": True}
    second.untranslated = {"some-block": "es"}
    LessonLabel.objects.filter(page=second).update(lacking=1)
    assert label_of(course, "en").languages == {"es": True, "en": False}


def test_voices_are_those_of_the_original_in_every_language(course, place):
    module = a_module(course)
    lesson = a_lesson(module, body=[{**samples.TEXT, "id": "t"}])
    audio = CourseMedia.objects.create(
        title="S", type="audio", duration=1, file=ContentFile(b"\xff\xfb\x90\x00", "s.mp3")
    )
    mam = LanguageVariety.objects.create(name="Mam de prueba", region="Todos Santos", code="mam")
    put_track(lesson, block="t", variety=mam, audio=audio, by=None).publish()
    index = a_translation(place, home_of("en"), title="Place", slug="place")
    part = a_translation(module, a_translation(course, index, title="Course"), title="Part")
    a_translation(lesson, part, title="One", body=[samples.TEXT])
    for language in ("es", "en"):
        assert label_of(course, language).voices == {str(mam.key): "Mam de prueba (Todos Santos)"}


def test_cards_age_with_their_entries(course, place):
    entry = an_entry(place, checked_on=date(2026, 1, 5), review_by=date(2026, 4, 5))
    card = samples.block("resource_card", "c", entry=str(entry.translation_key), note="")
    a_lesson(a_module(course), body=[card, IDEA])
    assert label_of(course).days == (date(2026, 1, 5), date(2026, 3, 1), date(2026, 4, 5))
    entry.checked_on, entry.review_by = date(2026, 5, 1), date(2026, 8, 1)
    entry.save_revision().publish()
    assert label_of(course).days == (date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1))


def test_what_was_published_before_there_were_labels_gets_one(course):
    module = a_module(course)
    first, second = (a_lesson(module, str(n), [{**samples.TEXT, "id": str(n)}]) for n in range(2))
    first.label.delete()
    LessonLabel.objects.filter(page=second).update(revision=0)
    assert label_lessons(missing=True) == 2
    assert label_lessons(missing=True) == 0
    LessonLabel.objects.all().delete()
    call_command("label_lessons", stdout=StringIO())
    assert LessonLabel.objects.count() == 2


@pytest.mark.parametrize("many", [1, 3])
def test_labels_of_courses_cost_two_questions_however_many(place, many, django_assert_num_queries):
    outlines = []
    for number in range(many):
        course = a_course(place, f"C{number}")
        lesson = a_lesson(a_module(course), body=[{**samples.TEXT, "id": "t"}])
        entry = an_entry(place, f"F{number}")
        variety = LanguageVariety.objects.create(name=f"Lengua {number}")
        LessonLabel.objects.filter(page=lesson).update(
            cards=[str(entry.translation_key)], voices=[str(variety.key)]
        )
        outlines.append(course_outline(course.translation_key, "es"))
    with django_assert_num_queries(2):
        assert len(course_labels(outlines, places(place.pk))) == many
