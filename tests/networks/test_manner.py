"""A network is addressed with tú or with vos: in words alone, never in what is chosen, stored or said in `lang`."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.formats import date_format, number_format

from learning.core.languages import address_in, as_addressed, language_now, speaking
from learning.core.weeks import this_week
from learning.networks import actions, audit
from learning.networks.models import AuditEntry, Network, Role

TU, VOS = "Escribe una palabra con letras o números.", "Escribí una palabra con letras o números."


def asked(client) -> str:
    return client.post("/buscar/", {"q": "?"}, follow=True).content.decode()


def test_a_lead_chooses_and_her_members_alone_are_addressed_so(client_as, lead, learner, stranger):
    desk = client_as(lead)
    before = client_as(learner)
    assert TU in asked(before)
    for _twice in range(2):
        assert desk.post("/red/trato/", {"manner": "vos"}).url == "/red/"
    page = before.get("/buscar/")
    assert VOS in asked(before)
    assert TU in asked(client_as(stranger))
    assert '<html lang="es">' in page.content.decode()
    assert page.headers["Content-Language"] == "es"
    assert 'value="es"' in page.content.decode()
    acts = AuditEntry.objects.scoped(network=lead.network).values_list("act", "subject")
    assert list(acts) == [(audit.MANNER_CHANGED, "vos")]
    assert "Cambió el trato de la red" in desk.get("/red/registro/").content.decode()
    desk.post("/red/trato/", {"manner": "tu"})
    assert TU in asked(before)


@pytest.mark.parametrize("manner", ["usted", "../x", "es", "<b>"])
def test_no_manner_that_has_no_words(client_as, lead, manner):
    client_as(lead).post("/red/trato/", {"manner": manner})
    assert Network.objects.get(pk=lead.network_id).manner == ""


@pytest.mark.parametrize("person", ["learner", "trainer", "moderator"])
def test_no_other_chooses(client_as, request, person):
    member = request.getfixturevalue(person)
    answer = client_as(member).post("/red/trato/", {"manner": "vos"})
    assert answer.status_code == 403
    assert Network.objects.get(pk=member.network_id).manner == ""


def test_in_english_nothing_differs(client_as, learner):
    Network.objects.update(manner="vos")
    learner.account.language = "en"
    learner.account.save()
    page = client_as(learner).get("/buscar/")
    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en">' in page.content.decode()


def test_it_costs_no_query(client_as, learner, django_assert_max_num_queries):
    client = client_as(learner)
    for each in ("/", "/cuenta/", "/cursos/", "/foro/", "/buscar/"):
        client.get(each)
        with CaptureQueriesContext(connection) as before:
            client.get(each)
        Network.objects.update(manner="vos")
        with django_assert_max_num_queries(len(before)):
            client.get(each)
        Network.objects.update(manner="")


def test_dates_numbers_and_the_language_are_those_of_spanish():
    with translation.override("es"):
        day, number = date_format(this_week()), number_format(1234.5)
        address_in("vos")
        assert as_addressed("es") == "es-x-vos"
        assert language_now() == "es"
        assert (date_format(this_week()), number_format(1234.5)) == (day, number)
        assert translation.gettext("Escribe el código.") == "Escribí el código."
        assert translation.gettext("Enter a number.") == "Escribí un número."
        assert translation.gettext("Guardar") == "Guardar"
        with speaking("en"):
            assert translation.gettext("Guardar") == "Save"
        with speaking("es"):
            assert as_addressed("es") == "es-x-vos"


def test_what_something_does_is_not_said_to_her():
    """'Espera' is the state of a post here, and no command."""
    said = ("Espera", "Espera señal", "Empieza con una actividad, y lo que se explica viene después.")
    with translation.override("es-x-vos"):
        assert [translation.gettext(each) for each in said] == list(said)


def test_whoever_comes_in_with_its_code_is_addressed_so(client, lead):
    Network.objects.filter(pk=lead.network_id).update(manner="vos")
    code = actions.invite(network=lead.network, role=Role.LEARNER, by=lead)[1]
    assert "Escribe el código" not in client.get("/codigo/").content.decode()
    client.post("/codigo/", {"code": code})
    page = client.get("/codigo/cuenta/").content.decode()
    assert "Cómo querés que te llamen" in page
    assert "Cómo quieres" not in page
    assert '<html lang="es">' in page
