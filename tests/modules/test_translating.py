"""What the editor's own "translate" does to a course: drafts in a whole tree, and words in their own language."""

import pytest
from wagtail.models import Locale, Page

from learning.progress import actions
from modules.models import LessonPage, ModulePage
from modules.outline import outline_around
from modules.querysets import lesson_pages
from modules.translations import original_of
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_translation
from tests.progress.conftest import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    return Locale.objects.get(language_code="en")


@pytest.fixture
def course(ceiba):
    course = a_course(ceiba.course_index, "Curso")
    module = a_module(course, "Parte")
    a_lesson(module, "Uno", [samples.TEXT])
    a_lesson(module, "Dos", [samples.TEXT])
    return course


def translate(client, page, locale, capture, **more):
    sent = {"locales": locale.pk, **more}
    with capture(execute=True):
        answer = client.post(f"/cms/localize/submit/page/{page.pk}/", sent)
    assert answer.status_code == 302


def test_a_translated_course_is_a_draft_in_a_whole_tree(
    client_as, trainer, course, english, django_capture_on_commit_callbacks
):
    client, capture = client_as(trainer), django_capture_on_commit_callbacks
    translate(client, course, english, capture, include_subtree="on")
    assert not any(Page.find_problems())
    there = Page.objects.filter(locale=english, depth__gt=3)
    assert there.count() == 4
    assert not there.filter(live=True).exists()

    # What comes later finds its place too.
    module = ModulePage.objects.get(title="Parte", locale__language_code="es")
    lesson = a_lesson(module, "Tres", [samples.TEXT])
    translate(client, lesson, english, capture)
    assert not any(Page.find_problems())
    course.get_translations().get().delete()
    assert not Page.objects.filter(locale=english, depth__gt=3).exists()


def test_publishing_writes_down_no_older_tree(course):
    module = course.get_children().get().specific
    draft = module.save_revision()
    a_lesson(ModulePage.objects.get(pk=module.pk), "Tres")
    draft.publish()
    assert ModulePage.objects.get(pk=module.pk).numchild == 3
    assert not any(Page.find_problems())


def test_until_it_is_translated_she_reads_it_as_what_it_is(
    client_as, trainer, learner, course, english, django_capture_on_commit_callbacks
):
    translate(client_as(trainer), course, english, django_capture_on_commit_callbacks, include_subtree="on")
    lesson = LessonPage.objects.get(title="Uno", locale__language_code="es")
    actions.enrol(by=learner, course_key=course.translation_key)
    client = client_as(learner)
    client.post("/idioma/", {"language": "en", "next": "/"})
    page = client.get(address(lesson)).content.decode()
    assert '<h1 lang="es">Uno</h1>' in page
    assert "For now this lesson is only in this language" in page


def test_a_lesson_written_in_english_first_is_its_own_original(
    client_as, trainer, ceiba, english, django_capture_on_commit_callbacks
):
    spanish = Locale.objects.get(language_code="es")
    index = ceiba.course_index.get_translations().get().specific
    course = a_course(index, "Course")
    module = a_module(course, "Part")
    lesson = a_lesson(module, "One", [samples.TEXT])
    translate(client_as(trainer), course, spanish, django_capture_on_commit_callbacks, include_subtree="on")
    there = lesson.get_translations().get()
    assert original_of(lesson) is None
    assert original_of(there) == lesson
    page = client_as(trainer).get(f"/cms/pages/{lesson.pk}/edit/")
    assert not page.context["form"].fields["minutes"].disabled


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_a_lesson_asks_stands_where_it_was_written(
    client_as, trainer, ceiba, django_capture_on_commit_callbacks, language
):
    index = ceiba.course_index.get_translations().get().specific
    course = a_course(index, "Course")
    lesson = a_lesson(a_module(course, "Part"), "One", [samples.TRUE_FALSE], minutes=20, pass_mark=60)
    spanish = Locale.objects.get(language_code="es")
    translate(client_as(trainer), course, spanish, django_capture_on_commit_callbacks, include_subtree="on")
    for page in (course, course.get_children().get(), lesson):
        page.get_translations().get().get_latest_revision().publish()
    LessonPage.objects.filter(translation_key=lesson.translation_key, locale=spanish).update(minutes=5)
    asked = outline_around(lesson_pages(lesson.translation_key, language, None), language).lessons[0]
    assert (asked.language, asked.minutes) == (language, 20)
    # While the Spanish words ask another thing, whoever reads Spanish is asked what the original asks.
    lesson.body = [samples.TRUE_FALSE, samples.SINGLE]
    lesson.save_revision().publish()
    asked = outline_around(lesson_pages(lesson.translation_key, language, None), language).lessons[0]
    assert asked.language == "en"


def test_of_two_languages_that_nobody_keeps_together_spanish_is_the_original(course, ceiba):
    index = ceiba.course_index.get_translations().get().specific
    other = a_translation(course, index, title="Course")
    assert original_of(other) == course
    assert original_of(course) is None


def test_a_copy_is_a_page_of_its_own(client_as, trainer, course):
    client, lesson = client_as(trainer), LessonPage.objects.get(title="Uno")
    address = f"/cms/pages/{lesson.pk}/copy/"
    assert 'name="alias"' not in client.get(address).content.decode()
    parent = lesson.get_parent()
    sent = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": parent.pk, "alias": "on"}
    client.post(address, sent)
    copy = LessonPage.objects.get(title="Copia")
    assert copy.alias_of is None
    assert copy.translation_key != lesson.translation_key
