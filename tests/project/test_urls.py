"""Every address is public by list, or asks a visitor who she is."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.project.urls import ANYWHERE, PUBLIC, addresses


def test_the_list_of_public_addresses_is_what_the_views_say():
    assert {each.name for each in addresses() if each.is_public} == PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_visitor_is_asked_who_she_is(verb):
    client = Client()
    for each in addresses():
        if not each.is_public:
            url = each.with_missing() if each.converters else reverse(each.name)
            answer = getattr(client, verb)(url)
            assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse(settings.LOGIN_URL)), url


@pytest.mark.django_db
def test_what_a_member_sends_is_of_one_network_or_means_the_same_anywhere(client_as, lead):
    free = []
    for each in addresses():
        if each.permission or each.is_public:
            continue
        url = each.with_missing() if each.converters else reverse(each.name)
        if client_as(lead, fresh=True).post(url).status_code != 405:
            free.append(each.name)
    assert [name for name in free if not name.startswith(tuple(ANYWHERE))] == []
    assert [start for start in ANYWHERE if not any(each.name.startswith(start) for each in addresses())] == []
