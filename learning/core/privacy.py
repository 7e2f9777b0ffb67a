"""What is kept of a person, what she takes with her, and what is left when she goes.

Each model of ours says it in an inner class:

    class Privacy:
        fields = {"account": PERSONAL, "body": SENSITIVE, "week": PLAIN}
        on_erase = {"account": blank("body")}      # or DELETE, or KEEP
        exported = ("body", "week")
        words = {"week": function}                 # where the value itself does not tell

`fields` classifies every field but automatic keys. `on_erase` names each way from the row to its person, a
path for indirect ones ("author__account"), and what her leaving means: DELETE the row, `blank` some fields and
unlink her, or KEEP the row, which is not hers, and unlink her. A function in `words` says an exported field in
words, for all her rows of the model at once and in their order. Packages' models are described by
`register_package`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils.formats import localize
from django.utils.timezone import localtime

PLAIN, PERSONAL, SENSITIVE = "plain", "personal", "sensitive"
DELETE, KEEP = "delete", "keep"
# What stands in her data where a field is empty.
NOTHING = "—"


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
    words: Mapping[str, Callable[[Sequence[Any]], list[Any]]] = field(default_factory=dict)
    # The ways by which a row's words are hers to take; none named: all that delete or empty.
    exported_by: tuple[str, ...] = ()
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
    rest = {name: tuple(getattr(last, name, ())) for name in ("exported", "exported_by", "generic", "scrub")}
    return Policy(fields, on_erase, words=getattr(last, "words", {}), **rest)


def unclassified(person_model: type[models.Model] | None = None, registry: Apps = apps) -> list[str]:
    """Every field nobody classified and every link to a person that erasing would not handle, in words."""
    person_model = person_model or get_user_model()
    return [problem for model in _models(registry) for problem in _problems(model, person_model)]


def erase_person(person: models.Model, registry: Apps = apps) -> dict[str, int]:
    """Let a person go: all rows of hers as their models say, then her account. Counts of rows by model.

    One transaction. Call `core.forgetting.forget_on_disk` after it.
    """
    gone: Counter[str] = Counter()
    with transaction.atomic():
        for model, path, rule in _ways(registry):
            rows = model._base_manager.filter(**{path: person.pk})
            if rule == DELETE:
                _delete(rows, gone)
            else:
                gone[model._meta.label] += _unlink(rows, path, rule)
        for model in _models(registry):
            _erase_loose_ends(model, person, gone)
        _delete(person._meta.model._base_manager.filter(pk=person.pk), gone)
    return {label: count for label, count in gone.items() if count}


def export_person(person: models.Model, registry: Apps = apps) -> dict[str, list[dict[str, str]]]:
    """All that is hers, in words: name of the kind of thing → rows of {name of the field: value}.

    Hers is what her leaving deletes or empties; what is kept is only touched by her.
    """
    taken: dict[str, list[dict[str, str]]] = {}
    for model in _models(registry):
        policy = policy_of(model)
        if policy is None or not policy.exported:
            continue
        rows = _exported(model, policy, _rows_of(model, policy, person))
        if said := [row for row in rows if set(row.values()) != {NOTHING}]:
            taken[str(model._meta.verbose_name_plural)] = said
    return taken


def _models(registry: Apps) -> Iterator[type[models.Model]]:
    for model in registry.get_models(include_auto_created=True):
        if not model._meta.proxy and model._meta.managed:
            yield model


def _problems(model: type[models.Model], person_model: type[models.Model]) -> Iterator[str]:
    label = model._meta.label
    if model._meta.auto_created:
        return  # The rows of a many-to-many field hold two keys and go with either.
    policy = policy_of(model)
    if policy is None:
        yield f"{label}: says nothing about privacy"
        return
    for each in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        if getattr(each, "auto_created", False):
            continue
        if not isinstance(policy.fields, str) and each.name not in policy.fields:
            yield f"{label}.{each.name}: not classified"
        if not each.many_to_many and _is_person(each, person_model) and each.name not in policy.on_erase:
            yield f"{label}.{each.name}: erasing does not handle this link to a person"
    for path, rule in policy.on_erase.items():
        if not _leads_to(model, path, person_model):
            yield f"{label}: on_erase names {path}, which does not lead to a person"
        if rule != DELETE and not _field(model, path.split("__")[0]).null:
            yield f"{label}.{path.split('__')[0]}: must be nullable to be unlinked"
        for name in rule.fields if isinstance(rule, Blank) else ():
            if not _field(model, name).null and _field(model, name).get_internal_type() not in _EMPTY:
                yield f"{label}.{name}: must be nullable to be emptied"


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def _is_person(each: Any, person_model: type[models.Model]) -> bool:
    target = each.remote_field.model if each.is_relation and each.remote_field else None
    return isinstance(target, type) and issubclass(person_model, target)


def _leads_to(model: type[models.Model], path: str, person_model: type[models.Model]) -> bool:
    for step in path.split("__"):
        link = _field(model, step)
        model = link.related_model
    return _is_person(link, person_model)


def _ways(registry: Apps) -> list[tuple[type[models.Model], str, str | Blank]]:
    """All ways to a person: unlinking before deleting, the most indirect rows first."""
    ways = [
        (model, path, rule)
        for model in _models(registry)
        for path, rule in (policy_of(model) or Policy()).on_erase.items()
    ]
    return sorted(ways, key=lambda way: (way[2] == DELETE, -way[1].count("__")))


def _delete(rows: models.QuerySet, gone: Counter[str]) -> None:
    gone.update(rows.delete()[1])


def _unlink(rows: models.QuerySet, path: str, rule: str | Blank) -> int:
    emptied = {name: _nothing(rows.model, name) for name in (rule.fields if isinstance(rule, Blank) else ())}
    keys = list(rows.values_list("pk", flat=True))
    return rows.model._base_manager.filter(pk__in=keys).update(**emptied, **{path.split("__")[0]: None})


# What an emptied field holds where it may not be null.
_EMPTY: dict[str, Any] = {
    "CharField": "",
    "TextField": "",
    "SlugField": "",
    "BinaryField": b"",
    "JSONField": {},
}


def _nothing(model: type[models.Model], name: str) -> Any:
    each = _field(model, name)
    return None if each.null else _EMPTY[each.get_internal_type()]


def _erase_loose_ends(model: type[models.Model], person: models.Model, gone: Counter[str]) -> None:
    """Rows and JSON that name her by her key without a link the database knows of."""
    policy = policy_of(model) or Policy()
    app, name = person._meta.label_lower.split(".")
    for kind, key in policy.generic:
        about_her = {f"{kind}__app_label": app, f"{kind}__model": name, key: str(person.pk)}
        _delete(model._base_manager.filter(**about_her), gone)
    for column in policy.scrub:
        text = Cast(column, models.TextField())
        rows = model._base_manager.annotate(_text=text).filter(_text__contains=str(person.pk))
        for row in rows.iterator():
            after = _without(getattr(row, column), str(person.pk))
            gone[model._meta.label] += model._base_manager.filter(pk=row.pk).update(**{column: after})


def _without(value: Any, key: str) -> Any:
    """The same JSON without her: null where her key stood, lists without the entries whose `user` she is."""
    if isinstance(value, dict):
        return {name: _without(each, key) for name, each in value.items()}
    if isinstance(value, list):
        return [_without(each, key) for each in value if not _is_by(each, key)]
    if isinstance(value, str) and key in value:
        return None if value == key else _without_inside(value, key)
    return value


def _is_by(entry: Any, key: str) -> bool:
    return isinstance(entry, dict) and entry.get("user") == key


def _without_inside(text: str, key: str) -> str:
    """JSON inside JSON (Wagtail's stream fields) stays JSON; out of plain text the key is cut."""
    try:
        return json.dumps(_without(json.loads(text), key))
    except ValueError:
        return text.replace(key, "")


def _rows_of(model: type[models.Model], policy: Policy, person: models.Model) -> list[models.Model]:
    """Her rows, with all that saying them in words will ask for."""
    if isinstance(person, model):
        return [person]
    paths = policy.exported_by or [path for path, rule in policy.on_erase.items() if rule != KEEP]
    ways = models.Q(pk__in=[])
    for path in paths:
        ways |= models.Q(**{path: person.pk})
    near = {path.rpartition("__")[0] for path in paths} - {""}
    near |= {name for name in policy.exported if _field(model, name).is_relation}
    found = model._base_manager.filter(ways).distinct()
    rows = list(found.select_related(*near) if near else found)
    for path in paths:
        for row in rows if "__" not in path else ():
            if getattr(row, _field(model, path).attname) == person.pk:
                setattr(row, path, person)
    return rows


def _exported(model: type[models.Model], policy: Policy, rows: list[models.Model]) -> list[dict[str, str]]:
    """These rows in words, asked for column by column."""
    columns = [
        policy.words[name](rows) if name in policy.words else [_value(row, name) for row in rows]
        for name in policy.exported
    ]
    labels = [_label(model, name) for name in policy.exported]
    return [dict(zip(labels, map(_text, row), strict=True)) for row in zip(*columns, strict=True)]


def _label(model: type[models.Model], name: str) -> str:
    return str(getattr(_field(model, name), "verbose_name", name))


def _value(row: models.Model, name: str) -> Any:
    display = getattr(row, f"get_{name}_display", None)
    return display() if display else getattr(row, name)


def _text(value: Any) -> str:
    if value is None or value == "":
        return NOTHING
    return str(localize(localtime(value) if isinstance(value, datetime) else value))
