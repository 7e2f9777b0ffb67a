"""
Nothing of what was erased stays in the files of the database.

SQLite keeps old pages in its write-ahead log, and in the file itself for as long as anybody reads an older state of
it: a backup, a report. Then the files can't be cleaned at once. Whoever erased is told so, and it is tried again by
every erasing, by the purge, by each process of the server when it starts, and, in a process that once could not,
after its requests, once a minute.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from django.db import OperationalError, close_old_connections, connection, transaction

# Others who write wait meanwhile, and so does she who leaves.
PATIENCE_MILLISECONDS = 500
SECONDS_BETWEEN_TRIES = 60
NOT_YET = (
    "What was erased is not out of the files of the database yet: another program is reading or writing them. "
    "It is tried again."
)

_next_try: float | None = None


def forget_on_disk() -> bool:
    """
    Leave nothing of deleted rows in SQLite's files; whether nothing is left. Inside a transaction it is put off to
    its end, and the answer is no. PostgreSQL: `VACUUM` and its log are the keeper's.
    """
    global _next_try
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        transaction.on_commit(forget_on_disk)
        return False
    _next_try = None
    clean = _clean()
    if not clean:
        _next_try = monotonic() + SECONDS_BETWEEN_TRIES
        print(NOT_YET, file=sys.stderr)
    return clean


def forget_at_start() -> None:
    """Whatever ended the last process may have come between an erasing and the files."""
    forget_on_disk()
    connection.close()


def try_again(**signal: Any) -> None:
    """After a request: what this process could not clean, once a minute."""
    if _next_try is not None and monotonic() >= _next_try:
        forget_on_disk()
        close_old_connections()


def _clean() -> bool:
    """
    With `PRAGMA secure_delete=ON` on the connection freed bytes are overwritten, else the file is written anew;
    the write-ahead log, which still holds the old pages, is folded in and emptied.
    """
    try:
        with connection.cursor() as cursor, _patience(cursor):
            if cursor.execute("PRAGMA secure_delete").fetchone()[0] != 1:
                cursor.execute("VACUUM")
            busy: int = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except OperationalError:
        return False
    return not busy


@contextmanager
def _patience(cursor: Any) -> Iterator[None]:
    usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MILLISECONDS}")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {usual}")
