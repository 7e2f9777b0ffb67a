"""Put the whole site to rest for an upgrade, or wake it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from learning.core import upkeep


class Command(BaseCommand):
    """Safe to repeat: another number of minutes counts from now."""

    help = "Every page says that the site rests and when to come back. --end wakes it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--minutes", type=int, default=10, choices=range(1, 241), metavar="1-240")
        parser.add_argument("--end", action="store_true", help="wake it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["end"]:
            self.stdout.write("The site is awake." if upkeep.end() else "It was not at rest.")
            return
        upkeep.begin(options["minutes"])
        self.stdout.write("The site rests until: manage.py rest_site --end")
