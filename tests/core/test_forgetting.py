"""What is left of a deleted row in the bytes of the database's files."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from learning.core.privacy import erase_person, forget_on_disk
from learning.core.throttle import hit
from learning.networks.models import Role
from tests.factories import a_member, a_network

WORD = "palabra-que-no-debe-quedar"
pytestmark = pytest.mark.skipif(
    not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="the files of SQLite"
)


def on_disk() -> bytes:
    file = Path(connection.settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))


def write_and_delete() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS core_words (word TEXT, filler TEXT)")
        for number in range(200):
            cursor.execute(
                "INSERT INTO core_words VALUES (%s, %s)", [f"{WORD}{number}", "x" * 500 * (number % 20)]
            )
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
        cursor.execute("DELETE FROM core_words")


def test_nothing_is_left_after_forgetting(transactional_db: None) -> None:
    write_and_delete()
    assert WORD.encode() in on_disk()
    forget_on_disk()
    assert WORD.encode() not in on_disk()


def test_nor_where_freed_bytes_are_not_overwritten(transactional_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=OFF")
    write_and_delete()
    forget_on_disk()
    assert WORD.encode() not in on_disk()


def test_of_an_erased_person_the_files_hold_nothing(transactional_db: None) -> None:
    network = a_network("Red Prueba")
    gone = a_member(network, Role.LEAD, login_id="prueba-que-se-va", pseudonym="Prueba Que Se Va").account
    stays = a_member(network, login_id="prueba-que-queda", pseudonym="Prueba Que Queda").account
    assert hit("entrar", gone.login_id, limit=1, seconds=60)
    traces = [gone.login_id, gone.pseudonym, gone.pk.hex, str(gone.pk)]
    before = on_disk()
    assert [each for each in traces if each.encode() in before]
    erase_person(gone)
    forget_on_disk()
    left = on_disk()
    assert [each for each in traces if each.encode() in left] == []
    assert gone.pk.bytes not in left
    assert stays.pseudonym.encode() in left
    assert stays.pk.hex.encode() in left
