"""
Another site, in a process of its own with its own database and files: a trainer there brings a course in and takes it
out again. `python -m tests.modules.second_site FROM TO` prints what she was told.
"""

import sys
from pathlib import Path

import django


def travel(source: Path, target: Path) -> list[str]:
    # Models can be imported once the site is set up.
    from django.test import Client

    from learning.networks.models import Role
    from modules.models import Work
    from tests.factories import a_member, a_network
    from tests.modules.test_exchange_page import ask, taken_out

    network = a_network("Red de allá")
    client = Client()
    client.force_login(a_member(network, Role.TRAINER).account)
    ask(client, network.course_index, "course-in", source.read_bytes())
    brought = Work.objects.select_related("made").get()
    if brought.made:
        target.write_bytes(taken_out(client, brought.made))
    return [f"{brought.state}:", *brought.said]


if __name__ == "__main__":
    django.setup()
    print(*travel(*map(Path, sys.argv[1:])))
