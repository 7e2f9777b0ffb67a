"""Run Django's makemessages into the folder named on the command line: `collect_messages.py locale`."""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.makemessages import Command, TranslatableFile

LANGUAGES = ["en", "es"]
ELSEWHERE = ["bench", "docs", "locale", "node_modules", "script", "tests", "var"]
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Acuerpar\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""

folder = Path(sys.argv[1]).resolve()


class Collect(Command):
    """Django's own prefers a `locale` folder beside the files to the one it is told to write into."""

    def find_files(self, root: str) -> list[TranslatableFile]:
        return [TranslatableFile(each.dirpath, each.file, str(folder)) for each in super().find_files(root)]


for language in LANGUAGES:
    catalogue = folder / language / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    if not catalogue.exists():
        catalogue.write_text(HEADER.format(language=language))

sys.path.insert(0, os.getcwd())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning.settings.test")
django.setup()
settings.LOCALE_PATHS = [folder]
options = {"no_location": True, "no_obsolete": True, "ignore_patterns": ELSEWHERE, "verbosity": 0}
call_command(Collect(), locale=LANGUAGES, **options)
