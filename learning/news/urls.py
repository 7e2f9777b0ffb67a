"""Addresses: opaque keys, no title."""

from django.urls import path

from learning.news import views

app_name = "news"

urlpatterns = [
    path("novedades/", views.news_list, name="list"),
    path("novedades/nueva/", views.news_new, name="new"),
    path("novedades/<opaque:key>/", views.news_detail, name="detail"),
    path("novedades/<opaque:key>/cambiar/<slug:language>/", views.news_change, name="change"),
    path("novedades/<opaque:key>/retirar/", views.news_withdraw, name="withdraw"),
]
