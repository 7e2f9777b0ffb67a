from django.urls import path, register_converter

from certificates import views
from learning.core.opaque import OpaqueConverter

register_converter(OpaqueConverter, "opaque")

app_name = "certificates"
urlpatterns = [
    path("constancias/", views.own, name="own"),
    path("constancias/<opaque:course_key>/", views.issue, name="issue"),
    path("constancias/anular/<uuid:pk>/", views.revoke, name="revoke"),
    path("v/", views.verify, name="verify"),
]
