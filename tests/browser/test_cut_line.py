"""
The line is cut in the middle of each write: before it came to the site, and after the site has done it and before she
hears of it. She tries again, with scripts and without, in both languages: it is done once, and nothing of hers is lost.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from playwright.sync_api import Error, Page, Route, expect

from certificates.models import Certificate
from community.models import Forum, Post
from learning.accounts.models import Account
from learning.core.opaque import encode
from learning.journal.models import Entry
from learning.progress import actions
from learning.progress.models import LessonCompletion, QuizAttempt
from modules.outline import course_outline
from tests.community.conftest import set_forum
from tests.factories.networks import PASSPHRASE
from tests.modules import samples
from tests.modules.pages import a_lesson
from tests.progress.conftest import RIGHT, Taught, address, taught

pytestmark = pytest.mark.django_db(transaction=True)
OTHERS = "Lo que no guarda"


@dataclass
class Her:
    """A learner of Ceiba with her journal open, and what the site has of hers."""

    member: Any
    browser: Client
    course: Taught
    sheet: Any

    def count(self, model: Any) -> int:
        return model.objects.scoped(network=self.member.network).count()

    def kept(self, words: str) -> int:
        return self.browser.get("/diario/").content.decode().count(f"<p>{words}</p>")

    def speaks(self, language: str) -> None:
        """And sees all as it comes."""
        self.member.account.language = language
        self.member.account.save()


@dataclass
class Write:
    """
    Where she writes, what she does there, what she presses, what goes over the line, and how often the site has it.
    `itself`: a script tries again by itself. `tells`: it says that it could not, and the page stays.
    """

    at: Callable[[Her], str]
    does: Callable[[Her, Page, str], None]
    presses: str
    over: str
    done: Callable[[Her, str], int]
    itself: bool = False
    tells: bool = False


def fill(**fields: str) -> Callable[[Her, Page, str], None]:
    def does(_her: Her, page: Page, words: str) -> None:
        for name, text in fields.items():
            page.locator(f"main [name='{name}']").fill(text.format(words))

    return does


def answers(_her: Her, page: Page, _words: str) -> None:
    for name, value in RIGHT.items():
        page.locator(f"[name='{name}'][value='{value}']").check()
    page.wait_for_load_state("networkidle")  # What a script keeps as she goes is not what is tried here.


def not_done_yet(her: Her, page: Page, _words: str) -> None:
    LessonCompletion.objects.scoped(network=her.member.network).delete()
    page.reload()


def writes_two(_her: Her, page: Page, words: str) -> None:
    page.locator("[name='think-2.words']").fill(words)
    page.locator("[name='sheet-actor_map.f1-1']").fill(OTHERS)


def an_entry(her: Her) -> str:
    her.browser.post("/diario/nueva/", {"title": "", "body": "Al principio", "kind": "note"})
    return f"/diario/{encode(Entry.objects.get(account=her.member.account).pk)}/"


WRITES = {
    "quiz": Write(
        lambda her: address(her.course.quiz),
        answers,
        "[formaction$='/respuestas/']",
        "**/respuestas/",
        lambda her, _words: her.count(QuizAttempt),
        itself=True,
    ),
    "done": Write(
        lambda her: address(her.course.first),
        not_done_yet,
        "[name='how'][value='marked']",
        "**/hecha/",
        lambda her, _words: her.count(LessonCompletion),
        itself=True,
    ),
    "topic": Write(
        lambda _her: "/foro/nuevo/",
        fill(title="Semillas {}", body="{}"),
        "main form button[type='submit']",
        "**/foro/nuevo/",
        lambda her, _words: her.count(Post),
    ),
    "note": Write(
        lambda _her: "/diario/nueva/",
        fill(title="", body="{}"),
        "main form button[type='submit']",
        "**/diario/nueva/",
        lambda her, words: her.kept(words),
    ),
    "change": Write(
        an_entry,
        fill(body="{}"),
        "main form button[type='submit']",
        "**/diario/*/",
        lambda her, words: her.kept(words),
    ),
    "sheet": Write(
        lambda her: address(her.sheet),
        writes_two,
        "[name='keep'][value='think-2']",
        "**/escrito/",
        lambda her, words: her.kept(words),
        tells=True,
    ),
    "paper": Write(
        lambda her: f"/constancias/{encode(her.course.key)}/",
        fill(name="{}"),
        "main form button[type='submit']",
        "**/constancias/*/",
        lambda her, _words: her.count(Certificate),
    ),
    "looks": Write(
        lambda _her: "/cuenta/vista/",
        lambda _her, page, _words: page.locator("[name='text_size'][value='3']").check(),
        "main form button:not([name])",
        "**/cuenta/vista/",
        lambda her, _words: Account.objects.filter(pk=her.member.account_id, text_size=3).count(),
    ),
}


@pytest.fixture
def her(learner: Any) -> Iterator[Her]:
    course = taught(learner.network, "Ceiba")
    sheet = a_lesson(course.module, "Hoja", [samples.ROOM, *samples.WORKSHEETS], slug="hoja")
    enrolment = actions.enrol(by=learner, course_key=course.key)
    actions.note_finished(enrolment, course_outline(course.key, "es"))
    enrolment.save()
    set_forum(learner, first_posts=Forum.FirstPosts.OFF)
    browser = Client()
    browser.post("/entrar/", {"login": learner.account.login_id, "password": PASSPHRASE})
    browser.post("/diario/abrir/", {"passphrase": PASSPHRASE})
    made = Her(learner, browser, course, sheet)
    with translation.override("es"):
        yield made


def cut(page: Page, over: str, *, after: bool) -> list[str]:
    """The line fails once for what is sent there."""
    failed: list[str] = []

    def fail(route: Route) -> None:
        if route.request.method != "POST" or failed:
            route.fallback()
            return
        failed.append(route.request.url)
        if after:
            route.fetch(max_redirects=0)
        route.abort("internetdisconnected")

    page.route(over, fail)
    return failed


def try_again(page: Page, write: Write, *, javascript: bool) -> None:
    """As she does, by what she sees: a page of the browser, or a line beside the button."""
    button, here = page.locator(write.presses).first, page.url
    button.click()
    if javascript and write.itself:
        page.wait_for_url(lambda url: url != here)
    elif javascript and write.tells:
        said = page.locator("[data-said]")
        expect(said).to_contain_text(re.compile("Nada se perdió|Nothing was lost"))
        button.click()
        expect(said).to_contain_text(re.compile("en tu diario|in your journal"))
    else:
        page.wait_for_url("chrome-error://**")
        with suppress(Error):  # A file that comes down is no page.
            page.reload()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("what", WRITES)
def test_a_line_that_is_cut(witness: Any, her: Her, what: str) -> None:
    write = WRITES[what]
    at = write.at(her)
    for number, (javascript, after) in enumerate(product((False, True), (False, True))):
        words = f"Palabras {number}"
        her.speaks("en" if javascript == after else "es")
        page = witness.open(javascript=javascript)
        page.context.add_cookies(
            [{"name": "s", "value": her.browser.cookies["s"].value, "url": witness.origin}]
        )
        page.goto(at)
        write.does(her, page, words)
        before = write.done(her, words)
        failed = cut(page, write.over, after=after)
        try_again(page, write, javascript=javascript)
        assert len(failed) == 1
        assert write.done(her, words) == before + 1, (javascript, after)
        if what == "sheet":
            expect(page.locator("[name='sheet-actor_map.f1-1']")).to_have_value(OTHERS)
        page.context.close()
