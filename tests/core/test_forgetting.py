"""What is left of a deleted row in the bytes of the database's files, also while another program reads them."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from learning.core import forgetting
from learning.core.forgetting import forget_on_disk
from learning.core.privacy import erase_person
from learning.core.throttle import hit
from learning.networks import actions as networks
from learning.networks.models import Membership, Role
from tests.accounts.test_doors import give
from tests.factories import a_member, a_network

ROOT = Path(__file__).parents[2]
WORD = "palabra-que-no-debe-quedar"
NOT_YET_PAGE = "las últimas huellas de ti"
pytestmark = pytest.mark.skipif(
    not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="the files of SQLite"
)


def files() -> list[Path]:
    file = Path(connection.settings_dict["NAME"])
    return sorted(file.parent.glob(f"{file.name}*"))


def on_disk() -> bytes:
    return b"".join(each.read_bytes() for each in files())


@contextmanager
def a_reader(file: Path) -> Iterator[None]:
    """Another program in the middle of a backup or a report."""
    other = sqlite3.connect(file, isolation_level=None)
    try:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        other.close()


@pytest.fixture(autouse=True)
def _nothing_owed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "_next_try", None)


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


def hers(member: Membership) -> dict[str, bytes]:
    account = member.account
    return {
        "login id": account.login_id.encode(),
        "pseudonym": account.pseudonym.encode(),
        "account": account.pk.hex.encode(),
        "membership": member.pk.hex.encode(),
    }


def found(traces: dict[str, bytes]) -> set[str]:
    held = on_disk()
    return {name for name, trace in traces.items() if trace in held}


@pytest.fixture
def leaving(transactional_db: None) -> Membership:
    network = a_network("Red Prueba")
    a_member(network, Role.LEAD)
    return a_member(network, login_id="nube-tela-brisa-47", pseudonym="Prueba Que Se Va")


def leave(member: Membership) -> tuple[str, float]:
    """What the page says, and how many seconds it took."""
    client = Client()
    give(client, member.account.login_id)
    began = time.monotonic()
    page = client.post("/cuenta/irme/", {"word": "me voy"}).content.decode()
    assert "Tu cuenta ya no existe" in page
    return page, time.monotonic() - began


def test_who_leaves_while_another_program_reads_is_told_and_soon_gone(leaving, monkeypatch, capfd):
    traces = hers(leaving)
    with a_reader(files()[0]):
        page, seconds = leave(leaving)
        assert seconds < 5
        assert NOT_YET_PAGE in page
        assert forgetting.NOT_YET in capfd.readouterr().err
        assert found(traces) == set(traces)
        Client().get("/")
        assert capfd.readouterr().err == "", "once a minute"
        monkeypatch.setattr(forgetting, "_next_try", time.monotonic())
        Client().get("/")
        assert forgetting.NOT_YET in capfd.readouterr().err
    monkeypatch.setattr(forgetting, "_next_try", time.monotonic())
    Client().get("/")
    assert found(traces) == set()
    assert capfd.readouterr().err == ""


def test_where_nobody_reads_she_is_told_nothing_more(leaving):
    traces = hers(leaving)
    page, _seconds = leave(leaving)
    assert NOT_YET_PAGE not in page
    assert found(traces) == set()


def test_the_purge_tries_again_and_says_so(leaving, capfd):
    traces = hers(leaving)
    with a_reader(files()[0]):
        leave(leaving)
        capfd.readouterr()
        call_command("purge")
        assert forgetting.NOT_YET in capfd.readouterr().err
    call_command("purge")
    assert capfd.readouterr().err == ""
    assert found(traces) == set()


def test_the_usual_patience_comes_back(transactional_db: None) -> None:
    def patience() -> int:
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])

    usual = patience()
    with a_reader(files()[0]):
        write_and_delete()
        assert not forget_on_disk()
    assert patience() == usual == 20_000


def test_inside_a_transaction_it_waits_for_the_end(transactional_db: None) -> None:
    write_and_delete()
    with transaction.atomic():
        assert not forget_on_disk()
    assert WORD.encode() not in on_disk()


def test_of_a_removed_member_the_files_forget_the_membership(leaving):
    traces = {"membership": hers(leaving)["membership"], "folded": leaving.pseudonym_key.encode()}
    lead = Membership.objects.scoped(network=leaving.network).get(role=Role.LEAD)
    assert found(traces) == set(traces)
    networks.remove_member(membership=leaving, by=lead)
    assert found(traces) == set()


def start(data: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"ACUERPAR_DATA": str(data), "DJANGO_SETTINGS_MODULE": "learning.settings.dev"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", "import learning.wsgi"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_server_that_starts_cleans_what_the_last_one_left(transactional_db: None, tmp_path: Path) -> None:
    with a_reader(files()[0]):
        write_and_delete()
        for file in files():  # As a process leaves them that is killed.
            shutil.copy(file, tmp_path / file.name.replace(files()[0].name, "db.sqlite3"))

    def left() -> bool:
        return any(WORD.encode() in each.read_bytes() for each in tmp_path.glob("db.sqlite3*"))

    assert left()
    with a_reader(tmp_path / "db.sqlite3"):
        done = start(tmp_path)
        assert (done.returncode, done.stderr) == (0, f"{forgetting.NOT_YET}\n")
    done = start(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert not left()
