"""Who translates: what a translation is behind with, words agreed on, and files that go out and come back."""

import json
from uuid import uuid4

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from learning.networks.walls import pages_within
from modules.apart import Apart, behind
from modules.exchange.glossary import load_glossary
from modules.lateness import agreed, changes_of, late, late_one
from modules.models import LanguageVariety, LessonChange, LessonPage
from modules.po import Brought, PoRefused, bring_in, take_out
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_translation
from tests.modules.test_fallback import begin, ids_in, publish, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    return Locale.objects.get(language_code="en")


@pytest.fixture
def lesson(ceiba):
    return a_lesson(a_module(a_course(ceiba.course_index)), "Uno", [samples.STORY, samples.SINGLE])


@pytest.fixture
def mam():
    return LanguageVariety.objects.get(code="mam")


@pytest.fixture
def translation(lesson, english):
    return begin(lesson, english)


def sent_back(translation, change=lambda entry: f"EN {entry.msgid}", **metadata):
    """The file as a translator sends it."""
    po = translation.export_po()
    po.metadata.update(metadata)
    for entry in po:
        entry.msgstr = change(entry)
    return str(po).encode()


def test_a_file_goes_out_and_comes_back(
    client_as, trainer, lesson, translation, django_capture_on_commit_callbacks
):
    client = client_as(trainer)
    base = f"/cms/localize/translate/{translation.pk}/pofile/"
    answer = client.get(f"{base}download/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="textos-en.po"'
    po = polib.pofile(answer.content.decode())
    for entry in po:
        entry.msgstr = f"EN {entry.msgid}"
    sent = {"file": SimpleUploadedFile("Vuelta.po", str(po).encode())}
    page = client.post(f"{base}upload/", sent, follow=True).content.decode()
    assert f"Textos que entraron: {len(po)}." in page
    read = publish(translation, django_capture_on_commit_callbacks)
    assert read.untranslated == {}
    assert read.body[0].value["title"] == "EN El río"
    assert ids_in(list(read.body.raw_data)) == ids_in(list(lesson.body.raw_data))
    # The same once more brings nothing new.
    assert bring_in(translation, str(po).encode(), by=trainer.account).new == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"x" * (10 * 1024 * 1024), "pesa demasiado"),
        (b"x" * (20 * 1024 * 1024), "pesa demasiado"),
        (b"/etc/passwd", "no es un PO"),
        (b'msgid "a\nmsgstr', "no es un PO"),
        (b'msgid ""\nmsgstr ""\n', "de otra página"),
        (b"PK\x03\x04\nmsgid", "no es un PO"),
    ],
)
def test_what_is_no_file_of_this_page_is_refused_in_a_sentence(client_as, trainer, translation, data, said):
    sent = {"file": SimpleUploadedFile("x.po", data)}
    address = f"/cms/localize/translate/{translation.pk}/pofile/upload/"
    assert said in client_as(trainer).post(address, sent, follow=True).content.decode()
    assert client_as(trainer).post(address, {}).status_code == 302
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<a href="https://evil.example">x</a>',
        '<a id="a9">x</a>',
        '<img src="https://evil.example/x.png">',
        "<b onclick='x()'>x</b>",
        "<h1>Título</h1>",
    ],
)
def test_markup_that_the_original_has_not_brings_in_nothing(trainer, translation, text):
    def change(entry):
        return text if "Pasó" in entry.msgid else f"EN {entry.msgid}"

    with pytest.raises(PoRefused, match="etiquetas o enlaces"):
        bring_in(translation, sent_back(translation, change), by=trainer.account)
    assert not StringTranslation.objects.exists()


def test_what_publishing_would_refuse_brings_in_nothing(trainer, translation):
    with pytest.raises(PoRefused, match="no se podría publicar"):
        bring_in(translation, sent_back(translation, lambda entry: "muy largo " * 60), by=trainer.account)
    assert not StringTranslation.objects.exists()


def test_a_file_of_another_page_or_of_older_words(trainer, lesson, translation, english):
    other = begin(a_lesson(lesson.get_parent(), "Dos", [samples.STORY], slug="dos"), english)
    with pytest.raises(PoRefused, match="de otra página"):
        bring_in(translation, sent_back(other), by=trainer.account)
    older = sent_back(translation)
    lesson.body = [
        samples.block("story", "story-1", title="El mar", body=samples.rich("Pasó algo."), question="")
    ]
    lesson.save_revision().publish()
    translation.source.update_from_db()
    brought = bring_in(translation, older, by=trainer.account)
    assert brought.gone > 0
    assert not StringTranslation.objects.filter(data="EN El río").exists()


def test_what_changed_is_told_with_the_words_of_the_change(client_as, trainer, ceiba, lesson, translation):
    say(translation)
    assert late(pages_within([ceiba])) == []
    raw = list(lesson.body.raw_data)
    raw[0] = {**raw[0], "value": {**raw[0]["value"], "title": "El mar"}}
    lesson.body = raw
    revision = lesson.save_revision()
    revision.publish()
    LessonChange.objects.create(
        mark="6a7c5f0e-6f3c-4f61-9c58-0a5b7f0f3a11",
        lesson_key=lesson.translation_key,
        revision=revision.pk,
        weight="safety",
        what={"es": "Ya no se llama."},
    )
    (row,) = late(pages_within([ceiba]))
    assert (row.changed, row.lacking, row.change.weight) == (True, 0, "safety")
    assert [(each.before, each.now) for each in changes_of(translation)] == [("El río", "El mar")]
    client = client_as(trainer)
    for address in ("/cms/translations/", f"/cms/translations/{translation.pk}/"):
        page = client.get(address).content.decode()
        assert "Ya no se llama." in page
    assert "El mar" in page
    # Brought over, one text waits for its translation and what it says stays with its block.
    client.post(f"/cms/localize/update/{translation.source_id}/", {})
    (row,) = late(pages_within([ceiba]))
    assert (row.changed, row.lacking) == (False, 1)
    assert row.change is None


def test_what_is_no_text_is_told_as_such(client_as, trainer, lesson, translation, mam):
    say(translation)
    lesson.tracks = [{"type": "track", "value": {"block": "story-1", "variety": str(mam.key), "audio": 1}}]
    lesson.save_revision().publish()
    assert not late_one(translation).changed
    saved = json.dumps(lesson.body.get_prep_value()).replace("<p>", '<p data-block-key=\\"a1b2c\\">')
    assert "a1b2c" in saved
    lesson.body = json.loads(saved)
    lesson.save_revision().publish()
    assert not late_one(translation).changed
    lesson.body = reversed(list(lesson.body.raw_data))
    lesson.save_revision().publish()
    assert late_one(translation).changed
    page = client_as(trainer).get(f"/cms/translations/{translation.pk}/").content.decode()
    assert "No cambiaron los textos" not in page
    lesson.body = [{**raw, "value": {**raw["value"], "step": "synthesis"}} for raw in lesson.body.raw_data]
    lesson.save_revision().publish()
    translation.source.update_from_db()
    lesson.body = [{**raw, "value": {**raw["value"], "step": "input"}} for raw in lesson.body.raw_data]
    lesson.save_revision().publish()
    page = client_as(trainer).get(f"/cms/translations/{translation.pk}/").content.decode()
    assert "No cambiaron los textos" in page


def test_a_file_holds_each_text_once_with_the_words_agreed_on(trainer, ceiba, english):
    load_glossary()
    twice = samples.rich("Respira.") + samples.rich("Anota las amenazas.") + samples.rich("Respira.")
    lesson = a_lesson(a_module(a_course(ceiba.course_index)), "Uno", [samples.block("text", "t", body=twice)])
    translation = begin(lesson, english)
    po = polib.pofile(take_out(translation), check_for_duplicates=True)
    assert [entry.msgid for entry in po] == ["Uno", "Anota las amenazas.", "Respira."]
    assert "amenaza = threat" in po[1].comment
    for entry in po:
        entry.msgstr = f"EN {entry.msgid}"
    assert bring_in(translation, str(po).encode(), by=trainer.account) == Brought(3, 0, 0)


def test_what_stays_out_is_told(client_as, trainer, translation):
    def send(*, fuzzy, twice=False, **metadata):
        po = polib.pofile(sent_back(translation, **metadata).decode())
        for entry in po:
            entry.flags = ["fuzzy"] if fuzzy else []
        data = str(po) + (str(po).partition("msgctxt")[2].join(("\nmsgctxt", "")) if twice else "")
        sent = {"file": SimpleUploadedFile("x.po", data.replace("\n", "\r\n").encode())}
        base = f"/cms/localize/translate/{translation.pk}/pofile/upload/"
        return client_as(trainer).post(base, sent, follow=True).content.decode()

    page = send(fuzzy=True)
    assert "No entró ningún texto nuevo." in page
    assert "dudosos" in page
    page = send(fuzzy=False, twice=True)
    assert "No entraron" not in page
    assert "Textos que entraron" in page


def test_a_link_that_was_lost_is_told(client_as, trainer, ceiba, english):
    body = [samples.block("text", "t", body='<p>Llama <a href="tel:+5031">al equipo</a> ya.</p>')]
    translation = begin(a_lesson(a_module(a_course(ceiba.course_index)), "Uno", body), english)
    data = sent_back(translation, lambda entry: "Call now" if "Llama" in entry.msgid else "One")
    sent = {"file": SimpleUploadedFile("x.po", data)}
    client = client_as(trainer)
    base = f"/cms/localize/translate/{translation.pk}/pofile/upload/"
    assert (
        "Les falta un enlace que su original tiene: 1."
        in client.post(base, sent, follow=True).content.decode()
    )
    page = client.get(f"/cms/translations/{translation.pk}/").content.decode()
    assert "<li>Call now</li>" in page


def a_change(revision, weight="content"):
    page = revision.content_object
    return LessonChange.objects.create(
        mark=uuid4(),
        lesson_key=page.translation_key,
        revision=revision.pk,
        weight=weight,
        what={"es": "Otra cosa."},
    )


def an_english_part(network, module):
    there = network.course_index.get_translations().get()
    return a_translation(module, a_translation(module.get_parent(), there, title="Course"), title="Part")


def republished(page):
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk).live_revision


def test_what_was_written_apart_is_behind_until_it_is_published_again(
    client_as, trainer, ceiba, lesson, english
):
    part = an_english_part(ceiba, lesson.get_parent())
    one = a_translation(lesson, part, title="One", body=[samples.STORY])
    republished(one)
    pages = Q(path__startswith=lesson.path) | Q(path__startswith=one.path)
    a_change(republished(lesson), "small")
    assert behind(pages) == []
    change = a_change(republished(lesson))
    assert behind(pages) == [Apart(one, change)]
    assert behind(Q(pk__in=[])) == []
    listed = client_as(trainer).get("/cms/translations/").text
    assert f"/cms/pages/{one.pk}/edit/" in listed
    assert "Otra cosa." in listed
    republished(one)
    assert behind(pages) == []


@pytest.mark.parametrize("many", [1, 3])
def test_those_written_apart_cost_the_same_for_many(ceiba, english, many, django_assert_num_queries):
    module = a_module(a_course(ceiba.course_index))
    part = an_english_part(ceiba, module)
    for number in range(many):
        lesson = a_lesson(module, f"L{number}", [samples.STORY], slug=f"l{number}")
        republished(a_translation(lesson, part, title=f"E{number}", slug=f"e{number}", body=[samples.STORY]))
        a_change(republished(lesson))
    with django_assert_num_queries(3):
        assert len(behind(Q())) == many


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(ceiba, english, many, django_assert_num_queries):
    module = a_module(a_course(ceiba.course_index))
    for number in range(many):
        begin(a_lesson(module, f"L{number}", [samples.STORY], slug=f"l{number}"), english)
    pages = pages_within([ceiba])
    with django_assert_num_queries(7):
        assert len(late(pages)) == many


def test_words_that_were_agreed_on_stand_beside_the_text(client_as, trainer, ceiba, english):
    load_glossary()
    body = [samples.block("text", "t", body=samples.rich("Anota las amenazas en la bitácora."))]
    translation = begin(a_lesson(a_module(a_course(ceiba.course_index)), "Uno", body), english)
    found = dict(agreed(translation))
    assert "threat" in found["amenaza"]
    page = client_as(trainer).get(f"/cms/translations/{translation.pk}/").content.decode()
    assert '<dd lang="en">' in page


def test_a_file_of_a_translation_that_was_stopped_goes_nowhere(client_as, trainer, translation):
    client = client_as(trainer)
    client.post(f"/cms/localize/translate/{translation.pk}/disable/")
    base = f"/cms/localize/translate/{translation.pk}/pofile/"
    sent = {"file": SimpleUploadedFile("x.po", sent_back(translation))}
    assert client.post(f"{base}upload/", sent).status_code == 404
    assert not StringTranslation.objects.exists()


def test_what_is_of_another_network_is_missing(client_as, trainer, jicara, english):
    foreign = begin(a_lesson(a_module(a_course(jicara.course_index)), "Ajena", [samples.STORY]), english)
    client = client_as(trainer)
    base = f"/cms/localize/translate/{foreign.pk}/pofile/"
    for address in (f"/cms/translations/{foreign.pk}/", f"{base}download/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{base}upload/", {}).status_code == 404
    assert "Ajena" not in client.get("/cms/translations/").content.decode()
    assert LessonPage.objects.filter(title="Ajena").exists()
