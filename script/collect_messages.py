"""Run Django's makemessages into the folder named on the command line: `collect_messages.py locale`."""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.makemessages import Command, TranslatableFile

ELSEWHERE = ["bench", "docs", "locale", "node_modules", "script", "tests", "var"]

folder = Path(sys.argv[1]).resolve()
# A folder with `_X-` is a manner of address in a language, and holds only what differs in it.
catalogues = sorted(folder.glob("*/LC_MESSAGES/django.po"))
languages = [name for each in catalogues if "_X-" not in (name := each.parents[1].name)]


class Collect(Command):
    """Django's own prefers a `locale` folder beside the files to the one it is told to write into."""

    def find_files(self, root: str) -> list[TranslatableFile]:
        return [TranslatableFile(each.dirpath, each.file, str(folder)) for each in super().find_files(root)]


sys.path.insert(0, os.getcwd())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning.settings.test")
django.setup()
settings.LOCALE_PATHS = [folder]
options = {"no_location": True, "no_obsolete": True, "ignore_patterns": ELSEWHERE, "verbosity": 0}
call_command(Collect(), locale=languages, **options)
