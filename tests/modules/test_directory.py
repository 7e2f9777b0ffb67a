"""What fits a need, and why; and the directory that comes with the site, as its files tell it."""

from dataclasses import dataclass, field

import pytest

from modules.exchange.entries import read_entry
from modules.exchange.errors import CourseFileError
from modules.exchange.loading import STARTER, load_starter
from modules.finder import BECAUSE, ELSEWHERE, GIVES, Asked, Danger, Happened, Need, at_hand, find
from modules.models import EntryPage
from modules.querysets import entries, places
from tests.modules.pages import a_place, an_entry


@dataclass
class Entry:
    title: str
    countries: list[str] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)
    danger: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    phone: str = ""
    mail: str = ""
    reach: str = ""
    urgent: bool = False
    shared: bool = True
    system: str = "fund"


EVERYWHERE = Entry("Para todo", urgent=True)
LAND = Entry("Tierra", ["GT", "HN"], ["land"], ["past"], ["money"])
THREATS = Entry("Amenazas", ["GT"], ["threat", "attack"], ["now", "ahead"], ["protection"])
OWN = Entry("Nuestra", urgent=True, shared=False)
LINE = Entry("Línea", phone="1", urgent=True)
ALL = [EVERYWHERE, LAND, THREATS, OWN, LINE]


def titles(found):
    return [each.entry.title for each in found]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(), ["Nuestra", "Amenazas", "Línea", "Para todo", "Tierra"]),
        (Asked(country="GT"), ["Nuestra", "Amenazas", "Tierra", "Línea", "Para todo"]),
        (Asked(country="HN", happened="threat"), ["Nuestra", "Línea", "Para todo"]),
        (Asked("GT", "threat", "now", "protection"), ["Nuestra", "Amenazas", "Línea", "Para todo"]),
        (Asked(country=ELSEWHERE), ["Nuestra", "Línea", "Para todo"]),
    ],
)
def test_what_fits_every_answer_is_found_her_networks_own_first(asked, expected):
    assert titles(find(ALL, asked)) == expected


def test_each_answer_has_its_reason_in_words():
    [own, threats, *_others] = find(ALL, Asked("GT", "threat", "now", "protection"))
    assert threats.reasons == (
        "Tiene que ver con Guatemala.",
        "Es para amenazas y vigilancia.",
        "Se puede usar cuando el peligro está aquí.",
        "Puede dar medidas de protección.",
    )
    assert len(own.reasons) == 4
    assert own.reasons[0] == "No se limita a un país."
    assert find(ALL, Asked())[0].reasons == ()
    assert {*Happened, *Danger} == set(BECAUSE)
    assert set(Need) == set(GIVES)


def test_when_it_is_urgent_those_whom_she_can_call_come_first():
    assert [each.title for each in at_hand(ALL, "GT")] == ["Nuestra", "Línea", "Para todo"]
    assert not find([], Asked(danger="now"))


@pytest.mark.parametrize(("country", "first"), [("GT", "Red de aquí"), ("", "Línea")])
def test_when_it_is_urgent_the_state_comes_last(country, first):
    state = Entry("Consejo", ["GT"], phone="2", urgent=True, system=EntryPage.System.NATIONAL)
    here = Entry("Red de aquí", ["GT"], phone="3", urgent=True, system=EntryPage.System.NETWORK)
    found = [each.title for each in at_hand([state, here, LINE, EVERYWHERE], country)]
    assert (found[0], found[-1]) == (first, "Consejo")


def test_what_to_know_before_calling_anybody_comes_before_whom_to_call():
    warning = Entry("Antes de llamar", ["NI"], urgent=True, system=EntryPage.System.NATIONAL)
    assert at_hand([LINE, warning, OWN], "NI") == [OWN, warning, LINE]
    assert at_hand([LINE, warning], "") == [LINE, warning]


FILE = """---
entry: linea
title: "Una línea"
what: "Contesta."
system: fund
countries: [GT]
phone: "+1 23"
source: "un papel"
checked_on: 2026-11-01
review_by: 2026-12-01
owner: "Equipo"
---

Llama **de día**.

- [ ] Quién eres.
- [ ] Qué pasó.
"""


def test_a_file_becomes_an_entry():
    name, values = read_entry(FILE)
    assert name == "linea"
    assert values["submission"] == "Quién eres.\nQué pasó."
    assert values["about"] == "<p>Llama <b>de día</b>.</p>"
    assert (values["countries"], values["needs"], values["cared_by"]) == (["GT"], [], "Equipo")
    assert (values["to_confirm"], values["urgent"]) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[GT]", "[Guatemala]", "«countries» es una lista de"),
        ('"+1 23"', '"llama"', "phone: Solo números"),
        ("system: fund", "system: banco", "system:"),
        ("2026-12-01", "2026-10-01", "va después"),
        ('owner: "Equipo"\n', "", "Falta «owner»"),
        ("countries:", "paises:", "«paises» no es un dato"),
    ],
)
def test_a_faulty_file_says_where(old, new, said):
    with pytest.raises(CourseFileError, match=said) as refused:
        read_entry(FILE.replace(old, new), "01.md")
    assert str(refused.value).startswith("01.md:1:")


STARTER_ENTRIES = sorted((STARTER / "directorio").glob("*/*.md"))


@pytest.mark.parametrize("number", range(len(STARTER_ENTRIES) // 2))
def test_what_comes_with_the_site_is_one_in_both_languages(number):
    both = [sorted((STARTER / "directorio" / language).glob("*.md"))[number] for language in ("es", "en")]
    assert both[0].name == both[1].name
    (name, es), (same, en) = (read_entry(path.read_text("utf-8"), path.name) for path in both)
    assert name == same
    facts = (
        "system",
        "countries",
        "happened",
        "danger",
        "needs",
        "phone",
        "mail",
        "urgent",
        "checked_on",
        "review_by",
    )
    assert {key: es[key] for key in facts} == {key: en[key] for key in facts}
    assert len(es["submission"].splitlines()) == len(en["submission"].splitlines())
    # What changes is looked at soon, and nothing national or legal later than in half a year but the declarations.
    months = (es["review_by"] - es["checked_on"]).days / 30
    assert months <= (4 if es["to_confirm"] else 7) or name == "declaracion-defensoras"
    told = " ".join(str(value) for value in (*es.values(), *en.values())).casefold()
    assert not any(
        word in told for word in ("policía", "police", "embajad", "embassy", "verify", "unsourced")
    )


@pytest.mark.django_db
def test_it_is_loaded_below_the_place_of_all_and_an_edit_stays(tmp_path):
    for language in ("es", "en"):
        here = tmp_path / "directorio" / language
        here.mkdir(parents=True)
        (here / "01-linea.md").write_text(FILE)
    assert load_starter(tmp_path).new == ["es/directorio", "es/linea", "en/directorio", "en/linea"]
    [entry] = entries("en", places())
    assert (entry.locale.language_code, entry.shared, entry.points) == (
        "en",
        True,
        ["Quién eres.", "Qué pasó."],
    )
    path = tmp_path / "directorio" / "es" / "01-linea.md"
    path.write_text(FILE.replace("+1 23", "+1 24"))
    assert load_starter(tmp_path).changed == ["es/linea"]
    page = EntryPage.objects.get(locale__language_code="es")
    page.phone = "+1 25"
    page.save_revision().publish()
    path.write_text(FILE.replace("+1 23", "+1 26"))
    assert load_starter(tmp_path).left_alone == ["es/linea"]
    assert not load_starter(tmp_path).left_alone


@pytest.mark.django_db
def test_an_entry_below_a_directory_that_is_no_longer_live_is_not_given():
    entry = an_entry(a_place(shared=True))
    assert entries("es", places()) == [entry]
    entry.get_parent().unpublish()
    assert entries("es", places()) == []


@pytest.mark.parametrize(("country", "there"), [("MX", True), ("NI", True), ("HN", False), ("SV", False)])
def test_a_treaty_is_found_where_it_is_in_force_and_nowhere_else(country, there):
    _name, values = read_entry((STARTER / "directorio/es/07-escazu.md").read_text())
    assert (country in values["countries"]) is there
