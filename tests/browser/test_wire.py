"""
What goes over her line, counted by Chromium on the site as it is deployed: gunicorn, whitenoise, everything compressed,
headers too. And what she can do while no script has come.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import BrowserContext, Page, expect

from bench.serving import HOST, ROOT, environment, serving
from learning.progress.actions import enrol
from learning.progress.models import LessonCompletion, QuizAttempt
from modules.models import CoursePage, LessonPage
from modules.weight import HEADERS, lesson_weight
from tests.browser.journeys import answer_quiz, follow
from tests.modules import samples
from tests.plugins.browser import PHONE
from tests.progress.test_media import a_picture

pytestmark = pytest.mark.django_db(transaction=True)

HOME, LESSON, LATER = 45_000, 50_000, 15_000
REQUESTS, REQUESTS_LATER = 8, 2
NOTE_SHIFTS = """window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((each) => { window.shifts += each.value; }))
  .observe({ type: "layout-shift", buffered: true });"""


@dataclass
class Line:
    """What came over it: address to bytes, headers and all; nothing of what lay on the phone."""

    page: Page
    asked: dict[str, str] = field(default_factory=dict)
    came: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cdp = self.page.context.new_cdp_session(self.page)
        cdp.send("Network.enable")
        cdp.on(
            "Network.requestWillBeSent",
            lambda told: self.asked.update({told["requestId"]: told["request"]["url"]}),
        )
        cdp.on(
            "Network.loadingFinished", lambda told: self.note(told["requestId"], told["encodedDataLength"])
        )

    def note(self, number: str, size: float) -> None:
        if size:
            self.came[self.asked.get(number, number)] = int(size)

    @contextmanager
    def counting(self, *, most: int, requests: int) -> Iterator[dict[str, int]]:
        self.came.clear()
        yield self.came
        self.page.wait_for_load_state("load")
        self.page.wait_for_timeout(200)  # What is told of the last bytes comes after them.
        assert len(self.came) <= requests, self.came
        assert sum(self.came.values()) <= most, self.came
        assert self.page.evaluate("window.shifts") == 0, self.page.url


@pytest.fixture
def lessons(learner, settings, tmp_path) -> list[LessonPage]:
    """Of the starter courses, in which she is; the last one asks, and the second has a picture of ours."""
    settings.MEDIA_ROOT = tmp_path / "media"
    call_command("load_starter", verbosity=0)
    course = CoursePage.objects.filter(locale__language_code="es").order_by("path")[0]
    enrol(by=learner, course_key=course.translation_key)
    found = list(LessonPage.objects.descendant_of(course).order_by("path"))
    picture = a_picture(learner.network.collection)
    found[1].body = [
        *found[1].body.raw_data,
        samples.block("image", "one", image=picture.pk, alt="Un dibujo"),
    ]
    found[1].save_revision().publish()
    return found


@pytest.fixture
def origin(lessons, tmp_path, settings) -> Iterator[str]:
    """The site as it is deployed, on this database."""
    settings.SECRET_KEY = "of-nobody-" * 6
    env = environment(tmp_path, f"sqlite:///{connection.settings_dict['NAME']}")
    env["ACUERPAR_SECRET_KEY"] = settings.SECRET_KEY
    env["GUNICORN_CMD_ARGS"] = f"--access-logfile {tmp_path / 'asked'} --access-logformat '%(B)s %(r)s'"
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, cwd=ROOT, env=env, check=True)
    with serving(env) as port:
        yield f"http://{HOST}:{port}"


@pytest.fixture
def phones(browser, origin, client_as, learner) -> Iterator[list[BrowserContext]]:
    made: list[BrowserContext] = []
    yield made
    for each in made:
        each.close()


@pytest.fixture
def new_phone(browser, origin, phones, client_as, learner):
    """`new_phone()`: a page of a browser that has nothing of the site but her session, or not even that."""
    session = client_as(learner).cookies["s"].value

    def new(*, signed_in: bool = True) -> Page:
        context = browser.new_context(viewport=PHONE, locale="es-GT", base_url=origin)
        phones.append(context)
        context.add_init_script(NOTE_SHIFTS)
        cookie = {"name": "__Host-s", "value": session, "domain": HOST, "path": "/", "secure": True}
        if signed_in:
            context.add_cookies([cookie])
        return context.new_page()

    return new


@dataclass
class Asked:
    """What the site answered, whoever asked: a worker's own requests are seen by no page."""

    page: Page
    file: Path

    @contextmanager
    def counting(self) -> Iterator[None]:
        before = len(self.lines())
        yield
        self.page.wait_for_load_state("load")
        self.page.wait_for_timeout(1500)  # A browser looks for a newer worker a second after the page.
        came = self.lines()[before:]
        assert len(came) <= REQUESTS_LATER, came
        assert sum(int(each.partition(" ")[0]) + HEADERS for each in came) <= LATER, came

    def lines(self) -> list[str]:
        return self.file.read_text().splitlines()


def test_on_her_line(new_phone, lessons, learner, tmp_path):
    quiz = next(each for each in lessons if each.pass_mark)
    what_pages_weigh(new_phone, lessons, quiz)
    she_need_not_wait_for_scripts(new_phone(), lessons, quiz)
    where_she_saves_data_or_has_kept_the_course(new_phone(), lessons, learner, tmp_path)


def what_pages_weigh(new_phone, lessons, quiz):
    for signed_in in (False, True):
        page = new_phone(signed_in=signed_in)
        with Line(page).counting(most=HOME, requests=REQUESTS):
            page.goto("/")
    for lesson in (lessons[0], lessons[1], quiz):
        page = new_phone()
        line = Line(page)
        with line.counting(most=LESSON, requests=REQUESTS) as came:
            page.goto(lesson.get_opaque_url())
        told = lesson_weight(lesson).total
        assert abs(told - sum(came.values())) <= told / 10, (lesson.title, told, came)
    for way in ("Inicio", "Cursos", "Foro", "Avance", "Cuenta"):
        with line.counting(most=LATER, requests=REQUESTS_LATER):
            follow(page.get_by_role("navigation").first.get_by_role("link", name=way))
    page.goto(lessons[0].get_opaque_url())
    for _lesson in lessons[1:3]:
        with line.counting(most=LATER, requests=REQUESTS_LATER):
            follow(page.get_by_role("link", name="Siguiente →"))


def she_need_not_wait_for_scripts(page, lessons, quiz):
    page.route("**/*.*js", lambda route: None)  # They never come.
    page.goto(lessons[0].get_opaque_url(), wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_have_text(lessons[0].title)
    page.get_by_role("button", name="Ya la hice, seguir").click()
    page.wait_for_url(f"**{lessons[1].get_opaque_url()}", wait_until="commit")
    assert LessonCompletion.objects.unscoped(reason="a test").get().lesson_key == lessons[0].translation_key
    page.goto(quiz.get_opaque_url(), wait_until="commit")
    answer_quiz(page, quiz)
    page.get_by_role("button", name="Enviar mis respuestas").click()
    expect(page.get_by_role("heading", name="Pasaste")).to_be_visible()
    assert QuizAttempt.objects.unscoped(reason="a test").count() == 1


def where_she_saves_data_or_has_kept_the_course(page, lessons, learner, tmp_path):
    learner.account.data_saver = "on"
    learner.account.save()
    course = lessons[0].get_parent().get_parent().specific.get_opaque_url()
    asked = Asked(page, tmp_path / "asked")
    for keeps in (False, True):
        if keeps:
            page.goto(f"{course}llevar/")
            page.get_by_role("button", name="Guardar en este teléfono").click()
            expect(page.get_by_text("Listo: ya se puede leer sin señal.")).to_be_visible()
            page.evaluate("navigator.serviceWorker.ready")
            page.goto("/")
        page.goto(lessons[0].get_opaque_url())
        page.wait_for_timeout(1500)
        with asked.counting():
            follow(page.get_by_role("link", name="Siguiente →"))
        assert page.locator("details.asked").count() == 1
        for way in (course, "/", "/cursos/"):
            with asked.counting():
                page.goto(way)
