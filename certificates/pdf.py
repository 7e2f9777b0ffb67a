"""The paper itself: a certificate as a tagged, accessible PDF (`learning.core.paper`)."""

from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils import formats, translation

from certificates.actions import Issued
from learning.core import fonts
from learning.core.paper import write_pdf

ASSETS = Path(__file__).parent / "assets"


def qr_svg(text: str) -> bytes:
    """A QR as SVG bytes, dark on white, error correction M (survives a fold and a poor printer)."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, border=2, light="#fff", dark="#000"
    )
    return out.getvalue()


def _size(text: str, long: float, longer: float) -> str:
    """The class of a line of the paper: smaller letters when it is wider than `long` em, and again from `longer`."""
    wide = fonts.width(text)
    return "longer" if wide > longer else "long" if wide > long else ""


def _in_its_language(language: str) -> Any:
    """
    What makes the title's language known: WeasyPrint tells that of the whole paper alone. The title is the one span
    of the template; what stands for pieces of text is named so too, and holds their numbers.
    """
    import pydyf

    def finish(_document: Any, pdf: Any) -> None:
        named = [each for each in pdf.objects if isinstance(each, dict) and each.get("S") == "/Span"]
        for span in named:
            if not any(isinstance(kid, int) for kid in span["K"]):
                span["Lang"] = pydyf.String(language)

    return finish


def render(issued: Issued, *, check_url: str) -> bytes:
    """
    The PDF of a certificate, in its language, the course's title in its own. `check_url` is the public page that
    verifies it; the code goes behind its `#`, which no browser sends.

    Raises PaperMissing where Pango or Andika are not installed.
    """
    row = issued.certificate
    images = {"qr.svg": qr_svg(f"{check_url}#{issued.code}"), "band.svg": (ASSETS / "band.svg").read_bytes()}
    with translation.override(row.language):
        html = render_to_string(
            "certificates/certificate.html",
            {
                "certificate": row,
                "name": issued.name,
                "code": issued.code,
                "check_url": check_url,
                "hours": 1 if row.hours == 1 else 2,
                "name_size": _size(issued.name, 17.5, 28),
                "title_size": _size(row.title, 30, 60),
                "month": formats.date_format(row.month, "YEAR_MONTH_FORMAT"),
            },
        )
    finisher = _in_its_language(row.title_language)
    return write_pdf(html, ASSETS / "certificate.css", images=images, finisher=finisher)
