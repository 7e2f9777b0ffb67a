"""Where every session begins."""

from datetime import date

import pytest

from learning.accounts.models import Account
from tests.accounts.test_doors import give


@pytest.fixture
def monday(time_machine):
    time_machine.move_to("2026-03-02 18:00:00+00:00", tick=False)


def test_the_week_is_noted_and_nothing_finer(monday, client, learner, time_machine):
    Account.objects.update(seen_week=date(2026, 2, 2))
    give(client)
    learner.account.refresh_from_db()
    assert learner.account.seen_week == date(2026, 3, 2)
    assert not hasattr(learner.account, "last_login") or learner.account.last_login is None


def test_it_is_written_once_a_week(monday, client, learner, time_machine, django_assert_max_num_queries):
    Account.objects.update(seen_week=date(2026, 2, 23))
    give(client)
    client.post("/cuenta/salir/")
    time_machine.move_to("2026-03-06 18:00:00+00:00", tick=False)
    with django_assert_max_num_queries(30) as asked:
        give(client)
    assert not [
        each for each in asked.captured_queries if "seen_week" in each["sql"] and "UPDATE" in each["sql"]
    ]


def test_signing_in_asks_no_more_than_it_needs(client, learner, django_assert_max_num_queries):
    client.get("/entrar/")
    # Session, two limits, account, second factor; the session's new key: savepoint, insert, release, delete the
    # old; memberships; sweep; save; the trail from the old key.
    with django_assert_max_num_queries(14):  # The last one: whether she has a journal to open.
        give(client)


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("casa luna", "muy corta"),
        ("passwordpassword", None),
        ("121212121212", "se adivina"),
        ("aaaaaaaaaaaaaaaa", "se adivina"),
        ("ceiba learner 1", "se parece"),
        ("1q2w3e4r5t6y", "primeras"),
    ],
)
def test_why_a_passphrase_is_refused(client_as, learner, phrase, why):
    page = client_as(learner, fresh=True).post("/cuenta/frase/", {"passphrase": phrase, "again": phrase})
    if why:
        assert why in str(page.context["form"].errors)
    else:
        assert page.status_code == 302
