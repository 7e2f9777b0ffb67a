"""Files of a course: to the members of the network that owns them, or of any where nobody does."""

import io
from contextlib import nullcontext

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.http import Http404
from PIL import Image
from wagtail import hooks
from wagtail.models import Collection

from learning.networks.models import Network
from modules.models import CourseDocument, CourseImage, CourseMedia
from tests.factories import a_network

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_picture(collection):
    drawn = io.BytesIO()
    Image.new("RGB", (800, 600), "#9c1f40").save(drawn, "PNG")
    file = ImageFile(io.BytesIO(drawn.getvalue()), name="dibujo.png")
    return CourseImage.objects.create(title="Dibujo", file=file, collection=collection)


SOUND = b"\xff\xfb\x90\x00" + bytes(range(96))


def a_recording(collection):
    file = ContentFile(SOUND, "voz.mp3")
    return CourseMedia.objects.create(title="Voz", type="audio", duration=1, collection=collection, file=file)


def whole(answer):
    return answer.getvalue()


@pytest.fixture
def root():
    return Collection.get_first_root_node()


# Wagtail leaves the temporary file of a rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("make", ["picture", "original", "recording", "document"])
def test_her_networks_files_are_hers_and_no_strangers(client_as, client, learner, stranger, ceiba, make):
    address = {
        "picture": lambda: a_picture(ceiba.collection).get_rendition("width-360|format-webp").url,
        "original": lambda: a_picture(ceiba.collection).file.url,
        "recording": lambda: a_recording(ceiba.collection).url,
        "document": lambda: (
            CourseDocument.objects.create(
                title="Hoja", collection=ceiba.collection, file=ContentFile(b"hola", "hoja.pdf")
            ).file.url
        ),
    }[make]()
    hers = client_as(learner).get(address)
    kept = hers.headers.get("Content-Disposition", "").startswith("attachment")
    assert (hers.headers["Content-Type"].partition("/")[0] in ("image", "audio")) != kept
    assert kept == (make == "document")
    assert hers.headers["Cache-Control"] == "no-store"
    assert "sandbox" in hers.headers["Content-Security-Policy"]
    assert hers.status_code == 200
    assert whole(hers)
    foreign = client_as(stranger).get(address)
    missing = client_as(stranger).get("/archivo/images/none.png")
    told = missing.content.replace(b"/archivo/images/none.png", address.encode())
    assert (foreign.status_code, foreign.content) == (404, told)
    assert client.get(address).status_code == 302


def test_what_no_network_owns_is_for_every_member(client_as, stranger, keeper, root):
    address = a_recording(root).url
    assert whole(client_as(stranger).get(address))
    assert client_as(keeper).get(address).status_code == 404


def test_what_a_shared_place_shows_is_for_all_who_read_its_courses(client_as, learner, stranger):
    common = a_network("Común", Network.Kind.REGIONAL)
    picture = a_picture(common.collection).get_rendition("width-360|format-webp").url
    for member in (learner, stranger):
        for address in (picture, a_recording(common.collection).url):
            assert whole(client_as(member).get(address))


def test_a_folder_inside_her_networks_is_her_networks(client_as, learner, stranger, ceiba):
    inside = ceiba.collection.add_child(name="Dibujos")
    address = a_recording(inside).url
    assert whole(client_as(learner).get(address))
    assert client_as(stranger).get(address).status_code == 404


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=10-19", 10, 19), ("bytes=90-", 90, 99), ("bytes=0-999", 0, 99)]
)
def test_a_piece_of_a_recording(client_as, learner, ceiba, asked, first, last):
    answer = client_as(learner).get(a_recording(ceiba.collection).url, headers={"Range": asked})
    assert (answer.status_code, whole(answer)) == (206, SOUND[first : last + 1])
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/100"


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=-5", "bytes=5-2", "lines=1-2", "bytes=0-1,3-4"])
def test_a_range_that_is_none_brings_the_whole(client_as, learner, ceiba, asked):
    answer = client_as(learner).get(a_recording(ceiba.collection).url, headers={"Range": asked})
    assert answer.status_code == 200
    assert whole(answer) == SOUND


@pytest.mark.parametrize("path", ["..%2f..%2fmanage.py", "images/", "images/../../db.sqlite3", "%00"])
def test_nothing_else_can_be_reached(client_as, learner, path):
    assert client_as(learner).get(f"/archivo/{path}").status_code == 404


def test_wagtails_own_ways_to_pages_and_documents_ask_the_same(rf, learner, stranger, ceiba, here):
    """None of them is mounted; should one be, these hooks stand in its way."""
    document = CourseDocument(collection=ceiba.collection)
    asking = hooks.get_hooks("before_serve_document")
    for member, open_to_her in ((learner, True), (stranger, False), (None, False)):
        request = rf.get("/")
        request.membership = member
        with nullcontext() if open_to_her else pytest.raises(Http404):
            assert [ask(document, request) for ask in asking] == [None] * len(asking)
    with pytest.raises(Http404):
        [refuse(here.first, rf.get("/"), (), {}) for refuse in hooks.get_hooks("before_serve_page")]
