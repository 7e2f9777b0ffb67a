"""What holds for every template of ours: nothing inline, none left over."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.template.utils import get_app_template_dirs

ROOT = Path(__file__).parents[2]
FOLDERS = [
    ROOT / "templates",
    *(Path(each) for each in get_app_template_dirs("templates") if ROOT in Path(each).parents),
]
OURS = {
    path.relative_to(folder).as_posix(): path
    for folder in FOLDERS
    if ".venv" not in folder.parts
    for path in sorted(folder.rglob("*"))
    if path.is_file()
}
# Found by their name alone: Django's own pages for what goes wrong.
BY_CONVENTION = {"400.html", "403.html", "404.html", "500.html"}

INLINE = {
    "script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "script address": re.compile(r"javascript:", re.I),
}


@pytest.mark.parametrize("name", OURS)
def test_nothing_is_inline(name):
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", OURS[name].read_text(), flags=re.S)
    assert [kind for kind, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("name", sorted(set(OURS) - BY_CONVENTION))
def test_every_template_is_used(name):
    """By name from code or from another template, as a block's own, or in place of a package's of this name."""
    used = name in sources() or is_of_a_block(name) or stands_for_a_package(name)
    assert used, f"{name} is named nowhere"


@cache
def sources() -> str:
    """All code and templates of ours in one text."""
    code = [
        path
        for app in ("learning", "modules", "certificates", "community")
        for path in (ROOT / app).rglob("*.py")
    ]
    return "\n".join(path.read_text() for path in [*code, *OURS.values()])


def is_of_a_block(name: str) -> bool:
    """Templates in modules/blocks/ are named after the block."""
    block = re.fullmatch(r"modules/blocks/(\w+)\.html", name)
    return bool(block and re.search(rf"\b{block[1]}\b", sources()))


def stands_for_a_package(name: str) -> bool:
    foreign = [Path(app.path) for app in apps.get_app_configs() if ROOT not in Path(app.path).parents]
    foreign += [Path(app.path) for app in apps.get_app_configs() if ".venv" in Path(app.path).parts]
    return any((folder / "templates" / name).is_file() for folder in foreign)
