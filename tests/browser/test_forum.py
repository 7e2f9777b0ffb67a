"""The forum on a phone without JavaScript: two networks talk apart, and a moderator hides a post."""

from typing import Any

import pytest
from playwright.sync_api import expect

from community.models import Forum
from tests.browser.journeys import follow, sign_in
from tests.factories import a_member, a_network


@pytest.fixture
def members(transactional_db):
    ceiba, jicara = a_network("Red Ceiba"), a_network("Red Jícara")
    for network in (ceiba, jicara):
        Forum.objects.scoped(network=network).update(first_posts="off")
    return [
        a_member(network, role, login_id=f"prueba-{name}-10", pseudonym=name)
        for network, role, name in [
            (ceiba, "learner", "colibri"),
            (ceiba, "learner", "chipe"),
            (ceiba, "moderator", "quetzal"),
            (jicara, "learner", "zorzal"),
        ]
    ]


@pytest.fixture
def entered(members, witness):
    """`entered("chipe")`: her phone, signed in by the door."""

    def enter(name: str, **options: Any):
        page = witness.open(**({"javascript": False} | options))
        sign_in(page, f"prueba-{name}-10")
        return page

    return enter


def open_topic(page, title: str, words: str) -> None:
    page.goto("/foro/")
    follow(page.get_by_role("link", name="Abrir un tema"))
    page.get_by_label("De qué quieres hablar").fill(title)
    page.get_by_label("Tu mensaje").fill(words)
    follow(page.get_by_role("button", name="Publicar"))


def test_two_networks_talk_and_a_moderator_hides(entered):
    hers, theirs, reads, keeps = (entered(name) for name in ("colibri", "zorzal", "chipe", "quetzal"))
    open_topic(hers, "Semillas", "Llámame al 5555 1234.")
    assert hers.get_by_text("Esto parece un teléfono").count()
    hers.get_by_label("Publicarlo así").check()
    follow(hers.get_by_role("button", name="Publicar"))
    open_topic(theirs, "Jícaras", "Aquí pintamos.")
    theirs.goto("/foro/")
    assert theirs.get_by_text("Semillas").count() == 0

    reads.goto("/foro/")
    follow(reads.get_by_role("link", name="Semillas"))
    follow(reads.get_by_role("link", name="Avisar"))
    reads.get_by_label("Expone a alguien").check()
    follow(reads.get_by_role("button", name="Enviar el aviso"))
    keeps.goto("/foro/")
    follow(keeps.get_by_role("link", name="Lo que espera a las moderadoras"))
    follow(keeps.get_by_role("link", name="Leer y decidir"))
    keeps.get_by_label("Por qué").fill("Mejor sin tu número.")
    follow(keeps.get_by_role("button", name="Ocultar, y decir por qué"))

    reads.goto("/foro/")
    assert reads.get_by_text("5555").count() == 0
    hers.reload()
    expect(hers.get_by_text("Mejor sin tu número.")).to_be_visible()
    expect(theirs.get_by_text("Jícaras")).to_be_visible()


def test_words_for_a_topic_that_is_gone_come_back_to_copy(entered, axe):
    hers = entered("colibri")
    open_topic(hers, "Semillas", "Hola.")
    late = entered("chipe", javascript=True)
    late.goto(hers.url)
    late.get_by_label("Tu mensaje").fill("Lo que pensé\nmuy despacio.")
    follow(hers.get_by_role("link", name="Retirar"))
    follow(hers.get_by_role("button", name="Retirar"))
    follow(late.get_by_role("button", name="Publicar"))
    words = late.get_by_role("textbox", name="Lo que escribiste")
    expect(words).to_have_value("Lo que pensé\nmuy despacio.")
    expect(words).not_to_be_editable()
    axe(late)
    assert late.evaluate("document.documentElement.scrollWidth") <= 360


def test_her_own_words_stay_in_reach_and_are_never_new_to_her(entered, axe):
    hers = entered("colibri")
    open_topic(hers, "Semillas", "Hola.")
    topic = hers.url.split("?")[0]
    Forum.objects.unscoped(reason="test").update(first_posts="all")
    waits, keeps = entered("chipe", javascript=True), entered("quetzal")
    waits.goto(topic)
    waits.get_by_label("Tu mensaje").fill("Yo guardo maíz.")
    follow(waits.get_by_role("button", name="Publicar"))

    def decide(post: int, button: str) -> None:
        keeps.goto(topic)
        follow(keeps.get_by_role("link", name="Cuidar").nth(post - 1))
        if "Ocultar" in button:
            keeps.get_by_label("Por qué").fill("Por cuidado.")
        follow(keeps.get_by_role("button", name=button, exact=True))

    decide(1, "Ocultar, y decir por qué")
    waits.goto("/foro/")
    follow(waits.get_by_role("link", name="Tema sin título"))
    expect(waits.get_by_text("Yo guardo maíz.")).to_be_visible()
    axe(waits)
    decide(2, "Publicar")
    waits.goto("/foro/")
    expect(waits.get_by_text("nuevo", exact=True)).to_have_count(0)
    hers.goto("/foro/")
    expect(hers.get_by_text("nuevo", exact=True)).to_have_count(1)


def test_as_long_as_the_browser_lets_her_write_is_not_too_long(entered):
    hers = entered("colibri")
    words = ("Una línea de muchas letras, como se escribe en una carta.\n" * 90)[:4999] + "."
    open_topic(hers, "Carta", words)
    expect(hers.get_by_role("heading", name="Carta")).to_be_visible()
    assert hers.locator("li.post").inner_text().count("Una línea") == words.count("Una línea")
