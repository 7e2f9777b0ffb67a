"""Addresses: opaque keys, no title, no word about what is taught."""

from django.urls import path

from learning.progress.views import (
    courses,
    directory,
    feedback,
    glossary,
    home,
    lessons,
    media,
    offline,
    paper,
    quizzes,
    search,
)

app_name = "progress"

urlpatterns = [
    path("", home.home, name="home"),
    path("contactos/", home.contacts, name="contacts"),
    path("respirar/", home.breathing, name="breathing"),
    path("que-guarda/", home.keeps, name="keeps"),
    path("cursos/", courses.catalogue, name="catalogue"),
    path("avance/", courses.own, name="own"),
    path("glosario/", glossary.words, name="glossary"),
    path("c/<opaque:key>/", courses.course_detail, name="course-detail"),
    path("c/<opaque:key>/entrar/", courses.course_enrol, name="course-enrol"),
    path("c/<opaque:key>/terminar/", courses.course_finish, name="course-finish"),
    path("c/<opaque:key>/opiniones/", feedback.told, name="course-feedback"),
    path("c/<opaque:key>/dejar/", courses.course_leave, name="course-leave"),
    path("c/<opaque:key>/llevar/", offline.carry, name="carry"),
    path("c/<opaque:key>/archivo/<slug:kind>/", offline.pack_file, name="pack-file"),
    path("c/<opaque:key>/archivo/<slug:kind>/preparar/", offline.pack_ask, name="pack-ask"),
    path("c/<opaque:key>/lista/", offline.carry_list, name="carry-list"),
    path("c/<opaque:key>/para-llevar/", offline.kept_course, name="kept-course"),
    path("l/<opaque:key>/para-llevar/", offline.kept_lesson, name="kept-lesson"),
    path("traer/", paper.bring, name="bring"),
    path("l/<opaque:key>/traer/", paper.bring_answers, name="bring-answers"),
    path("telefono/", offline.phone, name="phone"),
    path("telefono/enviar/", offline.send_later, name="send-later"),
    path("l/<opaque:key>/", lessons.lesson_detail, name="lesson-detail"),
    path("l/<opaque:key>/opinion/", feedback.give, name="lesson-feedback"),
    path("l/<opaque:key>/hecha/", lessons.lesson_complete, name="lesson-complete"),
    path("l/<opaque:key>/leido/", lessons.change_read, name="change-read"),
    path("hablar/", lessons.talk, name="talk"),
    path("l/<opaque:key>/hablar/", lessons.talk, name="lesson-talk"),
    path("l/<opaque:key>/practica/", lessons.practice_check, name="practice"),
    path("l/<opaque:key>/practica/<str:block>/", lessons.practice_check, name="practice-check"),
    path("l/<opaque:key>/respuestas/", quizzes.quiz_submit, name="quiz-submit"),
    path("l/<opaque:key>/respuestas/guardar/", quizzes.quiz_save, name="quiz-save"),
    path("l/<opaque:key>/respuestas/<opaque:sheet>/", quizzes.quiz_result, name="quiz-result"),
    path("buscar/", search.find, name="search"),
    path("directorio/", directory.finder, name="directory"),
    path("d/<opaque:key>/", directory.entry_detail, name="entry-detail"),
    path("archivo/<path:name>", media.serve, name="media"),
]
