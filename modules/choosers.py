"""Choosers of the editor without a script inside the page, which our Content-Security-Policy does not let run."""

import json
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser


def render_without_script(
    self: BaseChooser, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None
) -> SafeString:
    """Stands in for `BaseChooser.render`: modules/editor.js starts the chooser from what the page says."""
    value_data = self.get_value_data(value)
    attributes = attrs or {}
    widget = self.render_html(name, value_data, attributes)
    start = {
        "constructor": self.js_constructor,
        "id": attributes["id"],
        "options": json.dumps(self.get_js_init_options(attributes["id"], name, value_data)),
    }
    return SafeString(widget + render_to_string("wagtailadmin/widgets/chooser_start.html", start))


def install() -> None:
    BaseChooser.render = render_without_script
