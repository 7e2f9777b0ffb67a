"""The project speaks of itself alone: no host of a package registry, no path of the machine it was written on."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from pip._internal.models.index import PyPI

ROOT = Path(__file__).parents[2]
REGISTRIES = [PyPI.netloc, PyPI.file_storage_domain]
PATHS = re.compile(rf"{re.escape(str(ROOT))}\b|/(?:home|Users)/\w+/|/root/")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    names = [name for name in listed.split("\0") if name and os.path.isfile(ROOT / name)]
    return {name: (ROOT / name).read_text(errors="replace") for name in names}


def test_no_registry_is_named(texts):
    assert [name for name, text in texts.items() if any(host in text for host in REGISTRIES)] == []


def test_no_path_of_a_machine_is_named(texts):
    ours = Path(__file__).relative_to(ROOT).as_posix()
    assert [name for name, text in texts.items() if name != ours and PATHS.search(text)] == []


def test_the_lock_says_every_dependency_and_no_host(texts):
    hosts = set(re.findall(r'https?://([^/"]+)', texts["uv.lock"]))
    assert hosts == {"files.invalid", "index.invalid"}
