"""A learner of Ceiba with a passphrase and a paper key, and a lesson with all in which she can write."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from learning.accounts import actions as accounts
from learning.accounts.models import Account
from learning.journal.models import Entry
from learning.networks import actions
from learning.networks.models import Membership, Network
from learning.progress.actions import enrol
from modules.models import LessonPage
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module

PASSPHRASE = "la frase de siempre, larga"
CANARY = "canario-9184"
CHECK_IN = samples.block("check_in", "how", "activity", gauge="energy", body=samples.rich("¿Cómo llegas?"))
WRITTEN_IN = [CHECK_IN, samples.ROOM, samples.REFLECTION, *samples.WORKSHEETS]


@dataclass
class Writer:
    """She, her keys, and a browser in which she signed in with her passphrase."""

    member: Membership
    paper_key: str
    browser: Client

    @property
    def account(self) -> Account:
        return self.member.account

    def enters(self, passphrase: str = PASSPHRASE) -> Client:
        """Another browser, in which she signs in."""
        browser = Client()
        answer = browser.post("/entrar/", {"login": self.account.login_id, "password": passphrase})
        assert answer.status_code == 302, "she is in"
        return browser

    def keeps(self, body: str = CANARY, **more: str) -> Any:
        return self.browser.post("/diario/nueva/", {"title": "", "body": body, "kind": "note", **more})

    def reads(self, browser: Client | None = None) -> str:
        return (browser or self.browser).get("/diario/").content.decode()


@pytest.fixture
def writer(ceiba: Network) -> Writer:
    account, paper_key = accounts.create_account(pseudonym="Rama", passphrase=PASSPHRASE, language="es")
    made = Writer(actions.add_member(network=ceiba, account=account), paper_key, Client())
    made.browser = made.enters()
    return made


@pytest.fixture
def begun(writer: Writer) -> Writer:
    """Her journal is begun, open in her browser, and empty."""
    assert writer.browser.post("/diario/abrir/", {"passphrase": PASSPHRASE}).status_code == 302
    return writer


@pytest.fixture
def lesson(ceiba: Network, writer: Writer) -> LessonPage:
    course = a_course(ceiba.course_index, "Curso")
    made = a_lesson(a_module(course), "Lección sola", WRITTEN_IN, slug="sola")
    enrol(by=writer.member, course_key=course.translation_key)
    cache.clear()
    return made


def entries() -> int:
    return Entry.objects.count()
