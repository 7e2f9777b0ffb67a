"""Whom a network's members turn to first: written by a lead, read by her members alone."""

import pytest

from learning.networks.models import AuditEntry, Network

ADDRESS = "/red/contacto/"


def test_a_lead_writes_it_and_her_members_read_it_first(client_as, lead, learner, stranger, ceiba, client):
    desk = client_as(lead)
    assert desk.post(ADDRESS, {"contact": "La de turno\r\nen la casa"}).url == "/red/"
    desk.post(ADDRESS, {"contact": "La de turno\nen la casa"})
    assert "La de turno" in desk.get("/red/").content.decode()
    for page in ("/contactos/", "/directorio/"):
        assert "La de turno<br>en la casa" in client_as(learner).get(page).content.decode()
        assert "La de turno" not in client_as(stranger).get(page).content.decode()
    assert "La de turno" not in client.get("/contactos/").content.decode()
    acts = (
        AuditEntry.objects.scoped(network=ceiba)
        .filter(act="contact-changed")
        .values_list("subject", flat=True)
    )
    assert list(acts) == [""]


def test_what_is_too_long_comes_back_and_nothing_is_written(client_as, lead, ceiba):
    answer = client_as(lead).post(ADDRESS, {"contact": "a" * 501})
    assert "a" * 501 in answer.content.decode()
    assert Network.objects.get(pk=ceiba.pk).contact == ""


@pytest.mark.parametrize("who", ["learner", "moderator", "trainer"])
def test_nobody_else_writes_it(client_as, cast, who):
    assert client_as(getattr(cast, who)).post(ADDRESS, {"contact": "x"}).status_code == 403
