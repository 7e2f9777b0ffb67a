"""Migrations are complete and named by what they do."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db
def test_none_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_none_is_named_by_the_clock():
    names = [
        path.stem for pattern in ("*/migrations", "*/*/migrations") for path in ROOT.glob(f"{pattern}/0*.py")
    ]
    assert names
    assert [name for name in names if re.search(r"_auto_|_\d{8}_", name)] == []
