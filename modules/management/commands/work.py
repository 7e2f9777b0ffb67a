"""Does the long work that waits: `manage.py work`, beside the site, for as long as the site runs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from modules.exchange import work


class Command(BaseCommand):
    help = "Does the long work that waits: courses that go out and come in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when nothing waits any more")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        work.take_up_again()
        # In words: the package would look at its own default, which is no queue.
        wanted = [
            "--backend=work",
            "--interval=2",
            "--no-reload",
            "--verbosity=0",
            *(["--batch"] if once else []),
        ]
        call_command("db_worker", *wanted)
