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

# The doors, her account and her papers; the ways from one network to another; the editor, which has walls of its own.
MEANS_THE_SAME_ANYWHERE = (
    "account/",
    "certificates/",
    "components/_exit.html",
    "components/_foot.html",
    "home/_enter_button.html",
    "mfa/",
    "modules/adapting/",
    "modules/exchange/",
    "modules/review/decide.html",
    "modules/translating/",
    "modules/voices/",
    "networks/editor/",
    "networks/join",
    "networks/opened_elsewhere.html",
    "networks/panels/others.html",
    "networks/pseudonym.html",
    "progress/_chapter.html",
    "wagtail_localize/admin/edit_translation.html",
)

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


@pytest.mark.parametrize("name", sorted(name for name in OURS if name.endswith(".html")))
def test_every_form_says_in_which_network_it_was_opened(name):
    """By one tag beside its token, or the same fields in a lesson's blocks; but for what means the same anywhere."""
    text = OURS[name].read_text()
    forms = re.findall(r"<form\b[^>]*\bmethod=\"post\".*?</form>", text, re.S)
    assert len(forms) == len(re.findall(r"\bmethod\s*=\s*.?post", text, re.I)), (
        "a form that this test does not read"
    )
    marked = [
        bool(re.search(r"{% csrf_token %}\s*({% written_here %}|{{ sender }})", form)) for form in forms
    ]
    assert all(marked) if not name.startswith(MEANS_THE_SAME_ANYWHERE) else not any(marked)


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
    """Templates in modules/blocks/ and modules/paper/blocks/ are named after the block."""
    block = re.fullmatch(r"modules/(?:paper/)?blocks/(\w+)\.html", name)
    return bool(block and re.search(rf"\b{block[1]}\b", sources()))


def stands_for_a_package(name: str) -> bool:
    foreign = [Path(app.path) for app in apps.get_app_configs() if ROOT not in Path(app.path).parents]
    foreign += [Path(app.path) for app in apps.get_app_configs() if ".venv" in Path(app.path).parts]
    return any((folder / "templates" / name).is_file() for folder in foreign)
