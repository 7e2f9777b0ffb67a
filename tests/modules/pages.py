"""Pages for tests, made as the editor makes them: below a place, live, with a revision."""

from typing import Any

from wagtail.models import Locale, Page

from modules.models import (
    CourseIndexPage,
    CoursePage,
    DirectoryPage,
    EntryPage,
    HomePage,
    LessonPage,
    ModulePage,
)


def home_of(language: str) -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def a_place(language: str = "es", **fields: Any) -> CourseIndexPage:
    return put(home_of(language), CourseIndexPage(**{"title": "Lugar", "slug": "lugar"} | fields))


def a_course(place: Page, title: str = "Curso", **fields: Any) -> CoursePage:
    return put(place, CoursePage(title=title, **fields))


def a_module(course: Page, title: str = "Parte", **fields: Any) -> ModulePage:
    return put(course, ModulePage(title=title, **fields))


def a_lesson(module: Page, title: str = "Lección", body: Any = (), **fields: Any) -> LessonPage:
    return put(module, LessonPage(title=title, body=list(body), **fields))


def put(parent: Page, page: Any) -> Any:
    """Add a page below another, in the language of that one, and publish it unless it is a draft."""
    page.locale = Locale.objects.get(pk=parent.locale_id)
    parent.refresh_from_db()
    parent.add_child(instance=page)
    if page.live:
        page.save_revision().publish()
        page.refresh_from_db()
    return page


def a_translation(page: Any, parent: Page, **fields: Any) -> Any:
    """The same page in the language of `parent`."""
    copy = type(page)(translation_key=page.translation_key, **fields)
    return put(parent, copy)


def an_entry(place: Page, title: str = "Ficha", **fields: Any) -> EntryPage:
    """In the directory of this place, which is made when it is not there."""
    directory = DirectoryPage.objects.child_of(place).first() or put(place, DirectoryPage(title="Directorio"))
    known = {"system": "fund", "what": "Ayuda.", "source": "un papel", "cared_by": "el equipo"}
    return put(directory, EntryPage(title=title, **known | fields))
