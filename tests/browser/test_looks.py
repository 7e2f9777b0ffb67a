"""As she wants to read: pictures that come when tapped, a player under her keys, every way of seeing on a phone."""

import io
import wave
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from learning.progress import actions
from modules.models import CourseMedia, LessonPage
from tests.browser.journeys import follow
from tests.modules.everything import a_course_of_everything, everything

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lesson(ceiba, learner, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    course = a_course_of_everything(ceiba, everything(ceiba))
    actions.enrol(by=learner, course_key=course.translation_key)
    return LessonPage.objects.get(title="Todo")


@pytest.fixture
def phone(witness, client_as, learner, live_server):
    def opened(**options) -> Page:
        page = witness.open(**options)
        cookie = client_as(learner).cookies["s"].value
        page.context.add_cookies([{"name": "s", "value": cookie, "url": live_server.url}])
        return page

    return opened


def choose(member, **looks) -> None:
    for name, value in looks.items():
        setattr(member.account, name, value)
    member.account.save()


def half_a_minute_of_silence() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 1, 8000, 240_000, "NONE", ""))
        sound.writeframes(b"\x80" * 240_000)
    return out.getvalue()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_a_picture_comes_when_she_taps_it_and_nothing_else(phone, witness, learner, lesson, javascript):
    choose(learner, data_saver="on")
    page = phone(javascript=javascript)
    page.goto(lesson.get_opaque_url())
    page.locator("#b-shown summary").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert [each for each in witness.requests if "/archivo/" in each] == []
    page.locator('[name="answer-one"][value="b"]').check()
    before, witness.requests[:] = page.url, []
    with page.expect_response("**/archivo/**") as coming:
        page.locator("#b-shown summary").click()
    assert coming.value.ok
    page.wait_for_timeout(300)
    assert len(witness.requests) == 1
    box = page.get_by_role("img", name="Un monte").bounding_box()
    assert box is not None
    assert box["height"] > 100
    assert page.url == before
    expect(page.locator('[name="answer-one"][value="b"]')).to_be_checked()


def test_keys_operate_the_player(phone, learner, lesson):
    for voice in CourseMedia.objects.filter(type="audio"):
        Path(voice.file.path).write_bytes(half_a_minute_of_silence())  # Which any browser plays.
    page = phone()
    page.goto(lesson.get_opaque_url())
    heard = page.locator("#b-heard audio")
    expect(page.locator("#b-heard .pace")).to_be_visible()
    heard.focus()
    page.keyboard.press("Space")
    page.wait_for_function("() => !document.querySelector('#b-heard audio').paused")
    page.locator("#b-heard").get_by_role("button", name="+10 s").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#b-heard audio').currentTime >= 10")
    page.keyboard.press("Tab")
    expect(page.locator("#b-heard").get_by_label("Velocidad")).to_be_focused()
    with page.expect_response("**/cuenta/vista/") as kept:
        page.keyboard.press("ArrowDown")
    assert kept.value.status == 204
    assert heard.evaluate("each => each.playbackRate") == 1.25
    page.locator("#b-heard summary").press("Enter")
    expect(page.locator("#b-heard").get_by_text("Hola.")).to_be_visible()

    other = phone()
    other.goto(lesson.get_opaque_url())
    other.wait_for_function("() => document.querySelector('#b-heard audio').playbackRate === 1.25")


def test_she_chooses_without_a_script_and_is_back_where_she_was(phone, learner, lesson):
    page = phone(javascript=False)
    page.goto(lesson.get_opaque_url())
    follow(page.locator(".above").get_by_role("link", name="Cómo se ve"))
    page.get_by_text("La más grande").click()
    follow(page.get_by_role("button", name="Ver cómo queda"))
    expect(page.locator("html")).to_have_class("size-4")
    expect(page.get_by_label("La más grande")).to_be_checked()
    follow(page.get_by_role("button", name="Guardar y volver"))
    assert page.url.endswith(lesson.get_opaque_url())
    expect(page.locator("html")).to_have_class("size-4")


def test_the_page_shows_itself_as_she_chooses(phone):
    page = phone()
    page.goto("/cuenta/vista/")
    for label in ("Más grande", "Más contraste", "Sencilla"):
        page.get_by_label(label, exact=True).check()
    expect(page.locator("html")).to_have_class("size-3 contrast simple")
    page.reload()
    assert page.locator("html").get_attribute("class") is None
    page.emulate_media(contrast="more")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


MODES = [
    {"text_size": 4, "contrast": "auto", "simple_view": False},
    {"text_size": 1, "contrast": "more", "simple_view": False},
    {"text_size": 4, "contrast": "more", "simple_view": True},
]


def test_every_way_of_seeing_fits_the_phone_and_is_accessible(phone, learner, lesson, axe):
    learner.account.data_saver = "on"
    page = phone()
    course = lesson.get_parent().get_parent().specific.get_opaque_url()
    for mode in MODES:
        choose(learner, **mode)
        for where in (
            "/cuenta/vista/",
            lesson.get_opaque_url(),
            "/",
            "/cursos/",
            course,
            "/cuenta/",
            "/foro/",
        ):
            page.goto(where)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (mode, where)
            expect(page.get_by_role("button", name="Salir ya").first).to_be_in_viewport(ratio=1)
            if where in ("/cuenta/vista/", lesson.get_opaque_url()):
                axe(page)
