"""The page of components in every look: by the rules of access, by its edges, and by the colours that are seen."""

from io import BytesIO

import pytest
from PIL import Image

from learning.demo.faults import FAULTS
from tests.core.test_look import tokens
from tests.plugins.browser import LAPTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = ("thread-1", "thread-2", "thread-3", "thread-4")


def colours_of(page) -> list[str]:
    """Of the whole page as it is seen, the one that is most of it first."""
    picture = Image.open(BytesIO(page.screenshot(full_page=True, animations="disabled"))).convert("RGB")
    found = picture.getcolors(picture.width * picture.height)
    return [
        "#{:02x}{:02x}{:02x}".format(*colour) for many, colour in sorted(found, reverse=True) if many > 20
    ]


def fills_of(page) -> set[str]:
    return set(
        page.locator(".drawing path").evaluate_all("all => all.map(each => getComputedStyle(each).fill)")
    )


def is_within(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_component_in_every_look(witness, axe):
    page = witness.open()
    page.goto("/componentes/")
    axe(page)
    for scheme in ("light", "dark"):
        dyes = tokens(scheme)
        page.emulate_media(color_scheme=scheme)
        for viewport in (LAPTOP, PHONE):
            page.set_viewport_size(viewport)
            assert is_within(page), (scheme, viewport)
        seen = colours_of(page)
        assert seen[0] == dyes["paper"]
        assert [name for name in THREADS if dyes[name] not in seen] == [], scheme
    fills = fills_of(page)
    page.emulate_media(forced_colors="active")
    seen = colours_of(page)
    assert seen[0] in ("#000000", "#ffffff")
    assert fills_of(page) & fills == set(), "drawings take the colours that she chose"
    empty = page.locator("progress[value='0']").first.evaluate(
        "each => [each, document.documentElement].map(it => getComputedStyle(it).backgroundColor)"
    )
    assert empty[0] == empty[1], "nothing done does not look like all"
    page.emulate_media(forced_colors="none", media="print")
    assert colours_of(page)[0] == "#ffffff"
    off = ("bar", "nav", "foot", "actions", "button", "details:not([open])")
    assert [
        name for name in off if page.locator(name if ":" in name else f".{name}:not(a)").first.is_visible()
    ] == []
    marks = page.locator(".step-name, .theme").evaluate_all(
        "all => all.map(each => getComputedStyle(each, '::before').display)"
    )
    assert {*marks} == {"none"}, "an empty place where a colour is not printed"


def test_what_goes_wrong_is_a_page_in_the_same_look(page, axe):
    page.goto("/componentes/")
    ways = page.locator("section[aria-labelledby=faltas] a").evaluate_all("all => all.map(each => each.href)")
    assert len(ways) > len(FAULTS)
    for way in ways:
        page.goto(way)
        assert is_within(page), way
        assert page.locator("main a.button, main button").count(), way
        axe(page)
    page.goto("/componentes/503/")
    axe(page)


def test_a_page_read_from_the_right_turns(page):
    page.goto("/componentes/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert is_within(page)
    sides = page.locator(".notice").first.evaluate(
        "each => [getComputedStyle(each).borderLeftWidth, getComputedStyle(each).borderRightWidth]"
    )
    assert sides == ["0px", "6px"]
    arrow = page.locator(".icon-turns").first.evaluate("each => getComputedStyle(each).transform")
    assert arrow.startswith("matrix(-1")
