"""The site as it is deployed: gunicorn with two workers on loopback, production settings, files compressed."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.staticfiles.finders import AppDirectoriesFinder

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parents[1]
OWN = ("learning.core", "learning.accounts", "certificates")


class OwnFiles(AppDirectoriesFinder):
    """The files of learners' pages."""

    def __init__(self, app_names: object = None, *args: object, **kwargs: object) -> None:
        super().__init__(OWN, *args, **kwargs)


def environment(data: Path, database: str | None) -> dict[str, str]:
    extra = {"DJANGO_SETTINGS_MODULE": "bench.settings", "ACUERPAR_DATA": str(data)}
    return {**os.environ, **extra, **({"DATABASE_URL": database} if database else {})}


@contextmanager
def serving(env: dict[str, str]) -> Iterator[int]:
    """gunicorn on a free port of loopback, ended with its workers."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    env = {**env, "BENCH_ORIGIN": f"http://{HOST}:{port}"}
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "learning.wsgi",
        "--workers",
        "2",
        "--bind",
        f"{HOST}:{port}",
    ]
    server = subprocess.Popen([*command, "--log-level", "error", "--keep-alive", "30"], cwd=ROOT, env=env)
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=1)
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.2)
            else:
                break
        yield port
    finally:
        server.terminate()
        server.wait(30)
