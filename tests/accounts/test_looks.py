"""How the site looks to her: kept on her account, heeded on every device, at no question more."""

import pytest

from learning.accounts.models import LOOKS
from learning.core.privacy import export_person

PAGE = "/cuenta/vista/"
CHOSEN = {
    "text_size": "4",
    "contrast": "more",
    "data_saver": "on",
    "simple_view": "True",
    "pace": "125",
    "next": "/avance/",
}
DRESSED = b'<html lang="es" class="size-4 contrast simple" data-pace="125">'


def test_what_she_chooses_on_one_phone_holds_on_another(client_as, learner):
    phone, other = client_as(learner), client_as(learner)
    assert phone.get(f"{PAGE}?next=/avance/").context["next"] == "/avance/"
    assert phone.post(PAGE, CHOSEN).url == "/avance/"
    for path in ("/", "/cuenta/", PAGE, "/nada/"):
        assert DRESSED in other.get(path).content, path


def test_it_asks_no_query(client_as, learner, django_assert_num_queries):
    client = client_as(learner)
    client.get(PAGE)
    with django_assert_num_queries(2):  # Session with account, membership with network.
        client.get(PAGE)
    client.post(PAGE, CHOSEN)
    client.get(PAGE)  # Says once that it was kept.
    with django_assert_num_queries(2):
        assert DRESSED in client.get(PAGE).content


def test_a_sample_keeps_nothing(client_as, learner):
    client = client_as(learner)
    shown = client.post(PAGE, CHOSEN | {"try": "1"})
    assert DRESSED in shown.content
    assert shown.context["next"] == "/avance/"
    assert b'<html lang="es">' in client.get("/cuenta/").content


def test_one_choice_alone_leaves_the_others(client_as, learner):
    client = client_as(learner)
    client.post(PAGE, CHOSEN)
    answer = client.post(PAGE, {"pace": "75"}, headers={"X-Script": "1"})
    assert (answer.status_code, answer.headers["X-Onward"]) == (204, "/")
    learner.account.refresh_from_db()
    assert [getattr(learner.account, name) for name in LOOKS] == [4, "more", "on", True, 75]


@pytest.mark.parametrize(
    "wrong", [{"text_size": "9"}, {"pace": "x"}, {"simple_view": "quizás"}, {"contrast": ""}]
)
def test_what_is_not_offered_is_not_kept(client_as, learner, wrong):
    client = client_as(learner)
    assert client.post(PAGE, CHOSEN | wrong).status_code == 200
    assert b'<html lang="es">' in client.get("/cuenta/").content


def test_a_visitor_has_what_is_usual(client, db, django_assert_num_queries):
    assert client.get(PAGE).url == f"/entrar/?next={PAGE}"
    with django_assert_num_queries(0):
        shown = client.get("/respirar/", headers={"Save-Data": "on"})
    assert b'<html lang="es">' in shown.content
    assert shown.context["looks"].saver


def test_she_takes_them_with_her(client_as, learner):
    client_as(learner).post(PAGE, CHOSEN)
    learner.account.refresh_from_db()
    [hers] = export_person(learner.account)["cuenta"]
    assert hers["tamaño de letra"] == "La más grande"
    assert hers["vista"] == "Sencilla"
