"""Words of a member, sealed under her own key."""

from typing import Any

from django.db import models

from learning.accounts.keys import data_key_of
from learning.core.crypto import SealBroken, SealedTextField


class AuthoredTextField(SealedTextField):
    """
    Text sealed under the key of the account in `author_field`. When she is gone, so is the key, and the text
    reads as None: 'withdrawn words'. The row must come with its author (`select_related`), or reading it costs a query.
    """

    def __init__(self, *args: Any, author_field: str = "author", **kwargs: Any) -> None:
        self.author_field = author_field
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "author_field": self.author_field}

    def sealing_key(self, instance: models.Model) -> bytes | None:
        return data_key_of(getattr(instance, self.author_field))

    def open(self, instance: models.Model, token: bytes) -> str:
        if not token or getattr(instance, f"{self.author_field}_id") is None:
            return ""
        try:
            return super().open(instance, token)
        except SealBroken:
            # One text that does not open must not close the whole topic.
            return ""
