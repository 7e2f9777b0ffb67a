"""What holds for every model there is, and for the next one: walls at the manager, pairs in the database."""

import re

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, Model, Q

from learning.core.scoping import ScopeMissing
from learning.networks.models import Network
from learning.networks.querysets import NetworkOwned

OURS = {"certificates", "community", "learning", "modules"}
MODELS = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
OWNED = [
    model
    for model in MODELS
    if any(field.is_relation and field.related_model is Network for field in model._meta.concrete_fields)
]
# Columns that only mean something together, and must be held together by the database itself.
PAIRS = {
    ("certificates.Certificate", "revoked_month", "revoked_reason"),
    ("community.Post", "state", "reason"),
    ("networks.Invitation", "uses", "used"),
    ("progress.Enrolment", "week", "completed_week"),
    ("progress.Enrolment", "completed_week", "completed_titles"),
    ("progress.Enrolment", "completed_week", "completed_hours"),
    ("progress.QuizAttempt", "right", "total"),
}
# Columns that look like half of a pair and cannot be held by a constraint.
ALONE = {
    # Erasing the account of the author or of who decided empties either one, and the decision stays.
    "community.ModerationEntry.reason",
    "community.ModerationEntry.by",
    # Who made the sheet, until her account goes; when is not kept.
    "networks.Invitation.made_by",
}
HALF = re.compile(r"(^|_)(reason|at|on|by|day|week|month)$")


def label(model: type[Model]) -> str:
    return model._meta.label


def columns(condition: Q) -> set[str]:
    """The columns a condition speaks of."""
    found: set[str] = set()
    for child in condition.children:
        if isinstance(child, Q):
            found |= columns(child)
        else:
            name, value = child
            found |= {name.split("__")[0], getattr(value, "name", "")}
    return found - {""}


@pytest.mark.parametrize("model", OWNED, ids=label)
def test_rows_of_a_network_are_not_given_without_one(model):
    assert issubclass(model, NetworkOwned)
    for manager in model._meta.managers:
        for evaluate in (list, bool, len, lambda rows: rows.count(), lambda rows: rows.exists()):
            with pytest.raises(ScopeMissing):
                evaluate(manager.all())


def test_every_model_of_networks_is_found():
    assert {model for model in MODELS if issubclass(model, NetworkOwned)} == set(OWNED)
    assert len(OWNED) >= 13


@pytest.mark.parametrize(("name", "one", "other"), sorted(PAIRS))
def test_a_pair_is_held_by_the_database(name, one, other):
    checks = [each for each in apps.get_model(name)._meta.constraints if isinstance(each, CheckConstraint)]
    assert any({one, other} <= columns(check.condition) for check in checks)


def test_no_half_of_a_pair_is_forgotten():
    halves = {
        f"{label(model)}.{field.name}"
        for model in MODELS
        if model.__module__.split(".")[0] in OURS
        for field in model._meta.local_concrete_fields
        if HALF.search(field.name) and (field.null or (field.blank and field.empty_strings_allowed))
    }
    paired = {f"{name}.{column}" for name, *both in PAIRS for column in both}
    assert halves - paired == ALONE
