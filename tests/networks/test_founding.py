"""Founding a network makes all that is its own."""

import re

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import GroupPagePermission, WorkflowPage

from community.models import Forum
from learning.networks import actions
from learning.networks.models import AuditEntry, Network, Role
from modules.models import CourseIndexPage
from tests.factories import AccountFactory, a_network


def test_it_has_a_place_in_each_language_and_its_editors_rights_there(ceiba):
    pages = ceiba.course_index.get_translations(inclusive=True)
    assert {page.locale.language_code for page in pages} == {"es", "en"}
    granted = GroupPagePermission.objects.filter(group=ceiba.editors)
    for page in pages:
        assert granted.filter(page=page, permission__codename="publish_page").exists()
        assert WorkflowPage.objects.filter(page=page).exists()
    assert ceiba.editors.collection_permissions.values("collection").distinct().get() == {
        "collection": ceiba.collection_id
    }
    assert Forum.objects.scoped(network=ceiba).exists()


@pytest.mark.parametrize(("kind", "shared"), [("regional", True), ("national", False), ("solidarity", False)])
def test_the_courses_of_a_regional_network_are_for_all(db, kind, shared):
    assert a_network(kind=kind).course_index.shared is shared


def test_the_first_regional_network_takes_over_the_place_of_the_starter_courses(db):
    call_command("load_starter", verbosity=0)
    place = CourseIndexPage.objects.get(shared=True, locale__language_code="es")
    first, second = a_network("Red Común", "regional"), a_network("Red Segunda", "regional")
    assert first.course_index == place
    assert second.course_index != place
    titles = first.course_index.get_translations(inclusive=True).values_list("title", flat=True)
    assert set(titles) == {"Red Común"}


def test_the_keeper_founds_it_once_and_lets_the_first_lead_in(db, capsys):
    call_command("found_network", "Red Nueva", "--country", "GT", "--language", "es", "--language", "mam")
    code = re.search(r": ([0-9A-Z-]{14})\n", capsys.readouterr().out).group(1)
    network = Network.objects.get(name="Red Nueva")
    assert (network.country, network.languages) == ("GT", ["es", "mam"])
    assert AuditEntry.objects.scoped(network=network).get().actor_role == "keeper"
    invitation = actions.redeem(code=code)
    actions.add_member(network=network, account=AccountFactory(), role=invitation.role)
    call_command("found_network", "Red Nueva")
    assert "has a lead" in capsys.readouterr().out
    assert Network.objects.filter(name="Red Nueva").count() == 1
    assert invitation.role == Role.LEAD


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([""], "has letters"),
        (["  "], "has letters"),
        (["x" * 81], "80 at most"),
        (["Red", "--country", "ZZZ"], "two capital letters"),
        (["Red", "--language", "zz"], "zz is no language"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(db, arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command("found_network", *arguments)
    assert not Network.objects.exists()
