"""Which requests of a browser without a session are answered by a blank page: those that Back makes."""

import pytest
from django.utils.translation import override

AGAIN = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "same-origin"}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "page", ["/", "/que-guarda/", "/cuenta/", "/cms/", "/no-existe/", "/entrar/?next=/cuenta/"]
)
def test_back_is_blank(client, page):
    answer = client.get(page, headers=AGAIN)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "<title></title>" in text
    assert "Aula" not in text
    assert f'href="{page}"' in text
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.parametrize(
    "changed",
    [
        {"Sec-Fetch-User": "?1"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Dest": "image"},
    ],
)
def test_nothing_else_is(client, changed):
    assert "Aula" in client.get("/que-guarda/", headers=AGAIN | changed).content.decode()


def test_nor_without_these_headers_or_with_a_session(client, client_as, learner):
    assert "Aula" in client.get("/que-guarda/").content.decode()
    assert "Aula" in client_as(learner).get("/cuenta/", headers=AGAIN).content.decode()
    client.get("/entrar/")
    assert "Aula" in client.get("/que-guarda/", headers=AGAIN).content.decode()


def test_what_is_sent_is_never_held_back(client):
    assert client.post("/salida/", headers=AGAIN).headers["Clear-Site-Data"]


def test_it_speaks_her_language_and_not_that_of_the_request_before(client):
    for language, word in (("en", "Continue"), ("es", "Seguir")):
        with override("en" if language == "es" else "es"):
            page = client.get("/cuenta/", headers=AGAIN | {"Accept-Language": language}).content.decode()
        assert f'lang="{language}"' in page
        assert word in page
