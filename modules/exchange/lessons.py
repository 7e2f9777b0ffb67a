"""A single draft lesson made of what another program wrote, in a module."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.db import transaction

from learning.accounts.models import Account
from modules.exchange.errors import CourseFileError
from modules.exchange.incoming import Kept, Note, collection_of, discard, keep
from modules.exchange.outgoing import Beat, no_beat
from modules.exchange.references import Blocks, Inward
from modules.models import CourseIndexPage, LessonPage, ModulePage


def new_lesson(
    module: ModulePage,
    title: str,
    blocks: Blocks,
    by: Account,
    pictures: Mapping[str, bytes] | None = None,
    beat: Beat = no_beat,
    note: Note = str,
) -> tuple[LessonPage, int]:
    """Add it, all of it or nothing. With it, how many pictures could not be cleaned and stayed out."""
    kept: dict[str, Kept] = {}
    try:
        for number, (name, data) in enumerate((pictures or {}).items(), 1):
            # One that can't be cleaned is counted by who looks for it.
            with suppress(CourseFileError):
                kept[name] = keep(name, data, title, note)
            beat(number, len(pictures or {}) + 1)
        with transaction.atomic():
            return _added(module, title, blocks, by, kept)
    except BaseException:
        discard(kept.values())
        raise


def _added(
    module: ModulePage, title: str, blocks: Blocks, by: Account, kept: Mapping[str, Kept]
) -> tuple[LessonPage, int]:
    place = CourseIndexPage.objects.ancestor_of(module).get()
    collection = collection_of(place, by) if kept else None
    names = Inward({name: each.row(collection, by).pk for name, each in kept.items()}, {})
    numbered: list[dict[str, Any]] = names.of(blocks)
    whole = [each for each in numbered if each["type"] != "image" or each["value"]["image"]]
    page = LessonPage(title=title, body=whole, owner=by, live=False, has_unpublished_changes=True)
    page.locale, page.slug = module.locale, str(page.translation_key)
    module.add_child(instance=page)
    page.save_revision(user=by)
    return page, len(numbered) - len(whole)
