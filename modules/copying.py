"""Copying a page in the editor."""

from typing import Any

from wagtail.admin.forms.pages import CopyForm


class CopyOnceForm(CopyForm):
    """A copy is a page of its own: an alias has no words of its own, and what has none is not read by learners."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
