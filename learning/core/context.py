"""What every template may ask of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The dull name, where the quick exit leads, whether this is a demo, where she stands (None: a visitor)."""
    return {
        "site_name": settings.NEUTRAL_NAME,
        "quick_exit_url": settings.QUICK_EXIT_URL,
        "demo": settings.DEMO,
        "membership": getattr(request, "membership", None),
    }
