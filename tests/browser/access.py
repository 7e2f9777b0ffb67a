"""What WCAG 2.2 AA asks of every page, looked at on one page after another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.plugins.browser import LAPTOP, PHONE, broken

MEASURES = (Path(__file__).parent / "measures.js").read_text()
# 1280 by 800 points, made four times and twice as large.
FOURFOLD, TWICE = ({name: each // times for name, each in LAPTOP.items()} for times in (4, 2))
# The way out and whom to turn to, as they follow each other wherever they stand.
HELP = [
    "/salida/",
    "/telefono/",
    "/contactos/",
    "/buscar/",
    "/novedades/",
    "/directorio/",
    "/respirar/",
    "/que-guarda/",
    "/",
]
ALWAYS = {"/salida/", "/contactos/", "/respirar/"}


class Walk:
    """Goes over the pages of one woman and remembers what is amiss, and what each page is called."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.amiss: dict[str, list[str]] = {}
        self.titles: dict[str, str] = {}

    def look(self, name: str) -> None:
        page = self.page
        page.set_viewport_size(FOURFOLD)
        page.wait_for_load_state()
        # Until the script has looked at the phone.
        expect(page.locator("[data-clean][disabled]")).to_have_count(0)
        page.evaluate(MEASURES)
        found = [*self.ask("frame"), *self.help(), *self.tab()]
        self.ask("open")
        page.evaluate("measures.space(true)")
        found += [f"fourfold, spaced: {each}" for each in self.ask("cut")]
        page.evaluate("measures.space(false)")
        page.evaluate("measures.large(true)")
        found += [f"fourfold, large: {each}" for each in self.ask("cut")]
        page.evaluate("measures.large(false)")
        page.set_viewport_size(TWICE)
        found += [f"twice: {each}" for each in (*self.ask("cut"), *self.ask("uneven"))]
        page.set_viewport_size(PHONE)
        page.evaluate("scrollTo(0, 0)")  # Where the bar covers half a field, that field is small to axe.
        found += [*self.ask("uneven"), *self.ask("targets"), *self.ask("moving"), *broken(page)]
        self.titles[name] = page.title().strip()
        if found:
            self.amiss[name] = found

    def ask(self, what: str) -> Any:
        return self.page.evaluate(f"measures.{what}()")

    def help(self) -> Iterator[str]:
        places = [each for each in self.ask("help") if each in HELP]
        if places != sorted(places, key=HELP.index) or not set(places) >= ALWAYS:
            yield f"help: {places}"

    def tab(self) -> Iterator[str]:
        """From the first thing that the keyboard comes to, or from where she is set down, to the last."""
        begins = self.page.evaluate("document.activeElement === document.body")
        self.page.keyboard.press("Tab")
        while (found := self.ask("focused")) is not None:
            yield from found
            self.page.keyboard.press("Tab")
        if begins:
            yield from self.ask("unreached")

    def called_alike(self) -> Iterator[set[str]]:
        """Pages that have one title."""
        for title in set(self.titles.values()):
            names = {name for name, theirs in self.titles.items() if theirs == title}
            if len(names) > 1:
                yield names
