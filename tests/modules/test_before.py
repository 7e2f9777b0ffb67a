"""Courses that are better taken before: what a trainer may name, and what stays as it is."""

import html
from uuid import uuid4

import pytest
from django.urls import reverse

from modules.adapting.courses import adapt
from modules.models import CoursePage
from tests.modules.editor_forms import form_of
from tests.modules.pages import a_course, a_module, a_place, a_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(ceiba):
    return ceiba.course_index


@pytest.fixture
def course(place):
    return a_course(place, "El cesto")


@pytest.fixture
def shared():
    return a_course(a_place(slug="comun", shared=True), "De todas")


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def key(page):
    return str(page.translation_key)


def saved(client, page, before):
    form = {**form_of(client, edit(page)), "intro": "null", "before": before}
    return client.post(edit(page), form)


def drafted(page):
    return CoursePage.objects.get(pk=page.pk).get_latest_revision_as_object().before


def test_she_names_courses_of_her_network_and_of_all_and_no_other(editor, course, shared, place, foreign):
    own = a_course(place, "El telar", live=False)
    hidden = a_course(shared.get_parent(), "Borrador de otras", live=False, slug="hidden")
    offered = dict(editor.get(edit(course)).context["form"].fields["before"].choices)
    assert offered == {key(own): "El telar", key(shared): "De todas"}
    assert saved(editor, course, [key(shared), key(own)]).status_code == 302
    assert set(drafted(course)) == {key(own), key(shared)}
    theirs = foreign[0].get_parent().get_parent()
    for stranger in (theirs, hidden, course):
        answer = saved(editor, course, [key(stranger)])
        assert answer.status_code == 200
        assert stranger.translation_key.hex not in "".join(drafted(course)).replace("-", "")


def test_the_other_networks_titles_are_on_no_form(editor, course, foreign):
    course.before = [key(foreign[0].get_parent().get_parent())]
    course.save_revision().publish()
    page = html.unescape(editor.get(edit(course)).content.decode())
    assert "Ajena" not in page
    assert course.before[0] not in page


def test_what_is_not_here_yet_stays(editor, course, shared):
    missing = str(uuid4())
    course.before = [missing, key(shared)]
    course.save_revision()
    saved(editor, course, [])
    assert drafted(course) == [missing]


def test_a_new_course_is_offered_the_same(editor, place, course):
    address = reverse("wagtailadmin_pages:add", args=["modules", "coursepage", place.pk])
    assert dict(editor.get(address).context["form"].fields["before"].choices) == {key(course): "El cesto"}


def test_in_a_translation_it_is_shown_and_not_asked(editor, place, course, shared):
    course.before = [key(shared)]
    course.save_revision().publish()
    there = a_translation(course, place.get_translations().get(), title="The basket")
    form = editor.get(edit(there)).context["form"]
    assert form.fields["before"].disabled
    assert form.initial["before"] == [key(shared)]


def test_two_versions_are_compared_by_titles(editor, course, shared):
    first = course.latest_revision
    course.before = [key(shared)]
    second = course.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[course.pk, first.pk, second.pk])
    page = editor.get(address).content.decode()
    assert '<ins class="addition">De todas</ins>' in page
    assert key(shared) not in page


def test_an_adapted_course_recommends_the_same(place, shared, trainer):
    first = a_course(shared.get_parent(), "Primero", slug="primero")
    shared.before = [key(first)]
    shared.save_revision().publish()
    a_module(shared)
    assert adapt(source=shared, place=place, by=trainer.account).before == [key(first)]
