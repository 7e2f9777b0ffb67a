"""Pause the whole site, or end the pause."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.core.pausing import end_site_pause, pause_site
from learning.core.sanitise import clean_text

MOST = 300


class Command(BaseCommand):
    """Safe to repeat: with other words it changes what is said, with another language it adds to it."""

    help = "Pause the whole site: reminders stop, and each page of a member says so. --end ends the pause."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--words", default="", help="what is said instead of our sentence; no name, no place"
        )
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=dict(settings.LANGUAGES))
        parser.add_argument("--end", action="store_true", help="end the pause, and forget its words")

    def handle(self, *args: Any, **options: Any) -> None:
        text = " ".join(clean_text(options["words"]).split())
        if len(text) > MOST:
            raise CommandError(f"The words are {len(text)} characters long; at most {MOST} fit.")
        if options["end"]:
            ended = end_site_pause()
            self.stdout.write("The pause has ended." if ended else "There was no pause.")
            return
        pause_site(text, options["language"])
        self.stdout.write("The site is paused.")
