"""What is typed side by side: texts that no page takes, and files or addresses that are not hers to show."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image
from wagtail.models import Locale
from wagtail_localize.models import SegmentOverride, StringTranslation

from modules.models import CourseImage
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module
from tests.modules.test_fallback import begin

pytestmark = pytest.mark.django_db
LINKED = samples.block("text", "t", body='<p>Llama <a href="https://a.example/">ya</a>.</p>')


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_picture(network):
    out = BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    out.seek(0)
    return CourseImage.objects.create(title="F", file=ImageFile(out, "f.png"), collection=network.collection)


def start(network, *blocks):
    lesson = a_lesson(a_module(a_course(network.course_index)), "Uno", blocks, summary="Corto.")
    return begin(lesson, Locale.objects.get(language_code="en"))


def put(client, translation, path, value, what="strings"):
    kind = "stringsegment_set" if what == "strings" else "overridablesegment_set"
    segment = getattr(translation.source, kind).get(context__path__startswith=path)
    address = f"/cms/localize/translate/{translation.pk}/{what}/{segment.pk}/edit/"
    return client.put(address, encode_multipart(BOUNDARY, {"value": value}), MULTIPART_CONTENT)


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("title", "x" * 256, "aquí caben 255"),
        ("summary", "x" * 301, "aquí caben 300"),
        ("title", " ", "vacío"),
    ],
)
def test_what_no_page_takes_is_said_beside_it_and_keeps_nothing_else_from_her(
    client_as, trainer, ceiba, django_capture_on_commit_callbacks, path, text, said
):
    translation, client = start(ceiba, samples.TEXT), client_as(trainer)
    answer = put(client, translation, path, text)
    assert (answer.status_code, answer.json()["data"]) == (200, text)
    assert said in answer.json()["error"]
    page = translation.get_target_instance()
    assert page.draft_title == "Uno"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/cms/pages/{page.pk}/edit/", {"action": "publish"})
    page.refresh_from_db()
    assert (page.live, page.title, page.summary) == (True, "Uno", "Corto.")
    # Mended, it is good.
    assert put(client, translation, path, "One").json()["error"] is None
    assert not StringTranslation.objects.filter(has_error=True).exists()


def test_signs_that_no_text_has_are_left_out(client_as, trainer, ceiba):
    translation = start(ceiba, samples.TEXT)
    assert put(client_as(trainer), translation, "title", "On\x00e").json()["data"] == "One"


def test_a_picture_of_another_network_stands_in_no_translation(client_as, trainer, ceiba, jicara):
    mine, theirs = a_picture(ceiba), a_picture(jicara)
    translation = start(ceiba, samples.block("image", "img", image=mine.pk, alt="Algo", caption=""))
    client = client_as(trainer)
    for value in (theirs.pk, theirs.pk + 1, "x"):
        assert put(client, translation, "body.img.image", value, "overrides").status_code == 404
    assert not SegmentOverride.objects.exists()
    assert put(client, translation, "body.img.image", a_picture(ceiba).pk, "overrides").status_code == 201


def test_a_link_leads_to_a_page_in_every_language(client_as, trainer, ceiba):
    translation, client = start(ceiba, LINKED), client_as(trainer)
    assert put(client, translation, "body.t", "javascript:alert(1)", "overrides").status_code == 404
    assert put(client, translation, "body.t", "https://b.example/", "overrides").status_code == 201


def test_what_another_network_translates_is_missing(client_as, trainer, jicara):
    translation = start(jicara, LINKED)
    client = client_as(trainer)
    assert put(client, translation, "title", "x").status_code == 404
    assert put(client, translation, "body.t", "https://b.example/", "overrides").status_code == 404
