"""Addresses: the course's opaque key."""

from django.urls import path

from learning.cohorts import views

app_name = "cohorts"

urlpatterns = [
    path("c/<opaque:key>/acompanar/", views.accompany, name="accompany"),
    path("c/<opaque:key>/acompanar/terminar/", views.end, name="end"),
    path("c/<opaque:key>/compania/dejar/", views.leave, name="leave"),
    path("c/<opaque:key>/compania/", views.join, name="join"),
]
