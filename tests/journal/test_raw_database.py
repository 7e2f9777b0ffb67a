"""
Somebody has the whole database and every key of the site: the column keys, the site's secret. She has no cookie, no
passphrase and no paper key, and opens nothing of a journal: not its words, not its titles, not of which lessons it is.
"""

import base64
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from learning.accounts.models import Account, Session
from learning.accounts.sessions import SessionStore, content_key, key_hash
from learning.core import crypto
from learning.core.forgetting import forget_on_disk
from learning.core.privacy import erase_person
from learning.journal import locks
from learning.journal.models import Entry, Journal
from learning.journal.writing import opened
from tests.journal.conftest import CANARY, PASSPHRASE
from tests.journal.test_keys import fresh_by_passkey

TITLE, NOTE = "titulo-7713", "nota-5591"


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table there is, as the database gives it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [each[0] for each in cursor.description]
            for row in cursor.fetchall():
                yield table, dict(zip(names, row, strict=True))


def plain(value: Any) -> bytes:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


def keys_at_hand() -> list[bytes | None]:
    """The ring (None), all that is derived from it, the site's secret, and what can be opened with these."""
    purposes = ("", "journal", "throttle", "kept:owner", "code:recovery", "work")
    mine: list[bytes | None] = [None, *settings.COLUMN_KEYS.values(), *map(crypto.derive, purposes)]
    mine += [content_key(None), content_key(""), settings.SECRET_KEY.encode()[:32].ljust(32, b"\0")]
    for account in Account.objects.all():
        mine += [crypto.unwrap(bytes(account.data_key), account.key_context)]
        mine += [content_key(str(account.pk)), content_key(account.login_id)]
    for journal in Journal.objects.all():
        mine += [bytes(journal.paper_lock), journal.mark.encode()]
    return [key for key in mine if key is None or len(key) == crypto.KEY_BYTES]


def contexts(table: str, row: dict[str, Any]) -> list[str]:
    """All to which a value of this row could be bound."""
    ids = {str(value) for value in row.values() if isinstance(value, (str, int, UUID))}
    ids |= {str(UUID(each)) for each in ids if len(each) == 32 and set(each) <= set("0123456789abcdef")}
    models = [each for each in apps.get_models() if each._meta.db_table == table]
    names = [f"{m._meta.label_lower}.{f.name}" for m in models for f in m._meta.concrete_fields]
    names += ["journal.entry.content", "journal", "account", "session", "mfa.authenticator.data"]
    found = [f"{name}:{each}" for name in names for each in ids]
    return [*found, *(f"key:{each}" for each in found), "mfa.authenticator.data"]


def attacked(keys: list[bytes | None]) -> tuple[bytes, int]:
    """All that these keys open, and how much. What was opened is tried as a key, and opened further, to the end."""
    tables = list(rows())
    text = b"\n".join(plain(value) for _table, row in tables for value in row.values())
    closed = {
        (value, context)
        for table, row in tables
        for value in map(plain, row.values())
        if len(value) > 28 and value[0] in (0, *settings.COLUMN_KEYS)
        for context in contexts(table, row)
    }
    known, fresh, opened_so_far = set(keys), set(keys), 0
    while fresh:
        found = list(_opened(closed, fresh))
        opened_so_far += len(found)
        text += b"\n".join(inside for inside, _context in found)
        fresh = {inside for inside, _context in found if len(inside) == crypto.KEY_BYTES} - known
        deeper = {(inside[cut:], context) for inside, context in found for cut in (0, locks.PUBLIC_BYTES)}
        deeper = {each for each in deeper if len(each[0]) > 28} - closed
        closed |= deeper
        # What lies inside is new to all keys; a new key is new to all that is closed.
        fresh |= known if deeper else set()
        known |= fresh
    return text, opened_so_far


def _opened(closed: set[tuple[bytes, str]], keys: set[bytes | None]) -> Iterator[tuple[bytes, str]]:
    for (value, context), key in product(closed, keys):
        try:
            yield crypto.open_sealed(value, context, key), context
        except crypto.SealBroken:
            continue


@pytest.fixture
def full(begun, lesson):
    begun.keeps(title=TITLE)
    begun.browser.post(
        f"/diario{lesson.get_opaque_url()}escrito/", {"think-2.words": NOTE, "keep": "think-2"}
    )
    begun.browser.post(f"/diario{lesson.get_opaque_url()}marca/")
    assert Entry.objects.count() == 3
    assert all(each in begun.reads() for each in (CANARY, TITLE, NOTE, "Lección sola"))
    # A new paper, made while it was closed, waits for its turn: the old one still opens it, and the site does not.
    fresh_by_passkey(begun).post("/cuenta/llave/")
    assert Journal.objects.get(account=begun.account).paper_waits
    return begun


@pytest.mark.django_db
def test_every_key_of_the_site_opens_nothing_of_it(full, lesson):
    text, opened_so_far = attacked(keys_at_hand())
    assert opened_so_far >= 3, "the site's keys open what is the site's: data keys, the outside of the locks"
    for hers in (CANARY, TITLE, NOTE, '"kind": "bookmark"'):
        assert hers.encode() not in text
    kept = b"".join(
        plain(value) for table, row in rows() if table.startswith("journal_") for value in row.values()
    )
    key = lesson.translation_key
    for of_which in (str(key).encode(), key.hex.encode(), b"think-2", "Lección".encode()):
        assert of_which not in kept


@pytest.mark.django_db
def test_a_journal_that_the_site_could_open_would_be_found(writer, monkeypatch):
    """The attack looks deep enough: a key under the column key alone leads it to her words."""
    monkeypatch.setattr(
        locks, "lock_by_passphrase", lambda key, passphrase, salt, context: crypto.wrap(key, context)
    )
    writer.keeps(passphrase=PASSPHRASE)
    text, _much = attacked(keys_at_hand())
    assert CANARY.encode() in text


@pytest.mark.django_db
@pytest.mark.parametrize("mine", ["cookie", "passphrase", "paper"])
def test_the_same_attack_with_one_thing_of_hers_opens_it(full, mine):
    """So the test above looks where it should."""
    journal = Journal.objects.get(account=full.account)
    if mine == "cookie":
        session = SessionStore().decode(crypto.open_sealed(*_her_session(full)).decode())
        key = base64.b64decode(session["opened"]["journal"])
    elif mine == "passphrase":
        key = locks.open_by_passphrase(
            bytes(journal.by_passphrase), PASSPHRASE, bytes(journal.salt), journal.context
        )
    else:
        key = locks.open_by_paper(bytes(journal.by_paper), full.paper_key, journal.context)
    assert {CANARY, NOTE} <= {opened(each, key).body for each in Entry.objects.all()}


def _her_session(writer) -> tuple[bytes, str, bytes]:
    cookie = writer.browser.cookies[settings.SESSION_COOKIE_NAME].value
    row = Session.objects.get(pk=key_hash(cookie))
    return bytes(row.payload), f"session:{row.pk}", content_key(cookie)


@pytest.mark.django_db
def test_a_row_shows_whose_it_is_the_week_and_no_more(full):
    assert {each.name for each in Entry._meta.concrete_fields} == {"id", "account", "content", "week"}
    assert {each.week.weekday() for each in Entry.objects.all()} == {0}
    assert {(len(bytes(each.content)) - 29) % 1024 for each in Entry.objects.all()} == {0}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the files of SQLite")
@pytest.mark.django_db(transaction=True)
def test_no_word_stands_in_the_files_and_nothing_of_her_after_she_left(begun):
    begun.keeps(title=TITLE)
    sealed = bytes(Entry.objects.get().content)
    lock = bytes(Journal.objects.get(account=begun.account).by_passphrase)
    raw = on_disk()
    assert sealed in raw
    assert lock in raw
    assert [each for each in (CANARY, TITLE, PASSPHRASE) if each.encode() in raw] == []
    erase_person(begun.account)
    forget_on_disk()
    raw = on_disk()
    assert [each for each in (sealed, lock, begun.account.pk.hex.encode()) if each in raw] == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the files of SQLite")
@pytest.mark.django_db(transaction=True)
def test_what_she_deletes_is_gone_from_the_files(begun):
    begun.keeps()
    sealed = bytes(Entry.objects.get().content)
    lock = bytes(Journal.objects.get(account=begun.account).by_paper)
    begun.browser.post("/diario/borrar/")
    raw = on_disk()
    assert sealed not in raw
    assert lock not in raw


def on_disk() -> bytes:
    file = Path(connection.settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))


@pytest.mark.django_db
def test_an_account_that_nobody_used_goes_with_its_journal(full):
    Account.objects.filter(pk=full.account.pk).update(seen_week=date.today() - timedelta(days=800))
    call_command("purge")
    assert not Entry.objects.exists()
    assert not Journal.objects.filter(account=full.account).exists()
