"""Addresses of the forum; each network sees its own behind the same ones."""

from django.urls import path

from community.views import moderating, reading, writing

app_name = "community"
urlpatterns = [
    path("foro/", reading.topic_list, name="topic-list"),
    path("foro/nuevo/", writing.topic_new, name="topic-new"),
    path("foro/sobre/<opaque:key>/<uuid:block>/", writing.topic_of_lesson, name="topic-of-lesson"),
    path("foro/t/<uuid:key>/", reading.topic_detail, name="topic-detail"),
    path("foro/t/<uuid:key>/responder/", writing.post_reply, name="post-reply"),
    path("foro/t/<uuid:key>/cuidar/", moderating.topic_moderate, name="topic-moderate"),
    path("foro/m/<uuid:key>/editar/", writing.post_edit, name="post-edit"),
    path("foro/m/<uuid:key>/retirar/", writing.post_withdraw, name="post-withdraw"),
    path("foro/m/<uuid:key>/avisar/", writing.post_report, name="post-report"),
    path("foro/m/<uuid:key>/decidir/", moderating.post_moderate, name="post-moderate"),
    path("foro/ajustes/", moderating.forum_settings, name="forum-settings"),
    path("foro/cola/", moderating.queue, name="queue"),
]
