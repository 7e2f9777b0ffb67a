"""What the site writes is read by whoever runs it alone: nobody else with an account on the machine."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

FOLDER, FILE = 0o700, 0o600


class Database(sqlite3.Connection):
    """A file that is not there yet is made private; SQLite gives -wal and -shm beside it the same rights."""

    def __init__(self, database: str | Path, *args: Any, **kwargs: Any) -> None:
        if Path(database).is_absolute():
            with suppress(FileExistsError):
                os.close(os.open(database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE))
        super().__init__(database, *args, **kwargs)
