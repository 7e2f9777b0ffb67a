"""Addresses below the editor's prefix."""

from django.urls import path

from modules.exchange import views

urlpatterns = [
    path("<int:page_id>/", views.exchange, name="exchange-page"),
    path("work/<uuid:work_key>/", views.work, name="exchange-work"),
    path("work/<uuid:work_key>/file/", views.work_file, name="exchange-file"),
    path("work/<uuid:work_key>/forget/", views.work_forget, name="exchange-forget"),
]
