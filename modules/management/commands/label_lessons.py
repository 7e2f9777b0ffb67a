"""`manage.py label_lessons`: what each published lesson weighs and holds, weighed again. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from modules.labels import label_lessons


class Command(BaseCommand):
    help = "Vuelve a pesar las lecciones publicadas y a anotar qué traen, para la lista de cursos."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("Lecciones con su etiqueta: %(many)d.") % {"many": label_lessons()})
