"""The first page of the editor tells what waits for her, and of nobody's network but hers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.networks import actions
from modules.queue import queue_of
from tests.factories import a_member
from tests.modules.pages import a_lesson
from tests.modules.test_reviewing import decide, submit
from tests.progress.conftest import taught

QUEUE = 10
# What waits, what is hers, her rights and pages; then her edits and locks.
FIRST_PAGE = 20


def titles(entries) -> list[str]:
    return [each.page.get_admin_display_title() for each in entries]


def first_page(client) -> str:
    answer = client.get("/cms/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_sees_what_is_hers(client_as, both, lesson, ana, bea, carla):
    state = submit(client_as(ana), lesson)
    for who, waiting, sent in ((ana, [], ["Cambiada"]), (bea, ["Cambiada"], []), (carla, ["Cambiada"], [])):
        queue = queue_of(who.account)
        assert (titles(queue.waiting), titles(queue.sent), queue.returned) == (waiting, sent, [])
    page = first_page(client_as(bea))
    assert f"/cms/pages/workflow/action/{lesson.pk}/approve/{state.pk}/" in page
    assert "Ceiba trainer" not in page
    decide(client_as(bea), state)
    assert queue_of(bea.account).waiting == []
    assert "Nada espera" in first_page(client_as(bea))


def test_what_came_back_shows_why_and_not_who(client_as, both, lesson, ana, bea):
    decide(client_as(bea), submit(client_as(ana), lesson), "reject", comment="Falta <una> salida.")
    page = first_page(client_as(ana))
    assert "Falta &lt;una&gt; salida." in page
    assert "Bea" not in page
    assert f"/cms/pages/{lesson.pk}/edit/" in page
    assert "Falta &lt;una&gt; salida." not in first_page(client_as(bea))


def test_another_networks_queue_is_its_own(client_as, both, lesson, ana, jicara):
    theirs = taught(jicara, "Ajena").first.specific
    stranger = a_member(jicara, "trainer", login_id="jicara-trainer", pseudonym="Otra")
    submit(client_as(ana), lesson)
    submit(client_as(stranger), theirs, "Ajena cambiada")
    assert "Ajena" not in first_page(client_as(ana))
    assert "Cambiada" not in first_page(client_as(stranger)).replace("Ajena cambiada", "")


def test_who_has_left_reads_no_titles_of_the_place(client_as, both, lesson, ana, jicara, lead):
    actions.add_member(network=jicara, account=ana.account, role="trainer")
    submit(client_as(ana), lesson)
    assert "Cambiada" in first_page(client_as(ana))
    actions.remove_member(membership=ana, by=lead)
    assert "Cambiada" not in first_page(client_as(ana))


@pytest.mark.parametrize("many", [1, 3])
def test_more_that_waits_costs_no_more(client_as, both, here, ana, bea, many, django_assert_num_queries):
    for number in range(many):
        fresh = a_lesson(here.module, f"Lección {number}")
        submit(client_as(ana), fresh, f"Nueva {number}")
    client = client_as(bea)
    first_page(client)
    fresh_account = type(bea.account).objects.get(pk=bea.account.pk)
    with django_assert_num_queries(QUEUE):
        assert len(queue_of(fresh_account).waiting) == many
    with CaptureQueriesContext(connection) as asked:
        first_page(client)
    assert len(asked) == FIRST_PAGE
