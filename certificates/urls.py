from django.urls import path

from certificates import views

app_name = "certificates"
urlpatterns = [
    path("constancias/", views.own, name="own"),
    path("constancias/<opaque:course_key>/", views.issue, name="issue"),
    path("constancias/anular/<uuid:pk>/", views.revoke, name="revoke"),
    path("v/", views.verify, name="verify"),
]
