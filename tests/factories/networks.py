"""Networks and the women in them."""

from typing import Any

import factory
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

from learning.accounts.models import Account
from learning.networks import actions
from learning.networks.models import Membership, Network, Role

PASSPHRASE = "maíz luna río copal barro"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class AccountFactory(factory.django.DjangoModelFactory):
    """An account with the passphrase PASSPHRASE."""

    class Meta:
        model = Account

    login_id = factory.Sequence(lambda n: f"prueba-cuenta-{n}")
    pseudonym = factory.Sequence(lambda n: f"Prueba {n}")
    password = PASSPHRASE

    @classmethod
    def _create(cls, model_class: type[Account], *args: Any, **kwargs: Any) -> Account:
        return Account.objects.create_user(**kwargs)


def a_network(name: str = "Red de prueba", kind: str = Network.Kind.NATIONAL, **fields: Any) -> Network:
    return actions.found_network(kind=kind, name=name, **fields)


def a_member(network: Network, role: str = Role.LEARNER, **account: Any) -> Membership:
    """A new account in `network`; above learner it has a second factor."""
    member = actions.add_member(network=network, account=AccountFactory(**account), role=role)
    if role != Role.LEARNER:
        give_second_factor(member.account)
    return member


def give_second_factor(account: Account) -> None:
    """A TOTP authenticator with TOTP_SECRET."""
    sealed = get_adapter().encrypt(TOTP_SECRET)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": sealed})
