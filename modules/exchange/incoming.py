"""
A course out of a zip into a network's place, as drafts: all of it or nothing.

Pages keep the keys they have in the file, and so they are the same course in another site. Where one of them is taken
in this site, all of them get new ones, made of the old one and of the key of this piece of work; blocks keep theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page

from learning.accounts.models import Account
from modules.cleaning import audio, video
from modules.cleaning.images import EXTENSIONS, clean_image
from modules.exchange.courses import ReadCourse
from modules.exchange.errors import CourseFileError
from modules.exchange.ids import stable_id
from modules.exchange.markdown import CourseText, LessonText
from modules.exchange.outgoing import Beat, no_beat
from modules.exchange.references import Inward
from modules.exchange.voices import tracks_from
from modules.exchange.work import CannotDo
from modules.models import CourseImage, CourseIndexPage, CourseMedia, CoursePage, LessonPage, ModulePage

COURSE_VALUES = ("title", "neutral_title", "theme", "summary", "hours", "intro", "credit", "licence")
LESSON_VALUES = (
    "title",
    "summary",
    "minutes",
    "required",
    "pass_mark",
    "explains_words",
    "guide",
    "untranslated",
)
SAID = {*COURSE_VALUES, *LESSON_VALUES} - {"intro", "guide", "untranslated"}
Note = Callable[[str], Any]
PICTURES = {*EXTENSIONS.values(), ".jpeg"}


@dataclass
class Brought:
    """What came in: the course in the language of the place, and what is to be said of it."""

    course: CoursePage
    said: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Kept:
    """A cleaned file in its storage, without a row yet."""

    model: type[CourseImage] | type[CourseMedia]
    path: str
    values: dict[str, Any]

    def row(self, collection: Collection | None, by: Account) -> CourseImage | CourseMedia:
        """Write it down."""
        row = self.model(collection=collection, uploaded_by_user=by, **self.values)
        row.file = self.path
        row.save()
        return row


def bring_in(
    course: ReadCourse,
    place: CourseIndexPage,
    by: Account,
    seed: UUID,
    beat: Beat = no_beat,
    note: Note = str,
) -> Brought:
    """
    Put a course that was read into the place, and what it shows into the collection of that place's editors.

    Files are cleaned and written before anything else, since that takes long: `note` hears where each will lie, before
    it lies there.
    """
    collection = collection_of(place, by)
    kept: dict[str, Kept] = {}
    try:
        for number, (name, title) in enumerate(sorted(course.files.items()), 1):
            kept[name] = keep(name, course.file(name), title, note)
            beat(number, len(course.files) + 1)
        with transaction.atomic():
            return _Arrival(course, place, by, seed, collection).put(kept)
    except BaseException:
        discard(kept.values())
        raise


def collection_of(place: CourseIndexPage, by: Account) -> Collection:
    """Where those who write in this place keep their files."""
    found = Collection.objects.filter(
        group_permissions__group__page_permissions__page=place, group_permissions__group__user=by
    )
    collection = found.order_by("path").first()
    if collection is None:
        raise CannotDo(_("No puedes guardar imágenes en este lugar."))
    return collection


def keep(name: str, data: bytes, title: str, note: Note = str) -> Kept:
    """Clean a file and write it where files of courses are kept."""
    extension = PurePosixPath(name).suffix
    try:
        clean = _cleaner(extension)(File(BytesIO(data), name))
    except ValidationError as error:
        raise CourseFileError(" ".join(error.messages), name=name) from None
    model: type[CourseImage] | type[CourseMedia] = CourseImage if extension in PICTURES else CourseMedia
    values: dict[str, Any] = {"title": title}
    column = model._meta.get_field("file")
    blank = model(title=title)
    if model is CourseMedia:
        values |= {"type": "video" if extension in video.TYPES else "audio", "duration": 0}
    path = column.storage.get_available_name(column.generate_filename(blank, clean.name))
    # Who is stopped while it is written must know where it lies.
    note(path)
    return Kept(model, column.storage.save(path, clean), values)


def _cleaner(extension: str) -> Callable[[File], Any]:
    if extension in PICTURES:
        return clean_image
    if extension in video.TYPES:
        return video.clean_video
    if extension in audio.TYPES:
        return audio.clean_audio
    raise CourseFileError(_("Este tipo de archivo no se acepta: %(type)s.") % {"type": extension})


def discard(kept: Any) -> None:
    """Nothing of these was written down: their files go."""
    for each in kept:
        each.model._meta.get_field("file").storage.delete(each.path)


class _Arrival:
    """One course coming in; inside a transaction."""

    def __init__(
        self, course: ReadCourse, place: CourseIndexPage, by: Account, seed: UUID, collection: Collection
    ) -> None:
        self.course, self.place, self.by, self.seed, self.collection = course, place, by, seed, collection
        self.renamed = Page.objects.filter(translation_key__in=course.keys).exists()

    def put(self, kept: dict[str, Kept]) -> Brought:
        files = {name: each.row(self.collection, self.by).pk for name, each in kept.items()}
        made: dict[str, dict[UUID, Page]] = {}
        said = []
        for language, (text, lessons) in self.course.languages.items():
            place = self.place.get_translations(inclusive=True).filter(locale__language_code=language).first()
            if place is None or not place.permissions_for_user(self.by).can_add_subpage():
                raise CannotDo(_("No puedes escribir cursos en este lugar, en todas sus lenguas."))
            made[language] = self.pages(place, text, lessons)
        lost = 0
        for language, (text, lessons) in self.course.languages.items():
            names = Inward(files, {key: page.pk for key, page in made[language].items()})
            for lesson in lessons:
                page = made[language][stable_id(text.course, lesson.lesson)]
                self.fill(page, names.of(lesson.blocks), tracks_from(lesson.voices, files))
            lost += names.lost
        if self.renamed:
            said.append(
                _("Este curso, o una parte, ya está en este sitio: este es una copia, con claves nuevas.")
            )
        if lost:
            said.append(
                _("Enlaces o cosas que muestra y aquí no están, y quedaron sin su enlace: %(many)d.")
                % {"many": lost}
            )
        return Brought(self.first(made), said)

    def first(self, made: dict[str, dict[UUID, Page]]) -> CoursePage:
        """The course in the language of the place where she was, if it has that one."""
        language = self.place.locale.language_code
        pages = made.get(language) or next(iter(made.values()))
        return next(page for page in pages.values() if isinstance(page, CoursePage))

    def key(self, *names: str) -> UUID:
        key = stable_id(*names)
        return uuid5(self.seed, str(key)) if self.renamed else key

    def pages(self, place: Page, text: CourseText, lessons: list[LessonText]) -> dict[UUID, Page]:
        """The pages of one language, by the keys that its files name; lessons are still empty."""
        name = text.course
        values = {each: getattr(text, each) for each in COURSE_VALUES}
        values["before"] = list(text.before)
        course = self.add(place, CoursePage(translation_key=self.key(name), **values))
        found: dict[UUID, Page] = {stable_id(name): course}
        for module, title in text.modules:
            page = ModulePage(translation_key=self.key(name, module), title=title)
            found[stable_id(name, module)] = self.add(course, page)
        for lesson in lessons:
            values = {each: getattr(lesson, each) for each in LESSON_VALUES}
            page = LessonPage(translation_key=self.key(name, lesson.lesson), body=[], **values)
            found[stable_id(name, lesson.lesson)] = self.add(found[stable_id(name, lesson.module)], page)
        return found

    def add(self, parent: Page, page: Page) -> Page:
        page.slug, page.locale, page.owner = str(page.translation_key), parent.locale, self.by
        page.live, page.has_unpublished_changes = False, True
        try:
            _ask(page)
            parent.add_child(instance=page)
            if not isinstance(page, LessonPage):
                page.save_revision(user=self.by)
        except ValidationError as error:
            raise CourseFileError(_told(error), name=page.title[:80]) from None
        return page

    def fill(self, page: Page, blocks: list[dict[str, Any]], tracks: list[dict[str, Any]]) -> None:
        page.refresh_from_db(fields=["path", "depth", "numchild"])
        page.body, page.tracks = blocks, tracks
        page.save()
        page.save_revision(user=self.by)


def _ask(page: Page) -> None:
    """What the columns of a page ask of what its file says: a draft would be asked no more than its title."""
    others = {each.name for each in page._meta.get_fields() if each.name not in SAID}
    page.clean_fields(exclude=others)


def _told(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    field, messages = next(iter(error.message_dict.items()))
    return f"{field}: {' '.join(messages)}"
