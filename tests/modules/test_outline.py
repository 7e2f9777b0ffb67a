"""Her course in her language, the rest in Spanish; drafts stay out; one query."""

import uuid

import pytest

from modules.models import CoursePage
from modules.outline import course_outline, courses_in, outline_around
from modules.querysets import lesson_page, place_paths, titles_now
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_place, a_translation, home_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return a_place()


@pytest.fixture
def course(place):
    return a_course(place, "Prevención", neutral_title="Curso 1", hours=2)


@pytest.fixture
def english(place, course):
    """The same course and its first module and lesson in English."""
    index = a_translation(place, home_of("en"), title="Place", slug="place")
    return a_translation(course, index, title="Prevention")


@pytest.mark.parametrize("lessons", [1, 3])
def test_an_outline_is_one_query_however_long(course, lessons, django_assert_num_queries):
    module = a_module(course)
    made = [a_lesson(module, f"L{n}", minutes=10 + n) for n in range(lessons)]
    with django_assert_num_queries(1):
        outline = course_outline(course.translation_key, "es")
    assert [entry.key for entry in outline.lessons] == [lesson.translation_key for lesson in made]
    assert outline.minutes == sum(lesson.minutes for lesson in made)
    assert outline.lessons[0].live_revision_id == made[0].live_revision_id
    with django_assert_num_queries(1):
        assert outline_around([made[0]], "es") == outline


def test_what_is_translated_is_in_her_language_and_the_rest_in_spanish(course, english):
    module = a_module(course, "Nombrar")
    first, second = a_lesson(module, "Uno"), a_lesson(module, "Dos")
    module_en = a_translation(module, english, title="Naming")
    a_translation(first, module_en, title="One", body=[])
    outline = course_outline(course.translation_key, "en")
    assert (outline.title, outline.modules[0].title) == ("Prevention", "Naming")
    assert [(entry.title, entry.language) for entry in outline.lessons] == [("One", "en"), ("Dos", "es")]
    assert [entry.key for entry in outline.lessons] == [first.translation_key, second.translation_key]
    assert [entry.title for entry in course_outline(course.translation_key, "es").lessons] == ["Uno", "Dos"]


def test_words_that_nobody_has_translated_are_in_the_language_of_the_original(course, english):
    CoursePage.objects.filter(pk=english.pk).update(summary="Whole", title="Prevención")
    module = a_module(course, "Nombrar")
    first = a_lesson(module, "Uno", summary="Corto.")
    module_en = a_translation(module, english, title="Nombrar")
    a_translation(first, module_en, title="One", summary="Corto.", body=[])
    outline = course_outline(course.translation_key, "en")
    part, lesson = outline.modules[0], outline.lessons[0]
    assert (outline.title_language, outline.summary_language) == ("es", "en")
    assert part.title_language == "es"
    assert (lesson.title_language, lesson.summary_language, lesson.language) == ("en", "es", "en")
    here = course_outline(course.translation_key, "es")
    assert {here.title_language, here.lessons[0].title_language, here.lessons[0].summary_language} == {"es"}


def test_what_a_lesson_asks_is_the_same_in_every_language(course, english):
    module = a_module(course, "Nombrar")
    spanish = a_lesson(module, "Uno", [samples.TRUE_FALSE], minutes=20, required=True, pass_mark=60)
    module_en = a_translation(module, english, title="Naming")
    loose = {"title": "One", "body": [], "minutes": 5, "required": False, "pass_mark": None}
    a_translation(spanish, module_en, **loose)
    entry = course_outline(course.translation_key, "en").lessons[0]
    assert (entry.title, entry.minutes, entry.required, entry.pass_mark) == ("One", 20, True, 60)
    spanish.unpublish()
    entry = course_outline(course.translation_key, "es").lessons[0]
    assert (entry.title, entry.minutes, entry.required, entry.pass_mark) == ("One", 5, False, None)


def test_an_alias_gives_no_words_but_the_spanish_ones(course, english):
    module = a_module(course, "Nombrar")
    lesson = a_lesson(module, "Uno")
    module_en = a_translation(module, english, title="Naming")
    lesson.create_alias(parent=module_en, update_locale=module_en.locale)
    entry = course_outline(course.translation_key, "en").lessons[0]
    assert (entry.title, entry.language) == ("Uno", "es")
    assert lesson_page(lesson.translation_key, "en", None).pk == lesson.pk


def test_drafts_and_what_hangs_under_them_stay_out(course):
    module, hidden = a_module(course, "A"), a_module(course, "B", live=False)
    a_lesson(module, "Borrador", live=False)
    a_lesson(hidden, "Debajo de un borrador")
    outline = course_outline(course.translation_key, "es")
    assert [entry.title for entry in outline.modules] == ["A"]
    assert outline.lessons == ()


def test_an_unpublished_course_has_no_outline(course):
    course.unpublish()
    assert course_outline(course.translation_key, "es") is None
    assert course_outline(uuid.uuid4(), "es") is None


def test_neighbours_and_positions_go_over_module_borders(course):
    one = a_lesson(a_module(course, "A"), "1")
    two = a_lesson(a_module(course, "B"), "2")
    outline = course_outline(course.translation_key, "es")
    before, after = outline.neighbours(one.translation_key)
    assert (before, after.key) == (None, two.translation_key)
    assert outline.position(two.translation_key) == 2
    assert outline.neighbours(uuid.uuid4()) == (None, None)


def test_required_lessons_make_the_course(course):
    module = a_module(course)
    must = a_lesson(module, "1")
    a_lesson(module, "2", required=False)
    assert course_outline(course.translation_key, "es").required_keys == {must.translation_key}


@pytest.mark.parametrize("courses", [1, 3])
def test_the_catalogue_of_her_places_is_one_query(place, courses, django_assert_num_queries):
    foreign = a_course(a_place(slug="ajeno"), "Ajeno")
    own = [a_course(place, f"C{n}") for n in range(courses)]
    for course in own:
        a_lesson(a_module(course))
    with django_assert_num_queries(1):
        places = place_paths(place.pk)
    with django_assert_num_queries(1):
        found = courses_in(places, "en")
    assert [outline.key for outline in found] == [course.translation_key for course in own]
    assert all(outline.is_in(places) for outline in found)
    assert not course_outline(foreign.translation_key, "es").is_in(places)


def test_shared_places_are_open_to_every_network_in_all_languages(place):
    shared = a_place(slug="comun", shared=True)
    assert set(place_paths(place.pk)) == {place.path, shared.path}
    assert place_paths(None) == (shared.path,)


def test_a_translation_stands_in_the_place_of_its_original(place, course, english):
    assert course_outline(course.translation_key, "es").places == {place.path, english.path[:12]}
    assert len(courses_in(place_paths(place.pk), "en")) == 1


def test_a_lesson_is_found_by_its_key_in_her_language_with_one_query(
    place, course, english, django_assert_num_queries
):
    module = a_module(course)
    lesson = a_lesson(module, "Uno")
    there = a_translation(lesson, a_translation(module, english, title="Part"), title="One", body=[])
    key, open_to_her = lesson.translation_key, place_paths(place.pk)
    for language, title in (("en", "One"), ("es", "Uno")):
        with django_assert_num_queries(1):
            found = lesson_page(key, language, open_to_her)
            assert (found.title, found.locale.language_code) == (title, language)
    there.unpublish()
    assert lesson_page(key, "en", open_to_her).title == "Uno"
    assert lesson_page(course.translation_key, "es", open_to_her) is None


def test_the_words_of_another_place_are_not_found(place, course, english):
    foreign = a_place(slug="ajeno")
    module = a_module(course, "Nombrar")
    lesson = a_lesson(module, "Uno")
    a_translation(lesson, a_translation(module, english, title="Naming"), title="One", body=[])
    course.refresh_from_db()
    course.move(foreign, pos="last-child")
    here, there = place_paths(place.pk), place_paths(foreign.pk)
    for language in ("es", "en"):
        assert lesson_page(lesson.translation_key, language, here).title == "One"
        assert lesson_page(lesson.translation_key, language, there).title == "Uno"
        assert course_outline(course.translation_key, language, here).title == "Prevention"
    assert titles_now(course.translation_key, here) == {"en": ["Prevention", "Curso"]}
    assert titles_now(course.translation_key, there) == {"es": ["Prevención", "Curso 1"]}


def test_what_is_an_alias_in_every_language_is_not_asked_for(course):
    module = a_module(course)
    a_lesson(module, "Uno")
    a_lesson(module, "Dos").create_alias(update_slug="otra", parent=module)
    assert [entry.title for entry in course_outline(course.translation_key, "es").lessons] == ["Uno", "Dos"]
