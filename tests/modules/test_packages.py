"""A course goes out as a zip and comes in again: the same bytes, in another site and after any number of trips."""

import dataclasses
import re
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from wagtail.blocks import (
    BooleanBlock,
    ChoiceBlock,
    ChooserBlock,
    DateBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
)

from learning.networks.models import Role
from modules.blocks import LESSON_BLOCKS
from modules.blocks.directory import EntryBlock
from modules.exchange.courses import read_package
from modules.exchange.errors import CourseFileError
from modules.exchange.ids import stable_id
from modules.exchange.incoming import _Arrival, bring_in
from modules.exchange.leaves import changed, definitions
from modules.exchange.markdown import CourseText, LessonText, read_lesson, write_lesson
from modules.exchange.outgoing import write_package
from modules.exchange.references import is_file
from modules.exchange.stored import as_edited
from modules.exchange.work import CannotDo
from modules.models import CourseImage, CourseMedia, CoursePage, LanguageVariety, LessonPage
from modules.sameness import plainly
from tests.factories import a_member
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_translation
from tests.modules.test_cleaning_video import webm

pytestmark = pytest.mark.django_db
BLOCKS = dict(LESSON_BLOCKS)
# The ids of pages; those of blocks stay.
IDS = re.compile(
    rb'(?m)^(course|lesson|module): .*$|(?<=id: )"?[0-9a-f-]{36}"?(?=, title)|/pagina/[0-9a-f-]{36}'
)


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_picture(collection, kind="JPEG", title="Un monte"):
    drawn = BytesIO()
    Image.effect_noise((64, 48), 90).convert("RGB").save(drawn, kind)
    file = ContentFile(drawn.getvalue(), f"monte.{kind.lower()}")
    return CourseImage.objects.create(title=title, file=file, collection=collection)


def a_recording(collection):
    sound = ContentFile(b"\xff\xfb\x90\x00" + bytes(800), "a.mp3")
    return CourseMedia.objects.create(
        title="La voz: «una»", type="audio", duration=1, file=sound, collection=collection
    )


def a_film(collection):
    film = ContentFile(webm(), "f.webm")
    return CourseMedia.objects.create(
        title="El baile", type="video", duration=1, file=film, collection=collection
    )


def named(value):
    """The samples, with ids as the editor gives them."""
    if isinstance(value, list):
        return [named(each) for each in value]
    if isinstance(value, dict):
        return {
            name: str(stable_id("x", str(each))) if name == "id" else named(each)
            for name, each in value.items()
        }
    return value


@pytest.fixture
def course(ceiba):
    """A course of two languages with a block of each kind, a picture twice, a recording and links."""
    place = ceiba.course_index
    course = a_course(
        place,
        "El cesto",
        intro="<p>Hola &amp; <b>bien</b>venida</p>",
        theme="care",
        hours="2.5",
        before=[str(stable_id("el telar")), str(stable_id("la huerta"))],
    )
    module = a_module(course, "Antes: «uno»")
    a_module(course, "Vacío")
    first = a_lesson(module, "Primera", named(samples.WORDS), minutes=12)
    picture, sound = a_picture(ceiba.collection), a_recording(ceiba.collection)
    link = f'<p>Mira <a linktype="page" id="{first.pk}">la primera</a>.</p>'
    shown = [
        samples.block("image", str(uuid4()), image=picture.pk, alt="Un monte", caption="Al alba"),
        samples.block("audio", str(uuid4()), audio=sound.pk, transcript="Uno.\r\n\r\nDos: — sí."),
        samples.block(
            "video",
            str(uuid4()),
            video=a_film(ceiba.collection).pk,
            poster=picture.pk,
            audio=sound.pk,
            transcript="Bailan.",
        ),
        samples.block("text", str(uuid4()), body=link),
        samples.block("text", str(uuid4()), body="<p>Una <b>pal</b>abra y 3\xa0000</p>"),
        samples.block("single_choice", str(uuid4()), prompt="", hint="", choices=[]),
    ]
    spoken = LanguageVariety.objects.create(name="Chontal", region="de la sierra", code="chd")
    heard = {"block": shown[0]["id"], "variety": str(spoken.key), "audio": a_recording(ceiba.collection).pk}
    tracks = [{"type": "track", "id": str(uuid4()), "value": heard}]
    second = a_lesson(module, "Segunda", shown, pass_mark=70, required=False, live=False, tracks=tracks)
    english = a_translation(
        course, place.get_translations().get(), title="The basket", neutral_title="Course"
    )
    part = a_translation(module, english, title="Before")
    words = [
        samples.block("text", shown[0]["id"], body=samples.rich("Words.")),
        {**shown[0], "id": str(uuid4())},
    ]
    a_translation(second, part, title="Second", body=words, untranslated={words[1]["id"]: "es"})
    return course


def packed(course):
    out = BytesIO()
    assert write_package(course, out) == []
    return out.getvalue()


def brought(data, place, by):
    return bring_in(read_package(BytesIO(data)), place, by, uuid4())


def unpacked(data):
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def contents(data):
    with ZipFile(BytesIO(data)) as package:
        return {name: IDS.sub(b"", package.read(name)) for name in package.namelist()}


def elsewhere(course):
    """This site without the course, as another one would be."""
    for each in course.get_translations(inclusive=True):
        each.delete()
    CourseImage.objects.all().delete()
    CourseMedia.objects.all().delete()
    LanguageVariety.objects.filter(name="Chontal").delete()


def test_it_goes_out_the_same_each_time_under_neutral_names(course):
    data = packed(course)
    assert packed(course) == data
    with ZipFile(BytesIO(data)) as package:
        assert package.namelist() == [
            "en/01.md", "en/curso.md", "es/01.md", "es/02.md", "es/curso.md",
            "media/audio-1.mp3", "media/imagen-1.jpg", "media/titulos.yml", "media/video-1.webm",
        ]  # fmt: skip # A list is read in lines.
        assert 'image: "media/imagen-1.jpg"' in package.read("es/02.md").decode()
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_in_another_site_it_is_the_same_to_the_last_byte(course, jicara, trainer, cast):
    data = packed(course)
    ceiba = trainer.network
    elsewhere(course)
    came = brought(data, ceiba.course_index, trainer.account)
    assert came.said == []
    assert not came.course.live
    spoken = LanguageVariety.objects.get(name="Chontal")
    assert (spoken.region, spoken.code) == ("de la sierra", "chd")
    again = packed(came.course)
    assert unpacked(again) == unpacked(data)
    assert again == data
    assert LessonPage.objects.filter(live=True).count() == 0


def test_where_its_keys_are_taken_it_is_a_copy_with_new_ones(course, trainer):
    data = packed(course)
    before = {page.pk: page.latest_revision_id for page in course.get_descendants(inclusive=True)}
    came = brought(data, trainer.network.course_index, trainer.account)
    assert "claves nuevas" in came.said[0]
    again = packed(came.course)
    assert contents(again) == contents(data)
    assert again != data
    keys = {page.translation_key for page in came.course.get_descendants(inclusive=True)}
    assert keys.isdisjoint(page.translation_key for page in course.get_descendants(inclusive=True))
    assert before == {page.pk: page.latest_revision_id for page in course.get_descendants(inclusive=True)}
    link = LessonPage.objects.get(title="Segunda", translation_key__in=keys)
    first = LessonPage.objects.get(title="Primera", translation_key__in=keys)
    assert f'id="{first.pk}"' in str(link.body.get_prep_value())
    assert contents(packed(brought(again, trainer.network.course_index, trainer.account).course)) == contents(
        data
    )


def test_in_a_place_of_another_network_its_files_are_theirs(course, jicara):
    other = a_member(jicara, Role.TRAINER)
    came = brought(packed(course), jicara.course_index, other.account)
    assert came.course.path.startswith(jicara.course_index.path)
    assert {each.collection for each in CourseImage.objects.filter(uploaded_by_user=other.account)} == {
        jicara.collection
    }
    with pytest.raises(CannotDo):
        brought(packed(course), course.get_parent(), other.account)


def test_what_fails_half_way_leaves_neither_pages_nor_files(course, trainer, settings, monkeypatch):
    data = packed(course)
    elsewhere(course)
    files = sorted(Path(settings.MEDIA_ROOT).rglob("*.*"))
    monkeypatch.setattr(_Arrival, "fill", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        brought(data, trainer.network.course_index, trainer.account)
    assert (CoursePage.objects.count(), CourseImage.objects.count(), CourseMedia.objects.count()) == (0, 0, 0)
    assert sorted(Path(settings.MEDIA_ROOT).rglob("*.*")) == files


@pytest.mark.parametrize(
    ("name", "was", "now", "said"),
    [
        ("es/curso.md", b"theme: care", b"theme: baile", "theme: "),
        ("es/curso.md", b"hours: 2.5", b"hours: 1e30", "hours: "),
        ("es/curso.md", b"before: [", b"before: [[a], ", "before"),
        ("es/curso.md", b"before: [", b"before: [" + b"a, " * 21, "before"),
        ("es/curso.md", b"neutral_title: ", b"neutral_title: " + b"a" * 90 + b" # ", "neutral_title: "),
        ("es/01.md", b"minutes: ", b"minutes: -", "minutes: "),
        ("es/01.md", b"summary: ", b"summary: " + b"a" * 301 + b" # ", "summary: "),
    ],
)
def test_what_no_column_holds_is_told_by_its_name(course, trainer, name, was, now, said):
    files = unpacked(packed(course))
    assert was in files[name]
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for each, data in files.items():
            package.writestr(each, data.replace(was, now) if each == name else data)
    pages = CoursePage.objects.count()
    with pytest.raises(CourseFileError, match=said):
        brought(out.getvalue(), course.get_parent().specific, trainer.account)
    assert CoursePage.objects.count() == pages


def test_what_a_page_says_has_a_place_in_its_file():
    """A new field of a course or lesson needs one, or stands here with the reason why it has none."""
    of_this_site = {"page_ptr", "change"}  # `change` is asked at each publishing.
    renamed = {"body": "blocks", "tracks": "voices"}
    for model, text in ((CoursePage, CourseText), (LessonPage, LessonText)):
        names = {field.name for field in model._meta.local_fields} - of_this_site
        held = {field.name for field in dataclasses.fields(text)}
        assert {renamed.get(name, name) for name in names} <= held


SAMPLES = {each["type"]: each for each in named([*samples.WORDS, *samples.CARDS])}
SAMPLES |= {
    kind: {"type": kind, "id": str(stable_id("x", kind)), "value": {"step": "input", **value}}
    for kind, value in {
        "image": {"image": "media/imagen-1.jpg", "alt": "Un monte", "caption": ""},
        "audio": {"audio": "media/audio-1.mp3", "transcript": "Uno.\n\nDos."},
        "video": {
            "video": "media/video-1.mp4",
            "poster": "media/imagen-1.jpg",
            "transcript": "Uno.",
            "audio": "media/audio-1.mp3",
        },
    }.items()
}


@pytest.mark.parametrize("kind", list(BLOCKS))
def test_every_kind_of_block_has_a_form_in_words(kind):
    told = write_lesson(a_text([SAMPLES[kind]]))
    assert "stored: true" not in told
    assert plainly(read_lesson(told, "curso", draft=True).blocks) == plainly([SAMPLES[kind]])


def test_what_is_chosen_in_blocks_can_be_named_in_a_file():
    chosen = [
        leaf for block in BLOCKS.values() for leaf in definitions(block) if isinstance(leaf, ChooserBlock)
    ]
    assert [leaf for leaf in chosen if not is_file(leaf) and not hasattr(leaf.target_model, "key")] == []


def a_text(blocks):
    return LessonText("l", "m", "Uno", "", 10, True, None, blocks)


HTML = st.sampled_from(
    ["", "<p></p>", "<p>Uno</p>", "<p>A<b>b</b>c</p><p></p>", '<p><a href="http://x.org">x</a> ::: </p>',
     '<p>Si <a href="/pagina/0b0f0a5e-3d0c-4c55-9a44-0f2a7f5d8f3b">eso</a>\xa0<i>no</i></p>',
     "<ul><li>uno<ul><li>dos</li></ul></li></ul>", "<p>?\u2028 1. <br/>+ x</p>"]
)  # fmt: skip # A list is read in lines.
TEXT = st.one_of(st.just(""), st.text('añ ʼ*_[]<>&#-.:{}?"\\`\n\r\x85\u2028', max_size=14).map(str.strip))


def any_value(block):
    """Whatever the editor may have kept of a block, with gaps."""
    if isinstance(block, StructBlock):
        return st.fixed_dictionaries({name: any_value(each) for name, each in block.child_blocks.items()})
    if isinstance(block, ListBlock):
        item = {"type": st.just("item"), "id": st.uuids().map(str), "value": any_value(block.child_block)}
        return st.lists(st.fixed_dictionaries(item), max_size=2, unique_by=lambda each: each["id"])
    if isinstance(block, RichTextBlock):
        return HTML
    if isinstance(block, ChoiceBlock):
        return st.sampled_from(["", *(str(value) for value, _label in block.field.choices if value)])
    if isinstance(block, BooleanBlock):
        return st.booleans()
    if isinstance(block, IntegerBlock):
        return st.none() | st.integers(1, 5)
    if isinstance(block, DateBlock):
        return st.none() | st.just("2026-11-21")
    if isinstance(block, ChooserBlock):
        return st.none() | st.just("media/x-1.jpg")
    return st.none() if isinstance(block, EntryBlock) else TEXT


def as_kept(leaf, value, path):
    """A text as its editor would have kept it."""
    return as_edited(value, leaf.features) if isinstance(leaf, RichTextBlock) else value


ANY_BLOCK = st.sampled_from(list(BLOCKS)).flatmap(
    lambda kind: st.fixed_dictionaries(
        {"type": st.just(kind), "id": st.uuids().map(str), "value": any_value(BLOCKS[kind])}
    )
)


@pytest.mark.django_db(transaction=False)
@settings(max_examples=120, deadline=None)
@given(ANY_BLOCK)
def test_any_block_with_any_gap_comes_back_as_it_was(block):
    block = {**block, "value": changed(BLOCKS[block["type"]], block["value"], as_kept)}
    told = write_lesson(a_text([block]))
    (again,) = read_lesson(told, "curso", draft=True).blocks
    assert plainly(again) == plainly(block)
    assert write_lesson(a_text([again])) == told


SOME = "5b0f0a5e-3d0c-4c55-9a44-0f2a7f5d8f3b"


@pytest.mark.parametrize(
    "lines",
    [
        "voices: mam",
        'voices:\n  - {block: "b", language: "Mam", region: "", code: "", audio: "media/audio-1.mp3"}',
        f'voices:\n  - {{block: "{SOME}", language: "", region: "", code: "", audio: "media/audio-1.mp3"}}',
        f'voices:\n  - {{block: "{SOME}", language: "Mam", region: "", code: "", audio: "media/imagen-1.jpg"}}',
        f'voices:\n  - {{block: "{SOME}", language: "Mam", audio: "media/audio-1.mp3"}}',
        f'voices:\n  - {{block: "{SOME}", language: "Mam", region: "", code: "<b>", audio: "media/audio-1.mp3"}}',
        "untranslated: [uno]",
        'untranslated: {uno: "es"}',
        f"untranslated: {{{SOME}: 3}}",
        f"untranslated: {{{SOME}: '\"><script>'}}",
    ],
)
def test_what_is_said_beside_the_words_is_told_whole(lines):
    front = 'lesson: a\nmodule: b\ntitle: "C"\nsummary: ""\nminutes: 5\nrequired: true'
    with pytest.raises(CourseFileError):
        read_lesson(f"---\n{front}\n{lines}\n---\n", "curso")
    assert read_lesson(f"---\n{front}\n---\n", "curso").voices == []
