"""A course as one file of HTML that asks for nothing: its pictures and its style are inside, and it has no script."""

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from django.utils.safestring import mark_safe

from modules.models import CoursePage
from modules.paper.documents import ASSETS, document
from modules.paper.forms import PAGE
from modules.paper.pictures import Pictures

# Dark where the phone is; a book's reader has colours of its own.
DARK = (
    "@media (prefers-color-scheme: dark) {"
    "html { color: #f2eee6; background: #1d1a22; } a { color: #b9c4f0; } }\n"
)
SOURCE = re.compile(r'src="asset:([\w.-]+)"')


def one_file(course: CoursePage, recordings: Mapping[int, str] | None = None) -> bytes:
    """
    The whole course. `recordings`: files that lie beside it, by the number of the recording; without them what is
    said is there to read.
    """
    pictures = Pictures()
    style = (ASSETS / "screen.css").read_text() + DARK
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    html = document(
        "modules/paper/page.html",
        course,
        PAGE,
        pictures,
        recordings=recordings,
        style=mark_safe(f"<style>{style}</style>"),  # noqa: S308 (a file of ours)
        policy=f"default-src 'none'; img-src data:; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'",
    )
    return SOURCE.sub(lambda found: f'src="{_inside(pictures[found[1]])}"', html).encode()


def _inside(picture: bytes) -> str:
    return f"data:image/jpeg;base64,{b64encode(picture).decode()}"
