"""
Pictures of every page, to be looked at: walks the demo as each of its people along all links, and keeps one of each
address in var/pages, on a phone in light and dark, on a laptop, and the main ones on paper. Ends with the addresses to
which no link led, and the pages that are wider than the screen.
"""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import django
from page_steps import STEPS, STRAIGHT
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from take_screenshots import LAPTOP, PHONE, ROOT, as_role, chromium, site

KEPT = ROOT / "var" / "pages"
ROLES = (None, "Participante", "Facilitadora", "Moderadora", "Coordinadora")
LOOKS = {"phone": (PHONE, "light"), "dark": (PHONE, "dark"), "laptop": (LAPTOP, "light")}
# Addresses of which each leads to something else.
MANY = {"progress-lesson-detail": 6, "demo-fault": 11}
ON_PAPER = re.compile("lesson|course|entry|print|certificate|keeps|invitation")
# Ways out, files, and the editor, which has tests of its own.
LEFT_OUT = ("/cms/", "/archivo/", "/estatico/", "/cuenta/mis-datos/descargar/", "/diario/descargar/")


class Walk:
    """One person's way; `seen` is shared by all, so that each address is pictured once."""

    def __init__(self, page: Page, role: str | None, seen: dict[str, str]) -> None:
        self.page, self.role, self.seen = page, role or "Visitante", seen
        self.wide: list[str] = []
        self.paths: set[str] = set()
        self.waiting: list[str] = []

    def go(self, *starts: str) -> None:
        self.waiting += starts
        while self.waiting:
            path = self.waiting.pop(0)
            name = name_of(path)
            # Of one address two are walked, for the links on them; a lesson is not like the next.
            many = sum(name_of(each) == name for each in self.paths)
            if path in self.paths or many >= MANY.get(name, 2):
                continue
            self.paths.add(path)
            answer = self.page.goto(path)
            if answer and answer.headers.get("content-type", "").startswith("text/html"):
                self.look(name_of(urlsplit(answer.url).path) or "404")

    def look(self, name: str) -> None:
        if name == "progress-home":
            name = f"{name}-{self.role}"
        self.waiting += [urlsplit(each).path for each in self.links()]
        number = sum(bool(re.fullmatch(rf"{re.escape(name)}(-\d+)?", each)) for each in self.seen)
        key = f"{name}-{number}" if number else name
        if key in self.seen or number >= MANY.get(name, 1):
            return
        self.seen[key] = self.role
        self.keep(key)

    def look_here(self, what: str = "") -> None:
        """Where a step has led; `what` tells it from the same address before."""
        name = name_of(urlsplit(self.page.url).path)
        self.look(f"{name}-{what}" if what else name)

    def links(self) -> list[str]:
        found = self.page.locator("a[href^='/']").evaluate_all(
            "all => all.map(each => each.getAttribute('href'))"
        )
        return [each for each in found if not each.startswith(LEFT_OUT)]

    def keep(self, key: str) -> None:
        for look, (viewport, scheme) in LOOKS.items():
            self.page.set_viewport_size(viewport)
            self.page.emulate_media(color_scheme=scheme, media="screen")
            self.page.screenshot(path=KEPT / f"{key}.{look}.png", full_page=True)
            if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                self.wide.append(f"{key}.{look}")
        if ON_PAPER.search(key):
            self.page.emulate_media(color_scheme="light", media="print")
            self.page.pdf(path=KEPT / f"{key}.pdf", format="A4")
            self.page.emulate_media(media="screen")  # On paper there are no buttons for what comes next.
        self.page.set_viewport_size(PHONE)


def name_of(path: str) -> str:
    """Of the address; nothing for what is no page of ours."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(path).view_name.replace(":", "-").replace("/", "-")
    except Resolver404:
        return ""


def take(browser: Browser, address: str) -> None:
    seen: dict[str, str] = {}
    wide = []
    for role in ROLES:
        page = as_role(browser, address, role, PHONE)
        walk = Walk(page, role, seen)
        if role == "Participante":
            begin_a_course(page)
        walk.go("/", "/no-hay-nada/", *STRAIGHT.get(walk.role, ()))
        for step in STEPS.get(walk.role, ()):
            try:
                step(walk)
            except PlaywrightError as error:
                print(f"{walk.role} did not get through {step.__name__}: {error}")
        wide += walk.wide
    told = Path(KEPT / "index.txt")
    told.write_text("".join(f"{key}\t{role}\n" for key, role in sorted(seen.items())))
    print(told.read_text(), "\nno link leads to:", *sorted(all_names() - set(seen)), sep="\n  ")
    print("\nwider than the screen:", *wide, sep="\n  ")


def begin_a_course(page: Page) -> None:
    page.goto("/cursos/")
    page.locator("a.card-link").first.click()
    start = page.get_by_role("button", name="Empezar este curso")
    if start.count():
        start.click()


def all_names() -> set[str]:
    from tests.project.urls import addresses

    return {each.name.replace(":", "-").replace("/", "-") for each in addresses()}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning.settings.dev")
    django.setup()
    KEPT.mkdir(parents=True, exist_ok=True)
    with site() as address, sync_playwright() as playwright:
        browser = chromium(playwright)
        take(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
