"""What is kept of a person, what she takes with her, and what is left when she goes.

Each model of ours says it in an inner class:

    class Privacy:
        fields = {"account": PERSONAL, "body": SENSITIVE, "week": PLAIN}
        on_erase = {"account": blank("body")}      # or DELETE, or KEEP
        exported = ("body", "week")

`fields` classifies every field but automatic keys. `on_erase` names each way from the row to its person, a path
for indirect ones ("author__account"), and what her leaving means: DELETE the row, `blank` some fields and unlink
her, or KEEP the row and only unlink her. Models of packages are described by `register_package`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, models, transaction
from django.db.models.functions import Cast

PLAIN, PERSONAL, SENSITIVE = "plain", "personal", "sensitive"
DELETE, KEEP = "delete", "keep"


@dataclass(frozen=True)
class Blank:
    """Unlink the person and empty these fields; the row stays."""

    fields: tuple[str, ...] = ()


def blank(*fields: str) -> Blank:
    """Unlink the person and empty these fields; the row stays."""
    return Blank(fields)


@dataclass(frozen=True)
class Policy:
    """What one model says about privacy; `fields` may be one word for all fields of a package's model."""

    fields: Mapping[str, str] | str = field(default_factory=dict)
    on_erase: Mapping[str, str | Blank] = field(default_factory=dict)
    exported: tuple[str, ...] = ()
    # (content type field, object id field) pairs that may point at a person: such rows are deleted.
    generic: tuple[tuple[str, str], ...] = ()
    # JSON fields in which her key may stand: it is replaced by null.
    scrub: tuple[str, ...] = ()


inventory: dict[str, Policy] = {}


def register_package(model_label: str, *, fields: Mapping[str, str] | str, **rest: Any) -> None:
    """Describe a package's model, 'app.Model'; `rest` are the other attributes of `Policy`."""
    inventory[model_label.lower()] = Policy(fields=fields, **rest)


def policy_of(model: type[models.Model]) -> Policy | None:
    """The model's own Privacy, joined with those of its abstract bases, or its package's entry."""
    said = [
        base.__dict__["Privacy"]
        for base in reversed(model.__mro__)
        if "Privacy" in base.__dict__ and (base is model or base._meta.abstract)  # type: ignore[attr-defined]
    ]
    if not said:
        return inventory.get(model._meta.label_lower)
    fields = {name: kind for each in said for name, kind in getattr(each, "fields", {}).items()}
    on_erase = {path: rule for each in said for path, rule in getattr(each, "on_erase", {}).items()}
    last = said[-1]
    rest = {name: tuple(getattr(last, name, ())) for name in ("exported", "generic", "scrub")}
    return Policy(fields, on_erase, **rest)


def unclassified() -> list[str]:
    """Every field nobody classified and every link to a person that erasing would not handle, in words."""
    return [problem for model in _models() for problem in _problems(model)]


def erase_person(person: models.Model) -> dict[str, int]:
    """Let a person go: all rows of hers as their models say, then her account. Counts of rows by model.

    One transaction. Call `forget_on_disk` after it.
    """
    gone: Counter[str] = Counter()
    with transaction.atomic():
        for model, path, rule in _by_depth():
            rows = model._base_manager.filter(**{path: person.pk})
            gone[model._meta.label] += _delete(rows, gone) if rule == DELETE else _unlink(rows, path, rule)
        for model in _models():
            _erase_loose_ends(model, person, gone)
        _delete(get_user_model()._base_manager.filter(pk=person.pk), gone)
    return {label: count for label, count in gone.items() if count}


def export_person(person: models.Model) -> dict[str, list[dict[str, str]]]:
    """All that is hers, in words: name of the kind of thing → rows of {name of the field: value}."""
    taken: dict[str, list[dict[str, str]]] = {}
    for model in _models():
        policy = policy_of(model)
        if policy is None or not policy.exported:
            continue
        rows = [
            {_label(model, name): str(_value(row, name)) for name in policy.exported}
            for row in _rows_of(model, policy, person)
        ]
        if rows:
            taken[str(model._meta.verbose_name_plural)] = rows
    return taken


def forget_on_disk() -> None:
    """Leave nothing of deleted rows in SQLite's files. PostgreSQL: `VACUUM` and its WAL are the keeper's.

    Needs `PRAGMA secure_delete=ON` on the connection (freed bytes are overwritten); here the write-ahead log,
    which still holds the old pages, is folded in and emptied. Outside any transaction.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        secure = cursor.execute("PRAGMA secure_delete").fetchone()[0]
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if secure != 1:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy and model._meta.managed:
            yield model


def _problems(model: type[models.Model]) -> Iterator[str]:
    label = model._meta.label
    if model._meta.auto_created:
        return  # The rows of a many-to-many field hold two keys and go with either.
    policy = policy_of(model)
    if policy is None:
        yield f"{label}: says nothing about privacy"
        return
    own = [each for each in _own_fields(model) if not getattr(each, "auto_created", False)]
    if not isinstance(policy.fields, str):
        yield from (f"{label}.{each.name}: not classified" for each in own if each.name not in policy.fields)
    for each in own:
        if not each.many_to_many and _is_person(each) and each.name not in policy.on_erase:
            yield f"{label}.{each.name}: erasing does not handle this link to a person"
    for path, rule in policy.on_erase.items():
        link = model._meta.get_field(path.split("__")[0])
        if rule != DELETE and not link.null:  # type: ignore[union-attr]
            yield f"{label}.{link.name}: must be nullable to be unlinked"


def _own_fields(model: type[models.Model]) -> list[Any]:
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def _is_person(each: Any) -> bool:
    target = each.remote_field.model if each.is_relation and each.remote_field else None
    return isinstance(target, type) and issubclass(get_user_model(), target) and target is not models.Model


def _by_depth() -> list[tuple[type[models.Model], str, str | Blank]]:
    """All ways to a person: what stays is unlinked first, then deletes, the most indirect rows before others."""
    ways = [
        (model, path, rule)
        for model in _models()
        for path, rule in (getattr(policy_of(model), "on_erase", None) or {}).items()
    ]
    return sorted(ways, key=lambda way: (way[2] == DELETE, -way[1].count("__")))


def _delete(rows: models.QuerySet, gone: Counter[str]) -> int:
    _, by_model = rows.delete()
    own = by_model.pop(rows.model._meta.label, 0)
    gone.update(by_model)
    return own


def _unlink(rows: models.QuerySet, path: str, rule: str | Blank) -> int:
    emptied = {name: _nothing(rows.model, name) for name in (rule.fields if isinstance(rule, Blank) else ())}
    keys = list(rows.values_list("pk", flat=True))
    return rows.model._base_manager.filter(pk__in=keys).update(**emptied, **{path.split("__")[0]: None})


def _nothing(model: type[models.Model], name: str) -> Any:
    """What an emptied field holds: null where it may, else its kind's empty value."""
    each: Any = model._meta.get_field(name)
    if each.null:
        return None
    return {"JSONField": {}, "BooleanField": False}.get(each.get_internal_type(), "")


def _erase_loose_ends(model: type[models.Model], person: models.Model, gone: Counter[str]) -> None:
    policy = policy_of(model) or Policy()
    for kind, key in policy.generic:
        app, name = person._meta.label_lower.split(".")
        about_her = {f"{kind}__app_label": app, f"{kind}__model": name, key: str(person.pk)}
        gone[model._meta.label] += _delete(model._base_manager.filter(**about_her), gone)
    for name in policy.scrub:
        for row in _mentioning(model, name, str(person.pk)):
            setattr(row, name, _without(getattr(row, name), str(person.pk)))
            model._base_manager.filter(pk=row.pk).update(**{name: getattr(row, name)})
            gone[model._meta.label] += 1


def _mentioning(model: type[models.Model], name: str, key: str) -> models.QuerySet:
    return model._base_manager.annotate(_text=Cast(name, models.TextField())).filter(_text__contains=key)


def _without(value: Any, key: str) -> Any:
    """The same JSON with null in every place where the person's key stood."""
    if isinstance(value, dict):
        return {name: _without(each, key) for name, each in value.items()}
    if isinstance(value, list):
        return [_without(each, key) for each in value]
    if isinstance(value, str) and key in value:
        return None if value == key else _without_inside(value, key)
    return value


def _without_inside(text: str, key: str) -> str:
    """JSON within JSON (Wagtail's stream fields) stays JSON; in plain text the key is cut out."""
    try:
        return json.dumps(_without(json.loads(text), key))
    except ValueError:
        return text.replace(key, "")


def _rows_of(model: type[models.Model], policy: Policy, person: models.Model) -> models.QuerySet:
    if isinstance(person, model):
        return model._base_manager.filter(pk=person.pk)
    ways = models.Q()
    for path in policy.on_erase:
        ways |= models.Q(**{path: person.pk})
    return model._base_manager.filter(ways).distinct() if ways else model._base_manager.none()


def _label(model: type[models.Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def _value(row: models.Model, name: str) -> Any:
    display = getattr(row, f"get_{name}_display", None)
    return display() if display else getattr(row, name)
