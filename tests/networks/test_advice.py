"""The trainers' report of what is past its review: her network's place alone, and who said that it still holds."""

from datetime import date

import pytest

from learning.core import opaque
from learning.networks.models import AuditEntry
from modules.models import EntryPage
from tests.factories import a_member, a_network
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_place, an_entry

pytestmark = pytest.mark.django_db

REPORT = "/cms/advice/"
OLD = {"checked_on": date(2020, 1, 1), "review_by": date(2020, 6, 1)}


@pytest.fixture
def entry(ceiba):
    return an_entry(ceiba.course_index, "Fondo de Ceiba", **OLD)


def sent(page, block=""):
    return {"key": str(page.translation_key), "block": block, "seen": "2020-01-01"}


def test_a_trainer_sees_what_is_of_her_network_with_owner_and_age(client_as, trainer, entry, ceiba, jicara):
    an_entry(jicara.course_index, "Fondo de Jícara", **OLD)
    an_entry(a_place(title="Común", slug="comun", shared=True), "Fondo de todas", **OLD)
    value = {**samples.KEY_IDEA["value"], "checked_on": "2020-01-01", "review_by": "2020-02-01", "owner": ""}
    module = a_module(a_course(ceiba.course_index))
    a_lesson(module, "Leyes", [{**samples.KEY_IDEA, "value": {**value, "advice": "none"}}])
    page = client_as(trainer).get(REPORT).content.decode()
    order = [page.index(words) for words in ("Leyes", "La idea.", "Fondo de Ceiba")]
    assert order == sorted(order)
    assert "Lo cuida: el equipo." in page
    assert "Nadie lo cuida todavía" in page
    assert "hace" in page
    assert "Jícara" not in page
    assert "Fondo de todas" not in page
    assert REPORT in client_as(trainer).get("/cms/").content.decode()


def test_whoever_edits_the_place_of_all_sees_and_checks_what_is_there(client_as):
    common = a_network("Común", kind="regional")
    shared = an_entry(common.course_index, "Fondo de todas", **OLD)
    client = client_as(a_member(common, "trainer"))
    assert "Fondo de todas" in client.get(REPORT).content.decode()
    client.post(REPORT, sent(shared))
    assert EntryPage.objects.get(pk=shared.pk).checked_on.year > 2020


def test_it_is_written_down_who_said_it_and_a_second_tap_says_nothing(client_as, trainer, entry, ceiba):
    client = client_as(trainer)
    assert "Queda comprobado hoy" in client.post(REPORT, sent(entry), follow=True).content.decode()
    revisions = entry.revisions.count()
    assert "Ya estaba hecho" in client.post(REPORT, sent(entry), follow=True).content.decode()
    assert entry.revisions.count() == revisions
    [done] = AuditEntry.objects.scoped(network=ceiba).filter(act="advice-checked")
    assert (done.actor, done.actor_role) == (trainer.account, "trainer")
    assert done.subject == opaque.encode(entry.translation_key)
    entry = EntryPage.objects.get(pk=entry.pk)
    entry.checked_on, entry.review_by = OLD.values()
    entry.save_revision().publish()
    assert "Lo comprobaste tú." in client.get(REPORT).content.decode()
    other = client_as(a_member(ceiba, "trainer")).get(REPORT).content.decode()
    assert "Lo comprobó una facilitadora." in other
    assert trainer.account.pseudonym not in other


@pytest.mark.parametrize("wrong", [{"key": "x"}, {"seen": "ayer"}, {"key": ""}])
def test_what_is_foreign_or_nonsense_is_missing(client_as, trainer, entry, jicara, wrong):
    foreign = an_entry(jicara.course_index, "Fondo de Jícara", **OLD)
    client = client_as(trainer)
    assert client.post(REPORT, sent(foreign)).status_code == 404
    assert client.post(REPORT, sent(entry) | wrong).status_code == 404
    assert EntryPage.objects.filter(checked_on=OLD["checked_on"]).count() == 2
    assert not AuditEntry.objects.scoped(network=jicara).filter(act="advice-checked").exists()


def test_a_card_may_show_an_entry_of_all_and_none_of_another_network(
    client_as, trainer, entry, ceiba, jicara
):
    foreign = an_entry(jicara.course_index, "Fondo de Jícara")
    common = a_place(title="Común", slug="comun", shared=True)
    shared = an_entry(common, "Fondo de todas")
    draft = an_entry(common, "Sin publicar", live=False, slug="draft")
    client = client_as(trainer)
    there = f"/cms/choose-page/{shared.get_parent().pk}/?page_type=modules.entrypage"
    page = client.get(there).content.decode()
    assert "Fondo de todas" in page
    assert "Sin publicar" not in page
    assert client.get(f"/cms/choose-page/{foreign.get_parent().pk}/").status_code == 404
    assert client.get(f"/cms/pages/{shared.pk}/edit/").status_code == 404
    module = a_module(a_course(ceiba.course_index))
    form = f"/cms/pages/add/modules/lessonpage/{module.pk}/"
    found = [
        client.post(form, {"body-count": 0, "guide-count": 0, "body-0-value-entry": each.pk}).status_code
        for each in (shared, entry, foreign, draft)
    ]
    assert found == [200, 200, 404, 404]
