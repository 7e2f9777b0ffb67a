"""A course goes out as a zip and comes in again: the same bytes, in another site and after any number of trips."""

import re
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from modules.exchange.courses import read_package
from modules.exchange.ids import stable_id
from modules.exchange.incoming import bring_in
from modules.exchange.outgoing import write_package
from modules.models import CourseImage, CourseMedia, LessonPage
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_translation
from tests.modules.test_cleaning_video import webm

pytestmark = pytest.mark.django_db
IDS = re.compile(rb"(?m)^(course|lesson|module): .*$|(?<=id: )[0-9a-f-]{36}(?=, title)|/pagina/[0-9a-f-]{36}")


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
        place, "El cesto", intro="<p>Hola &amp; <b>bien</b>venida</p>", theme="care", hours="2.5"
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
    second = a_lesson(module, "Segunda", shown, pass_mark=70, required=False, live=False)
    english = a_translation(
        course, place.get_translations().get(), title="The basket", neutral_title="Course"
    )
    part = a_translation(module, english, title="Before")
    words = [
        samples.block("text", shown[0]["id"], body=samples.rich("Words.")),
        {**shown[0], "id": str(uuid4())},
    ]
    a_translation(second, part, title="Second", body=words)
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


def test_it_goes_out_the_same_each_time_under_neutral_names(course):
    data = packed(course)
    assert packed(course) == data
    with ZipFile(BytesIO(data)) as package:
        assert package.namelist() == [
            "en/01.md", "en/curso.md", "es/01.md", "es/02.md", "es/curso.md",
            "media/audio-1.mp3", "media/imagen-1.jpg", "media/titulos.yml", "media/video-1.webm",
        ]  # fmt: skip
        assert 'image: "media/imagen-1.jpg"' in package.read("es/02.md").decode()
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_in_another_site_it_is_the_same_to_the_last_byte(course, jicara, trainer, cast):
    data = packed(course)
    ceiba = trainer.network
    elsewhere(course)
    came = brought(data, ceiba.course_index, trainer.account)
    assert came.said == []
    assert not came.course.live
    again = packed(came.course)
    assert unpacked(again) == unpacked(data)
    assert again == data
    assert LessonPage.objects.filter(live=True).count() == 0
