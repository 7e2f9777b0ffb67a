"""What a picture or a recording tells besides itself is gone before anything is written."""

import struct
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from modules.cleaning.audio import MOST_BYTES, _ogg_checksum, clean_audio
from modules.cleaning.images import MAX_SIDE, clean_image
from modules.models import CourseImage, CourseMedia

SECRET = b"SECRETO-14.6349N"


def picture(kind="JPEG", size=(60, 40), colour=(200, 30, 60), **options):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def told_picture(kind):
    """A picture that says where, with what and by whom it was taken, in every place its format has for it."""
    exif = Image.Exif()
    exif[Base.Artist] = SECRET.decode()
    exif[Base.Orientation] = 6
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = SECRET.decode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET
    options = {"exif": exif, "icc_profile": profile}
    if kind == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Comment", SECRET.decode())
    if kind == "JPEG":
        options["comment"] = SECRET
    return picture(kind, **options)


def upload(data, name="foto de la reunion.jpg"):
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_its_pixels_and_nothing_else(kind):
    told = told_picture(kind)
    assert SECRET in told
    cleaned = clean_image(upload(told))
    data = cleaned.read()
    assert SECRET not in data
    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.size) == (kind, (40, 60))  # Upright: the phone was held on its side.
        assert not image.getexif()
        assert "icc_profile" not in image.info
        assert all(
            abs(a - b) < 12 for a, b in zip(image.convert("RGB").getpixel((5, 5)), (200, 30, 60), strict=True)
        )
    assert "reunion" not in cleaned.name


def test_what_follows_the_picture_is_gone():
    assert SECRET not in clean_image(upload(picture() + SECRET)).read()


def test_a_transparent_picture_stays_transparent():
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(clean_image(upload(out.getvalue())).read())) as image:
        assert image.getpixel((0, 0))[3] == 0


def test_a_large_picture_is_made_smaller_and_a_huge_one_refused(settings):
    with Image.open(clean_image(upload(picture(size=(3000, 1500))))) as image:
        assert image.size == (MAX_SIDE, MAX_SIDE // 2)
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    with pytest.raises(ValidationError, match="megapíxeles"):
        clean_image(upload(picture()))


def test_a_bomb_is_refused_before_it_opens(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(ValidationError, match="megapíxeles"):
        clean_image(upload(picture()))


@pytest.mark.parametrize(
    "data", [b"", b"no es una imagen", b"<svg onload='x'/>", picture("GIF"), picture()[:300]]
)
def test_what_is_no_picture_of_ours_is_refused_in_words(data):
    with pytest.raises(ValidationError, match="no se pudo leer"):
        clean_image(upload(data))


def syncsafe(size):
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


SOUND = b"\xff\xfb\x90\x00" + bytes(200)


def mp3(sound=SOUND):
    ape = b"APETAGEX" + struct.pack("<4I", 2000, 32 + len(SECRET), 1, 0) + bytes(8)
    tail = SECRET + ape + b"TAG" + SECRET.ljust(125, b"\0")
    return b"ID3\x04\x00\x00" + syncsafe(len(SECRET)) + SECRET + sound + tail


def box(kind, body):
    return struct.pack(">I", len(body) + 8) + kind + body


def mp4(handler=b"soun"):
    when = struct.pack(">4I", 0, 0x53454352, 0x45544F21, 1000)
    hdlr = box(b"hdlr", bytes(8) + handler + bytes(12) + SECRET + b"\0")
    track = box(b"trak", box(b"tkhd", when) + box(b"mdia", box(b"mdhd", when) + hdlr))
    moov = box(b"moov", box(b"mvhd", when) + track + box(b"udta", box(b"meta", SECRET)))
    return box(b"ftyp", b"M4A ") + box(b"free", SECRET) + moov + box(b"XMP_", SECRET) + box(b"mdat", SOUND)


def ogg_page(packets, number, first=False):
    lengths = b"".join(bytes([255] * (len(p) // 255) + [len(p) % 255]) for p in packets)
    head = b"OggS\0" + bytes([2 if first else 0]) + bytes(8) + b"ser!" + struct.pack("<I", number)
    page = bytearray(head + bytes(4) + bytes([len(lengths)]) + lengths + b"".join(packets))
    page[22:26] = struct.pack("<I", _ogg_checksum(page))
    return bytes(page)


def ogg(name=b"OpusTags"):
    comment = b"LOCATION=" + SECRET * 40
    tags = name + struct.pack("<I", 4) + b"phon" + struct.pack("<2I", 1, len(comment)) + comment + b"\x01"
    return ogg_page([b"OpusHead" + bytes(11)], 0, first=True) + ogg_page([tags, SOUND], 1)


@pytest.mark.parametrize("data", [mp3(), mp4(), ogg(), ogg(b"\x03vorbis")])
def test_a_recording_keeps_its_sound_and_nothing_else(data):
    assert SECRET in data
    cleaned = clean_audio(upload(data, "voz de ana.mp3"))
    kept = cleaned.read()
    assert SECRET not in kept
    assert b"SECRETO!"[:4] not in kept
    assert SOUND in kept
    assert "ana" not in cleaned.name


def test_offsets_stay_true_and_every_page_is_sealed_again():
    assert clean_audio(upload(mp4())).size == len(mp4())
    cleaned = clean_audio(upload(ogg())).read()
    start = cleaned.index(b"OggS", 4)
    page = bytearray(cleaned[start:])
    sealed = bytes(page[22:26])
    page[22:26] = bytes(4)
    assert sealed == struct.pack("<I", _ogg_checksum(page))
    assert cleaned[start + 27 + page[26] :].startswith(b"OpusTags" + bytes(8))


def test_the_checksum_is_that_of_the_standard():
    # CRC-32 with this polynomial, unreflected, from zero, without a last inversion: 0x89A1897F for the digits.
    assert _ogg_checksum(bytearray(b"123456789")) == 0x89A1897F


def test_a_film_is_no_recording():
    with pytest.raises(ValidationError, match="no se pudo leer"):
        clean_audio(upload(mp4(b"vide")))


def test_a_heavy_recording_is_refused():
    with pytest.raises(ValidationError, match="pesa demasiado"):
        clean_audio(upload(bytes(MOST_BYTES + 1)))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([mp3(), mp4(), ogg()]), st.integers(0, 400), st.binary(max_size=6))
def test_a_broken_recording_is_read_or_refused_and_nothing_else(data, place, noise):
    broken = data[:place] + noise + data[place + len(noise) :]
    with suppress(ValidationError):
        clean_audio(upload(broken))


@pytest.mark.django_db
def test_whatever_way_it_comes_in_only_the_clean_file_is_written(settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(told_picture("JPEG"), name="mapa-de-la-casa.jpg")
    image = CourseImage.objects.create(title="Mapa", file=file)
    CourseMedia.objects.create(title="Voz", type="audio", duration=1, file=upload(mp3(), "voz.mp3"))
    image.get_rendition("width-20|format-webp")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 3
    assert not any(SECRET in path.read_bytes() for path in written)
    assert not any("mapa" in path.name or "voz" in path.name for path in written)
    assert (image.width, image.height) == (40, 60)
