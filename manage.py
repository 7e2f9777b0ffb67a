#!/usr/bin/env python3
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning.settings.dev")
    from django.core.management import execute_from_command_line

    from learning.settings import start

    with start.or_stop():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
