"""What `manage.py check` says where certificates can not be printed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks

from certificates import checks
from learning.core import fonts


def said() -> list[str]:
    return [f"{each.msg} {each.hint}" for each in run_checks() if each.id == "certificates.W001"]


@pytest.fixture
def without_andika(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(fonts, "FOLDERS", [tmp_path])
    fonts.folder.cache_clear()
    yield
    fonts.folder.cache_clear()


def test_nothing_is_said_where_all_is_there() -> None:
    assert said() == []


def test_a_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_LIBRARIES", ("libnot-there.so.0",))
    (warning,) = said()
    assert "libnot-there.so.0 missing" in warning
    assert "apt install fonts-sil-andika libpangoft2-1.0-0" in warning


def test_andika_alone_is_named_when_it_is_missing(without_andika: None) -> None:
    (warning,) = said()
    assert "No certificate can be printed: Andika missing." in warning
    assert "apt install fonts-sil-andika" in warning


def test_what_the_server_runs_in_python_runs() -> None:
    server = (settings.BASE_DIR / "script/server").read_text()
    snippets = re.findall(r"python -c '(.*?)'", server, re.S)
    assert snippets
    for snippet in snippets:
        subprocess.run([sys.executable, "-c", snippet], cwd=settings.BASE_DIR, check=True)
