"""A page moves with all its translations or stays where it is, through the editor's own addresses."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from learning.networks.actions import add_member
from learning.progress import actions
from modules.models import CourseIndexPage
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_translation
from tests.progress.conftest import address

pytestmark = pytest.mark.django_db


class Bilingual:
    """A course with a part and a lesson, in both languages."""

    def __init__(self, network, name):
        index = network.course_index.get_translations().get()
        self.course = a_course(network.course_index, name, slug=name)
        self.course_en = a_translation(
            self.course, CourseIndexPage.objects.get(pk=index.pk), title=f"{name} en"
        )
        self.module = a_module(self.course, f"Parte de {name}")
        self.module_en = a_translation(self.module, self.course_en, title=f"Part of {name}")
        self.lesson = a_lesson(self.module, f"Lección de {name}", [samples.TEXT])
        self.lesson_en = a_translation(
            self.lesson, self.module_en, title=f"Lesson of {name}", body=[samples.TEXT]
        )


@pytest.fixture
def one(ceiba):
    return Bilingual(ceiba, "uno")


@pytest.fixture
def two(ceiba):
    return Bilingual(ceiba, "dos")


def move(editor, page, destination, method="post"):
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])
    return getattr(editor, method)(url)


def parents(*pages):
    return [Page.objects.get(pk=page.pk).get_parent().pk for page in pages]


def said(answer):
    return [str(each) for each in get_messages(answer.wsgi_request)]


def refused(editor, page, destination, words):
    """Asked and sent: nothing moves, she is led to the list where the page stands, and told what to do."""
    before = list(Page.objects.order_by("pk").values_list("path", flat=True))
    for method in ("get", "post"):
        answer = move(editor, page, destination, method)
        assert answer.url == reverse("wagtailadmin_explore", args=[page.get_parent().pk])
        assert words in said(answer)[-1]
    assert list(Page.objects.order_by("pk").values_list("path", flat=True)) == before


def test_a_lesson_goes_with_its_translation(editor, one, two):
    asked = move(editor, one.lesson, two.module, "get")
    assert asked.context["translations_to_move_count"] == 1
    assert parents(one.lesson, one.lesson_en) == [one.module.pk, one.module_en.pk]
    answer = move(editor, one.lesson, two.module)
    assert answer.url == reverse("wagtailadmin_explore", args=[two.module.pk])
    assert said(answer) == ["«Lección de uno» ya está en su nuevo lugar, en todas sus lenguas."]
    assert parents(one.lesson, one.lesson_en) == [two.module.pk, two.module_en.pk]


def test_the_course_it_left_can_still_be_finished(editor, client_as, learner, one, two):
    a_lesson(one.module, "Segunda", [samples.TEXT])
    second = one.module.get_children().last().specific
    actions.enrol(by=learner, course_key=one.course.translation_key)
    move(editor, one.lesson, two.module)
    client = client_as(learner)
    client.post(address(second, "hecha"), {"how": "marked"})
    assert "1 de 1" in client.get(address(one.course)).content.decode()
    assert "uno" in client.get("/constancias/").content.decode()


def test_it_goes_to_its_own_language_whichever_of_them_she_chose(editor, one, two):
    move(editor, one.lesson, two.module_en)
    assert parents(one.lesson, one.lesson_en) == [two.module.pk, two.module_en.pk]


def test_what_was_divided_comes_together(editor, one, two):
    one.lesson_en.move(two.module_en, pos="last-child")
    move(editor, one.lesson, two.module)
    assert parents(one.lesson, one.lesson_en) == [two.module.pk, two.module_en.pk]


def test_where_a_language_is_missing_nothing_moves(editor, one, ceiba):
    alone = a_module(a_course(ceiba.course_index, "Sola", slug="sola"), "Sin inglés")
    refused(editor, one.lesson, alone, "a «Sin inglés» le falta su traducción (Inglés). Tradúcela primero.")


def test_a_translation_does_not_move_alone(editor, one, two):
    refused(editor, one.lesson_en, two.module_en, "Mueve la original, y sus traducciones van con ella.")


def test_a_name_taken_in_a_translation_stops_it(editor, one, two):
    a_lesson(two.module_en, "Otra", slug=one.lesson_en.slug)
    refused(editor, one.lesson, two.module, "en «Parte de dos» ya hay otra con su nombre (Inglés).")


def test_what_has_one_language_moves_as_it_is(editor, one, ceiba):
    alone = a_module(a_course(ceiba.course_index, "Sola", slug="sola"), "Sin inglés")
    lesson = a_lesson(one.module, "Sola")
    move(editor, lesson, alone)
    assert parents(lesson) == [alone.pk]


def test_who_may_not_move_one_of_them_moves_none(editor, one, two):
    GroupPagePermission.objects.filter(page__locale__language_code="en").delete()
    assert "no tienes permisos" in said(move(editor, one.lesson, two.module))[-1]
    assert parents(one.lesson, one.lesson_en) == [one.module.pk, one.module_en.pk]


def test_a_course_goes_to_another_network_whole(editor, client_as, trainer, learner, one, jicara):
    actions.enrol(by=learner, course_key=one.course.translation_key)
    add_member(network=jicara, account=trainer.account, role="trainer")
    move(editor, one.course, jicara.course_index)
    there = jicara.course_index.get_translations().get()
    assert parents(one.course, one.course_en) == [jicara.course_index.pk, there.pk]
    assert client_as(learner).get(address(one.lesson)).status_code == 404


def test_the_order_within_a_part_is_changed_as_ever(editor, one):
    second = a_lesson(one.module, "Segunda")
    url = reverse("wagtailadmin_pages:set_page_position", args=[second.pk])
    assert editor.post(f"{url}?position=0").status_code == 200
    assert [each.pk for each in one.module.get_children()] == [second.pk, one.lesson.pk]


def test_several_at_once_are_not_moved(editor, one, settings):
    url = f"{settings.CMS_PREFIX}bulk/wagtailcore/page/move/?id={one.lesson.pk}"
    assert editor.get(url).status_code == editor.post(url).status_code == 404
