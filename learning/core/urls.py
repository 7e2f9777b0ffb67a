from django.urls import path, register_converter

from . import views
from .opaque import OpaqueConverter

# Once, here: the addresses of core come first, and every app may use it.
register_converter(OpaqueConverter, "opaque")

app_name = "core"

urlpatterns = [
    path("salida/", views.quick_exit, name="quick-exit"),
    path("sw.js", views.worker, name="worker"),
    path("aplicacion.webmanifest", views.manifest, name="manifest"),
]
