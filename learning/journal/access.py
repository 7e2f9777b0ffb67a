"""What lies open of a journal in this session: the only door to it, and only for her whose it is."""

import base64
import binascii
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from learning.accounts import opened
from learning.accounts.models import Account
from learning.journal.locks import mark_of
from learning.journal.models import Entry, Journal
from learning.journal.writing import Writing
from learning.journal.writing import opened as opened_entry

NAME = "journal"


@dataclass(frozen=True)
class Open:
    """A journal that lies open, with its key."""

    account: Account
    key: bytes


def journal_of(account: Account) -> Journal:
    """Hers, saved or not."""
    journal = Journal.objects.filter(account=account).first() or Journal()
    journal.account = account
    return journal


def key_in(found: opened.Opened, journal: Journal) -> bytes | None:
    """The journal's key among what lies open; None where it is not there, or is not its key any more."""
    try:
        key = base64.b64decode(found.get(NAME, ""), validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if key and mark_of(key) == journal.mark else None


def as_opened(key: bytes) -> dict[str, str]:
    """What goes into her session."""
    return {NAME: base64.b64encode(key).decode()}


def open_in(request: HttpRequest, journal: Journal) -> Open | None:
    """The journal, if it lies open in this session."""
    key = key_in(opened.in_session(request), journal)
    if key:
        lock_for_newest_paper(journal, key)
    return Open(journal.account, key) if key else None


def lock_for_newest_paper(journal: Journal, key: bytes) -> None:
    """
    Where her paper key was made while the journal was closed, let that open it now instead of the one before. Where
    yet another was made this very moment, that one waits.
    """
    before = {"pk": journal.pk, "mark": journal.mark, "paper_lock": bytes(journal.paper_lock)}
    if journal.lock_for_newest_paper(key):
        Journal.objects.filter(**before).update(by_paper=journal.by_paper, paper_waits=False)


def writings(hers: Open) -> tuple[list[Writing], int]:
    """All she keeps, the newest first, and how many entries could not be opened. One query."""
    read = [opened_entry(each, hers.key) for each in Entry.objects.filter(account=hers.account)]
    found = sorted((each for each in read if each), key=lambda each: each.at, reverse=True)
    return found, len(read) - len(found)


def entry_or_404(account: Account, key: UUID) -> Entry:
    """One of her own entries, sealed."""
    entry = Entry.objects.filter(account=account, pk=key).first()
    if entry is None:
        raise Http404
    return entry


def writing_or_404(hers: Open, entry: Entry) -> Writing:
    """What it says."""
    found = opened_entry(entry, hers.key)
    if found is None:
        raise Http404
    return found
