"""What the environment says: production starts when all of it is right, and says in one line what is not."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RIGHT = {
    "ACUERPAR_SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEF",
    "ACUERPAR_COLUMN_KEYS": "1:" + base64.b64encode(b"k" * 32).decode(),
    "ACUERPAR_HOSTS": "aula.example",
    "ACUERPAR_URL": "https://aula.example",
    "ACUERPAR_TRUSTED_PROXIES": "1",
}
PASSPHRASE = "never-repeated"
WRONG = [
    ("ACUERPAR_SECRET_KEY", None),
    ("ACUERPAR_SECRET_KEY", "x"),
    ("ACUERPAR_SECRET_KEY", "x" * 60),
    ("ACUERPAR_COLUMN_KEYS", None),
    ("ACUERPAR_COLUMN_KEYS", "1:short"),
    ("ACUERPAR_HOSTS", None),
    ("ACUERPAR_HOSTS", ","),
    ("ACUERPAR_TRUSTED_PROXIES", None),
    ("ACUERPAR_TRUSTED_PROXIES", "one"),
    ("ACUERPAR_TRUSTED_PROXIES", "²"),
    ("ACUERPAR_QUICK_EXIT_URL", "foo"),
    ("ACUERPAR_QUICK_EXIT_URL", "javascript:alert(1)"),
    ("ACUERPAR_URL", "foo"),
    ("ACUERPAR_URL", "https://"),
    ("ACUERPAR_URL", "https://aula.example:port"),
    ("DATABASE_URL", "foo"),
    ("DATABASE_URL", f"oops://aula:{PASSPHRASE}@host/aula"),
    ("DATABASE_URL", f"postgres://aula:{PASSPHRASE}@host:port/aula"),
]


def run(data: Path, *arguments: str, **values: str | None) -> subprocess.CompletedProcess[str]:
    """Python at the root of the project, in production, with `values` over the right ones (None: not given)."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ACUERPAR_") and name != "DATABASE_URL"
    }
    ours = RIGHT | {"ACUERPAR_DATA": str(data), "DJANGO_SETTINGS_MODULE": "learning.settings.production"}
    given = {name: value for name, value in (ours | values).items() if value is not None}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=kept | given, capture_output=True, text=True, check=False
    )


def test_production_is_ready_to_deploy(tmp_path):
    done = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_stops_the_start_with_a_line(name, value, tmp_path):
    done = run(tmp_path, "manage.py", "check", **{name: value})
    assert done.returncode == 1
    assert [line.split()[0] for line in done.stderr.splitlines()] == [name]
    assert PASSPHRASE not in done.stderr


def test_settings_named_on_the_command_line_are_the_ones_read(tmp_path):
    line = ["manage.py", "diffsettings", "--settings", "learning.settings.dev"]
    done = run(tmp_path, *line, ACUERPAR_SECRET_KEY=None)
    assert "DEMO = True" in done.stdout, done.stderr


def test_a_server_says_it_too_and_gives_up(tmp_path):
    done = run(tmp_path, "-c", "import learning.wsgi", ACUERPAR_HOSTS=None)
    assert done.returncode == 3
    assert done.stderr.startswith("ACUERPAR_HOSTS is missing.")
    assert len(done.stderr.splitlines()) == 1


def test_a_fault_in_the_code_keeps_its_place(tmp_path):
    fault = (
        "import django.conf; from django.core.exceptions import ImproperlyConfigured; "
        "from learning.settings import start; django.conf.settings.DEBUG\n"
        "with start.or_stop(): raise ImproperlyConfigured('ours')"
    )
    assert "Traceback" in run(tmp_path, "-c", fault).stderr


@pytest.mark.parametrize(
    ("hosts", "link"), [("aula.example,b.example", "aula.example"), (".a.example", "a.example")]
)
def test_the_editor_links_to_the_first_host(tmp_path, hosts, link):
    ask = "from django.conf import settings; print(settings.WAGTAILADMIN_BASE_URL)"
    done = run(tmp_path, "-c", ask, ACUERPAR_HOSTS=hosts, ACUERPAR_URL=None)
    assert done.stdout.strip() == f"https://{link}", done.stderr
