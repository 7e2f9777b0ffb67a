"""Two of her windows, or two taps, at the very same moment. On SQLite and on PostgreSQL, whichever the run is on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from learning.accounts import actions as accounts
from learning.accounts.models import Account
from learning.journal import actions
from learning.journal.access import Open, as_opened, writings
from learning.journal.models import Entry, Journal
from learning.journal.writing import Writing, changed, mark_of_words
from tests.journal.conftest import PASSPHRASE, entries
from tests.progress.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(3)
WORDS = Writing(title="Uno", body="lo que pienso")
REFUSED = (actions.Closed, actions.ChangedElsewhere, Entry.DoesNotExist)


@dataclass
class Hers:
    account: Account
    paper_key: str

    def begins(self) -> Open:
        return actions.begin(account=self.account, passphrase=PASSPHRASE)

    def opens(self, **key: str) -> Open:
        return actions.open_by(account=self.account, **(key or {"passphrase": PASSPHRASE}))

    def keeps(self, hers: Open, writing: Writing = WORDS) -> Callable[[], Any]:
        return lambda: said(lambda: actions.keep(hers=hers, writing=writing))

    def deletes_all(self) -> None:
        actions.delete_all(account=self.account)


def said(act: Callable[[], Any]) -> Any:
    """What came of it, or by which name it was refused."""
    try:
        return act()
    except REFUSED as refused:
        return type(refused)


@pytest.fixture
def her(db) -> Hers:
    return Hers(*accounts.create_account(pseudonym="Rama", passphrase=PASSPHRASE, language="es"))


def test_of_two_beginnings_there_is_one_journal_and_both_windows_have_its_key(her):
    first, second, third = at_once(*[her.begins] * 3)
    assert first.key == second.key == third.key
    assert her.opens(paper_key=her.paper_key).key == first.key
    assert {her.keeps(each)() for each in (first, second)} == {Entry.objects.get().pk}


def test_what_is_kept_while_all_is_deleted_is_deleted_too_or_refused(her):
    for _round in ROUNDS:
        hers = her.begins()
        at_once(*[her.keeps(hers, Writing(body=str(each))) for each in range(3)], her.deletes_all)
        assert entries() == 0, "nothing lies there that no key opens"
        assert not Journal.objects.get(account=her.account).begun
        assert her.keeps(hers)() is actions.Closed


def test_begun_anew_while_all_is_deleted_it_is_whole(her):
    for _round in ROUNDS:
        her.keeps(her.begins())()
        at_once(her.deletes_all, her.begins)
        if Journal.objects.get(account=her.account).begun:
            found, broken = writings(her.opens())
            assert (found, broken) == ([], 0)
            her.deletes_all()
        assert entries() == 0


def test_the_same_words_kept_many_times_at_once_are_one_entry(her):
    hers = her.begins()
    assert len(set(at_once(*[her.keeps(hers)] * 12))) == 1
    assert [each.body for each in writings(hers)[0]] == [WORDS.body]


def test_there_is_no_room_for_one_too_many_however_they_come(her, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ENTRIES", 3)
    hers = her.begins()
    jobs = [her.keeps(hers, Writing(body=str(each))) for each in range(8)]
    kept = at_once(*[lambda job=job: full(job) for job in jobs])
    assert kept.count(actions.Full) == 5
    assert entries() == 3


def full(job: Callable[[], Any]) -> Any:
    try:
        return job()
    except actions.Full:
        return actions.Full


def test_what_is_changed_while_it_is_deleted_stays_deleted(her):
    hers = her.begins()
    for _round in ROUNDS:
        key = her.keeps(hers)()
        [kept] = writings(hers)[0]
        other, seen = changed(kept, title="", body="otra cosa"), mark_of_words(kept, hers.key)
        at_once(
            lambda: said(lambda: actions.change(hers=hers, writing=other, seen=seen)),  # noqa: B023 # Called here.
            lambda: actions.delete(account=her.account, entry=key),  # noqa: B023 # Called here.
        )
        assert entries() == 0


def test_of_two_windows_that_change_it_at_once_one_is_told_of_the_other(her):
    hers = her.begins()
    her.keeps(hers)()
    [kept] = writings(hers)[0]
    seen = mark_of_words(kept, hers.key)

    def changes(body: str) -> Callable[[], Any]:
        writing = changed(kept, title="", body=body)
        return lambda: said(lambda: actions.change(hers=hers, writing=writing, seen=seen))

    answers = at_once(*[changes(body) for body in "abcd"])
    assert sorted(map(str, answers)) == sorted(map(str, [None, *[actions.ChangedElsewhere] * 3]))


def test_a_paper_key_made_while_another_window_opens_it_loses_neither_way_in(her):
    """Whichever comes first, what opens it is the paper that was good when it lay open last, or the newest."""
    hers = her.begins()
    papers = [her.paper_key]
    for _round in ROUNDS:
        new, _opened = at_once(lambda: accounts.renew_recovery_key(account=her.account), her.opens)
        papers.append(new)
        waits = Journal.objects.get(account=her.account).paper_waits
        assert her.opens(paper_key=papers[-2] if waits else new).key == hers.key
        her.opens()
        assert her.opens(paper_key=new).key == hers.key


def test_a_changed_passphrase_while_all_is_deleted_opens_what_is_begun_next(her):
    for number in ROUNDS:
        hers, new = her.begins(), f"otra frase que nadie sabe {number}"
        account = Account.objects.get(pk=her.account.pk)
        lying = as_opened(hers.key)
        at_once(her.deletes_all, lambda: actions.lock_anew(account, lying, passphrase=new))  # noqa: B023 # Called here.
        left = Journal.objects.get(account=her.account)
        assert (left.mark, bytes(left.by_passphrase)) == ("", b"")
