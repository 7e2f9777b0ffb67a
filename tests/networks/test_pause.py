"""A lead gives her network a pause: it works on, every page says so, and nothing is counted that can wait."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.actions.posts import report_post
from learning.networks import actions, audit
from learning.networks.access import SESSION_KEY
from learning.networks.models import AuditEntry, Network, Role
from tests.community.conftest import said_by, stored
from tests.factories import AccountFactory
from tests.journeys.test_forum import send
from tests.networks.test_joining import at_once

SAID = "Tu red está en pausa"
PAUSE = "/red/pausa/"


def press(client, decision: str):
    return client.post(PAUSE, {"decision": decision})


def acts(network: Network) -> list[str]:
    entries = AuditEntry.objects.scoped(network=network).order_by("id")
    return list(entries.values_list("act", flat=True))


def text(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def paused(ceiba: Network) -> Network:
    ceiba.paused = True
    ceiba.save()
    return ceiba


def test_she_pauses_her_network_and_ends_the_pause(client_as, lead, ceiba):
    client = client_as(lead)
    assert "Poner la red en pausa" in text(client, "/red/")
    assert press(client, "pausar").url == "/red/"
    page = text(client, "/red/")
    assert SAID in page
    assert "Terminar la pausa" in page
    assert "Puso la red en pausa" in text(client, "/red/registro/")
    assert press(client, "seguir").url == "/red/"
    assert SAID not in text(client, "/red/")
    assert "Terminó la pausa de la red" in text(client, "/red/registro/")
    assert acts(ceiba) == [audit.PAUSED, audit.RESUMED]
    assert audit.verify_chain(ceiba)


@pytest.mark.parametrize("decision", ["pausar", "seguir"])
def test_pressed_twice_it_is_done_and_written_down_once(client_as, lead, ceiba, decision):
    client, before = client_as(lead), decision == "seguir"
    Network.objects.filter(pk=ceiba.pk).update(paused=before)
    assert [press(client, decision).status_code for _ in range(2)] == [302, 302]
    # As of two leads who press together: each read the network as it was before.
    lead.network.paused = before
    actions.set_pause(paused=not before, by=lead)
    ceiba.refresh_from_db()
    assert ceiba.paused is not before
    assert len(acts(ceiba)) == 1


def test_of_four_who_press_at_once_one_did_it(transactional_db, lead, ceiba):
    assert at_once(4, lambda: actions.set_pause(paused=True, by=lead)) == 4
    assert acts(ceiba) == [audit.PAUSED]


@pytest.mark.parametrize("sent", [{}, {"decision": ""}, {"decision": "borrar"}])
def test_what_no_button_says_changes_nothing(client_as, lead, ceiba, sent):
    assert client_as(lead).post(PAUSE, sent).url == "/red/"
    ceiba.refresh_from_db()
    assert not ceiba.paused
    assert acts(ceiba) == []


@pytest.mark.parametrize(
    ("who", "status"),
    [("learner", 403), ("moderator", 403), ("trainer", 403), ("stranger", 403), ("keeper", 404)],
)
def test_nobody_else_pauses(client_as, cast, ceiba, who, status):
    assert client_as(getattr(cast, who)).post(PAUSE).status_code == status
    ceiba.refresh_from_db()
    assert not ceiba.paused


def test_a_lead_without_a_second_factor_is_offered_one(client_as, ceiba):
    bare = actions.add_member(network=ceiba, account=AccountFactory(), role=Role.LEAD)
    assert press(client_as(bare), "pausar").status_code == 403
    assert acts(ceiba) == []


def test_another_network_is_as_missing(client_as, lead, jicara):
    """Also the one that she leads too, when she went to this one in another window."""
    actions.add_member(network=jicara, account=lead.account, role=Role.LEAD)
    client = client_as(lead)
    client.post("/red/cambiar/", {"network": str(lead.network_id)})
    for key in (jicara.pk, uuid.uuid4(), ""):
        sent = {"decision": "pausar", SESSION_KEY: str(key)}
        assert client.post(PAUSE, sent).status_code == 404
    assert not Network.objects.filter(paused=True).exists()


def test_the_address_alone_changes_nothing(client_as, lead, ceiba):
    assert client_as(lead).get(PAUSE).status_code == 405


@pytest.mark.parametrize("path", ["/", "/foro/", "/cursos/", "/avance/", "/cuenta/"])
def test_every_page_of_a_member_says_it(client_as, cast, paused, path):
    assert text(client_as(cast.learner), path).count(SAID) == 1
    assert SAID not in text(client_as(cast.stranger), path)


def test_she_reads_it_in_english(client_as, cast, paused):
    client = client_as(cast.learner)
    client.post("/idioma/", {"language": "en", "next": "/"})
    page = text(client, "/")
    assert "Your network is on pause" in page
    assert SAID not in page


def test_no_paper_tells_of_it(client_as, cast, paused):
    page = text(client_as(cast.learner), "/")
    assert '<p class="notice no-print">' in page[: page.index(SAID)].splitlines()[-2]


def test_the_forum_works_on(client_as, cast, paused):
    client = client_as(cast.trainer)
    assert "Abrir un tema" in text(client, "/foro/")
    send(client, "/foro/nuevo/", title="Semillas", body="Seguimos aquí.")
    assert "Semillas" in text(client, "/foro/")


def test_what_waits_is_not_counted_and_what_was_reported_is(client_as, cast, paused):
    waiting = said_by(cast.learner, "Espero.")
    moderator, lead = client_as(cast.moderator), client_as(cast.lead)
    assert stored(waiting).state == "waiting"
    assert "espera a las moderadoras" not in text(moderator, "/")
    assert "tema con algo nuevo" not in text(moderator, "/")
    assert "Por publicar" not in text(lead, "/red/")
    assert "Espero." in text(moderator, "/foro/cola/")
    report_post(post=said_by(cast.trainer), why="exposes", note="", by=cast.lead)
    assert "1 mensaje espera a las moderadoras" in text(moderator, "/")
    assert "Con aviso: 1." in text(lead, "/red/")


@pytest.mark.parametrize(("who", "path"), [("learner", "/"), ("moderator", "/foro/"), ("lead", "/red/")])
def test_a_pause_costs_no_question(client_as, cast, ceiba, who, path):
    client = client_as(getattr(cast, who))
    asked = []
    for paused in (False, True):
        Network.objects.filter(pk=ceiba.pk).update(paused=paused)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked.append(len(queries))
    assert asked[1] <= asked[0]
