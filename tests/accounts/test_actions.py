"""What can be done with an account, below the pages."""

import pytest

from learning.accounts import actions
from learning.accounts.keys import data_key_of
from learning.accounts.models import Account
from learning.accounts.second_factor import has_second_factor
from learning.core.crypto import SealBroken
from tests.factories import AccountFactory, give_second_factor

pytestmark = pytest.mark.django_db


def test_an_account_is_made_with_what_she_needs():
    account, key = actions.create_account(
        pseudonym="Ceiba azul", passphrase="una frase bien larga", language="en"
    )
    account.refresh_from_db()
    assert account.check_password("una frase bien larga")
    assert account.language == "en"
    assert len(key.replace("-", "")) == 26
    assert key not in account.recovery_fingerprint
    assert account.last_login is None
    assert account.joined_week.weekday() == 0


def test_without_a_passphrase_only_other_keys_open_it():
    account, _ = actions.create_account(pseudonym="Ceiba azul", passphrase=None, language="es")
    assert not account.has_usable_password()
    assert not account.check_password("")
    assert not account.check_password(None)


def test_a_taken_login_id_is_drawn_again(monkeypatch):
    drawn = iter(["uno-dos-tres-10", "uno-dos-tres-10", "uno-dos-tres-11"])
    monkeypatch.setattr(actions, "new_login_id", lambda: next(drawn))
    made = [
        actions.create_account(pseudonym="x", passphrase=None, language="es")[0].login_id for _ in range(2)
    ]
    assert made == ["uno-dos-tres-10", "uno-dos-tres-11"]


def test_her_data_key_is_hers_and_sealed():
    one, two = AccountFactory(), AccountFactory()
    key = data_key_of(one)
    assert len(key) == 32
    assert key == data_key_of(Account.objects.get(pk=one.pk))
    assert key != data_key_of(two)
    assert key not in bytes(one.data_key)
    two = Account.objects.get(pk=two.pk)
    two.data_key = one.data_key
    with pytest.raises(SealBroken):
        data_key_of(two)


def test_whether_she_has_a_second_factor_is_asked_once(django_assert_num_queries):
    account = AccountFactory()
    with django_assert_num_queries(1):
        assert not has_second_factor(account)
        assert not has_second_factor(account)
    give_second_factor(account)
    assert has_second_factor(Account.objects.get(pk=account.pk))
