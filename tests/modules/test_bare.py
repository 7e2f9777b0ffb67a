"""A picture that is nothing but pixels keeps its bytes, so that no trip between two sites wears it out."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image, PngImagePlugin

from modules.cleaning.bare import is_bare
from modules.cleaning.images import clean_image

PLACE = Image.Exif()
PLACE[0x8825] = {1: "N", 2: (14.0, 6.0, 20.0)}
TOLD = PngImagePlugin.PngInfo()
TOLD.add_text("Author", "Ana")


def drawn(kind, mode="RGB", **options):
    out = BytesIO()
    Image.effect_noise((40, 30), 80).convert(mode).save(out, kind, **options)
    return out.getvalue()


def cleaned(data):
    return clean_image(ContentFile(data, "x")).read()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("JPEG", drawn("JPEG")),
        ("JPEG", drawn("JPEG", progressive=True, quality=85)),
        ("PNG", drawn("PNG", optimize=True)),
        ("PNG", drawn("PNG", "RGBA")),
        ("WEBP", drawn("WEBP", quality=85)),
        ("WEBP", drawn("WEBP", "RGBA")),
    ],
)
def test_what_is_clean_keeps_its_bytes(kind, data):
    assert is_bare(kind, data)
    assert cleaned(data) == data


def with_part(data, name, told):
    """A PNG with one more part before its pixels."""
    part = struct.pack(">I", len(told)) + name + told + struct.pack(">I", zlib.crc32(name + told))
    return data[:33] + part + data[33:]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("JPEG", drawn("JPEG", exif=PLACE)),
        ("JPEG", drawn("JPEG", comment=b"Ana")),
        ("JPEG", drawn("JPEG", dpi=(300, 300))),
        ("JPEG", drawn("JPEG") + b"Ana"),
        ("JPEG", drawn("JPEG", icc_profile=b"Ana" * 50)),
        ("PNG", drawn("PNG", pnginfo=TOLD)),
        ("PNG", with_part(drawn("PNG"), b"anAa", b"Ana")),
        ("PNG", drawn("PNG") + b"Ana"),
        ("WEBP", drawn("WEBP", exif=PLACE)),
        ("WEBP", drawn("WEBP", xmp=b"Ana")),
        ("WEBP", drawn("WEBP") + b"Ana"),
    ],
)
def test_what_tells_more_than_its_pixels_is_made_anew_and_then_stays(kind, data):
    assert not is_bare(kind, data)
    once = cleaned(data)
    assert once != data
    assert b"Ana" not in once
    assert cleaned(once) == once
