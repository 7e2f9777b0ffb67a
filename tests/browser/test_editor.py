"""A trainer's walk through the editor in a real browser: our policy blocks nothing, nothing is asked elsewhere."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from modules.models import CoursePage, LessonPage
from tests.browser.editing import (
    add_block,
    choose_publish,
    keep_blocks,
    open_attending,
    open_preview,
    publish,
    upload_picture,
)
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module
from tests.plugins.browser import LAPTOP

CHANGED = "() => document.querySelector('[data-w-unsaved-has-edits-value=true]')"


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


def test_she_writes_a_course_from_nothing_to_a_learners_lesson(editor, ceiba):
    editor.goto(f"/cms/pages/add/modules/coursepage/{ceiba.course_index_id}/")
    for kind, title in (("modulepage", "Curso nuevo"), ("lessonpage", "Parte uno")):
        editor.locator("#id_title").fill(title)
        publish(editor)
        made = editor.locator(".messages a[href*='/edit/']").get_attribute("href")
        editor.goto(f"/cms/pages/add/modules/{kind}/{re.search('[0-9]+', made)[0]}/")
    editor.locator("#id_title").fill("Primera lección")
    editor.locator("[data-contentpath='body'] [contenteditable='true']").first.fill("Mira tu semana.")
    keep_blocks(editor, "text")
    publish(editor)
    lesson = LessonPage.objects.get(title="Primera lección")
    assert lesson.live
    assert "Mira tu semana." in str(lesson.body[0].value["body"])


def test_she_publishes_while_her_draft_is_being_saved(editor, ceiba):
    """What she clicked waits for the saving, and is what she clicked: not a draft, not a second page."""
    held = []

    def hold(route):
        if route.request.method == "POST" and "json" in route.request.headers["accept"]:
            held.append(route)
        else:
            route.continue_()

    editor.route("**/cms/pages/**", hold)
    open_attending(editor, f"add/modules/coursepage/{ceiba.course_index_id}/")
    with editor.expect_request(lambda request: request.method == "POST"):
        editor.locator("#id_title").press_sequentially("Curso nuevo")
    choose_publish(editor)
    for route in held:
        route.continue_()
    expect(editor.locator(".messages .success")).to_contain_text("publicada")
    assert [course.live for course in CoursePage.objects.filter(title="Curso nuevo")] == [True]


def test_her_second_window_writes_nothing_over_the_first(editor, lesson):
    """What the first saved by itself, without a word, is in its form and in nobody else's."""
    there = f"/cms/pages/{lesson.pk}/edit/"
    other = editor.context.new_page()
    for window in (editor, other):
        window.goto(there)
    with editor.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith(there)
    ):
        editor.locator("#id_title").fill("De la primera")
    # Before what saves by itself is refused.
    other.locator("#id_title").evaluate("title => { title.value = 'De la segunda'; title.form.submit(); }")
    other.get_by_role("heading", name="Esta página cambió").wait_for()
    editor.locator("#id_title").fill("De la primera, al fin")
    with editor.expect_navigation():
        editor.locator("#id_title").evaluate("title => title.form.submit()")
    editor.locator(".messages .success").wait_for()
    assert (
        LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().title == "De la primera, al fin"
    )


def test_she_adds_a_picture_and_sees_it_on_a_phone(editor, lesson, photo):
    editor.goto(f"/cms/pages/{lesson.pk}/edit/")
    add_block(editor, "Imagen")
    upload_picture(editor, photo)
    editor.locator("input[name$='-value-alt']").last.fill("Un monte verde")
    open_preview(editor, "Un monte verde")


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
)  # fmt: skip # A list is read in lines.
def test_no_page_of_the_editor_breaks_our_policy(editor, lesson, way):
    way = way.format(page=lesson.pk, parent=lesson.get_parent().pk)
    answer = editor.goto(f"/cms/{way}", wait_until="networkidle")
    assert answer.status == 200
    expect(editor.locator("main")).to_be_visible()
    leave = editor.get_by_role("button", name="Salir ya")
    leave.click(trial=True)  # Nothing lies over it.
    assert leave.bounding_box()["height"] >= 44


def test_she_leaves_at_once_in_the_middle_of_writing(editor, lesson, witness, settings):
    witness.may_leave_to("https://")
    open_attending(editor, f"{lesson.pk}/edit/")
    editor.locator("#id_title").press_sequentially(" y de vuelta")
    editor.wait_for_function(CHANGED)
    editor.get_by_role("button", name="Salir ya").click()
    editor.wait_for_url(settings.QUICK_EXIT_URL)
    assert editor.context.cookies() == []
