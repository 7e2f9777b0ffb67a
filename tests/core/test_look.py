"""The stylesheet: contrast in both schemes, weight on the wire, and nothing that the oldest phone would drop."""

import re
from itertools import product
from pathlib import Path

import brotli
import pytest

STATIC = Path(__file__).parents[2] / "learning" / "core" / "static"
TEMPLATES = Path(__file__).parents[2] / "templates"
CSS = (STATIC / "css" / "site.css").read_text()

TEXT = ["ink", "soft", "link", "good", "care", "grave"]
GROUND = ["paper", "sheet", "tint-info", "tint-good", "tint-care"]
# Edges of fields and what shows focus or progress: WCAG 1.4.11.
EDGES = ["edge", "link", "care", "thread-4"]


def tokens(scheme: str, contrast: str = "") -> dict[str, str]:
    """All colours by their names, resolved: {"ink": "#221c26", ...}. `contrast`: what more of it changes."""
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", CSS, re.S)[:2]
    said = light + (dark if scheme == "dark" else "") + contrast
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6}|var\(--[\w-]+\));", said))
    while any(value.startswith("var") for value in found.values()):
        found = {
            name: found[value[6:-1]] if value.startswith("var") else value for name, value in found.items()
        }
    return found


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2: 0 black to 1 white."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_is_readable_on_every_ground(scheme):
    dyes = tokens(scheme)
    pairs = [*product(TEXT, GROUND), ("on-action", "action"), ("paper", "ink")]
    low = {pair: contrast(dyes[pair[0]], dyes[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_is_the_same_asked_by_her_or_by_her_phone_and_enough(scheme):
    [asked] = re.findall(r"@media \(prefers-contrast: more\) \{\s*:root \{(.*?)\}", CSS)
    [chosen] = re.findall(r"^\.contrast \{(.*?)\}", CSS, re.M)
    assert asked == chosen
    dyes = tokens(scheme, chosen)
    pairs = [*product(TEXT, GROUND), ("on-action", "action"), ("edge", "sheet"), ("line", "paper")]
    low = {pair: contrast(dyes[pair[0]], dyes[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 7} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_stand_out_from_the_paper(scheme):
    dyes = tokens(scheme)
    low = {pair: contrast(dyes[pair[0]], dyes[pair[1]]) for pair in product(EDGES, ["paper", "sheet"])}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 3} == {}


def test_the_whole_look_arrives_with_the_first_packets():
    assert len(brotli.compress(CSS.encode())) <= 14_000
    assert len(brotli.compress((STATIC / "js" / "site.mjs").read_bytes())) <= 2_000


def test_nothing_that_chrome_80_would_drop():
    rules = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
    assert re.findall(r"@layer|@container|:is\(|:where\(|:has\(|color-mix", rules) == []
    assert (
        re.findall(r"(?<![\w-])(gap|inset[\w-]*|aspect-ratio|(margin|padding)-(inline|block)):", rules) == []
    )
    # It only takes away what `:focus` gave: a rule that is not understood is dropped whole.
    assert re.findall(r"(?<!:not\():focus-visible", rules) == []
    assert rules.count("{") == rules.count("}")


def test_nothing_from_elsewhere():
    assert re.findall(r"url\(|@import|https?:", CSS) == []


def test_a_page_read_from_the_right_turns_by_itself():
    assert (
        re.findall(r"(?:margin|padding|border)-(?:left|right)\b[\w-]*|text-align: (?:left|right)", CSS) == []
    )
    sides = re.findall(
        r"(?<![\w-])((?:margin|padding|border-width)): ([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;]+);", CSS
    )
    assert [each for each in sides if each[2] != each[4]] == []


def test_a_colour_is_said_once():
    without_dyes = re.sub(r":root \{.*?\}", "", CSS, flags=re.S)
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", without_dyes) == []


def test_drawings_are_light_silent_and_in_our_colours():
    for path in [*(TEMPLATES / "drawings").iterdir(), *(TEMPLATES / "icons").iterdir()]:
        text = path.read_text()
        assert len(text) < 1_500, path.name
        assert 'aria-hidden="true"' in text
        assert re.findall(r"#[0-9a-f]{3,6}\b|fill=|stroke=|style=|<title|<text|href", text) == [], path.name
