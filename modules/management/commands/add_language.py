"""Bring a language in, or bring it up to date: docs/languages.md."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import to_locale

from learning.core.catalogues import compile_words
from modules.homes import add_language


class Command(BaseCommand):
    """Idempotent: words are compiled again, and what the language has already stays as it is."""

    help = "Make the words of a language ready and give it its pages in the editor."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="as its folder is called, such as quc")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["code"]
        if code not in dict(settings.LANGUAGES):
            folder = settings.WORDS[0] / to_locale(code) / "LC_MESSAGES"
            raise CommandError(f"There are no words in {code} yet: put them into {folder}/django.po.")
        for folder in settings.WORDS:
            self._compile(folder / to_locale(code) / "LC_MESSAGES" / "django.po")
        places = add_language(code)
        self.stdout.write(f"{code}: {len(places)} new places for courses. Start the site again to read it.")

    def _compile(self, file: Any) -> None:
        if not file.exists():
            return
        try:
            many, broken = compile_words(file)
        except (OSError, ValueError) as error:
            raise CommandError(f"{file} can not be read: {error}") from error
        self.stdout.write(f"{file}: {many} texts.")
        for each in broken:
            self.stdout.write(f"Left out, since it lacks what its original fills in or marks up: {each}")
