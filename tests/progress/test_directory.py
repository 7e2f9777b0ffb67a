"""The finder, an entry's page and the urgent contacts: what is whose, what comes first, what stands in the address."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from learning.networks.models import Network
from learning.progress.forms import FindForm
from modules.exchange.loading import shared_place
from modules.finder import ELSEWHERE, Asked
from tests.modules.pages import an_entry

pytestmark = pytest.mark.django_db

FINDER = "/directorio/"
WHO = 2


@pytest.fixture
def common(cast):
    """The place of all, in Spanish."""
    return shared_place(Locale.objects.get(language_code="es"))


@pytest.fixture
def client(client_as, learner):
    client = client_as(learner)
    client.get("/cuenta/")
    return client


def read(client, address, **data):
    return client.get(address, data).content.decode().partition("<main")[2].partition("<footer")[0]


def query(ceiba, countries=(), **said):
    """What the browser sends for these answers, by their words."""
    form = FindForm(None, here=ceiba.country, countries=countries)
    numbers = {name: {str(label): value for value, label in form.fields[name].choices} for name in said}
    return {name: numbers[name][label] for name, label in said.items()}


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_the_database_as_often_for_three_as_for_one(client, common, many, django_assert_num_queries):
    pages = [an_entry(common, f"F{n}", slug=f"f{n}", urgent=True) for n in range(many)]
    with django_assert_num_queries(WHO + 1):
        assert read(client, FINDER).count("<h3>") == many
    with django_assert_num_queries(WHO + 1):
        assert read(client, FINDER, c="1").count("<h3>") == 2 * many
    with django_assert_num_queries(WHO + 1):
        assert "F0" in read(client, reverse("progress:entry-detail", args=[pages[0].translation_key]))
    with django_assert_num_queries(WHO + 1):
        assert read(client, "/contactos/").count("<h2>F") == many


def test_her_networks_contact_comes_before_everything_and_danger_now_before_reading(client, common, ceiba):
    Network.objects.filter(pk=ceiba.pk).update(contact="La de turno")
    an_entry(common, "Línea", phone="+1 2", urgent=True, danger=["now"])
    an_entry(common, "Fondo", danger=["now"], slug="fondo")
    page = read(client, FINDER, **query(ceiba, c="Ya está aquí o viene en estos días"))
    order = ["La de turno", 'href="/contactos/"', "tel:+12", "Fondo", "Por qué:", "Buscar otra vez"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    calm = read(client, FINDER, **query(ceiba, c="Puede venir en las próximas semanas"))
    assert calm.index("La de turno") < calm.index("Nada de lo que hay")
    assert "tel:" not in calm


def test_where_she_is_the_state_is_neither_alone_nor_first_among_urgent_contacts(client, common, ceiba):
    Network.objects.filter(pk=ceiba.pk).update(country="HN")
    an_entry(common, "Consejo del Estado", phone="+1 1", urgent=True, system="national", countries=["HN"])
    an_entry(common, "Línea de todas", phone="+1 2", urgent=True, slug="todas", system="fund")
    an_entry(common, "Otro lugar", phone="+1 3", urgent=True, slug="otro", countries=["AR"])
    first = read(client, "/contactos/").partition("</details>")[0]
    assert first.index("Línea de todas") < first.index("Consejo del Estado")
    assert "Otro lugar" not in first
    visitor = read(Client(), "/contactos/").partition("</details>")[0]
    assert "Línea de todas" in visitor
    assert "Consejo del Estado" not in visitor


@pytest.mark.parametrize(
    ("dates", "said"),
    [({}, "Por confirmar"), ({"checked_on": "2020-01-01", "review_by": "2020-06-01"}, "Ya tocaba revisar")],
)
def test_what_is_not_sure_says_so_wherever_it_is_found(client, common, ceiba, dates, said):
    an_entry(common, "Línea", phone="+1 2", urgent=True, to_confirm=True, **dates)
    now = query(ceiba, c="Ya está aquí o viene en estos días")
    assert read(client, FINDER, **now).count(said) >= 2  # Among those to call, and among those to read.
    assert said in read(client, FINDER)
    assert said in read(client, "/contactos/")


def test_when_nothing_fits_it_says_what_to_do(client, common, ceiba):
    an_entry(common, "Fondo", countries=["GT"])
    page = read(client, FINDER, a="0")
    assert "Quita una de tus respuestas" in page
    assert 'href="/contactos/"' in page


def test_the_address_tells_numbers_and_what_is_no_choice_is_not_said(ceiba):
    codes = ["GT", "MX"]
    sent = query(ceiba, codes, a="México", b="Me amenazan, me vigilan o me siguen", d="Medidas de protección")
    assert all(value.isdecimal() for value in sent.values())
    assert FindForm(sent, here="", countries=codes).asked() == Asked("MX", "threat", "", "protection")
    for wrong in ({"a": "999", "b": "x", "c": "-1"}, {"b": "0"}, {"otra": "1"}):
        assert FindForm(wrong, here="", countries=codes).asked() == Asked()
    assert FindForm({"a": "0"}, here="", countries=codes).asked() == Asked(ELSEWHERE)
    assert (
        FindForm({}, here="gt", countries=codes)["a"].initial
        == FindForm(None, here="", countries=["GT"])["a"].field.choices[1][0]
    )


def test_an_entry_of_a_network_is_for_its_members_alone(client_as, client, common, ceiba, jicara, stranger):
    own = an_entry(jicara.course_index, "Jícara: casa", urgent=True, phone="+9 9")
    everybody = an_entry(common, "De todas", urgent=True)
    address = reverse("progress:entry-detail", args=[own.translation_key])
    assert client.get(address).status_code == 404
    theirs = client_as(stranger)
    assert theirs.get(address).status_code == 200
    assert read(theirs, FINDER, c="1").index("Jícara: casa") < read(theirs, FINDER, c="1").index("De todas")
    assert "Jícara: casa" in read(theirs, "/contactos/")
    assert "Jícara" not in read(client, FINDER) + read(client, FINDER, c="1") + read(client, "/contactos/")
    assert everybody.title in read(client, FINDER)


def test_the_public_page_shows_what_is_flagged_for_all_and_nothing_of_who_was_here_before(
    client_as, client, common, jicara, stranger, django_assert_num_queries
):
    Network.objects.filter(pk=jicara.pk).update(contact="La casa azul", country="MX")
    an_entry(jicara.course_index, "Jícara: casa", urgent=True)
    an_entry(common, "Quieta", slug="quieta")
    an_entry(common, "De México", urgent=True, countries=["MX"], phone="55 39", slug="mx")
    an_entry(common, "De todas", urgent=True, slug="todas")
    hers = read(client_as(stranger), "/contactos/")
    order = [hers.index(words) for words in ("La casa azul", "De México", "De todas")]
    assert order == sorted(order)
    visitor = Client()
    with django_assert_num_queries(1):
        answer = visitor.get("/contactos/", headers={"accept-encoding": "br, gzip"})
    assert answer.headers["Cache-Control"] == "no-store"
    page = read(visitor, "/contactos/")
    assert 'href="tel:5539"' in page
    assert page.index("De todas") < page.index("De México")
    assert not any(words in page for words in ("Jícara", "La casa azul", "Quieta", FINDER))


def test_what_is_old_or_not_confirmed_says_so(client, common):
    old = an_entry(common, "Vieja", checked_on="2020-01-01", review_by="2020-06-01", submission="Uno\nDos")
    page = read(client, reverse("progress:entry-detail", args=[old.translation_key]))
    assert "Ya tocaba revisar este dato" in page
    assert "Por confirmar" in page
    assert page.count('type="checkbox"') == 2
    assert "el equipo" in page
