"""What can be done with a journal. Each is one transaction; twice is once."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from learning.accounts.models import Account
from learning.accounts.opened import Opened
from learning.core import crypto
from learning.core.forgetting import forget_on_disk
from learning.journal import locks
from learning.journal.access import Open, as_opened, journal_of, key_in, lock_for_newest_paper
from learning.journal.models import Entry, Journal
from learning.journal.writing import Writing, entry_id, mark_of_words, opened, says_the_same, sealed

MOST_ENTRIES = 1000


class Full(Exception):
    """She keeps as much as there is room for."""


class Closed(Exception):
    """The journal was deleted or begun anew since it was opened in this session."""


class ChangedElsewhere(Exception):
    """Another window changed the entry since this one read it; `kept` is what it says now."""

    def __init__(self, kept: Writing) -> None:
        self.kept = kept


def begin(*, account: Account, passphrase: str) -> Open:
    """Her journal, with a key made now. A second tap opens what the first one began; SealBroken as in `open_by`."""
    key, made = crypto.new_key(), Journal(account=account)
    _lock(made, key, passphrase)  # Which takes its time: nobody waits for a row meanwhile.
    with transaction.atomic():
        journal = _locked(account)
        if not journal.begun:
            journal.mark, journal.salt = locks.mark_of(key), made.salt
            journal.by_passphrase = made.by_passphrase
            _lock(journal, key)
            journal.save()
            return Open(account, key)
    return open_by(account=account, passphrase=passphrase)


def open_by(*, account: Account, passphrase: str = "", paper_key: str = "") -> Open:
    """Her journal by one of its keys; `crypto.SealBroken` where that does not open it."""
    journal = journal_of(account)
    if paper_key:
        key = locks.open_by_paper(bytes(journal.by_paper), paper_key, journal.context)
    else:
        key = locks.open_by_passphrase(
            bytes(journal.by_passphrase), passphrase, bytes(journal.salt), journal.context
        )
    lock_for_newest_paper(journal, key)
    return Open(account, key)


def opens(account: Account, passphrase: str = "", paper_key: str = "") -> dict[str, str]:
    """For a door that she passed with one of her keys: what it opens of hers."""
    if not Journal.objects.filter(account=account).exclude(mark="").exists():
        return {}
    try:
        return as_opened(open_by(account=account, passphrase=passphrase, paper_key=paper_key).key)
    except crypto.SealBroken:
        return {}


@transaction.atomic
def lock_anew(account: Account, lying_open: Opened, passphrase: str = "", paper_key: str = "") -> None:
    """
    She has a new passphrase or a new paper key. Where the journal does not lie open, the old passphrase goes on
    opening it, and so does the old paper, until it lay open again: then the new one does.
    """
    found = Journal.objects.select_for_update().filter(account=account)
    journal = _locked(account) if paper_key else found.first()
    if journal is None:
        return
    key = key_in(lying_open, journal)
    if paper_key:
        journal.paper_lock = locks.paper_lock(paper_key, journal.context)
        journal.paper_waits = bool(journal.by_paper)
    if key:
        _lock(journal, key, passphrase)
    journal.save()


def relock(*, hers: Open, passphrase: str) -> None:
    """Let her passphrase of now open it, after another key did."""
    lock_anew(hers.account, as_opened(hers.key), passphrase=passphrase)


@transaction.atomic
def keep(*, hers: Open, writing: Writing) -> UUID:
    """Keep it. The same words of the same day are kept once. `Full`, or `Closed`, and nothing is kept."""
    _check(hers)
    entry = Entry(pk=_free_id(hers, writing), account=hers.account)
    entry.content = sealed(replace(writing, at=timezone.now().isoformat()), entry, hers.key)
    if Entry.objects.filter(account=hers.account).exclude(pk=entry.pk).count() >= MOST_ENTRIES:
        raise Full
    Entry.objects.bulk_create([entry], ignore_conflicts=True)
    return entry.pk


@transaction.atomic
def change(*, hers: Open, writing: Writing, seen: str) -> None:
    """
    Other words in the same entry; the day on which it was begun stays. `seen`: the mark of the words she was changing.
    `ChangedElsewhere` where it says others by now, `Closed`, Entry.DoesNotExist; and nothing is changed.
    """
    _check(hers)
    entry = Entry.objects.select_for_update().get(account=hers.account, pk=str(writing.id))
    kept = opened(entry, hers.key)
    if (
        kept
        and seen != mark_of_words(kept, hers.key)
        and (kept.title, kept.body) != (writing.title, writing.body)
    ):
        raise ChangedElsewhere(kept)
    entry.content = sealed(writing, entry, hers.key)
    entry.save(update_fields=["content"])


def delete(*, account: Account, entry: UUID) -> bool:
    """Gone for good; whether it was still there."""
    gone, _models = Entry.objects.filter(account=account, pk=entry).delete()
    if gone:
        forget_on_disk()
    return bool(gone)


def delete_all(*, account: Account) -> None:
    """All of it, and the locks of its key: what is kept next has another key."""
    with transaction.atomic():
        _locked(account)  # Who keeps something at this moment is before it or after it.
        Entry.objects.filter(account=account).delete()
        nothing = {"mark": "", "salt": b"", "by_passphrase": b"", "by_paper": b"", "paper_waits": False}
        Journal.objects.filter(account=account).update(**nothing)
    forget_on_disk()


def _locked(account: Account) -> Journal:
    return Journal.objects.select_for_update().get_or_create(account=account)[0]


def _free_id(hers: Open, writing: Writing) -> UUID:
    """Another one than `entry_id` where she has changed what she kept under that since, or it opens no more."""
    key = entry_id(writing, hers.key)
    before = Entry.objects.filter(account=hers.account, pk=key).first()
    kept = opened(before, hers.key) if before else None
    return key if before is None or (kept and says_the_same(kept, writing)) else uuid4()


def _lock(journal: Journal, key: bytes, passphrase: str = "") -> None:
    if passphrase:
        journal.salt = locks.new_salt()
        journal.by_passphrase = locks.lock_by_passphrase(key, passphrase, journal.salt, journal.context)
    journal.lock_for_newest_paper(key)


def _check(hers: Open) -> None:
    """That this key is still the journal's: another window may have deleted everything."""
    marks = Journal.objects.select_for_update().filter(account=hers.account).values_list("mark", flat=True)
    if list(marks) != [locks.mark_of(hers.key)]:
        raise Closed
