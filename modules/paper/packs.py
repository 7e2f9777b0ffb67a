"""
Courses as files for learners: a page, a book, a handbook, the recordings. Each is made once for a version of the
course, by the worker, and handed to whoever takes it; while a newer one is made, the one before is there.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from learning.core.crypto import SealBroken, new_key, unwrap, wrap
from learning.core.languages import as_addressed
from modules.exchange.outgoing import no_beat
from modules.exchange.sealed import SealedReader, SealedWriter
from modules.models import CoursePage, LessonPage, Pack
from modules.paper.card import recordings_of, write_recordings, write_volumes
from modules.paper.documents import MOST_LESSONS, handbook_pdf
from modules.paper.epub import epub
from modules.paper.names import file_name
from modules.paper.page import one_file

LEASE = 900
# More than many have for a day: who takes it is asked first.
LARGE = 10_000_000
# Bits of a second on a line of the third generation, far from the mast.
SLOW_LINE = 400_000
State = Pack.State


@dataclass(frozen=True)
class Form:
    """A form of a course. `write(course, file)`; the file is called by `word` and `extension`, which tell nothing."""

    label: Any
    help: Any
    extension: str
    write: Callable[[CoursePage, BinaryIO], object]
    word: str = ""
    is_for: Callable[[CoursePage], bool] = lambda course: True


def _is_long(course: CoursePage) -> bool:
    return LessonPage.objects.live().descendant_of(course).count() > MOST_LESSONS


FORMS = {
    "page": Form(
        _("Una sola página"),
        _("Se abre en cualquier navegador, sin señal. Lleva las imágenes, no los audios."),
        "html",
        lambda course, file: file.write(one_file(course)),
    ),
    "book": Form(
        _("Libro para el teléfono"),
        _("EPUB: se lee en una aplicación de libros, con letra del tamaño que quieras."),
        "epub",
        lambda course, file: file.write(epub(course)),
    ),
    "handbook": Form(
        _("Libro para imprimir"),
        _("PDF en media hoja (A5), con lugar para escribir y las respuestas al final."),
        "pdf",
        lambda course, file: file.write(handbook_pdf(course)),
        word="libro",
        is_for=lambda course: not _is_long(course),
    ),
    "handbooks": Form(
        _("Libros para imprimir"),
        _("El curso es largo: son varios PDF en media hoja (A5), en un zip."),
        "zip",
        lambda course, file: write_volumes(course, file, no_beat),
        word="libros",
        is_for=_is_long,
    ),
    "sounds": Form(
        _("Los audios"),
        _("Un zip con todas las grabaciones del curso."),
        "zip",
        lambda course, file: write_recordings(course, file),
        word="audios",
        is_for=lambda course: bool(recordings_of(course)),
    ),
}


@dataclass(frozen=True)
class Offer:
    """A form of this course for her: what is there to take, whether a newer one is on its way or could not be made."""

    kind: str
    form: Form
    ready: Pack | None
    is_waiting: bool
    is_current: bool
    has_failed: bool

    @property
    def is_large(self) -> bool:
        return self.ready is not None and self.ready.size > LARGE

    @property
    def minutes(self) -> int:
        """How long it takes on a slow line."""
        return -(-self.ready.size * 8 // (SLOW_LINE * 60)) if self.ready else 0


def offers(course: CoursePage) -> list[Offer]:
    """The forms in which this course can be had now."""
    version = version_of(course)
    known = list(Pack.objects.filter(page=course, speaks=_speaks(course)))
    return [_offer(kind, form, version, known) for kind, form in FORMS.items() if form.is_for(course)]


def _offer(kind: str, form: Form, version: str, known: list[Pack]) -> Offer:
    mine = [pack for pack in known if pack.kind == kind]
    now = next((pack for pack in mine if pack.version == version), None)
    done = [pack for pack in mine if pack.state == State.DONE and path_of(pack.pk).exists()]
    ready = now if now in done else next(iter(done), None)
    waits = now is not None and now.state == State.WAITING and now.lease > time.time()
    failed = now is not None and now.state == State.FAILED
    return Offer(kind, form, ready, waits, ready is not None and ready is now, failed)


def version_of(course: CoursePage) -> str:
    """Another text after anything that learners read of it was published, moved or taken away. One query."""
    pages = Page.objects.live().descendant_of(course, inclusive=True).order_by("path")
    told = list(pages.values_list("path", "live_revision_id"))
    return sha256(repr(told).encode()).hexdigest()[:32]


def _speaks(course: CoursePage) -> str:
    """Its language, and the manner of the page on which it is asked for."""
    return as_addressed(course.locale.language_code)


def ask(course: CoursePage, kind: str) -> None:
    """Have it made, unless it is there or on its way; what was left by its worker, or lost, is begun anew."""
    pack, created = Pack.objects.get_or_create(
        page_id=course.pk,
        kind=kind,
        version=version_of(course),
        speaks=_speaks(course),
        defaults={"lease": _in(LEASE), "data_key": b""},
    )
    # One of two that ask at once for what failed, was left or lost has the row.
    left = Q(state=State.FAILED) | Q(state=State.WAITING, lease__lt=_in(0))
    if not path_of(pack.pk).exists():
        left |= Q(state=State.DONE)
    again = Pack.objects.filter(left, pk=pack.pk).update(state=State.WAITING, lease=_in(LEASE))
    if created or again:
        from modules.paper.tasks import make

        make.enqueue(str(pack.pk))


def look_after() -> None:
    """Of courses that changed, what somebody asked for once is made anew before anybody asks; files of none go."""
    for course in CoursePage.objects.live().filter(pk__in=Pack.objects.values("page")):
        for kind, speaks in set(Pack.objects.filter(page_id=course.pk).values_list("kind", "speaks")):
            with translation.override(speaks):
                ask(course, kind)
    _sweep()


def make(key: UUID) -> None:
    """Make it, and let the ones before go; one that the course has left behind is not made. Nothing is raised."""
    pack = Pack.objects.filter(pk=key, state=State.WAITING).select_related("page").first()
    if pack is None:
        return
    course = pack.page.specific
    if pack.version != version_of(course):
        _forget(Pack.objects.filter(pk=key))
        return
    # Of two workers, one of them thought lost, each writes a file of its own.
    path = path_of(key).with_suffix(f".{uuid4().hex}")
    try:
        with translation.override(pack.speaks):
            _put(pack, path, _write(pack, course, path))
    except Exception as error:
        # The class says enough to look for it.
        print(f"a pack failed: {type(error).__name__}", flush=True)
        Pack.objects.filter(pk=key, state=State.WAITING).update(state=State.FAILED)
    finally:
        path.unlink(missing_ok=True)
    _settle(pack, course)


def _write(pack: Pack, course: CoursePage, path: Path) -> int:
    seal = new_key()
    pack.data_key = wrap(seal, str(pack.pk))
    with SealedWriter(path, seal) as file:
        FORMS[pack.kind].write(course, cast(BinaryIO, file))
    with SealedReader(path, seal) as made:
        return made.size


@transaction.atomic
def _put(pack: Pack, path: Path, size: int) -> None:
    """The first that is ready is it; one whose row went meanwhile is nothing."""
    mine = Pack.objects.filter(pk=pack.pk).exclude(state=State.DONE)
    if mine.update(state=State.DONE, size=size, data_key=pack.data_key):
        path.replace(path_of(pack.pk))


def _settle(pack: Pack, course: CoursePage) -> None:
    """Once the one of now is there all others go. One that was overtaken while it was made is the one before."""
    same = Pack.objects.filter(page=pack.page, kind=pack.kind, speaks=pack.speaks)
    now = version_of(course)
    if same.filter(version=now, state=State.DONE).exists():
        _forget(same.exclude(version=now))
    elif same.filter(pk=pack.pk, state=State.DONE).exists():
        _forget(same.exclude(version=now).exclude(pk=pack.pk).exclude(state=State.WAITING))


def open_pack(pack: Pack) -> SealedReader | None:
    """None where its file is gone or does not open: then it has failed, and can be asked for again."""
    try:
        return SealedReader(path_of(pack.pk), unwrap(bytes(pack.data_key), str(pack.pk)))
    except (OSError, SealBroken):
        Pack.objects.filter(pk=pack.pk, state=State.DONE).update(state=State.FAILED)
        return None


def name_of(course: CoursePage, form: Form) -> str:
    """As 'curso-1-libro.pdf'."""
    return file_name(course, form.word, form.extension)


def path_of(key: UUID) -> Path:
    """Where the file of a pack lies."""
    return Path(settings.PACK_ROOT) / str(key)


def _forget(packs: Any) -> None:
    with transaction.atomic():
        keys = list(packs.values_list("pk", flat=True))
        packs.filter(pk__in=keys).delete()
    for key in keys:
        path_of(key).unlink(missing_ok=True)


def _sweep() -> None:
    """Files that belong to no pack any more: of courses that were deleted."""
    folder = Path(settings.PACK_ROOT)
    known = {str(key) for key in Pack.objects.values_list("pk", flat=True)}
    for path in folder.iterdir() if folder.exists() else ():
        if path.name not in known and path.stat().st_mtime < time.time() - 3600:
            path.unlink(missing_ok=True)


def _in(seconds: int) -> int:
    return int(time.time()) + seconds
