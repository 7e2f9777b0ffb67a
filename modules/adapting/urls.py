"""Addresses below the editor's prefix."""

from django.urls import path

from modules.adapting import views

urlpatterns = [
    path("<int:page_id>/", views.place, name="adapt-place"),
    path("course/<int:page_id>/", views.course, name="adapt-course"),
    path("lesson/<int:page_id>/", views.lesson, name="adapt-lesson"),
]
