"""
Paper: HTML of ours made into a tagged, accessible PDF (PDF/UA-1), set in Andika.

WeasyPrint is imported when the first paper is asked for, so that the site starts without Pango.
Fonts and style sheets are read once a process: 54 ms a certificate instead of 450.
"""

import atexit
import logging
from collections.abc import Callable, Mapping
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from learning.core import fonts

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
def _style(sheets: tuple[Path, ...]) -> tuple[list[Any], Any]:
    """The parsed style sheets and the fonts they name."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    parsed = [
        weasyprint.CSS(
            string=sheet.read_text(), base_url="asset:", font_config=configuration, url_fetcher=_fetcher({})
        )
        for sheet in sheets
    ]
    atexit.register(_style.cache_clear)  # Its folder of letters goes while there is still what removes it.
    return parsed, configuration


def _fetcher(images: Mapping[str, bytes]) -> Any:
    """A fetcher that knows this paper's own images and the letters, and refuses every other address."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class ShippedOnly(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            name = url.removeprefix("asset:").lstrip("/")
            if url.startswith("asset:") and name in images:
                return URLFetcherResponse(url, images[name], {"Content-Type": guess_type(name)[0] or ""})
            place = fonts.folder()
            if url.startswith("asset:") and name in LETTERS and place is not None:
                return URLFetcherResponse(url, (place / name).read_bytes(), {"Content-Type": "font/ttf"})
            raise FatalURLFetchingError(f"not shipped: {url}")

    return ShippedOnly()


def write_pdf(
    html: str,
    *sheets: Path,
    images: Mapping[str, bytes] | None = None,
    finisher: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """
    This HTML as a PDF. Style `sheets` and `images` are ours, named in it as `asset:name`; nothing else is fetched.

    Raises PaperMissing where Pango or Andika are not installed.
    """
    require()
    parsed, configuration = _style(sheets)
    document = _weasyprint().HTML(string=html, base_url="asset:", url_fetcher=_fetcher(images or {}))
    pdf: bytes = document.write_pdf(
        stylesheets=parsed,
        font_config=configuration,
        finisher=finisher,
        pdf_variant="pdf/ua-1",
        presentational_hints=False,
    )
    return pdf
