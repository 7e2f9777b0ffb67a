"""Courses to choose from: what each holds, what is better taken before, and what she asks for."""

import html
import re
from datetime import date

import pytest

from learning.progress import actions
from learning.progress.forms import CatalogueForm, mark_of
from modules.models import CoursePage, LanguageVariety, LessonLabel
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_place, a_translation
from tests.progress.conftest import address, taught

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as, learner):
    return client_as(learner)


def shown(client, asked=""):
    page = client.get(f"/cursos/{asked}").content.decode().partition("<main")[2].partition("</main")[0]
    return html.unescape(re.sub(r"\s+", " ", page))


def titles(client, asked=""):
    return re.findall(r'class="card-link"[^>]*>([^<]+)<', shown(client, asked))


def a_small_course(network, title, minutes=20, **fields):
    course = a_course(network.course_index, title, **fields)
    lesson = a_lesson(a_module(course), "L", [{**samples.TEXT, "id": title}], minutes=minutes)
    return course, lesson


@pytest.fixture
def three(ceiba, learner):
    """One she has not begun, one she takes and one she has finished."""
    new, _lesson = a_small_course(ceiba, "Uno", minutes=20, theme="risk")
    going, _lesson = a_small_course(ceiba, "Dos", minutes=50, theme="care")
    done, lesson = a_small_course(ceiba, "Tres", minutes=130, theme="mechanisms")
    actions.enrol(by=learner, course_key=going.translation_key)
    enrolment = actions.enrol(by=learner, course_key=done.translation_key)
    enrolment.completed_week, enrolment.completed_titles = date(2030, 1, 7), {"es": ["Tres", "Curso"]}
    enrolment.completed_hours = 2
    enrolment.save()
    return new, going, done


def test_what_she_takes_comes_first_and_what_she_finished_last(client, three):
    assert titles(client) == ["Dos", "Uno", "Tres"]
    page = shown(client)
    assert page.index("En curso </h2>") < page.index("Para empezar </h2>") < page.index("Terminados </h2>")
    assert "0 de 1, cerca de 50 minutos más" in page


def test_a_card_tells_what_the_course_weighs_and_holds(client, ceiba, here):
    page = shown(client)
    assert "3 lecciones · cerca de 37 minutos" in page
    assert re.search(r"\d+ KB", page)
    assert "Para leer: español" in page
    assert "Avisa antes de partes difíciles" in page
    variety = LanguageVariety.objects.create(name="Mam de prueba")
    LessonLabel.objects.filter(page=here.first).update(
        voices=[str(variety.key)],
        media=1_500_000,
        checked_first=date(2026, 3, 1),
        checked_last=date(2026, 5, 1),
        review_first=date(2026, 6, 1),
    )
    page = shown(client)
    assert "Para oír: Mam de prueba" in page
    assert "y hasta 1.4 MB en imágenes y audio" in page
    assert "Datos revisados entre marzo de 2026 y mayo de 2026" in page
    assert "alguno ya tocaba revisarlo" in page


def test_a_course_in_another_language_says_how_much_of_it(client, ceiba, here):
    english = ceiba.course_index.get_translations().get()
    part = a_translation(here.module, a_translation(here.course, english, title="Course"), title="Part")
    a_translation(here.first, part, title="One", body=[samples.TEXT])
    assert "Para leer: español, inglés (en parte)" in shown(client)


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("a", "care", ["Dos"]),
        ("c", 30, ["Uno"]),
        ("c", 60, ["Dos", "Uno"]),
        ("c", 0, ["Tres"]),
        ("d", "new", ["Uno"]),
        ("d", "going", ["Dos"]),
        ("d", "finished", ["Tres"]),
    ],
)
def test_she_asks_for_some_of_them(client, three, field, value, found):
    asked = f"?{field}={mark_of(field, value)}"
    assert titles(client, asked) == found
    assert "Ver todos" in shown(client, asked)


def test_she_asks_for_a_language_or_a_voice(client, ceiba, three):
    mam = LanguageVariety.objects.create(name="Mam de prueba")
    LessonLabel.objects.filter(page=three[1].get_descendants().last().pk).update(voices=[str(mam.key)])
    english = ceiba.course_index.get_translations().get()
    there = a_translation(three[0], english, title="One")
    module = three[0].get_children().get().specific
    part = a_translation(module, there, title="Part")
    a_translation(module.get_children().get().specific, part, title="L", body=[samples.TEXT])
    assert titles(client, f"?b={mark_of('b', 'en')}") == ["Uno"]
    asked = f"?b={mark_of('b', str(mam.key))}"
    assert titles(client, asked) == ["Dos"]
    assert "1 curso: Mam de prueba (para oír)." in shown(client, asked)


def test_an_address_tells_nothing_and_goes_on_meaning_the_same(client, ceiba, three):
    values = re.findall(r'<option value="([^"]*)"', shown(client))
    assert len(values) > 4
    assert all(re.fullmatch("([0-9a-f]{8})?", value) for value in values)
    asked = f"?a={mark_of('a', 'care')}"
    assert titles(client, asked) == ["Dos"]
    CoursePage.objects.exclude(theme="care").update(theme="mechanisms")
    assert titles(client, asked) == ["Dos"]
    CoursePage.objects.filter(theme="care").update(live=False)
    assert "Dos" not in titles(client, asked)


def test_what_nothing_fits_says_what_to_do(client, three):
    asked = f"?a={mark_of('a', 'care')}&d={mark_of('d', 'new')}"
    assert titles(client, asked) == []
    assert "Ningún curso responde a todo eso" in shown(client, asked)
    assert 'href="/cursos/">Ver todos los cursos<' in shown(client, asked)


@pytest.mark.parametrize("asked", ["?a=9", "?a=x&b=%00", "?c=-1", "?d=1&d=2", "?a=%F0%9F%92%90", "?z=1"])
def test_what_is_no_choice_was_not_asked(client, three, asked):
    assert client.get(f"/cursos/{asked}").status_code == 200


def test_where_there_is_nothing_to_choose_nothing_is_asked(client, here):
    assert not CatalogueForm({}, cards=[]).fields
    assert "<form" not in shown(client)


def test_without_courses_the_page_says_what_else_there_is(client):
    assert "Tu red todavía no tiene cursos abiertos" in shown(client)
    assert 'href="/directorio/"' in shown(client)


def test_what_is_better_taken_before_is_said_and_locks_nothing(client, ceiba, learner, here):
    after = taught(ceiba, "Después")
    after.course.before = [str(here.key)]
    after.course.save_revision().publish()
    assert f'Antes conviene: <a href="{address(here.course)}"' in shown(client)
    page = client.get(address(after.course)).content.decode()
    assert "Antes conviene:" in page
    assert address(after.course, "entrar") in page
    assert client.post(address(after.course, "entrar")).status_code == 302
    assert client.get(address(after.first)).status_code == 200


def test_what_she_has_finished_is_not_recommended_any_more(client, ceiba, three):
    new, _going, done = three
    new.before = [str(done.translation_key)]
    new.save_revision().publish()
    assert "Antes conviene" not in shown(client)
    assert "(ya lo hiciste)" in client.get(address(new)).content.decode()


def test_nobody_hears_of_a_course_that_is_not_open_to_her(client, ceiba, here, there):
    draft = a_course(ceiba.course_index, "Borrador", live=False, slug="borrador")
    here.course.before = [str(there.key), str(draft.translation_key)]
    here.course.save_revision().publish()
    for page in (shown(client), client.get(address(here.course)).content.decode()):
        assert "Antes conviene" not in page
        assert "Jícara" not in page
        assert "Borrador" not in page


def test_in_a_translation_the_original_says_what_comes_before(client, ceiba, here):
    other = taught(ceiba, "Otro")
    other.course.before = [str(here.key)]
    other.course.save_revision().publish()
    a_translation(other.course, ceiba.course_index.get_translations().get(), title="Other")
    client.post("/idioma/", {"language": "en", "next": "/"})
    assert "Better taken before:" in shown(client)


def test_a_course_page_tells_all_of_it(client, here):
    page = html.unescape(re.sub(r"\s+", " ", client.get(address(here.course)).content.decode()))
    assert "Partes difíciles en una lección: avisa antes, y puedes saltarlas" in page
    assert page.count("Tiene una parte difícil, con aviso antes.") == 1
    assert "3 lecciones · cerca de 37 minutos" in page


def test_shared_courses_may_be_named(client, ceiba, here):
    shared = a_course(a_place(slug="comun", shared=True), "De todas")
    a_lesson(a_module(shared), "L", [samples.TEXT])
    here.course.before = [str(shared.translation_key)]
    here.course.save_revision().publish()
    assert ">De todas</a>" in shown(client).partition("Antes conviene")[2]
    CoursePage.objects.get(pk=shared.pk).unpublish()
    assert "Antes conviene" not in shown(client)
