"""Looking for words on a page: nothing she types stands in an address or is kept, and whatever comes in is answered."""

import logging
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from learning.progress.searching import PER_PAGE
from modules.exchange.glossary import load_glossary
from modules.exchange.loading import shared_place
from modules.models import CoursePage
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, an_entry

pytestmark = pytest.mark.django_db

WHO = 2
SEARCH = "/buscar/"
HOSTILE = [
    '"',
    "'; DROP TABLE modules_searchword; --",
    "%_\\",
    "a" * 10_000,
    "palabra " * 2_000,
    "\x00\x01\x02 \u202e \ud800 \ufeff",
    "¿?¡!—…",
    "   \t\n",
    "",
    "<script>alert(1)</script>",
    "{{ 7 }} {% x %}",
    "( OR ) AND NEAR * ^",
    "🌽" * 500,
    "e\u0301" * 3_000,
    "la de los",
]


def found(page):
    return re.findall(r"<h3>.*?</h3>", page, re.S)


@pytest.fixture
def client(client_as, learner):
    client = client_as(learner)
    client.get("/cuenta/")
    return client


def text(words):
    return samples.block("text", "t", body=f"<p>{words}</p>")


def asked(client, words):
    """The page with what was found, as her browser comes to it."""
    return client.post(SEARCH, {"q": words}, follow=True)


def read(answer):
    return answer.content.decode().partition("<main")[2].partition("<footer")[0]


def test_words_are_found_in_their_context_by_kind(client, here):
    common = shared_place(Locale.objects.get(language_code="es"))
    an_entry(common, "Fondo", what="Dinero para una amenaza.")
    load_glossary()
    a_lesson(here.module, "Leer señales", [text("Una <b>amenaza</b> se lee con otras.")], slug="a")
    page = read(asked(client, "amenazas"))
    assert "Una <mark>amenaza</mark> se lee con otras." in page
    assert "Dinero para una <mark>amenaza</mark>." in page
    assert page.index("Lecciones") < page.index("A dónde acudir") < page.index("Palabras")
    assert "Ceiba: curso" in page
    word = re.search(r'href="/glosario/(#w-[^"]+)"', page)
    assert word
    assert f'id="{word[1][1:]}"' in client.get("/glosario/").content.decode()


def test_what_is_of_another_network_is_not_found(client, here, there):
    page = read(asked(client, "tres jícara"))
    assert "Ceiba: <mark>tres</mark>" in page
    assert "Jícara:" not in page


def test_a_course_on_care_is_found_by_her_alone_and_nothing_is_written(client, ceiba):
    course = a_course(ceiba.course_index, "Descanso", theme=CoursePage.Theme.CARE)
    a_lesson(a_module(course), "Una siesta")
    with CaptureQueriesContext(connection) as done:
        page = read(asked(client, "siesta"))
    assert "<mark>siesta</mark>" in page
    assert not [each for each in done if not each["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]


def test_nothing_she_types_stands_in_an_address_or_a_title(client, here, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = asked(client, "palabrasecreta")
    [(address, status)] = answer.redirect_chain
    assert status == 302
    assert "palabrasecreta" not in address
    title = re.search(r"<title>(.*?)</title>", answer.content.decode(), re.S)[1]
    assert "palabrasecreta" not in title
    assert "palabrasecreta" not in caplog.text
    assert "palabrasecreta" not in str(dict(answer.headers))
    assert 'value="palabrasecreta"' in read(answer)
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_address_opens_in_its_own_session_alone(client, client_as, learner, here):
    [(address, _status)] = asked(client, "tres").redirect_chain
    assert "Lecciones" in read(client.get(address))
    other = client_as(learner)
    page = read(other.get(address))
    assert "se cerró con tu sesión" in page
    assert "tres" not in page
    token = parse_qs(urlsplit(address).query)["v"][0]
    for broken in (token[:-4], "B" + token[1:], "á", "%%%", "=", "x" * 9_000):
        assert "se cerró con tu sesión" in read(client.get(SEARCH, {"v": broken}))


def test_two_words_of_any_length_have_addresses_of_one_length(client):
    lengths = {len(asked(client, words).redirect_chain[0][0]) for words in ("uno", "amenaza en el camino")}
    assert len(lengths) == 1


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_she_types_a_page_answers(client, here, words):
    answer = asked(client, words.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    assert answer.status_code == 200
    page = read(answer)
    assert "<h1>Buscar</h1>" in page
    assert "<script" not in page
    raw = client.post(
        SEARCH,
        b"q=" + words.encode("utf-8", "surrogatepass"),
        "application/x-www-form-urlencoded",
        follow=True,
    )
    assert raw.status_code == 200


def test_of_what_is_behind_a_note_it_is_said_that_it_is_there(client, here):
    note = samples.block("content_note", "n", body="<p>Viene algo duro.</p>", minutes=5, helps="", skips=1)
    a_lesson(here.module, "Otra", [note, text("xilófono")], slug="otra")
    page = read(asked(client, "xilófono"))
    assert "Viene algo duro." in page
    assert "tras un aviso" in page
    assert "tras un aviso" not in read(asked(client, "duro"))


def test_a_page_with_nothing_says_what_to_do(client, here):
    page = read(asked(client, "xilófono"))
    assert "Prueba con una sola" in page
    assert 'href="/cursos/"' in page
    assert "con letras o números" in read(asked(client, "¿?"))
    assert "directorio y en el glosario" in read(client.get(SEARCH))


def test_many_are_read_page_by_page(client, here):
    for number in range(PER_PAGE + 2):
        a_lesson(here.module, f"Riesgo {number:02}", slug=f"r{number}")
    answer = asked(client, "riesgo")
    page = read(answer)
    assert page.count("<h3>") == 5
    every = re.search(r'href="([^"]+k=lesson)"', page)[1].replace("&amp;", "&")
    first = read(client.get(every))
    assert first.count("<h3>") == PER_PAGE
    assert "Todo lo que se encontró" in first
    following = re.search(r'href="(\?[^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    last = read(client.get(SEARCH + following))
    assert last.count("<h3>") == 2
    assert set(re.findall(r"\d\d</a>", first)).isdisjoint(re.findall(r"\d\d</a>", last))
    back = re.search(r'class="back" href="([^"]+)"', last)[1].replace("&amp;", "&")
    assert found(read(client.get(back))) == found(page)


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_the_database_as_often_for_three_as_for_one(
    client, here, ceiba, many, django_assert_num_queries
):
    load_glossary()
    for number in range(many):
        a_lesson(here.module, f"Riesgo {number}", [text("amenaza")], slug=f"r{number}")
        an_entry(ceiba.course_index, f"Riesgo {number}", slug=f"r{number}")
    [(address, _status)] = asked(client, "riesgo amenaza").redirect_chain
    with django_assert_num_queries(WHO + 3):  # What was found; the texts around; their courses.
        assert read(client.get(address)).count(">Riesgo</mark> ") >= 2 * many
    with django_assert_num_queries(WHO):
        client.get(SEARCH)
    with django_assert_num_queries(WHO):
        client.post(SEARCH, {"q": "riesgo"})


def test_it_is_one_tap_away_on_every_page(client):
    assert 'href="/buscar/"' in client.get("/").content.decode()
    client.logout()
    assert "/buscar/" not in client.get("/").content.decode()


def test_another_app_may_answer_too(client, here, monkeypatch):
    from learning.progress.views import search

    monkeypatch.setattr(search, "panels", lambda hook, request, asked: [f"<p>{hook} {len(asked.words)}</p>"])
    assert "register_search_panel 2" in read(asked(client, "xilófono marimba")).replace("&lt;", "<")
