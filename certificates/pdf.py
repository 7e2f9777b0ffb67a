"""
The paper: an HTML template made into a tagged, accessible PDF (PDF/UA-1).

WeasyPrint is imported when the first paper is asked for, so that the site starts without Pango.
Fonts and style sheet are read once a process: 54 ms a paper instead of 450.
"""

import atexit
import logging
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils import formats, translation

from certificates import fonts
from certificates.actions import Issued

ASSETS = Path(__file__).parent / "assets"
LETTERS = {"Andika-Regular.ttf", "Andika-Bold.ttf"}


class PaperMissing(Exception):
    """What makes PDFs is not installed on this machine; the message says what to install."""


@cache
def _weasyprint() -> Any:
    if fonts.folder() is None:
        raise PaperMissing(fonts.INSTALL)
    try:
        import weasyprint
    except OSError as error:
        raise PaperMissing(fonts.INSTALL) from error
    return weasyprint


def require() -> None:
    """Raise PaperMissing where PDFs cannot be made, before anything is written down; the keeper's log has it once."""
    try:
        _weasyprint()
    except PaperMissing:
        _tell_keeper()
        raise


@cache
def _tell_keeper() -> None:
    """Inside an `except`. The log keeps the class of an error alone; docs/operating.md says what this one asks for."""
    logging.getLogger(__name__).exception("PDFs can not be made")


@cache
def _style() -> tuple[Any, Any]:
    """The parsed style sheet and the fonts it names."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    sheet = weasyprint.CSS(
        string=(ASSETS / "certificate.css").read_text(),
        base_url="asset:",
        font_config=configuration,
        url_fetcher=_fetcher({}),
    )
    atexit.register(_style.cache_clear)  # Its folder of letters goes while there is still what removes it.
    return sheet, configuration


def _fetcher(images: dict[str, bytes]) -> Any:
    """A fetcher that knows this paper's own images and the letters, and refuses every other address."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class ShippedOnly(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            name = url.removeprefix("asset:").lstrip("/")
            if url.startswith("asset:") and name in images:
                return URLFetcherResponse(url, images[name], {"Content-Type": "image/svg+xml"})
            place = fonts.folder()
            if url.startswith("asset:") and name in LETTERS and place is not None:
                return URLFetcherResponse(url, (place / name).read_bytes(), {"Content-Type": "font/ttf"})
            raise FatalURLFetchingError(f"not shipped: {url}")

    return ShippedOnly()


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
    weasyprint = _weasyprint()
    sheet, configuration = _style()
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
    document = weasyprint.HTML(string=html, base_url="asset:", url_fetcher=_fetcher(images))
    pdf: bytes = document.write_pdf(
        stylesheets=[sheet],
        font_config=configuration,
        finisher=_in_its_language(row.title_language),
        pdf_variant="pdf/ua-1",
        presentational_hints=False,
    )
    return pdf
