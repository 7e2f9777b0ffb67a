"""Compiles the texts of the interface before the tests read them."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        subprocess.run([ROOT / "script" / "messages", "--compile"], cwd=ROOT, check=True)
