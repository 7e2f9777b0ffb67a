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
    "ACUERPAR_COLUMN_KEYS": "1:" + base64.b64encode(bytes(range(32))).decode(),
    "ACUERPAR_HOSTS": "aula.example",
    "ACUERPAR_URL": "https://aula.example",
    "ACUERPAR_TRUSTED_PROXIES": "1",
}
KEY = RIGHT["ACUERPAR_COLUMN_KEYS"]
PASSPHRASE = "never-repeated"
WRONG = [
    ("ACUERPAR_SECRET_KEY", None),
    ("ACUERPAR_SECRET_KEY", "x"),
    ("ACUERPAR_SECRET_KEY", "x" * 60),
    ("ACUERPAR_COLUMN_KEYS", None),
    ("ACUERPAR_COLUMN_KEYS", "1:short"),
    ("ACUERPAR_COLUMN_KEYS", "1:" + base64.b64encode(bytes(32)).decode()),
    ("ACUERPAR_COLUMN_KEYS", "1:" + base64.b64encode(b"abcdefgh" * 4).decode()),
    ("ACUERPAR_COLUMN_KEYS", f"{KEY},{KEY}"),
    ("ACUERPAR_COLUMN_KEYS", f"{KEY},"),
    ("ACUERPAR_COLUMN_KEYS", KEY.replace("1:", "1_0:")),
    ("ACUERPAR_COLUMN_KEYS", KEY.replace("1:", "256:")),
    ("ACUERPAR_DATA", "data"),
    ("ACUERPAR_DATA", "~/data"),
    ("ACUERPAR_DATA", "/dev/null/data"),
    ("ACUERPAR_NAME", "Aula\nBcc: x"),
    ("ACUERPAR_NAME", "Aula \udcff"),
    ("ACUERPAR_HOSTS", None),
    ("ACUERPAR_HOSTS", ","),
    ("ACUERPAR_HOSTS", "aula.example,"),
    ("ACUERPAR_HOSTS", "aula.example,,b.example"),
    ("ACUERPAR_HOSTS", "https://aula.example"),
    ("ACUERPAR_HOSTS", "aula.example:443"),
    ("ACUERPAR_HOSTS", "aula.example/aula"),
    ("ACUERPAR_HOSTS", "aula.example b.example"),
    ("ACUERPAR_HOSTS", "a.example,b..example"),
    ("ACUERPAR_HOSTS", "aula_1.example"),
    ("ACUERPAR_HOSTS", "*"),
    ("ACUERPAR_HOSTS", "."),
    ("ACUERPAR_HOSTS", "::1"),
    ("ACUERPAR_TRUSTED_PROXIES", None),
    ("ACUERPAR_TRUSTED_PROXIES", "one"),
    ("ACUERPAR_TRUSTED_PROXIES", "²"),
    ("ACUERPAR_TRUSTED_PROXIES", "-1"),
    ("ACUERPAR_TRUSTED_PROXIES", "10"),
    ("ACUERPAR_TRUSTED_PROXIES", "9" * 5000),
    ("ACUERPAR_QUICK_EXIT_URL", "foo"),
    ("ACUERPAR_QUICK_EXIT_URL", "javascript:alert(1)"),
    ("ACUERPAR_QUICK_EXIT_URL", "https://clima.example/ñandú"),
    ("ACUERPAR_QUICK_EXIT_URL", "https://-/"),
    ("ACUERPAR_URL", "foo"),
    ("ACUERPAR_URL", "https://"),
    ("ACUERPAR_URL", "https://aula.example:port"),
    ("ACUERPAR_URL", "https://aula.example/aula"),
    ("ACUERPAR_URL", "https://aula.example?x"),
    ("ACUERPAR_URL", f"https://aula:{PASSPHRASE}@aula.example"),
    ("DATABASE_URL", "foo"),
    ("DATABASE_URL", "mysql://x"),
    ("DATABASE_URL", "postgis://host/aula"),
    ("DATABASE_URL", "postgres://host"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite:///aula.sqlite3"),
    ("DATABASE_URL", "sqlite:////no/such/folder/aula.sqlite3"),
    ("DATABASE_URL", "sqlite:////tmp"),
    ("DATABASE_URL", f"oops://aula:{PASSPHRASE}@host/aula"),
    ("DATABASE_URL", f"postgres://aula:{PASSPHRASE}@host:port/aula"),
]


def run(data: Path, *arguments: str, **values: str | None) -> subprocess.CompletedProcess[str]:
    """Python at the root of the project, in production, with `values` over the right ones (None: not given)."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ACUERPAR_", "DJANGO_")) and name != "DATABASE_URL"
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


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DATABASE_URL", "mysql://x", "two are possible, PostgreSQL (postgres://user@host/name) and SQLite"),
        ("ACUERPAR_HOSTS", "https://aula.example", "write the name alone, such as aula.example"),
        ("ACUERPAR_COLUMN_KEYS", "1:" + base64.b64encode(bytes(32)).decode(), "32 random bytes"),
        ("ACUERPAR_DATA", "data", "a whole path"),
    ],
)
def test_the_line_says_what_to_write(name, value, says, tmp_path):
    assert says in run(tmp_path, "manage.py", "check", **{name: value}).stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ACUERPAR_HOSTS", "localhost, 127.0.0.1,[::1] ,.Aula.example,xn--pia-6ma.example"),
        ("ACUERPAR_URL", "https://aula.example:8443/"),
        ("ACUERPAR_COLUMN_KEYS", f"{KEY},{KEY.replace('1:', '255:')}"),
        ("ACUERPAR_QUICK_EXIT_URL", "http://[::1]:8000/a?b=c;d"),
        ("ACUERPAR_NAME", " Aula Ñandú\r"),
        ("DATABASE_URL", "postgresql://aula@%2Fvar%2Frun/aula?sslmode=require"),
        ("DATABASE_URL", "sqlite:////tmp/aula-not-made.sqlite3"),
    ],
)
def test_a_right_value_starts(name, value, tmp_path):
    ask = "from django.conf import settings; settings.DEBUG"
    assert run(tmp_path, "-c", ask, **{name: value}).stderr == ""


def test_what_is_for_development_is_nowhere_in_production(tmp_path):
    ask = (
        "import django; django.setup(); from django.urls import Resolver404, resolve\n"
        "for path in ('/componentes/', '/demo/entrar/learner/'):\n"
        "    try: print(resolve(path))\n"
        "    except Resolver404: pass"
    )
    done = run(tmp_path, "-c", ask)
    assert (done.stdout, done.stderr) == ("", "")


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
