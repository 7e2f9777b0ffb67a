"""WCAG 2.2 AA on every page that a visitor, a learner, a moderator or a lead comes to."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from learning.core.opaque import decode
from learning.networks.permissions import GRANTS
from tests.browser.access import FOURFOLD, MEASURES, Walk
from tests.browser.journeys import answer_quiz, follow
from tests.browser.place import Place
from tests.factories.networks import PASSPHRASE, give_second_factor
from tests.factories.totp import code_now
from tests.project.urls import FOREIGN, NOTHING_BEHIND, Address, addresses

# Where nothing is to be seen without something before: a secret that is shown once, a way on, a file that is not there.
NOT_HERE = {
    "visitor": {
        "account_signup", "accounts:new-key", "mfa_authenticate", "mfa_login_webauthn", "networks:join-welcome",
    },
    "learner": {
        "journal:lesson-keep", "journal:lesson-mark", "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes", "networks:join-further", "progress:media", "progress:pack-ask",
        "progress:practice", "progress:practice-check", "progress:quiz-save",
    },
    "moderator": set(),
    "trainer": set(),
    "lead": set(),
}  # fmt: skip # A list is read in lines.
# Pages of one purpose.
ALIKE = [
    {"account_reauthenticate", "mfa_reauthenticate"},
    {"progress:course-detail", "progress:kept-course"},
    {"progress:lesson-detail", "progress:kept-lesson"},
    {"progress:talk", "progress:lesson-talk"},
    {"community:topic-new", "community:topic-of-lesson"},
    {"journal:entry-new", "journal:lesson-note"},
]
SPOIL = """() => {
  const bad = new CSSStyleSheet();
  bad.replaceSync(`:focus { outline: 0 !important } .page { width: 50rem !important }
    h1 { height: 1rem; overflow: hidden }
    button { min-height: 1rem !important; padding: 0 !important; transition: color 1s !important }`);
  document.adoptedStyleSheets = [bad];
  document.querySelector("main").insertAdjacentHTML("beforeend", "<h4>h4</h4>");
}"""

pytestmark = pytest.mark.django_db(transaction=True)


def who_opens(each: Address) -> str:
    """The first of these people to whom the address answers."""
    if each.is_public:
        return "visitor"
    return next(role for role, grants in GRANTS.items() if each.permission in {None, *grants})


def url_of(each: Address, place: Place, kept: UUID) -> str:
    if not each.converters:
        return reverse(each.name)
    hers: dict[str, dict[str, Any]] = {
        "certificates:issue": {"course_key": place.taught.key},
        "community:post-edit": {"key": place.her_post.pk},
        "community:post-withdraw": {"key": place.her_post.pk},
        "journal:entry-delete": {"key": kept},
        "journal:entry-edit": {"key": kept},
        "progress:media": {"name": "nada"},
    }
    return reverse(each.name, kwargs=hers.get(each.name) or FOREIGN[each.name](place))


def enter(walk: Walk, login_id: str) -> None:
    """By the door, whose second half is a page too."""
    page = walk.page
    page.goto("/entrar/")
    page.get_by_label("Nombre de entrada").fill(login_id)
    page.get_by_label("Frase de paso").fill(PASSPHRASE)
    follow(page.get_by_role("button", name="Entrar", exact=True))
    if "/segundo/" in page.url:
        walk.look("mfa_authenticate")
        page.get_by_label("Código", exact=True).fill(code_now())
        follow(page.get_by_role("button", name="Entrar"))
    walk.look("home, of one who is in")


def keep_in_journal(walk: Walk) -> UUID:
    page = walk.page
    page.goto("/diario/abrir/")
    walk.look("journal:open")
    page.get_by_label("Tu frase de paso").fill(PASSPHRASE)
    follow(page.get_by_role("button", name="Empezar mi diario"))
    page.goto("/diario/nueva/")
    page.get_by_label("Tus palabras").fill("palabralarguísima" * 12)
    follow(page.get_by_role("button", name="Guardar en mi diario"))
    way = page.get_by_role("link", name="Cambiar").get_attribute("href")
    return decode(str(way).split("/")[-2])


def begin(walk: Walk, who: str, place: Place, cast: Any) -> UUID:
    """What has to be done before some pages are there; the key of what she kept."""
    page = walk.page
    if who == "visitor":
        page.goto(f"/codigo/?c={place.code}")
        follow(page.get_by_role("button", name="Seguir"))
        return uuid4()
    enter(walk, (place.her if who == "learner" else getattr(cast, who)).account.login_id)
    if who == "lead":
        page.goto("/red/codigos/nuevo/")
        follow(page.get_by_role("button", name="Hacer el código"))
    if who == "moderator":
        page.goto(reverse("community:topic-detail", args=[place.post.topic_id]))
        walk.look("community:topic-detail, with her tools")
    return learn(walk, place) if who == "learner" else uuid4()


def learn(walk: Walk, place: Place) -> UUID:
    """Put an app for codes, keep something in the journal, answer."""
    page = walk.page
    page.goto("/cuenta/segundo/aplicacion/")
    walk.look("mfa_activate_totp")
    give_second_factor(place.her.account)
    kept = keep_in_journal(walk)
    page.goto(place.asked.get_opaque_url())
    follow(page.get_by_role("button", name="Enviar mis respuestas"))
    walk.look("progress:quiz-submit")
    answer_quiz(page, place.asked)
    follow(page.get_by_role("button", name="Enviar mis respuestas"))
    walk.look("progress:quiz-result")
    return kept


@pytest.mark.parametrize("who", ["visitor", *GRANTS])
def test_every_page_can_be_used_by_all(witness, cast, place, who):
    page = witness.open(viewport=FOURFOLD)
    walk, unseen = Walk(page), set()
    kept = begin(walk, who, place, cast)
    page.goto("/nada/")
    walk.look("404")
    for each in addresses():
        if who_opens(each) != who or each.name in NOTHING_BEHIND or each.name.startswith("/"):
            continue
        url = url_of(each, place, kept)
        answer = page.request.get(url, max_redirects=0)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            page.goto(url)
            walk.look(each.name)
        elif answer.status not in (200, 405) and each.name not in walk.titles:
            unseen.add(each.name)
    assert walk.amiss == {}
    assert unseen == NOT_HERE[who]
    assert [each for each in walk.called_alike() if each not in ALIKE] == []


def test_the_measures_see_what_is_amiss(page, transactional_db):
    """Of each kind one fault, so that a page in which nothing is found is one in which nothing is."""
    page.goto("/entrar/")
    page.evaluate(MEASURES)
    page.evaluate(SPOIL)
    page.keyboard.press("Tab")
    found = {
        each
        for what in ("frame", "focused", "targets", "moving", "cut")
        for each in page.evaluate(f"measures.{what}()")
    }
    for words in ("headings", "no edge", "small", "moves", "cut", "scrolls to"):
        assert any(each.startswith(words) for each in found), words
