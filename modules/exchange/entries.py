"""
An entry of the directory as a file: front matter with what is known of it, then Markdown, then lines `- [ ] …`, the
points that what is sent there must contain. A list that is left out, or empty, is for all.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from modules.countries import country_codes
from modules.exchange.body import Body
from modules.exchange.errors import CourseFileError
from modules.exchange.markdown import _front_matter, _typed
from modules.finder import Danger, Happened, Need
from modules.models import EntryPage

NEEDED = {
    "entry": str,
    "title": str,
    "system": str,
    "what": str,
    "source": str,
    "checked_on": date,
    "review_by": date,
    "owner": str,
}
TEXTS = ("who", "languages", "phone", "mail", "web", "reach", "cost", "confidential")
MARKS = {"urgent": False, "to_confirm": True}
LISTS: Mapping[str, Sequence[str]] = {
    "countries": country_codes(),
    "happened": Happened.values,
    "danger": Danger.values,
    "needs": Need.values,
}
POINT = "- [ ] "


def read_entry(text: str, name: str = "") -> tuple[str, dict[str, Any]]:
    """The name of the entry, the same in every language, and the values of its page. CourseFileError says where."""
    try:
        front, lines, first = _front_matter(text)
        values = _typed(front, NEEDED, optional=(*TEXTS, *MARKS, *LISTS))
        entry, values["cared_by"] = values.pop("entry"), values.pop("owner")
        values |= {key: str(front.get(key) or "") for key in TEXTS}
        values |= {key: bool(front.get(key, default)) for key, default in MARKS.items()}
        values |= {key: _listed(front, key, known) for key, known in LISTS.items()}
        if values["review_by"] <= values["checked_on"]:
            raise CourseFileError(_("La próxima revisión va después de la última."), 1)
        points = [line for line in lines if line.startswith(POINT)]
        values["submission"] = "\n".join(line.removeprefix(POINT).strip() for line in points)
        told = ["" if line.startswith(POINT) else line for line in lines]
        values["about"] = Body(told, first).html()
        return entry, {key: _cleaned(key, value) for key, value in values.items()}
    except CourseFileError as error:
        raise error.at(name) from None


def _cleaned(key: str, value: Any) -> Any:
    """After the same questions that the editor asks."""
    try:
        return EntryPage._meta.get_field(key).clean(value, None)
    except ValidationError as error:
        raise CourseFileError(f"{key}: {error.messages[0]}", 1) from None


def _listed(front: Mapping[str, Any], key: str, known: Sequence[str]) -> list[str]:
    values = front.get(key) or []
    if not isinstance(values, list) or any(value not in known for value in values):
        message = _("«%(field)s» es una lista de: %(known)s.") % {"field": key, "known": ", ".join(known)}
        raise CourseFileError(message, 1)
    return values
