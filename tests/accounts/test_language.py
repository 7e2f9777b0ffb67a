"""Spanish first, English beside it, and a member's language goes with her account."""

import pytest
from django.test import Client
from django.utils.translation import override

SPANISH, ENGLISH = b'<html lang="es">', b'<html lang="en">'


def test_a_visitor_reads_spanish_and_may_switch(client, db):
    assert SPANISH in client.get("/entrar/").content
    assert client.post("/idioma/", {"language": "en", "next": "/entrar/"}).url == "/entrar/"
    assert ENGLISH in client.get("/entrar/").content
    assert client.cookies["idioma"]["samesite"] == "Lax"
    assert client.cookies["idioma"]["httponly"]


@pytest.mark.parametrize("language", ["xx", "", "../../etc", "en-us"])
def test_an_unknown_language_changes_nothing(client, db, language):
    assert client.post("/idioma/", {"language": language}).status_code == 302
    assert "idioma" not in client.cookies
    assert SPANISH in client.get("/entrar/").content


@pytest.mark.parametrize("wanted", ["foo", "accounts:home", "learning.core.views.home", "?a=b", "foo/bar"])
def test_where_she_goes_next_is_a_path(client, db, wanted):
    assert client.post("/idioma/", {"language": "en", "next": wanted}).url == "/"


def test_it_is_changed_by_post_alone(client, db):
    assert client.get("/idioma/").status_code == 405


def test_a_members_language_follows_her_account(client_as, learner):
    phone, laptop = client_as(learner), client_as(learner)
    phone.post("/idioma/", {"language": "en", "next": "/cuenta/"})
    learner.account.refresh_from_db()
    assert learner.account.language == "en"
    assert ENGLISH in laptop.get("/cuenta/").content
    laptop.cookies["idioma"] = "es"
    assert ENGLISH in laptop.get("/cuenta/").content


def test_it_needs_no_token_but_works_where_tokens_are_checked(learner):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/idioma/", {"language": "en"}).status_code == 302


def test_it_asks_no_query_of_a_visitor(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.post("/idioma/", {"language": "en"})


def test_she_leaves_in_english(client_as, learner):
    learner.account.language = "en"
    learner.account.save()
    client = client_as(learner, fresh=True)
    page = client.get("/cuenta/irme/")
    with override("en"):  # The page was read in her language; what is asked here is asked outside of it.
        asked = page.context["form"].asked
    assert asked != "me voy"
    assert f"“{asked}”" in page.content.decode()
    gone = client.post("/cuenta/irme/", {"word": f" ‘{asked.upper()}’. "})
    assert ENGLISH in gone.content
    assert b"Tu cuenta" not in gone.content


@pytest.mark.parametrize("path", ["/entrar/", "/entrar/llave/"])
def test_the_doors_speak_english(client, db, path):
    client.cookies["idioma"] = "en"
    page = client.get(path).content.decode()
    assert "Nombre de entrada" not in page
    assert "Frase" not in page
