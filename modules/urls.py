"""The editor. What of Wagtail is not wanted is shadowed here, before its own addresses."""

from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as editor

from modules.views import add_one_image, not_here, own_account, scheme

CMS = settings.CMS_PREFIX.lstrip("/")

urlpatterns = [
    # Several pictures at once would be written down before they are cleaned.
    path(f"{CMS}images/multiple/add/", add_one_image),
    path(f"{CMS}images/multiple/<path:rest>", not_here),
    # A document keeps the name of who made it; no block of a lesson uses one.
    path(f"{CMS}documents/", not_here),
    path(f"{CMS}documents/<path:rest>", not_here),
    path(f"{CMS}password_reset/", not_here),
    path(f"{CMS}password_reset/<path:rest>", not_here),
    path(f"{CMS}vista/light.css", scheme, {"name": "light"}, name="preview-scheme"),
    path(f"{CMS}vista/dark.css", scheme, {"name": "dark"}, name="preview-scheme"),
    # Her account has one place, and it is not in the editor.
    path(f"{CMS}account/", own_account),
    path(f"{CMS}adapt/", include("modules.adapting.urls")),
    path(f"{CMS}exchange/", include("modules.exchange.urls")),
    path(CMS, include(editor)),
]
