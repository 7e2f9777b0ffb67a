"""A PostgreSQL of our own for one run of the tests: on a unix socket, without a service, nothing left behind.

It is used when `DATABASE_URL` is `postgres:///` or any other address of PostgreSQL, and started once, by the
process that was called; the workers of pytest-xdist are told its socket. It ends with that process, however
that ends.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from tests.plugins import template

USER = "acuerpar"
HASTE = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    # A race has fifty women at once, and two workers can race at the same time.
    "max_connections=300",
    "wal_level=minimal",
    "max_wal_senders=0",
)
SECONDS_TO_START = 30


def pytest_configure(config: pytest.Config) -> None:
    settings = connections.settings["default"]
    if not settings["ENGINE"].endswith("postgresql"):
        return
    if not hasattr(config, "workerinput"):
        server = running_server()
        config.stash[SOCKET] = server.__enter__()
        config.add_cleanup(lambda: server.__exit__(None, None, None))
    socket = config.workerinput["postgres"] if hasattr(config, "workerinput") else config.stash[SOCKET]
    settings.update(HOST=socket, PORT="", USER=USER, PASSWORD="")


SOCKET = pytest.StashKey[str]()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["postgres"] = node.config.stash.get(SOCKET, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        asked = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if asked or item.get_closest_marker("django_db"):
            item.add_marker("database")


@contextmanager
def running_server() -> Iterator[str]:
    """Yield the folder of the socket of a server that holds the migrated template database."""
    with tempfile.TemporaryDirectory(prefix="acuerpar-pg-") as name:
        Path(name).chmod(0o755)
        data = Path(name) / "data"
        with template.locked():
            copy_template_to(data)
        with serving(data):
            yield str(data)


def copy_template_to(data: Path) -> None:
    kept = template.kept("postgres")
    if not kept.exists():
        build_template(data)
        template.keep(kept, lambda target: copy(data, target))
    else:
        copy(kept, data)


def build_template(data: Path) -> None:
    _, who = servant()
    data.mkdir(mode=0o700)
    if "user" in who:
        os.chown(data, who["user"], who["group"])
    prefix = [*servant()[0], program("initdb")]
    initdb = [*prefix, "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    done = subprocess.run(initdb, **who, capture_output=True, text=True, check=False)
    if done.returncode:
        raise pytest.UsageError(f"PostgreSQL's initdb fails: {done.stderr}")
    with serving(data):
        with connected(data) as server:
            server.execute(f"CREATE DATABASE {template.NAME}")
        template.migrate(f"postgres://{USER}@{str(data).replace('/', '%2F')}/{template.NAME}")


@contextmanager
def serving(data: Path) -> Iterator[None]:
    """Run a server on `data`, its socket inside; the kernel stops it when this process dies."""
    prefix, who = servant()
    command = [
        *prefix,
        "setpriv",
        "--pdeathsig",
        "INT",
        program("postgres"),
        "-D",
        data,
        "-k",
        data,
        "-h",
        "",
    ]
    for setting in HASTE:
        command += ["-c", setting]
    with (data.parent / "log").open("ab") as log:
        process = subprocess.Popen(command, **who, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        await_answer(process, data)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(SECONDS_TO_START)


def await_answer(process: subprocess.Popen[bytes], data: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(psycopg.OperationalError), connected(data):
            return
        time.sleep(0.05)
    raise pytest.UsageError(f"PostgreSQL does not start: {(data.parent / 'log').read_text()}")


def connected(data: Path) -> psycopg.Connection:
    return psycopg.connect(host=str(data), user=USER, dbname="postgres", autocommit=True)


def copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", "--reflink=auto", source, target], check=True)


@cache
def servant() -> tuple[list[str], dict[str, Any]]:
    """Who runs the server, which refuses root: a prefix of the command, arguments of the process."""
    if os.geteuid() != 0:
        return [], {}
    names = {each.pw_name: each for each in pwd.getpwall()}
    person = names.get("postgres") or names["nobody"]
    who = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": [], "cwd": "/"}
    try:
        subprocess.run(["true"], **who, check=True)
    except (OSError, subprocess.SubprocessError):
        return [
            "unshare",
            "--user",
        ], {}  # Root without the right to become someone else: a container in a container.
    return [], who


def program(name: str) -> str:
    """The path of a program of PostgreSQL, which Debian keeps out of PATH."""
    places = [os.environ["PATH"], *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))]
    found = shutil.which(name, path=os.pathsep.join(places))
    if not found:
        raise pytest.UsageError(
            f"PostgreSQL's {name} is not on this machine; script/bootstrap --tests installs it."
        )
    return found
