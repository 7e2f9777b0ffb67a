"""Addresses of the demo; they exist in development only."""

from django.urls import path

from learning.demo import views

app_name = "demo"

urlpatterns = [path("entrar/<slug:role>/", views.enter, name="enter")]
