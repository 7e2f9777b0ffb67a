"""
How she wants the site to look, on whatever device she reads: it stands on her account, which every request has read
already. A visitor, and who chose nothing, has what her device asks for.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Looks:
    """`saver`: pictures come only when they are asked for. `pace`: of recordings, in hundredths."""

    size: int = 1
    contrast: str = "auto"
    saver: bool = False
    simple: bool = False
    pace: int = 100

    @property
    def classes(self) -> str:
        """Of `<html>`, for the stylesheet."""
        chosen = {
            f"size-{self.size}": self.size > 1,
            "contrast": self.contrast == "more",
            "simple": self.simple,
        }
        return " ".join(name for name, is_chosen in chosen.items() if is_chosen)

    @property
    def attributes(self) -> SafeString:
        """What `<html>` says of it to style and scripts; nothing where nothing was chosen."""
        named = format_html(' class="{}"', self.classes) if self.classes else SafeString("")
        return named + (format_html(' data-pace="{}"', self.pace) if self.pace != 100 else SafeString(""))


def looks_of(request: HttpRequest) -> Looks:
    """Hers, or a visitor's; no query beside that of who she is."""
    saves = request.headers.get("Save-Data") == "on"
    her: Any = getattr(request, "user", None)
    if her is None or not her.is_authenticated:
        return Looks(saver=saves)
    return Looks(
        size=her.text_size,
        contrast=her.contrast,
        saver=saves if her.data_saver == "auto" else her.data_saver == "on",
        simple=her.simple_view,
        pace=her.pace,
    )


def looks(request: HttpRequest) -> dict[str, Any]:
    """Context processor: every template may ask."""
    return {"looks": SimpleLazyObject(lambda: looks_of(request))}
