"""`manage.py facts [es|en]`: every fact of the starter courses with its source and dates, to be checked."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from modules.exchange.errors import CourseFileError
from modules.exchange.facts import as_markdown, as_tsv, heads, read_facts


class Command(BaseCommand):
    help = "Escribe en una tabla lo que los cursos de inicio afirman, de dónde viene y cuándo se revisó."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "language", nargs="?", default=settings.LANGUAGE_CODE, choices=dict(settings.LANGUAGES)
        )
        parser.add_argument("--tsv", action="store_true", help="para una hoja de cálculo")

    def handle(self, *args: Any, language: str, tsv: bool, **options: Any) -> None:
        try:
            rows = [heads(language), *(fact.cells() for fact in read_facts(language))]
        except CourseFileError as error:
            raise CommandError(str(error)) from error
        for line in (as_tsv if tsv else as_markdown)(rows):
            self.stdout.write(line)
