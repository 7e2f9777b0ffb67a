"""A trainer's walk through the editor in a real browser: our policy blocks nothing, nothing is asked elsewhere."""

import re

import pytest
from PIL import Image

from modules.models import CoursePage, LessonPage
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module
from tests.plugins.browser import LAPTOP

CHOOSE = "[data-chooser-action-choose]:visible"


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lesson(ceiba):
    return a_lesson(a_module(a_course(ceiba.course_index)), "Al río", samples.WORDS)


@pytest.fixture
def editor(witness, client_as, trainer, live_server):
    """A laptop on which she is signed in."""
    page = witness.open(viewport=LAPTOP)
    cookie = client_as(trainer).cookies["s"].value
    page.context.add_cookies([{"name": "s", "value": cookie, "url": live_server.url}])
    return page


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "foto.jpg"
    Image.new("RGB", (640, 480), (20, 90, 60)).save(path)
    return path


def publish(page):
    page.locator("button[name='action-publish']").evaluate("button => button.click()")
    page.locator(".messages .success").wait_for()


def test_she_writes_a_course_from_nothing_to_a_learners_lesson(editor, ceiba):
    editor.goto(f"/cms/pages/add/modules/coursepage/{ceiba.course_index_id}/")
    for kind, title in (("modulepage", "Curso nuevo"), ("lessonpage", "Parte uno")):
        editor.locator("#id_title").fill(title)
        publish(editor)
        made = editor.locator(".messages a[href*='/edit/']").get_attribute("href")
        editor.goto(f"/cms/pages/add/modules/{kind}/{re.search('[0-9]+', made)[0]}/")
    editor.locator("#id_title").fill("Primera lección")
    editor.locator("[data-contentpath='body'] [contenteditable='true']").first.fill("Mira tu semana.")
    blocks = editor.locator("[data-streamfield-stream-container] > [data-streamfield-child]:visible")
    while blocks.count() > 1:
        # Of the empty frame only the first block is kept.
        blocks.last.get_by_role("button", name="Eliminar").first.click()
        editor.wait_for_timeout(400)
    publish(editor)
    lesson = LessonPage.objects.get(title="Primera lección")
    assert lesson.live
    assert "Mira tu semana." in str(lesson.body[0].value["body"])


def test_she_adds_a_picture_and_sees_it_on_a_phone(editor, lesson, photo):
    editor.goto(f"/cms/pages/{lesson.pk}/edit/")
    editor.locator("button.c-sf-add-button:visible").last.click()
    editor.get_by_role("option", name="Imagen").click()
    editor.locator(CHOOSE).last.click()
    editor.get_by_role("tab", name="Subir").click()
    editor.locator("#id_image-chooser-upload-title").fill("Monte")
    editor.locator("#id_image-chooser-upload-file").set_input_files(photo)
    editor.locator("form[data-chooser-modal-creation-form] [type='submit']").click()
    editor.locator("input[name$='-value-alt']").last.fill("Un monte verde")
    editor.get_by_role("button", name=re.compile("vista previa", re.IGNORECASE)).first.click()
    shown = editor.frame_locator("iframe[id*='preview']").get_by_role("img", name="Un monte verde")
    shown.scroll_into_view_if_needed()
    shown.evaluate("image => image.decode()")  # Fails for a picture that does not come.
    assert editor.frame_locator("iframe[id*='preview']").locator("html").evaluate("page => innerWidth") == 360


def test_she_translates_a_course(editor, lesson):
    course = lesson.get_ancestors().type(CoursePage).get()
    editor.goto(f"/cms/localize/submit/page/{course.pk}/")
    editor.locator("input[name='locales']").first.check()
    editor.locator("input[name='include_subtree']").check()
    editor.locator("input[type='submit'].button").click()
    editor.locator(".messages .success").wait_for()
    english = LessonPage.objects.get(translation_key=lesson.translation_key, locale__language_code="en")
    editor.goto(f"/cms/pages/{english.pk}/edit/")
    editor.locator(".js-translation-editor").get_by_text("Primer").first.wait_for()


@pytest.mark.parametrize(
    "way",
    [
        "", "pages/", "pages/{parent}/", "pages/{page}/history/", "pages/{page}/move/", "pages/{page}/copy/",
        "pages/{page}/delete/", "pages/{page}/unpublish/", "pages/search/?q=rio", "images/", "images/add/", "media/",
        "media/audio/add/",
    ],
)  # fmt: skip
def test_no_page_of_the_editor_breaks_our_policy(editor, lesson, way):
    way = way.format(page=lesson.pk, parent=lesson.get_parent().pk)
    answer = editor.goto(f"/cms/{way}", wait_until="networkidle")
    assert answer.status == 200
    assert editor.locator("main").is_visible()
    leave = editor.get_by_role("button", name="Salir ya")
    leave.click(trial=True)  # Nothing lies over it.
    assert leave.bounding_box()["height"] >= 44


def test_she_leaves_at_once_in_the_middle_of_writing(editor, lesson, witness, settings):
    witness.may_leave_to("https://")
    editor.goto(f"/cms/pages/{lesson.pk}/edit/", wait_until="networkidle")
    editor.locator("#id_title").press_sequentially(" y de vuelta")
    editor.wait_for_timeout(1000)  # The editor notices after a while that something was written.
    editor.get_by_role("button", name="Salir ya").click()
    editor.wait_for_url(settings.QUICK_EXIT_URL)
    assert editor.context.cookies() == []
