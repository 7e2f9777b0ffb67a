"""
Long work: asked for in a request, done by `manage.py work`, found again by who asked for it.

Work that its worker left (a machine that stopped) is taken up again once its lease is over, and after the second time
said to have failed. What comes in comes in one transaction, so nothing is ever half there.
"""

import io
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from learning.accounts.models import Account
from learning.core.crypto import new_key, unwrap, wrap
from learning.core.languages import as_addressed
from modules.exchange.errors import CourseFileError
from modules.exchange.sealed import SealedReader, SealedWriter
from modules.exchange.uploads import SealedUpload
from modules.models import CourseImage, CourseMedia, Work
from modules.querysets import places, within

LEASE, MOST_TRIES = 180, 2
DAYS = 7
State = Work.State


class CannotDo(Exception):
    """With the sentences for who asked for it."""


@dataclass(frozen=True)
class Outcome:
    """What came of it: sentences for her, and the page that was made."""

    said: list[str] = field(default_factory=list)
    made: Page | None = None


@dataclass(frozen=True)
class Kind:
    """
    A kind of long work about pages of `pages`. `run(work, file, beat)` reads `file` where she sends one (`takes`: how
    its name may end), and else writes to it what she gets, as `gives`. `from_shared`: also out of courses for every
    network, for whoever writes courses anywhere.
    """

    label: Any
    pages: tuple[type[Page], ...]
    run: Callable[[Work, BinaryIO, Callable[[int, int], None]], Outcome]
    takes: tuple[str, ...] = ()
    gives: str = ""
    help: Any = ""
    from_shared: bool = False

    def is_open(self, page: Page, user: Any) -> bool:
        """Whether she may do it about this page: add to what it takes in, change or share what it gives out."""
        if not isinstance(page, self.pages):
            return False
        rights = page.permissions_for_user(user)
        allowed = rights.can_add_subpage() if self.takes else rights.can_edit()
        return bool(allowed) or (self.from_shared and _is_shared(page) and _writes_courses(user))


def _is_shared(page: Page) -> bool:
    hidden = page.get_ancestors(inclusive=True).filter(live=False)
    return within(Page.objects.filter(pk=page.pk), places()).exists() and not hidden.exists()


def _writes_courses(user: Any) -> bool:
    return bool(page_permission_policy.user_has_permission(user, "change"))


def kinds() -> dict[str, Kind]:
    """All kinds of long work, by name."""
    from modules.exchange.kinds import KINDS

    return KINDS


def begin(
    *, by: Account, kind: str, page: Page, upload: SealedUpload | None = None, key: UUID | None = None
) -> Work:
    """
    Write down what is wanted and have it done. `key` is that of the form: IntegrityError where it was sent before, and
    then the file of the first is untouched.
    """
    key = key or uuid4()
    work = Work(
        pk=key,
        account=by,
        page_id=page.pk,
        kind=kind,
        speaks=as_addressed(by.language),
        lease=_in(LEASE),
        data_key=b"",
    )
    with transaction.atomic():
        work.save()
        seal = upload.take(path_of(key)) if upload else new_key()
        work.data_key = wrap(seal, str(key))
        work.save(update_fields=["data_key"])
    _enqueue(work)
    return work


def path_of(key: UUID) -> Path:
    """Where the file of a piece of work lies."""
    return Path(settings.WORK_ROOT) / str(key)


def open_file(work: Work) -> SealedReader:
    """What she sent, or gets. OSError where it is not there any more."""
    return SealedReader(path_of(work.pk), _key(work))


def size_of(work: Work) -> int:
    """Bytes of that file, said before she decides to load it; none where it is gone."""
    try:
        with open_file(work) as file:
            return file.size
    except OSError:
        return 0


def _key(work: Work) -> bytes:
    return unwrap(bytes(work.data_key), str(work.pk))


def run(key: UUID) -> None:
    """Do it, unless somebody does it already; whatever happens is written down, and nothing is raised."""
    mine = Work.objects.filter(pk=key)
    if not mine.filter(state=State.WAITING).update(
        state=State.RUNNING, lease=_in(LEASE), tries=F("tries") + 1, done=0, total=0
    ):
        return
    work = mine.select_related("account", "page").get()
    kind = kinds()[work.kind]
    with translation.override(work.speaks):
        try:
            outcome = _done(work, kind)
        except CannotDo as refused:
            _end(work, State.FAILED, [str(each) for each in refused.args])
        except CourseFileError as error:
            _end(work, State.FAILED, [str(error)])
        except Exception as error:
            # The class says enough to look for it; the rest may hold her words.
            print(f"long work failed: {type(error).__name__}", flush=True)
            _end(work, State.FAILED, [_("No se pudo terminar, y nada cambió. Prueba otra vez.")])
        else:
            _end(work, State.DONE, outcome.said, outcome.made)


def _done(work: Work, kind: Kind) -> Outcome:
    work.page = work.page.specific
    if not (work.account.is_active and kind.is_open(work.page, work.account)):
        raise CannotDo(_("Ya no puedes hacer esto en esta página."))
    beat = partial(_beat, work)
    if kind.takes:
        with io.BufferedReader(open_file(work)) as sent:
            return kind.run(work, cast(BinaryIO, sent), beat)
    with SealedWriter(path_of(work.pk), _key(work)) as made:
        return kind.run(work, cast(BinaryIO, made), beat)


def _beat(work: Work, done: int, total: int) -> None:
    Work.objects.filter(pk=work.pk).update(done=done, total=total, lease=_in(LEASE))


def _end(work: Work, state: str, said: list[str], made: Page | None = None) -> None:
    changed = {"state": state, "said": said, "made_id": made.pk if made else None, "lease": 0, "wrote": []}
    there = Work.objects.filter(pk=work.pk).update(**changed)
    if not there or state == State.FAILED or kinds()[work.kind].takes:
        path_of(work.pk).unlink(missing_ok=True)


def note_file(work: Work, path: str) -> None:
    """Remember a file of a course that was written for it, so that it goes if the work does not come to its end."""
    work.wrote.append(path)
    Work.objects.filter(pk=work.pk).update(wrote=work.wrote)


def forget(work: Work) -> None:
    """Let a piece of work go, with its file; what it made stays."""
    key = work.pk
    work.delete()
    path_of(key).unlink(missing_ok=True)


def take_up_again() -> None:
    """What was left by its worker waits again, and after the second time has failed."""
    late = Work.objects.filter(state__in=(State.WAITING, State.RUNNING), lease__lt=_in(0))
    for work in late.select_related("account"):
        _forget_files(work)
        if work.tries >= MOST_TRIES:
            with translation.override(work.speaks):
                _end(
                    work, State.FAILED, [_("Se detuvo dos veces a la mitad, y nada cambió. Prueba otra vez.")]
                )
        elif late.filter(pk=work.pk).update(state=State.WAITING, lease=_in(LEASE), wrote=[]):
            _enqueue(work)


def _forget_files(work: Work) -> None:
    for path in work.wrote:
        rows: list[QuerySet[Any]] = [model.objects.filter(file=path) for model in (CourseImage, CourseMedia)]
        if not any(each.exists() for each in rows):
            default_storage.delete(path)


def sweep() -> None:
    """Files that belong to no piece of work any more."""
    with suppress(FileNotFoundError):
        known = {str(key) for key in Work.objects.values_list("pk", flat=True)}
        for path in Path(settings.WORK_ROOT).iterdir():
            if path.name not in known and path.stat().st_mtime < time.time() - 3600:
                path.unlink(missing_ok=True)


def _in(seconds: int) -> int:
    return int(time.time()) + seconds


def _enqueue(work: Work) -> None:
    from modules.exchange.tasks import do

    do.enqueue(str(work.pk))
