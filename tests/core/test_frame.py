"""The frame of every page, and the pages that must come even when nothing else does."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

FAULTS = ["400.html", "403.html", "404.html", "429.html", "500.html", "503.html", "csrf_failure.html"]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_needs_neither_database_nor_request(name):
    html = render_to_string(name)
    assert "<h1>" in html
    assert 'href="/"' in html


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_fault_says_its_language(language):
    with translation.override(language):
        assert f'<html lang="{language}">' in render_to_string("500.html")


def test_a_stray_address_stands_in_the_frame(client, db, settings):
    response = client.get("/no-hay-nada/")
    html = response.content.decode()
    assert response.status_code == 404
    assert html.count("<h1>") == html.count("<main") == html.count("<footer") == 1
    assert html.index('href="#contenido"') < html.index("<header")
    assert f'data-exit="{settings.QUICK_EXIT_URL}"' in html
    assert f"· {settings.NEUTRAL_NAME}" in html
    assert "<nav" not in html
    assert "data-member" not in html


def test_a_visit_writes_no_session(client, db):
    assert client.get("/no-hay-nada/").cookies == {}


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "Inicio"),
        ("/cursos/", "Cursos"),
        ("/l/7f3k/", "Cursos"),
        ("/foro/nuevo/", "Foro"),
        ("/otra/", None),
    ],
)
def test_the_navigation_says_where_she_is(rf, learner, path, current):
    html = render_to_string("components/_nav.html", {"membership": learner}, rf.get(path))
    marked = re.findall(r'aria-current="(?:page|true)">(\w+)<', html)
    assert marked == ([current] if current else [])


def test_whoever_is_in_no_network_is_not_led_to_its_pages(rf):
    html = render_to_string("components/_nav.html", {"membership": None}, rf.get("/"))
    assert re.findall(r'href="([^"]+)"', html) == ["/", "/avance/", "/cuenta/"]


def test_a_page_that_allauth_brings_itself_stands_in_our_frame(rf):
    html = render_to_string("account/signup_closed.html", {}, rf.get("/"))
    assert html.count("<main") == html.count("<footer") == 1
    assert html.count("<title>") == 1


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_where_nothing_answers_a_page_helps_by_itself(name):
    html = render_to_string(name, {"sent": True})
    assert "llama a la persona de tu red" in html
    assert "<summary>" in html
    assert "breath-shape" in html
    assert "tel:" not in html, "a number that nobody checks"
    # What she sent waits in this page, so no main action leads away from it.
    assert re.findall(r'class="button ?"', html) == []
    assert re.findall(r'class="button" href=""', render_to_string(name)) == ['class="button" href=""']
