"""`manage.py load_starter`: the starter courses and the glossary, for all. Safe to repeat; edits made here stay."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from modules.exchange.errors import CourseFileError
from modules.exchange.glossary import load_glossary
from modules.exchange.loading import load_starter
from modules.labels import label_lessons


class Command(BaseCommand):
    help = "Carga los cursos de inicio en el lugar compartido; lo que se editó aquí se queda como está."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded, words = load_starter(), load_glossary()
            # What was published before there were labels.
            label_lessons(missing=True)
        except CourseFileError as error:
            raise CommandError(str(error)) from error
        counts = {"new": len(loaded.new), "changed": len(loaded.changed)}
        self.stdout.write(_("Cursos de inicio. Páginas nuevas: %(new)d; cambiadas: %(changed)d.") % counts)
        counts = {"new": len(words.new), "changed": len(words.changed)}
        self.stdout.write(_("Glosario. Palabras nuevas: %(new)d; cambiadas: %(changed)d.") % counts)
        for name in (*loaded.left_alone, *words.left_alone):
            self.stdout.write(_("Se queda como está, porque se cambió aquí: %(page)s") % {"page": name})
