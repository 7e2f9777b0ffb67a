"""The form of a page in the editor: it refuses to publish what is not ready, and says all that is missing."""

from collections.abc import Sequence
from copy import copy, deepcopy
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel
from wagtail.blocks.stream_block import StreamBlockValidationError

from modules.findings import Finding
from modules.lacks import lacks

STREAMS = frozenset({"body", "guide"})
WRITTEN = STREAMS | {"intro", "pass_mark", "about", "source", "cared_by", "checked_on", "review_by"}


class ContentForm(WagtailAdminPageForm):
    """A draft may lack anything; `lacks` is filled when the page was to be published and was refused."""

    lacks: Sequence[Finding] = ()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            self.lacks = self._find(cleaned)
            self._mark()
        return cleaned

    def _find(self, cleaned: dict[str, Any]) -> Sequence[Finding]:
        """What the page lacks with what she has just written, also where a field was refused."""
        page, readable = copy(self.instance), True
        for name in WRITTEN & set(self.fields):
            try:
                value = cleaned[name] if name in cleaned else self._loosely(name)
            except ValidationError:
                value, readable = self[name].value(), False
            setattr(page, name, value)
        return lacks(page, as_a_whole=readable)

    def _loosely(self, name: str) -> Any:
        """A field as a draft would keep it; a value is cleaned by the very blocks that read it."""
        if name not in STREAMS:
            raise ValidationError(name)
        block = deepcopy(self.fields[name].block)
        block.defer_required_validation()
        return block.clean(block.value_from_datadict(self.data, self.files, self.add_prefix(name)))

    def _mark(self) -> None:
        """Each block that lacks something says so in its place; what its fields say already is not said twice."""
        for each in self.lacks:
            if each.field not in STREAMS:
                self.add_error(each.field, each.said)
                continue
            error = self._error_of(each.field)
            if not each.place:
                error.non_block_errors.append(ValidationError(each.said))
            elif each.place - 1 not in error.block_errors:
                error.block_errors[each.place - 1] = ValidationError(each.said)

    def _error_of(self, stream: str) -> Any:
        """A stream shows one error, which holds those of its blocks."""
        if stream not in self.errors:
            self.add_error(stream, StreamBlockValidationError())
        return self.errors[stream].as_data()[0]


class LacksPanel(Panel):
    """At the head of a form that was refused: all that is missing, and the way to each block."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "modules/editor/refused.html"

        def is_shown(self) -> bool:
            return bool(getattr(self.form, "lacks", ()))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "lacks": self.form.lacks}
