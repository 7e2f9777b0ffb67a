"""
The pages that we added to the editor, and its forms of what is ours, light and dark, by the rules of axe; a new one
has to be walked too.
"""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings as project
from django.test.signals import template_rendered
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Locale
from wagtail_localize.models import Translation

from learning.networks.models import Network
from modules.adapting.courses import adapt
from modules.exchange import work as long_work
from modules.exchange.glossary import load_glossary
from modules.models import (
    CourseImage,
    EntryPage,
    GlossaryTerm,
    LanguageVariety,
    LessonChange,
    LessonPage,
    Work,
)
from tests.factories import a_member, a_network
from tests.modules import samples
from tests.modules.everything import everything
from tests.modules.pages import a_course, a_lesson, a_module, a_place, an_entry

ELSEWHERE = {
    "exchange-file": "a file",
    "exchange-forget": "a button",
    "download_pofile": "a file",
    "upload_pofile": "a form's way back",
    "translation-review": "a button",
    "edit_string_translation": "an answer to a script",
    "edit_override": "an answer to a script",
    "javascript_catalog": "a script",
    "preview-scheme": "a stylesheet",
    None: "shadows of the package's pages",
}
# Folders whose templates only the editor shows.
EDITOR = ("adapting", "editor", "exchange", "review", "translating", "voices", "widgets")
# Windows and answers, which the journeys of their files look at, and what no page of ours asks for.
SEEN_ELSEWHERE = {
    "modules/editor/_lacks.html": "test_editor_helps.py",
    "modules/editor/_told.html": "test_editor_helps.py",
    "modules/editor/refused.html": "test_editor_helps.py",
    "modules/review/_entry.html": "test_reviewing.py",
    "modules/review/decide.html": "test_reviewing.py",
    "wagtailadmin/shared/collection_chooser.html": "",
    "wagtailadmin/widgets/datetime_input.html": "",
    "wagtailadmin/widgets/time_input.html": "",
}


@pytest.fixture
def looked_at() -> Iterator[set[str]]:
    """Names of the templates that were shown since."""
    names: set[str] = set()

    def note(template, **_more) -> None:
        names.add(str(template.name))

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.fixture
def ways(ceiba, trainer, settings, tmp_path, client_as) -> dict[str, str]:
    """Each page by the name of its address, with something to show."""
    settings.MEDIA_ROOT, settings.WORK_ROOT = tmp_path / "media", tmp_path / "work"
    place = ceiba.course_index
    load_glossary()
    course = a_course(place, "El cesto")
    words = samples.block("text", "words", body=samples.rich("Una relatoría."))
    lesson = a_lesson(a_module(course), "Primera", [words, samples.KEY_IDEA])
    lesson.body = [words, samples.STORY]
    draft = lesson.save_revision()
    told = {"weight": "content", "what": {"es": "Hay una historia."}, "revision": draft.pk}
    LessonChange.objects.create(mark=uuid4(), lesson_key=lesson.translation_key, **told)
    an_entry(place, "Casa", checked_on=date(2020, 1, 1), review_by=date(2020, 6, 1))
    shared = a_course(a_place(shared=True), "Cuidar", licence="CC BY-SA 4.0")
    source = a_lesson(a_module(shared), "Uno", [samples.TEXT])
    copy = adapt(source=shared, place=place, by=trainer.account)
    source.body = [samples.TEXT, samples.STORY]
    source.save_revision().publish()
    work = long_work.begin(by=trainer.account, kind="course-out", page=course)
    english = Locale.objects.get(language_code="en")
    client_as(trainer).post(f"/cms/localize/submit/page/{lesson.pk}/", {"locales": english.pk})
    translated = LessonPage.objects.get(locale=english, translation_key=lesson.translation_key)
    whole = a_lesson(lesson.get_parent(), "Todo", everything(ceiba), slug="todo")
    text = whole.body[0].block.definition_prefix
    return {
        "lesson": f"pages/{whole.pk}/edit/",
        "course": f"pages/{course.pk}/edit/",
        "entry": f"pages/{EntryPage.objects.descendant_of(place).first().pk}/edit/",
        "translation": f"pages/{translated.pk}/edit/",
        "picture": f"images/{CourseImage.objects.first().pk}/",
        "recording": "media/audio/add/",
        "block": f"block-preview/?id={text}",
        "translate": f"localize/submit/page/{course.pk}/",
        "history": f"pages/{lesson.pk}/history/",
        "copy": f"pages/{lesson.pk}/copy/",
        "update_translations": f"localize/update/{Translation.objects.get().source_id}/",
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


def templates() -> set[str]:
    """Ours of the editor: pages, parts, and those that stand in for a package's."""
    place = project.BASE_DIR / "templates"
    names = {str(path.relative_to(place)) for path in place.rglob("*.html")}
    folders = (*(f"modules/{name}/" for name in EDITOR), "networks/editor/", "wagtail")
    return {name for name in names if name.startswith(folders)}


@pytest.mark.django_db(transaction=True)
def test_our_pages_of_the_editor_break_no_rule(enters, ceiba, trainer, ways, looked_at, axe):
    assert set(ours(get_resolver())) - set(ELSEWHERE) <= set(ways)
    page = enters(trainer)
    for way in ways.values():
        answer = page.goto(f"/cms/{way}")
        assert answer.status == 200, way
        axe(page)
    hers = LessonPage.objects.descendant_of(ceiba.course_index).get(title="Primera")
    page.goto(f"/cms/pages/{hers.pk}/edit/")
    hers.save_revision(user=a_member(ceiba, "trainer").account)
    page.evaluate(
        "document.querySelector('[data-edit-form]').submit()"
    )  # Whatever the editor has heard by now.
    page.get_by_role("link", name="Comparar las dos").wait_for()
    axe(page)
    assert templates() - looked_at == set(SEEN_ELSEWHERE)


@pytest.mark.django_db(transaction=True)
def test_the_lists_for_all_networks_break_no_rule(enters, axe):
    load_glossary()
    page = enters(a_member(a_network("Región", Network.Kind.REGIONAL), "trainer"))
    for model in (GlossaryTerm, LanguageVariety):
        place = f"snippets/modules/{model._meta.model_name}/"
        for way in ("", "add/"):
            answer = page.goto(f"/cms/{place}{way}")
            assert (answer.status, answer.url.endswith(way)) == (200, True), model
            axe(page)
