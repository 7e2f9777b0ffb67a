"""Every field of ours tells the browser whether it may keep what is typed: on a lent phone, Back would show it."""

import re
from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms

from learning.accounts.door_forms import SignInForm
from learning.accounts.forms import RecoveryForm
from tests.project.test_templates import OURS, ROOT

APPS = ("learning", "modules", "certificates", "community")
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for app in APPS
    for path in sorted((ROOT / app).rglob("*forms.py"))
]
KEPT = {"current-password", "new-password", "one-time-code"}
CONTROL = re.compile(r"<(?:input|textarea|select)\b(?:{%.*?%}|[^>])*>", re.S)


def all_forms() -> Iterator[type[forms.BaseForm]]:
    for name in MODULES:
        for each in vars(import_module(name)).values():
            if isinstance(each, type) and issubclass(each, forms.BaseForm) and each.__module__ == name:
                yield each


def said_of(field: forms.Field) -> set[str]:
    """What its controls say; an empty word for one that says nothing."""
    widget: Any = deepcopy(field.widget)
    if hasattr(widget, "choices"):
        widget.choices = [("a", "A")]
    controls = CONTROL.findall(widget.render("field", None))
    found = [re.search(r'autocomplete="([^"]+)"', each) for each in controls]
    return {each[1] if each else "" for each in found}


@pytest.mark.parametrize("form", sorted(all_forms(), key=str), ids=lambda form: form.__name__)
def test_no_field_leaves_it_to_the_browser(form):
    for name, field in form.base_fields.items():
        assert said_of(field) <= {"off"} | KEPT, name


def test_the_forms_are_found():
    assert {"TopicForm", "SignInForm", "JoinForm", "IssueForm"} <= {each.__name__ for each in all_forms()}


@pytest.mark.parametrize("form", [SignInForm, RecoveryForm])
def test_no_login_id_is_kept(form):
    fields = form().fields
    assert said_of(fields.get("login") or fields["login_id"]) == {"off"}


@pytest.mark.parametrize("name", [each for each in OURS if Path(each).suffix == ".html"])
def test_no_control_written_by_hand_leaves_it_to_the_browser(name):
    for control in CONTROL.findall(OURS[name].read_text()):
        assert "autocomplete=" in control or 'type="hidden"' in control, control
