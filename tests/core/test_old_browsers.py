"""
What we send is understood by Chrome 61, Firefox 60 and Safari 11, or left out by them without harm.

Scripts that come without `type="module"` are read by every browser: ECMAScript 2017 is what those three know. Modules
ask for no more than Chrome 80 and Firefox 74 (2020); who has less has the pages as they are without scripts. Of
styles it is known which are newer, and what goes without them; anything else that is not on these lists fails here.
"""

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from playwright._impl._driver import compute_driver_executable

ROOT = Path(__file__).parents[2]
OF_ALL, OF_MODULES = 2017, 2020
EVERYWHERE = {"learning/core/static/js/back.js", "learning/core/worker.js"}
STYLES = ["learning/core/static/css/site.css", "modules/paper/assets/screen.css"]
# acorn, which the browser driver's node has inside, reads strictly by the year.
READ = """
const { parse } = require("internal/deps/acorn/acorn/dist/acorn");
const [ecmaVersion, sourceType, ...paths] = JSON.parse(process.argv[1]);
const said = {};
for (const path of paths) {
  try { parse(require("fs").readFileSync(path, "utf8"), { ecmaVersion, sourceType }); }
  catch (error) { said[path] = error.message; }
}
console.log(JSON.stringify(said));
"""

AT_RULES = {"media", "page", "keyframes", "supports", "font-face"}
PROPERTIES = frozenset(
    """
    align-items animation animation-iteration-count bottom box-shadow box-sizing break-after break-before
    break-inside clip clip-path color column-gap columns content cursor display fill flex flex-direction flex-wrap
    font grid-gap grid-template-columns height justify-content justify-self left letter-spacing line-height
    max-height max-width min-height min-width opacity order outline outline-color outline-offset overflow
    overflow-wrap overflow-x overflow-y pointer-events position resize right shape-rendering stroke stroke-width
    text-align text-decoration text-decoration-style text-indent top transform transition unicode-bidi
    vertical-align visibility white-space width word-wrap z-index
    """.split()  # noqa: SIM905 (read in lines)
)
FAMILIES = ("--", "-webkit-", "-moz-", "background", "border", "font-", "list-style", "margin", "padding")
# Newer than one of the three, and what whoever lacks it goes without.
NEWER = {
    "accent-color": "boxes are ticked in the browser's own colour",
    "appearance": "written with -webkit- too",
    "block-size": "what is closed stays closed on paper",
    "color-scheme": "fields and bars are light in the dark",
    "content-visibility": "what is closed stays closed on paper",
    "hyphens": "long words break without a sign, or not at all",
    "color-adjust": "a drawing is printed without its ground",
    "print-color-adjust": "a drawing is printed without its ground",
    "forced-color-adjust": "a bar of progress in the colours of the system",
    "scroll-behavior": "the page does not glide",
    "scroll-padding-top": "a place that an address leads to stands under the bar; one scrolls a little",
    "text-decoration-thickness": "links are underlined as anywhere",
    "text-size-adjust": "written with -webkit- too",
    "text-underline-offset": "links are underlined as anywhere",
    "text-wrap": "titles break where they end",
    "conic-gradient": "no woven band",
    "max": "narrow pages begin at the edge",
    "::marker": "points of lists in the colour of the text",
    "::details-content": "what is closed stays closed on paper",
    ":focus-visible": "a frame around what was tapped",
}
# Chrome before 69 leaves a margin or an edge at the side out. What is shorter (margin-inline) Chrome 80 leaves out too.
AT_THE_SIDE = re.compile(r"(margin|padding|border)-inline-(start|end)(-(color|style|width))?")
LOGICAL = re.compile(r".*-(inline|block)\b.*|inset.*|(inline|block)-size")
FUNCTIONS = {
    "attr", "calc", "cubic-bezier", "inset", "linear-gradient", "minmax", "radial-gradient", "rect",
    "repeating-linear-gradient", "rgb", "rgba", "rotate", "scale", "scalex", "translate", "translatex",
    "translatey", "var",
}  # fmt: skip # A list is read in lines.
SELECTORS = {
    "::-moz-progress-bar", "::-webkit-progress-bar", "::-webkit-progress-value", "::after", "::before", "::selection",
    ":active", ":after", ":before", ":checked", ":disabled", ":empty", ":enabled", ":first-child", ":first-of-type",
    ":focus", ":focus-within", ":hover", ":invalid", ":lang", ":last-child", ":last-of-type", ":link", ":not",
    ":nth-child", ":nth-of-type", ":only-child", ":required", ":root", ":target", ":visited",
}  # fmt: skip
# What came after Chrome 80, where a parser sees but a name.
NEWER_NAMES = re.compile(
    r"\b(?:replaceChildren|replaceAll|at|randomUUID|structuredClone|any|hasOwn|allSettled|timeout|requestSubmit"
    r"|findLast|findLastIndex|groupBy|toSorted|toReversed|showPicker|checkVisibility|scrollend)\("
)
# Of one maker: the others drop the rule, so nothing else may stand in it.
ALONE = ("::-", *(name for name in NEWER if name.startswith(":")))


def unread(year: int, kind: str, paths: Iterable[str]) -> dict[str, str]:
    """Path to what a browser of that year says of it, where it says anything."""
    node, _driver = compute_driver_executable()
    asked = json.dumps([year, kind, *paths])
    done = subprocess.run(
        [node, "--expose-internals", "-e", READ, asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def shipped(ending: str) -> set[str]:
    """Our scripts, but those of the editor, which asks for a browser of today."""
    every = (
        path
        for app in ("learning", "modules", "certificates", "community")
        for path in (ROOT / app).rglob(ending)
    )
    return {path.relative_to(ROOT).as_posix() for path in every if "static/modules" not in path.as_posix()}


def test_what_every_browser_reads_is_what_it_can_read() -> None:
    assert shipped("*.js") == EVERYWHERE
    assert unread(OF_ALL, "script", EVERYWHERE) == {}


def test_modules_ask_for_no_more_than_they_say() -> None:
    modules = shipped("*.mjs")
    assert len(modules) >= 5
    assert unread(OF_MODULES, "module", modules) == {}


def test_no_script_calls_what_chrome_80_has_not() -> None:
    for name in shipped("*.js") | shipped("*.mjs"):
        assert NEWER_NAMES.findall((ROOT / name).read_text()) == [], name


def test_the_reader_knows_what_is_newer(tmp_path: Path) -> None:
    newer = {
        "spread.js": "({ ...a })",
        "bare.js": "try {} catch {}",
        "chain.js": "a?.b",
        "word.js": "import('a')",
    }
    for name, text in newer.items():
        (tmp_path / name).write_text(text)
    paths = [str(tmp_path / name) for name in newer]
    assert len(unread(OF_ALL, "script", paths)) == len(newer)


def test_a_page_asks_for_no_script_but_modules() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        if path.relative_to(ROOT / "templates").parts[0].startswith(("wagtail", "modules")):
            continue
        plain = re.findall(r"<script(?![^>]*type=\"(?:module|application/json)\")[^>]*>", path.read_text())
        assert plain == [], path


@pytest.mark.parametrize("name", STYLES)
def test_styles_are_known_or_missed_without_harm(name: str) -> None:
    sheet = tinycss2.parse_stylesheet((ROOT / name).read_text(), skip_comments=True, skip_whitespace=True)
    found = list(rules(sheet))
    assert [text for kind, text in found if kind == "error"] == []
    assert {text for kind, text in found if kind == "at-rule"} <= AT_RULES
    assert {text for kind, text in found if kind == "property" and not is_known(text)} == set()
    assert {text for kind, text in found if kind == "function"} <= FUNCTIONS | set(NEWER)
    for selectors in (text for kind, text in found if kind == "selectors"):
        each = [set(re.findall(r"::?[a-z-]+", one)) for one in re.split(r",(?![^(]*\))", selectors)]
        assert set().union(*each) <= SELECTORS | set(NEWER), selectors
        newer = [any(pseudo.startswith(ALONE) for pseudo in one) for one in each]
        assert all(newer) or not any(newer), f"takes what is known along: {selectors}"


def is_known(name: str) -> bool:
    if name in NEWER or AT_THE_SIDE.fullmatch(name):
        return True
    return not LOGICAL.fullmatch(name) and (name in PROPERTIES or name.startswith(FAMILIES))


def rules(nodes: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Kind and text of all that a browser has to understand."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield "selectors", tinycss2.serialize(node.prelude).strip()
            yield from declarations(node.content)
        elif node.type == "at-rule":
            yield "at-rule", node.lower_at_keyword
            if node.lower_at_keyword in ("page", "font-face"):
                yield from declarations(node.content)
            else:
                yield from rules(
                    tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                )
        else:
            yield "error", str(node)


def declarations(content: Any) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            yield "error", str(node)
            continue
        yield "property", node.lower_name
        yield from functions(node.value)


def functions(values: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for value in values:
        if value.type == "function":
            yield "function", value.lower_name
            yield from functions(value.arguments)
