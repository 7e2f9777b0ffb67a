"""Let go what the site keeps no longer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from learning.core.purging import purge


class Command(BaseCommand):
    """Safe at any time and as often as one likes; the table it prints names nobody."""

    help = "Deletes or coarsens whatever is past its limit; prints what, after how long, and how many."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count what is past its limit")

    def handle(self, *args: Any, **options: Any) -> None:
        for limit, many in purge(dry=options["dry_run"]):
            self.stdout.write(f"{limit.what:<46}{limit.after:<30}{many:>7}")
