"""Andika, the letters of the paper: where it is, and what it can write."""

import unicodedata
from functools import cache
from pathlib import Path

FOLDERS = [Path("/usr/share/fonts/truetype/andika"), Path("/usr/local/share/fonts/andika")]
INSTALL = "apt install fonts-sil-andika libpangoft2-1.0-0 libharfbuzz-subset0"


@cache
def folder() -> Path | None:
    """Where Andika's files are; None when they are not installed."""
    return next((place for place in FOLDERS if (place / "Andika-Regular.ttf").exists()), None)


@cache
def letters() -> frozenset[int]:
    """The code points that Andika draws; empty when it is not installed."""
    place = folder()
    if place is None:
        return frozenset()
    from fontTools.ttLib import TTFont

    with TTFont(place / "Andika-Regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _widths() -> dict[int, float]:
    """Code point to the width of its bold letter, in em."""
    place = folder()
    if place is None:
        return {}
    from fontTools.ttLib import TTFont

    with TTFont(place / "Andika-Bold.ttf", lazy=True) as font:
        advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {point: advances[name][0] / em for point, name in font.getBestCmap().items()}


def width(text: str) -> float:
    """How long a line of bold letters this text is, in em."""
    widths = _widths()
    return sum(widths.get(ord(character), 1.0) for character in text)


def unprintable(text: str) -> list[str]:
    """The characters of `text`, as she typed them, that would be empty boxes or act on the line unseen."""
    drawn = letters()

    def prints(character: str) -> bool:
        if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}:
            return False
        return not drawn or ord(character) in drawn

    return sorted({c if c.isprintable() else f"U+{ord(c):04X}" for c in text if not prints(c)})
