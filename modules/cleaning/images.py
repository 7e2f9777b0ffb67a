"""Pictures: decoded, bounded and encoded anew, so that nothing but pixels is left."""

import warnings
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from modules.cleaning import CleanFile
from modules.cleaning.bare import is_bare

EXTENSIONS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
QUALITY: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "progressive": True},
    "WEBP": {"quality": 85},
    "PNG": {"optimize": True},
}
# No screen of ours shows more; originals stay small on the disk.
MAX_SIDE = 2400


def clean_image(file: File) -> CleanFile:
    """
    The same picture without EXIF, place, colour profile, comments or thumbnails, upright, at most MAX_SIDE
    pixels wide and high, under a random name. JPEG, PNG and WebP; of moving pictures the first one. A file that is
    all this already keeps its bytes.

    Raises ValidationError for anything else, for broken files, and above WAGTAILIMAGES_MAX_IMAGE_PIXELS.
    """
    file.seek(0)
    data = file.read()
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            kind, encoded = _encoded_anew(data)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise _too_large() from None
        except (OSError, ValueError, SyntaxError, Image.UnidentifiedImageError):
            raise ValidationError(
                _("Esta imagen no se pudo leer. Prueba con otra JPEG, PNG o WebP.")
            ) from None
    return CleanFile(f"{uuid4().hex}{EXTENSIONS[kind]}", encoded, f"image/{kind.lower()}")


def _encoded_anew(data: bytes) -> tuple[str, bytes]:
    with Image.open(BytesIO(data), formats=tuple(EXTENSIONS)) as image:
        kind = str(image.format)
        if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise _too_large()
        pixels = _plain_pixels(image, transparent=kind != "JPEG")
        if pixels.size == image.size and image.mode in {"RGB", "RGBA"} and is_bare(kind, data):
            return kind, data
    out = BytesIO()
    pixels.save(out, kind, **QUALITY[kind])
    return kind, out.getvalue()


def _plain_pixels(image: Image.Image, *, transparent: bool) -> Image.Image:
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    has_alpha = transparent and (image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info)
    if profile and image.mode == "RGB":
        image = _in_srgb(image, profile)
    image = image.convert("RGBA" if has_alpha else "RGB")
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The same colours without the profile; an unreadable profile is only dropped."""
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, theirs, ImageCms.createProfile("sRGB")) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def _too_large() -> ValidationError:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(_("Esta imagen es demasiado grande. Hasta %(most)d megapíxeles.") % {"most": most})
