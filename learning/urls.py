"""Every address of the site. Apps are named by string; the roof imports nobody."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("learning.core.urls")),
    path("", include("learning.accounts.urls")),
    path("", include("modules.urls")),
    path("", include("learning.networks.urls")),
    path("", include("learning.progress.urls")),
    path("", include("certificates.urls")),
    path("", include("community.urls")),
    path("", include("learning.journal.urls")),
    path("", include("learning.news.urls")),
    path("", include("learning.cohorts.urls")),
]
handler500 = "learning.core.views.fault"
if settings.DEMO:
    urlpatterns.append(path("", include("learning.demo.urls")))
