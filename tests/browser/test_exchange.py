"""A trainer takes a course out and brings it in, in a real browser: by mouse, with long work that is watched."""

import pytest
from playwright.sync_api import expect

from modules.models import CoursePage
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module
from tests.plugins.browser import LAPTOP, PHONE


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT, settings.WORK_ROOT = tmp_path / "media", tmp_path / "work"


@pytest.fixture
def course(ceiba):
    course = a_course(ceiba.course_index, "El cesto")
    a_lesson(a_module(course), "Primera", [samples.TEXT])
    return course


def test_she_takes_a_course_out_and_brings_it_in(
    witness, client_as, trainer, live_server, course, ceiba, axe, tmp_path
):
    editor = witness.open(viewport=LAPTOP)
    cookie = client_as(trainer).cookies["s"].value
    editor.context.add_cookies([{"name": "s", "value": cookie, "url": live_server.url}])
    editor.goto(f"/cms/exchange/{course.pk}/")
    axe(editor)
    editor.get_by_role("button", name="Preparar: El curso entero").click()
    expect(editor.locator("[data-work]")).to_contain_text("Lista.")
    axe(editor)
    with editor.expect_download() as coming:
        editor.get_by_role("link", name="Bajar el archivo").click()
    taken = tmp_path / coming.value.suggested_filename
    coming.value.save_as(taken)
    assert taken.name == "curso.zip"
    editor.goto(f"/cms/exchange/{ceiba.course_index_id}/")
    editor.set_viewport_size(PHONE)
    axe(editor)
    editor.get_by_label("Archivo").set_input_files(taken)
    editor.get_by_role("button", name="Traer: Un curso en zip").click()
    expect(editor.locator("[data-work]")).to_contain_text("claves nuevas")
    editor.get_by_role("link", name="Abrir el borrador").click()
    copy = CoursePage.objects.exclude(pk=course.pk).get()
    expect(editor).to_have_url(f"{live_server.url}/cms/pages/{copy.pk}/edit/")
