"""A translation that lacks words: its blocks stay in the original's language, whole, marked, and with their ids."""

import re

import pytest
from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from modules.exchange.glossary import load_glossary
from modules.exchange.leaves import changed
from modules.fallback import translating
from modules.models import LessonPage
from modules.paper.page import one_file
from modules.quizzes import grade, read_quiz
from modules.rendering import lesson_steps
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module

pytestmark = pytest.mark.django_db
GUIDE = [
    samples.block(
        "guide",
        "g1",
        objective="Saber decirlo.",
        steps={"activity": 10},
        questions=[samples.entry("q1", "¿Qué pasó?")],
        versions={"minutes_30": "Sin la hoja."},
    )
]
SHOWN = {"mode": "practice", "marks": {}, "given": {}}


@pytest.fixture
def english():
    return Locale.objects.get(language_code="en")


@pytest.fixture
def lesson(ceiba):
    return a_lesson(a_module(a_course(ceiba.course_index)), "Uno", samples.WORDS, guide=GUIDE)


def begin(page, locale):
    """As the editor's own "translate" does; pages above come along."""
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    return translation


def say(translation, wanted=lambda path: True):
    """Translate what stands at the wanted paths; how much that was."""
    said = 0
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if wanted(segment.context.path):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={"data": f"EN {segment.string.data}"},
            )
            said += 1
    return said


def publish(translation, capture):
    with capture(execute=True):
        translation.save_target(publish=True)
    return LessonPage.objects.get(
        locale=translation.target_locale, translation_key=translation.source.object_id
    )


def html_of(page):
    return "".join(block for step in lesson_steps(page, SHOWN) for block in step.blocks)


def ids_in(value):
    """Every id of a stored value, in its order."""
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return own + [each for inner in value.values() for each in ids_in(inner)]
    return [each for inner in value for each in ids_in(inner)] if isinstance(value, list) else []


def untold(stream):
    """Where words of a stream are not in English; letters of steps, keys and signs are no words."""
    found = []

    def look(block, value, path):
        words = isinstance(block, CharBlock | TextBlock | RichTextBlock) and value
        if words and not re.match(r"(<\w+[^>]*>)*EN ", value):
            found.append((path, value))
        return value

    for raw in stream.raw_data:
        changed(stream.stream_block.child_blocks[raw["type"]], raw["value"], look)
    return found


def test_a_translation_of_every_kind_keeps_its_ids_and_what_is_right(
    lesson, english, django_capture_on_commit_callbacks
):
    translation = begin(lesson, english)
    assert say(translation) > 100
    page = publish(translation, django_capture_on_commit_callbacks)
    assert page.untranslated == {}
    there, here = ([*each.body.raw_data, *each.guide.raw_data] for each in (page, lesson))
    assert ids_in(there) == ids_in(here)
    answers = {
        "one": ["a"], "many": ["a", "b"], "tf": ["true"], "way": ["b"], "pairs": ["a:a", "b:c"], "word": ["bitacora"]
    }  # fmt: skip # A list is read in lines.
    told = [
        {key: (mark.answered, mark.right) for key, mark in grade(read_quiz(each.body), answers).marks.items()}
        for each in (lesson, page)
    ]
    assert {key: mark for key, mark in told[0].items() if key != "word"} == {
        key: mark for key, mark in told[1].items() if key != "word"
    }
    words = html_of(page)
    assert "lang=" not in words
    left = [path for stream in (page.body, page.guide) for path in untold(stream)]
    assert left == []
    dates = [raw["value"]["checked_on"] for raw in there if raw["type"] == "key_idea"]
    assert dates == ["2026-11-01"]


def test_a_block_that_lacks_a_word_stays_whole_and_says_in_which_language(
    lesson, english, django_capture_on_commit_callbacks
):
    module = lesson.get_parent().specific
    above = [begin(each, english).get_target_instance() for each in (module.get_parent().specific, module)]
    translation = begin(lesson, english)
    say(translation, lambda path: not path.startswith(("body.story-1", "body.one.choices.b")))
    page = publish(translation, django_capture_on_commit_callbacks)
    assert page.untranslated == {"story-1": "es", "one": "es"}
    html = html_of(page)
    assert html.count(' lang="es"') == 2
    element = html[html.rindex("<", 0, html.index('id="b-one"')) :]
    assert element[: element.index(">")].count('lang="es"') == 1
    assert "EN Uno" not in element[: element.index("</fieldset>")]
    assert "EN El río" not in html
    assert "EN La idea." in html
    # On paper from the same blocks.
    for each in above:
        each.save_revision().publish()
    assert one_file(above[0]).decode().count(' lang="es"') >= 2


def test_in_a_block_that_stays_no_word_is_explained_in_another_language(ceiba, english):
    load_glossary()
    body = [samples.block("text", each, body=samples.rich("Cuidado con el phishing.")) for each in "ab"]
    translation = begin(a_lesson(a_module(a_course(ceiba.course_index)), "Uno", body), english)
    say(translation, lambda path: path.startswith("body.b"))
    translation.save_target(publish=False)
    stays, said = lesson_steps(translation.get_target_instance().get_latest_revision_as_object(), SHOWN)[
        0
    ].blocks
    assert 'lang="es"' in stays
    assert 'class="word"' not in stays
    assert 'class="word"' in said


def test_what_waits_is_not_read_and_rewriting_a_block_ends_its_mark(
    lesson, english, django_capture_on_commit_callbacks
):
    translation = begin(lesson, english)
    page = publish(translation, django_capture_on_commit_callbacks)
    assert "EN La idea." not in html_of(page)
    say(translation)
    translation.save_target(publish=False)
    page = LessonPage.objects.get(pk=page.pk)
    assert "EN La idea." not in html_of(page)
    # The package publishes before it is done with translating.
    with translating({}):
        page.get_latest_revision().publish()
    assert "EN La idea." in html_of(LessonPage.objects.get(pk=page.pk))
    draft = page.get_latest_revision_as_object()
    assert "EN La idea." in html_of(draft)
    body = list(page.body.raw_data)
    page.body = [
        {**raw, "value": {**raw["value"], "title": "By hand"}} if raw["id"] == "story-1" else raw
        for raw in body
    ]
    page.latest_revision = page.live_revision
    page.save_revision().publish()
    page = LessonPage.objects.get(pk=page.pk)
    assert "story-1" not in page.untranslated
    assert "idea-1" in page.untranslated
