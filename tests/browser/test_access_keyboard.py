"""With the keyboard alone, by what a screen reader is told, and after a mistake."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from learning.accounts import actions as accounts
from learning.core.opaque import encode
from learning.networks import actions as networks
from learning.progress.actions import enrol
from tests.factories.networks import PASSPHRASE

pytestmark = pytest.mark.django_db(transaction=True)
# Pages with something that can not be: who opens them, what she writes, what the button says.
MISTAKES = [
    ("", "/entrar/", {"Nombre de entrada": "nadie", "Frase de paso": "nada"}, "Entrar"),
    ("", "/codigo/", {"Tu código": "no-es"}, "Seguir"),
    ("her", "/foro/nuevo/", {}, "Publicar"),
    ("her", "/diario/abrir/", {"Tu frase de paso": "otra"}, "Empezar mi diario"),
    ("her", "/cuenta/frase/", {}, "Guardar mi frase"),
    ("lead", "/novedades/nueva/", {}, "Publicar"),
]


@pytest.fixture
def her(place, ceiba):
    """One who begins: a passphrase and nothing else."""
    account, _paper_key = accounts.create_account(pseudonym="Semilla", passphrase=PASSPHRASE, language="es")
    return networks.add_member(network=ceiba, account=account)


class Keyboard:
    """All she has; she goes on with Tab until she is where she wants to be."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, wanted: Locator) -> None:
        for _step in range(200):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("each => each === document.activeElement"):
                return
        raise AssertionError(f"the keyboard does not come to {wanted}")

    def press(
        self, name: str, role: Any = "button", key: str = "Enter", within: Locator | None = None
    ) -> None:
        self.to((within or self.page.locator("body")).get_by_role(role, name=name, exact=True).first)
        self.page.keyboard.press(key)

    def follow(self, name: str, role: Any = "link", within: Locator | None = None) -> None:
        with self.page.expect_navigation():
            self.press(name, role, within=within)

    def write(self, label: str, words: str) -> None:
        """As from the clipboard: all at once."""
        self.to(self.page.get_by_label(label).first)
        self.page.keyboard.insert_text(words)


def test_she_learns_and_speaks_with_the_keyboard_alone(witness, place, her):
    page = witness.open()
    hand = Keyboard(page)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ir al contenido")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    hand.follow("Entrar")
    hand.write("Nombre de entrada", her.account.login_id)
    hand.write("Frase de paso", PASSPHRASE)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hand.follow("Cursos")
    hand.follow("Ceiba: curso")
    hand.follow("Empezar este curso", "button")
    hand.press("Uno", "radio", "ArrowDown")
    expect(page.get_by_role("radio", name="Dos")).to_be_checked()
    hand.press("Revisar mi respuesta")
    expect(page.locator("#mark-one")).to_be_focused()
    hand.follow("Ya la hice, seguir", "button")
    hand.follow("Ya la hice, seguir", "button")
    for question, answer in (("one", "a"), ("many", "a"), ("tf", "true")):
        hand.to(page.locator(f"#b-{question}").locator("input").first)
        page.keyboard.press("Space")
        expect(page.locator(f'[name="answer-{question}"][value="{answer}"]')).to_be_checked()
    hand.follow("Enviar mis respuestas", "button")
    expect(page.get_by_role("heading", name="Pasaste")).to_be_visible()
    hand.follow("Seguir")
    hand.follow("Hacer mi constancia")
    hand.write("Nombre que irá impreso", "Ixchel")
    with page.expect_download():
        hand.press("Bajar la constancia")
    hand.follow("Foro")
    hand.follow("Abrir un tema")
    hand.write("De qué quieres hablar", "Semillas")
    hand.write("Tu mensaje", "Hola a todas.")
    hand.follow("Publicar", "button")
    expect(page.get_by_role("heading", name="Semillas")).to_be_visible()


def test_what_is_more_than_a_link_works_with_the_keyboard(witness, client_as, place, her):
    enrol(by=her, course_key=place.everything.get_parent().get_parent().translation_key)
    page = signed_in(witness, client_as, her)
    hand = Keyboard(page)
    page.goto(place.everything.get_opaque_url())
    story = page.get_by_role("group", name="La llamada")
    hand.press("Camino w1", "link", within=story)
    expect(story.get_by_text("Pasa w1")).to_be_visible()
    hand.press("Seguir la historia", "link", within=story.locator(".scenario-panel:target"))
    expect(story.get_by_text("Paso B")).to_be_visible()
    hand.press("Volver al principio de la historia", "link", within=story.locator(".scenario-panel:target"))
    expect(story.get_by_text("Paso A")).to_be_visible()
    sheet = page.locator("#b-sheet-security_plan")
    hand.to(sheet.get_by_label("Amenaza").first)
    page.keyboard.insert_text("algo")
    with page.expect_download():
        hand.press("Bajarla", within=sheet)
    hand.follow("Buscar")
    hand.to(page.get_by_role("searchbox").or_(page.get_by_role("search").get_by_role("textbox")))
    page.keyboard.insert_text("texto")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hand.follow("Todo")
    page.goto("/diario/abrir/")
    hand.write("Tu frase de paso", PASSPHRASE)
    hand.follow("Empezar mi diario", "button")
    hand.follow("Escribir una nota")
    hand.write("Tus palabras", "Lo mío.")
    hand.follow("Guardar en mi diario", "button")
    expect(page.get_by_text("Lo mío.")).to_be_visible()
    page.goto(f"/c/{encode(place.taught.key)}/")
    hand.follow("Empezar este curso", "button")
    page.goto(f"/c/{encode(place.taught.key)}/llevar/")
    hand.press("Guardar en este teléfono")
    expect(page.get_by_role("status").get_by_text("Listo: ya se puede leer sin señal.")).to_be_visible()


def signed_in(witness, client_as, member, **options: Any) -> Page:
    page: Page = witness.open(**options)
    cookie = client_as(member, fresh=True).cookies["s"].value
    page.context.add_cookies([{"name": "s", "value": cookie, "url": witness.origin}])
    return page


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_after_a_mistake_she_stands_before_what_is_to_be_mended(
    witness, client_as, place, her, lead, javascript
):
    people = {"": witness.open(javascript=javascript)} | {
        name: signed_in(witness, client_as, member, javascript=javascript)
        for name, member in (("her", her), ("lead", lead))
    }
    for who, address, words, button in MISTAKES:
        page = people[who]
        page.goto(address)
        for label, value in words.items():
            page.get_by_label(label).fill(value)
        page.locator("main form").first.evaluate("form => { form.noValidate = true }")
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=button, exact=True).click()
        summary = page.get_by_role("group", name="Qué falta revisar")
        expect(summary).to_be_focused()
        for way in summary.get_by_role("link").all():
            wanted = str(way.get_attribute("href"))
            field = page.locator(wanted)
            told = page.locator(f"{wanted.removesuffix('_0')}_error").inner_text().strip()
            way.press("Enter")
            expect(field).to_be_focused()
            if wanted.endswith("_0"):  # The first of some choices, whose group says what is to be mended.
                field = field.locator("xpath=ancestor::fieldset")
            else:
                expect(field).to_have_attribute("aria-invalid", "true")
            expect(field).to_have_accessible_description(re.compile(re.escape(told)))


# ---- What a screen reader is told

CONTROLS = {
    "button",
    "link",
    "radio",
    "checkbox",
    "textbox",
    "combobox",
    "searchbox",
    "Audio",
    "Video",
    "slider",
}


def heard(page: Page) -> list[tuple[str, str, list[str]]]:
    """Role and name of each control as the browser tells them, with the names of the groups around it."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {each["nodeId"]: each for each in tree}

    def named(each: dict[str, Any]) -> tuple[str, str]:
        return each.get("role", {}).get("value", ""), each.get("name", {}).get("value", "")

    def around(each: dict[str, Any]) -> list[str]:
        above, names = each, []
        while above := nodes.get(above.get("parentId", "")):
            role, name = named(above)
            names += [name] if role in ("group", "radiogroup") else []
        return names

    return [
        (*named(each), around(each)) for each in tree if not each["ignored"] and named(each)[0] in CONTROLS
    ]


def test_what_a_screen_reader_is_told_of_a_lesson(witness, client_as, place, her):
    enrol(by=her, course_key=place.everything.get_parent().get_parent().translation_key)
    page = signed_in(witness, client_as, her)
    page.goto(place.everything.get_opaque_url())
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    told = heard(page)
    assert [each for each in told if not each[1].strip()] == []
    alone = [
        each for each in told if each[0] in ("radio", "checkbox", "textbox", "combobox") and not any(each[2])
    ]
    assert alone == []
    groups = {name for _role, _name, names in told for name in names}
    assert {"¿Cuál?", "¿Cuáles?", "La llamada", "Nuestra hoja"} <= groups
    assert ("link", "Camino w1", ["La llamada"]) in told
    page.goto(place.asked.get_opaque_url())
    assert {names[0] for role, _name, names in heard(page) if role in ("radio", "checkbox")} == {
        "¿Cuál?", "¿Cuáles?", "Es así.",
    }  # fmt: skip # A list is read in lines.
