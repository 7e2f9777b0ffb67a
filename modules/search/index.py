"""Writing down what can be looked for, when it is published; `refresh` finds what nobody told."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from wagtail.models import Page

from modules.models import CoursePage, EntryPage, GlossaryTerm, LessonPage, ModulePage, SearchText, SearchWord
from modules.search.texts import Piece, pieces_of, plain
from modules.search.words import keys_in

# Pages written at once, from which on a database is told to look anew at how much there is.
MANY = 100
# A part of a course has no page of its own: whoever finds it is led to the course.
KINDS: dict[type[Page], str] = {
    CoursePage: SearchText.Kind.COURSE,
    ModulePage: SearchText.Kind.COURSE,
    LessonPage: SearchText.Kind.LESSON,
    EntryPage: SearchText.Kind.ENTRY,
}


def write_page(page: Page) -> None:
    """Put down what is live of this page (of its own class); what is not, and what repeats another page, goes."""
    kind = KINDS.get(type(page))
    if kind is None:
        return
    if not page.live or page.alias_of_id:
        forget_page(page)
        return
    found = {
        "kind": kind,
        "key": page.translation_key,
        "language": page.locale.language_code,
        "title": page.title,
        "revision": page.live_revision_id,
    }
    _put({"page_id": page.pk}, found, pieces_of(page))


def forget_page(page: Page) -> None:
    SearchText.objects.filter(page_id=page.pk).delete()


def write_term(term: GlossaryTerm) -> None:
    """A word of the glossary, in each of its languages."""
    said = term.said()
    SearchText.objects.filter(term=term).exclude(language__in=said).delete()
    for language, entry in said.items():
        found = {"kind": SearchText.Kind.TERM, "key": term.key, "language": language}
        texts = " ".join(plain(sense["says"]) for sense in entry["senses"])
        found["title"] = ", ".join(entry["words"])[:255]
        _put({"term_id": term.pk, "language": language}, found, [Piece(" ".join(texts.split()), language)])


def refresh() -> int:
    """Write what is missing, or was taken from another version than the one that is live; how many pages."""
    SearchText.objects.filter(Q(page__live=False) | Q(page__alias_of__isnull=False)).delete()
    live = Page.objects.filter(live=True, alias_of=None).order_by("path")
    written = SearchText.objects.filter(page__isnull=False).filter(
        Q(revision=F("page__live_revision")) | Q(revision=None, page__live_revision=None)
    )
    late: list[Any] = []
    for kind in KINDS:
        pages = kind.objects.filter(pk__in=live).exclude(pk__in=written.values("page"))
        late += pages.select_related("locale")
    for page in late:
        write_page(page)
    terms = GlossaryTerm.objects.exclude(pk__in=SearchText.objects.filter(page=None).values("term"))
    for term in terms:
        write_term(term)
    if len(late) >= MANY:
        take_stock()
    return len(late)


def take_stock() -> None:
    """So many rows at once are more than a database knows of, and it would look for words the long way round."""
    with connection.cursor() as cursor:
        for model in (SearchText, SearchWord, Page):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


@transaction.atomic
def _put(owner: dict[str, Any], found: dict[str, Any], pieces: Iterable[Piece]) -> None:
    pieces = list(pieces)
    found["text"] = "\n".join(piece.text for piece in pieces if piece.quoted)
    title = set(keys_in(found["title"], found["language"]))
    below = {key for piece in pieces for key in keys_in(piece.text, piece.language)}
    text, _made = SearchText.objects.update_or_create(defaults=found, **owner)
    text.words.all().delete()
    SearchWord.objects.bulk_create(
        SearchWord(text=text, word=key, in_title=key in title) for key in sorted(title | below)
    )
