"""What every template may ask of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The dull name, whether this is a demo, and where she stands (None for a visitor)."""
    return {
        "site_name": settings.NEUTRAL_NAME,
        "demo": settings.DEMO,
        "membership": getattr(request, "membership", None),
    }
