"""The floors of the house: an import runs downward only."""

import tomllib
from pathlib import Path

from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

ROOT = Path(__file__).parents[2]


def test_contract_is_kept(capsys):
    configure()
    kept = lint_imports(str(ROOT / "pyproject.toml"), cache_dir=None, no_logo=True)
    assert kept, capsys.readouterr().out


def test_every_app_has_its_floor():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    named = " ".join(contract["layers"])
    apps = [path.parent for pattern in ("*/apps.py", "*/*/apps.py") for path in ROOT.glob(pattern)]
    assert [app.name for app in apps if ".".join(app.relative_to(ROOT).parts) not in named] == []
