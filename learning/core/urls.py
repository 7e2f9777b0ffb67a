from django.urls import path

from . import views

app_name = "core"

urlpatterns = [path("salida/", views.quick_exit, name="quick-exit")]
