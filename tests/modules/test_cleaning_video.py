"""What a film tells besides its pictures and its sound is gone before anything is written."""

import struct
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.cleaning.video import MOST_BYTES, clean_video
from modules.models import CourseMedia
from tests.modules.test_cleaning import SECRET, SOUND, box, mp3, upload

WHEN = struct.pack(">4I", 0, 0x53454352, 0x45544F21, 1000)
UNKNOWN = b"\x01" + b"\xff" * 7


def a_track(handler, entry):
    hdlr = box(b"hdlr", bytes(8) + handler + bytes(12) + SECRET + b"\0")
    stsd = box(b"stsd", bytes(4) + struct.pack(">I", 1) + entry)
    media = box(b"mdhd", WHEN) + hdlr + box(b"minf", box(b"vmhd", bytes(12)) + box(b"stbl", stsd))
    return box(b"trak", box(b"tkhd", WHEN) + box(b"mdia", media) + box(b"udta", SECRET))


def avc1(kind=b"avc1"):
    packer = SECRET.ljust(32, b"\0")
    return box(kind, bytes(42) + packer + bytes(4) + box(b"avcC", SOUND) + box(b"uuid", SECRET))


def mp4(*handlers, entry=None, brand=b"isom"):
    tracks = b"".join(
        a_track(each, (entry or avc1()) if each == b"vide" else box(b"mp4a", bytes(28)))
        for each in handlers or (b"vide", b"soun")
    )
    moov = box(
        b"moov", box(b"mvhd", WHEN) + tracks + box(b"udta", box(b"\xa9xyz", SECRET)) + box(b"meta", SECRET)
    )
    moof = box(b"moof", box(b"mfhd", bytes(8)) + box(b"traf", box(b"tfhd", bytes(8)) + box(b"uuid", SECRET)))
    return box(b"ftyp", brand) + moov + box(b"uuid", SECRET) + moof + box(b"mdat", SOUND)


def element(number, *held, size=None):
    data = b"".join(held)
    head = bytes.fromhex(number)
    return head + (size or b"\x01" + len(data).to_bytes(7, "big")) + data


def short(number, data):
    return bytes.fromhex(number) + bytes([0x80 | len(data)]) + data


def webm(kind=1, doc=b"webm", cluster_size=None, segment_size=None):
    info = element(
        "1549a966", short("bf", SECRET[:4]), short("2ad7b1", b"\x0f\x42\x40"), element("4461", SECRET),
        element("7ba9", SECRET), element("4d80", SECRET), element("5741", SECRET), element("73a4", SECRET),
    )  # fmt: skip # A list is read in lines.
    track = element(
        "ae", short("d7", b"\1"), short("83", bytes([kind])), element("536e", SECRET), element("86", b"V_VP8")
    )
    cluster = element("1f43b675", short("e7", b"\0"), element("a3", SOUND), size=cluster_size)
    tags = element("1254c367", SECRET) + element("1941a469", SECRET) + element("1043a770", SECRET)
    body = [info, element("1654ae6b", track), cluster, cluster, tags, short("ec", SECRET)]
    return element("1a45dfa3", element("4282", doc)) + element("18538067", *body, size=segment_size)


FILMS = [
    mp4(), mp4(b"vide"), mp4(entry=avc1(b"vp09")),
    webm(), webm(cluster_size=UNKNOWN, segment_size=UNKNOWN), webm(segment_size=b"\xff"),
]  # fmt: skip # A list is read in lines.


@pytest.mark.parametrize("data", FILMS)
def test_a_film_keeps_what_is_seen_and_heard_and_nothing_else(data):
    assert SECRET in data
    cleaned = clean_video(upload(data, "marcha.mov"))
    kept = cleaned.read()
    assert SECRET not in kept
    assert b"SECR" not in kept
    assert kept.count(SOUND) == data.count(SOUND)
    assert kept.index(SOUND) == data.index(SOUND)
    assert len(kept) == len(data)
    assert "marcha" not in cleaned.name
    assert clean_video(upload(kept)).read() == kept


@pytest.mark.parametrize(
    "data",
    [
        b"", mp3(), mp4(b"soun"), mp4(b"vide", b"meta"), mp4(b"vide", b"text"), mp4(brand=b"qt  "),
        mp4(entry=avc1(b"s263")), webm(kind=0x21), webm(doc=b"matroska"), webm()[:-20], FILMS[0][:-20],
        b"\x1aE\xdf\xa3",
    ],
)  # fmt: skip # A list is read in lines.
def test_what_is_more_or_less_than_a_film_is_refused_in_words(data):
    with pytest.raises(ValidationError, match="no se pudo leer"):
        clean_video(upload(data))


def test_a_heavy_film_is_refused():
    with pytest.raises(ValidationError, match="pesa demasiado"):
        clean_video(upload(bytes(MOST_BYTES + 1)))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(FILMS), st.integers(0, 600), st.binary(max_size=6))
def test_a_broken_film_is_read_or_refused_and_nothing_else(data, place, noise):
    broken = data[:place] + noise + data[place + len(noise) :]
    with suppress(ValidationError):
        clean_video(upload(broken))


@pytest.mark.django_db
@pytest.mark.parametrize("data", [mp4(), webm()])
def test_whatever_way_it_comes_in_only_the_clean_film_is_written(settings, tmp_path, data):
    settings.MEDIA_ROOT = tmp_path
    CourseMedia.objects.create(title="Marcha", type="video", duration=1, file=upload(data, "marcha.mp4"))
    [written] = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert SECRET not in written.read_bytes()


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["/cms/media/video/add/", "/cms/media/video/chooser/upload/"])
def test_a_trainer_adds_a_film_and_hears_why_another_is_refused(
    client_as, trainer, ceiba, settings, tmp_path, where
):
    settings.MEDIA_ROOT = tmp_path
    prefix = "media-chooser-upload-" if "chooser" in where else ""
    send = {"title": "Marcha", "collection": ceiba.collection_id, "duration": 0}
    for film, kept in ((mp4(b"vide", b"meta"), 0), (mp4(), 1)):
        values = {**send, "file": upload(film, "marcha.mp4")}
        answer = client_as(trainer).post(where, {f"{prefix}{name}": each for name, each in values.items()})
        assert (answer.status_code, CourseMedia.objects.count()) in ((200, kept), (302, kept))
        assert ("no se pudo leer" in answer.content.decode()) == (kept == 0)
    with CourseMedia.objects.get().file.open() as written:
        assert SECRET not in written.read()
