"""Fills a development site with the demo, through the actions that people use. Safe to repeat."""

from datetime import timedelta

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from learning.accounts.models import Account
from learning.core import codes
from learning.demo.people import CODES, KINDS, PEOPLE, Person, code_of
from learning.networks import actions
from learning.networks.models import Invitation, Membership, Network
from learning.networks.querysets import PURPOSE

RULES = "Nos cuidamos entre todas.\nLo que aquí se cuenta, aquí se queda.\nCada una decide qué comparte."


@transaction.atomic
def seed() -> None:
    """Networks, people with their second factors, open codes."""
    with override("es"):
        networks = {name: _network(name, kind) for name, kind in KINDS.items()}
        for person in PEOPLE:
            _member(networks[person.network], person)
        for name, role in CODES:
            _open_code(networks[name], role, code_of(name, role))


def _network(name: str, kind: str) -> Network:
    found = Network.objects.filter(name=name).first()
    return found or actions.found_network(kind=kind, name=name, languages=["es", "en"], rules=RULES)


def _member(network: Network, person: Person) -> Membership:
    account = Account.objects.filter(login_id=person.login_id).first()
    if account is None:
        account = Account.objects.create_user(person.login_id, person.passphrase, pseudonym=person.pseudonym)
    if person.totp_secret:
        Authenticator.objects.get_or_create(
            user=account,
            type=Authenticator.Type.TOTP,
            defaults={"data": {"secret": get_adapter().encrypt(person.totp_secret)}},
        )
    return actions.add_member(network=network, account=account, role=person.role)


def _open_code(network: Network, role: str, code: str) -> None:
    """Open again whatever became of it: the demo's codes never run out."""
    Invitation.objects.update_or_create(
        network=network,
        code_fingerprint=codes.fingerprint(code, PURPOSE),
        defaults={
            "role": role,
            "uses": 100,
            "used": 0,
            "revoked": False,
            "expires_on": timezone.localdate() + timedelta(days=30),
        },
    )
