"""Addresses of the demo; they exist in development only."""

from django.urls import path

from learning.demo import views

app_name = "demo"

urlpatterns = [
    path("demo/entrar/<slug:role>/", views.enter, name="enter"),
    path("componentes/", views.components, name="components"),
    path("componentes/<slug:name>/", views.fault, name="fault"),
]
