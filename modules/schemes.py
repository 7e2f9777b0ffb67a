"""The colours of the site, light or dark, whatever the trainer's own screen is set to: for her preview."""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

TOKENS = re.compile(
    r"(?s)^:root \{(?P<light>.*?)^\}.*?^@media screen and \(prefers-color-scheme: dark\) \{\s*:root \{(?P<dark>.*?)\}",
    re.M,
)


@cache
def forced(scheme: str) -> str:
    """The stylesheet's tokens as 'light' or 'dark' has them."""
    path = finders.find("css/site.css")
    found = TOKENS.search(Path(str(path)).read_text("utf-8"))
    if found is None:
        raise LookupError("site.css has no tokens for light and dark")
    more = found["dark"] if scheme == "dark" else ""
    return f":root {{{found['light']}{more}\ncolor-scheme: {scheme};\n}}\n"
