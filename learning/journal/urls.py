"""Addresses of her journal: what stands in a phone's history tells nothing of what is in it."""

from django.urls import path

from learning.journal.views import lessons, reading, writing

app_name = "journal"

urlpatterns = [
    path("diario/", reading.entry_list, name="entry-list"),
    path("diario/abrir/", reading.journal_open, name="open"),
    path("diario/cerrar/", reading.journal_close, name="close"),
    path("diario/imprimir/", reading.journal_print, name="print"),
    path("diario/descargar/", reading.journal_export, name="export"),
    path("diario/nueva/", writing.entry_new, name="entry-new"),
    path("diario/borrar/", writing.journal_delete, name="delete-all"),
    path("diario/l/<opaque:key>/nota/", lessons.lesson_note, name="lesson-note"),
    path("diario/l/<opaque:key>/marca/", lessons.lesson_mark, name="lesson-mark"),
    path("diario/l/<opaque:key>/escrito/", lessons.lesson_keep, name="lesson-keep"),
    path("diario/<opaque:key>/", writing.entry_edit, name="entry-edit"),
    path("diario/<opaque:key>/borrar/", writing.entry_delete, name="entry-delete"),
]
