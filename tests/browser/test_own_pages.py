"""The pages that we added to the editor, light and dark, by the rules of axe; a new one has to be walked too."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Locale
from wagtail_localize.models import Translation

from modules.adapting.courses import adapt
from modules.exchange import work as long_work
from modules.models import LessonPage, Work
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_place, an_entry

ELSEWHERE = {
    "exchange-file": "a file",
    "exchange-forget": "a button",
    "download_pofile": "a file",
    "upload_pofile": "a form's way back",
    "translation-review": "a button",
    "update_translations": "the package's page",
    "preview-scheme": "a stylesheet",
    None: "shadows of the package's pages",
}


@pytest.fixture
def ways(ceiba, trainer, settings, tmp_path, client_as) -> dict[str, str]:
    """Each page by the name of its address, with something to show."""
    settings.MEDIA_ROOT, settings.WORK_ROOT = tmp_path / "media", tmp_path / "work"
    place = ceiba.course_index
    course = a_course(place, "El cesto")
    lesson = a_lesson(a_module(course), "Primera", [samples.TEXT, samples.KEY_IDEA])
    lesson.body = [samples.TEXT, samples.STORY]
    lesson.save_revision()
    an_entry(place, "Casa", checked_on=date(2020, 1, 1), review_by=date(2020, 6, 1))
    shared = a_course(a_place(shared=True), "Cuidar", licence="CC BY-SA 4.0")
    source = a_lesson(a_module(shared), "Uno", [samples.TEXT])
    copy = adapt(source=shared, place=place, by=trainer.account)
    source.body = [samples.TEXT, samples.STORY]
    source.save_revision().publish()
    work = long_work.begin(by=trainer.account, kind="course-out", page=course)
    english = Locale.objects.get(language_code="en")
    client_as(trainer).post(f"/cms/localize/submit/page/{lesson.pk}/", {"locales": english.pk})
    return {
        "adapt-place": f"adapt/{place.pk}/",
        "adapt-course": f"adapt/course/{copy.pk}/",
        "adapt-lesson": f"adapt/lesson/{LessonPage.objects.descendant_of(copy).get().pk}/",
        "advice": "advice/",
        "exchange-page": f"exchange/{course.pk}/",
        "exchange-work": f"exchange/work/{Work.objects.get(pk=work.pk).pk}/",
        "translation-state": f"translations/{Translation.objects.get().pk}/",
        "translations": "translations/",
        "voices": f"voices/{lesson.pk}/",
        "": "",
        "compare": f"pages/{lesson.pk}/revisions/compare/earliest...latest/",
    }


def ours(resolver: URLResolver, before: str = "") -> Iterator[str | None]:
    """Names of addresses of the editor whose views are our own."""
    for each in resolver.url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from ours(each, here)
        elif isinstance(each, URLPattern) and here.startswith("cms/"):
            view = getattr(each.callback, "view_class", each.callback)
            if view.__module__.partition(".")[0] in ("modules", "learning"):
                yield each.name


@pytest.mark.django_db(transaction=True)
def test_our_pages_of_the_editor_break_no_rule(enters, trainer, ways, axe):
    assert set(ours(get_resolver())) - set(ELSEWHERE) <= set(ways)
    page = enters(trainer)
    for way in ways.values():
        answer = page.goto(f"/cms/{way}")
        assert answer.status == 200, way
        axe(page)
