"""A queryset that refuses to be evaluated until somebody said whose rows are meant.

The scope lives on the SQL query, so it survives cloning, slicing, unions and use as a subquery, and every way
to evaluate meets the same check. Django's own base manager stays plain: deletes and look-ups along foreign
keys go on as ever.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

from django.db import models
from django.db.models import sql

_lifted: ContextVar[str] = ContextVar("lifted", default="")


class ScopeMissing(RuntimeError):
    """A wall was about to be ignored: rows were asked for without saying whose."""


class ScopedQuery(sql.Query):
    """SQL that compiles only under a scope: the words that tell where the scope came from."""

    scope = ""

    def __init__(self, model: Any, alias_cols: bool = True) -> None:
        super().__init__(model, alias_cols)
        self.scope = _lifted.get()

    def require_scope(self) -> None:
        if not self.scope and not _lifted.get():
            label = self.model._meta.label if self.model else "rows"
            raise ScopeMissing(f"{label}: say .scoped(…) or .unscoped(reason=…)")

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self.require_scope()
        return super().get_compiler(*args, **kwargs)

    def combine(self, rhs: sql.Query, connector: str) -> None:
        super().combine(rhs, connector)
        other = getattr(rhs, "scope", "")
        self.scope = self.scope or other if connector == sql.AND else other and self.scope

    def split_exclude(self, *args: Any, **kwargs: Any) -> Any:
        # The inner query that Django builds here is a part of this one, which is checked itself.
        with lifted("part of an exclude()"):
            return super().split_exclude(*args, **kwargs)


@contextmanager
def lifted(reason: str) -> Iterator[None]:
    """Queries built or run inside need no scope: for Django's own validation, not for our code."""
    token = _lifted.set(reason)
    try:
        yield
    finally:
        _lifted.reset(token)


class ScopedQuerySet(models.QuerySet):
    """Raises ScopeMissing on any evaluation without a scope on `scope_field`.

    A scope comes from `.scoped(network=…)`, from filtering on that field, from a related manager of an
    instance, or from `.unscoped(reason="…")`.
    """

    scope_field = "network"
    query: Any
    _query: Any
    _hints: dict[str, Any]
    _chain: Callable[[], Self]

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or ScopedQuery(model), using, hints)
        if self._hints.get("instance") is not None:
            self._scope_by("related manager")

    def scoped(self, **scope: Any) -> Self:
        """Only the rows of this owner, e.g. `.scoped(network=network)`."""
        if set(scope) != {self.scope_field} or scope[self.scope_field] is None:
            raise ScopeMissing(f"scoped() takes {self.scope_field}=…, not None")
        return self.filter(**scope)

    def unscoped(self, *, reason: str) -> Self:
        """All owners' rows; the reason stands in the code for whoever reads it."""
        if not reason.strip():
            raise ScopeMissing("unscoped() needs a reason")
        return self._chain()._scope_by(reason)

    def none(self) -> Self:
        return super().none()._scope_by("no rows")

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        self.query.require_scope()
        return super().raw(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self.query.require_scope()
        return super().update(**kwargs)

    def _update(self, values: Any) -> int:
        self.query.require_scope()
        return super()._update(values)  # type: ignore[misc]

    def delete(self) -> tuple[int, dict[str, int]]:
        self.query.require_scope()
        return super().delete()

    def _raw_delete(self, using: Any) -> int:
        self.query.require_scope()
        return super()._raw_delete(using)

    def _scope_by(self, words: str) -> Self:
        self._query.scope = words
        return self

    def _add_hints(self, **hints: Any) -> None:
        super()._add_hints(**hints)  # type: ignore[misc]
        if hints.get("instance") is not None:
            self._scope_by("related manager")

    def _filter_or_exclude_inplace(self, negate: bool, args: Any, kwargs: Any) -> None:
        super()._filter_or_exclude_inplace(negate, args, kwargs)  # type: ignore[misc]
        if not negate and self._names_scope(models.Q(*args, **kwargs)):
            self._scope_by("filter")

    def _names_scope(self, condition: Any) -> bool:
        """Whether the condition can only hold for rows of named owners."""
        if not isinstance(condition, models.Q):
            return _is_scope(self.scope_field, condition)
        if condition.negated or not condition.children:
            return False
        every = all if condition.connector == models.Q.OR else any
        if condition.connector == models.Q.XOR:
            return False
        return every(self._names_scope(child) for child in condition.children)


def _is_scope(field: str, condition: Any) -> bool:
    if not isinstance(condition, tuple):
        return False
    name, value = condition
    names = {field, f"{field}_id", f"{field}__pk", f"{field}__id"}
    return value is not None and name.removesuffix("__exact").removesuffix("__in") in names


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """The default manager of what has walls around it."""


class ScopedModel(models.Model):
    """A model behind `ScopedManager` whose validation may still ask the database what is unique."""

    objects = ScopedManager()

    class Meta:
        abstract = True

    def _perform_unique_checks(self, unique_checks: Any) -> Any:
        with lifted("uniqueness holds over all owners"):
            return super()._perform_unique_checks(unique_checks)  # type: ignore[misc]

    def validate_constraints(self, exclude: Any = None) -> None:
        with lifted("uniqueness holds over all owners"):
            super().validate_constraints(exclude)
