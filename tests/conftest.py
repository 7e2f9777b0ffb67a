"""
The cast: learner, trainer, moderator and lead of the network Ceiba, the keeper, and a stranger of the network
Jícara, whose data is always there to leak. Each person of a network is her membership, with `.account` and
`.network`; the keeper is an account alone.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation

from learning.accounts.models import Account
from learning.core import throttle
from learning.networks.models import Membership, Network, Role
from tests.factories import AccountFactory, a_member, a_network


@pytest.fixture(autouse=True)
def no_sweep_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Old limits are swept away at random; a literal count of queries must not depend on that."""
    monkeypatch.setattr(throttle, "_PURGE_ONE_IN", 10**9)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """What Django asks a database about itself, once a process, is no query of whoever comes first."""
    with django_db_blocker.unblock():
        assert connection.features.supports_json_field
        connection.close()


@dataclass
class Cast:
    learner: Membership
    trainer: Membership
    moderator: Membership
    lead: Membership
    stranger: Membership
    keeper: Account


@pytest.fixture
def cast(db: None) -> Cast:
    ceiba, jicara = a_network("Red Ceiba"), a_network("Red Jícara")
    people = {
        role: a_member(ceiba, role, login_id=f"ceiba-{role}", pseudonym=f"Ceiba {role}")
        for role in Role.values
    }
    return Cast(
        **people,
        stranger=a_member(jicara, login_id="jicara-stranger", pseudonym="Jícara stranger"),
        keeper=AccountFactory(login_id="keeper", pseudonym="Keeper", is_superuser=True),
    )


@pytest.fixture
def learner(cast: Cast) -> Membership:
    return cast.learner


@pytest.fixture
def trainer(cast: Cast) -> Membership:
    return cast.trainer


@pytest.fixture
def moderator(cast: Cast) -> Membership:
    return cast.moderator


@pytest.fixture
def lead(cast: Cast) -> Membership:
    return cast.lead


@pytest.fixture
def stranger(cast: Cast) -> Membership:
    return cast.stranger


@pytest.fixture
def keeper(cast: Cast) -> Account:
    return cast.keeper


@pytest.fixture
def ceiba(cast: Cast) -> Network:
    return cast.lead.network


@pytest.fixture
def jicara(cast: Cast) -> Network:
    return cast.stranger.network


@pytest.fixture
def client_as() -> Callable[..., Client]:
    """`client_as(lead)`: a browser in which she signed in. With `fresh=True` she has just proved it is her."""

    def signed_in(person: Membership | Account, *, fresh: bool = False, **defaults: Any) -> Client:
        account = person.account if isinstance(person, Membership) else person
        client = Client(**defaults)
        client.force_login(account)
        if fresh:
            session = client.session
            session["account_authentication_methods"] = [
                {"method": "password", "at": time.time(), "reauthenticated": True}
            ]
            session["account_authentication_methods_user"] = str(account.pk)
            session.save()
        return client

    return signed_in


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Rows of one test have the numbers of the next one's: what a process remembers by number is forgotten."""
    cache.clear()


@pytest.fixture(autouse=True)
def _in_spanish() -> Iterator[None]:
    with translation.override("es"):
        yield
