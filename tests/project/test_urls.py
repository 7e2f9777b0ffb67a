"""Every address is public by list, or asks a visitor who she is."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.project.urls import PUBLIC, addresses


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
