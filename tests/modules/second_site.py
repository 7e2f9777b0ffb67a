"""
Another site, in a process of its own with its own database and files: a trainer there brings a course in and takes it
out again. `python -m tests.modules.second_site FROM TO` prints what she was told, and beside TO stands what is stored.
"""

import json
import sys
from pathlib import Path
from typing import Any

import django

PLAIN = ("title", "summary", "minutes", "required", "pass_mark", "explains_words")


def said(thing: Any) -> Any:
    """Without ids, and without what says nothing, which an older block leaves out."""
    if isinstance(thing, dict):
        told = {name: said(value) for name, value in thing.items() if name != "id"}
        return {name: value for name, value in told.items() if value not in (None, False, "", [], {})}
    return [said(each) for each in thing] if isinstance(thing, list) else thing


def stored(course: Any) -> str:
    """All that its lessons hold, but for ids and the numbers of one database: in every language, as JSON."""
    from modules.exchange.references import Outward
    from modules.models import LessonPage

    told = []
    for each in course.get_translations(inclusive=True).order_by("locale__language_code"):
        for page in LessonPage.objects.descendant_of(each).order_by("path"):
            draft = page.get_latest_revision_as_object()
            plain = [str(getattr(draft, name)) for name in PLAIN]
            streams = (Outward().of(list(stream.raw_data)) for stream in (draft.body, draft.tracks))
            told.append([*plain, *streams, list(draft.guide.raw_data)])
    return json.dumps(said(told), indent=1, sort_keys=True, default=str)


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
        target.with_suffix(".json").write_text(stored(brought.made.specific))
    return [f"{brought.state}:", *brought.said]


if __name__ == "__main__":
    django.setup()
    print(*travel(*map(Path, sys.argv[1:])))
