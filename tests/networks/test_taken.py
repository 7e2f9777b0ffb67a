"""What a woman takes with her of what she did with a role: every entry that names her, and nobody else's."""

import pytest

from learning.core.privacy import export_person
from learning.networks import actions
from learning.networks.models import Role
from tests.community.conftest import said_by, set_forum
from tests.factories import a_member

pytestmark = pytest.mark.django_db


def test_the_log_and_the_codes_are_hers_to_take(lead, learner):
    other = a_member(lead.network, Role.LEAD)
    for each in (lead, other):
        actions.invite(network=lead.network, role=Role.TRAINER, by=each)
    actions.change_role(membership=learner, role=Role.MODERATOR, by=lead)
    taken = export_person(lead.account)
    done = taken["lo que hiciste con un rol en tu red"]
    assert [row["qué hiciste"] for row in done] == [
        "Hizo un código",
        "Cambió un rol: de Participante a Moderadora",
    ]
    assert {row["red"] for row in done} == {"Red Ceiba"}
    assert all(row["día"] for row in done)
    (code,) = taken["códigos que hiciste"]
    assert (code["red"], code["rol"], code["para cuántas"], code["anulado"]) == (
        "Red Ceiba",
        "Facilitadora",
        "1",
        "no",
    )
    assert str(learner.account.pseudonym) not in str(taken)
    assert other.account.pseudonym not in str(taken)


def test_how_far_she_read_without_the_words_of_others(client_as, learner, trainer):
    set_forum(trainer, first_posts="off")
    topic = said_by(trainer, title="Semillas de otra").topic
    client_as(learner).get(f"/foro/t/{topic.pk}/")
    taken = export_person(learner.account)
    (read,) = taken["hasta dónde leíste en el foro"]
    assert read["leído hasta el mensaje"] == "1"
    assert read["red"] == "Red Ceiba"
    assert "Semillas" not in str(taken)
