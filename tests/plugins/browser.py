"""Debian's Chromium on the live site: one browser a worker, and a strict witness on every page it opens.

After each test the witness demands that every request went to the site itself, that the content security
policy was never violated, that no header was beyond the browser and that no script failed.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Route,
    expect,
    sync_playwright,
)

PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}
PATIENCE = 30_000  # Milliseconds until a page is given up; a busy machine is slow, not wrong.
# Of WCAG 2.2, and left out by axe-core unless it is asked for: 24 points for a finger. Wagtail's own buttons are less.
TARGETS = {"rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# The editor's colours go over into each other.
AT_REST = """() => Promise.allSettled(
  document.getAnimations().filter(each => each instanceof CSSTransition).map(each => each.finished)
).then(() => {})"""
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@dataclass
class Witness:
    """Opens pages on `origin` and remembers what they did amiss."""

    browser: Browser
    origin: str
    contexts: list[BrowserContext] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def open(self, *, javascript: bool = True, viewport: dict[str, int] = PHONE, **options: Any) -> Page:
        """A page with cookies and storage of its own; `options` are those of playwright's `new_context`."""
        options = {"locale": "es-GT", "base_url": self.origin, "reduced_motion": "reduce"} | options
        context = self.browser.new_context(java_script_enabled=javascript, viewport=viewport, **options)
        context.set_default_timeout(PATIENCE)
        context.route(self.is_outside, self.refuse)
        context.on("request", self.note_request)
        context.on("console", self.note_message)
        context.on("weberror", lambda error: self.faults.append(f"script failed: {error.error}"))
        self.contexts.append(context)
        return context.new_page()

    def may_leave_to(self, address: str) -> None:
        """Let addresses that begin so be asked for: where the quick exit ends. They are still not reached."""
        self.allowed.append(address)

    def is_outside(self, address: str) -> bool:
        return not address.startswith((f"{self.origin}/", "data:", "blob:", "about:"))

    def refuse(self, route: Route) -> None:
        if route.request.url.startswith(tuple(self.allowed)):
            route.fulfill(status=200, content_type="text/plain", body="")
            return
        self.faults.append(f"asked for {route.request.url}")
        route.abort()

    def note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def note_message(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Permissions-Policy" in message.text:
            self.faults.append(message.text)

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or pytest.fail(
        "Chromium is missing; script/bootstrap --tests installs it."
    )
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, in which Django would refuse its ORM.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=PATIENCE)
        opened = playwright.chromium.launch(
            executable_path=chromium, chromium_sandbox=os.geteuid() != 0, args=QUIET
        )
        yield opened
        opened.close()


@pytest.fixture
def witness(browser: Browser, live_server: Any) -> Iterator[Witness]:
    witness = Witness(browser, live_server.url)
    yield witness
    witness.close()
    assert witness.faults == []


@pytest.fixture
def page(witness: Witness) -> Page:
    """A phone of 360 by 740 points with JavaScript."""
    return witness.open()


@pytest.fixture
def plain_page(witness: Witness) -> Page:
    """The same phone without JavaScript."""
    return witness.open(javascript=False)


@pytest.fixture
def axe() -> Any:
    """`axe(page)` fails the test when the page, light or dark, breaks a rule of axe-core, naming rule and elements."""
    return assert_accessible


def assert_accessible(page: Page) -> None:
    assert broken(page) == [], page.url


def broken(page: Page) -> list[str]:
    """Rules of axe-core that the page breaks, light or dark, with their elements."""
    page.wait_for_load_state()
    # Where the mouse rests after a click, a bubble of the editor opens or not, as the page shifts under it.
    page.mouse.move(0, 0)
    expect(page.locator("[data-tippy-root]:visible")).to_have_count(0)
    found = look(page, "light", {} if settings.CMS_PREFIX in page.url else TARGETS)
    # The same page: what a scheme changes are its colours.
    found += look(page, "dark", COLOURS)
    page.emulate_media(color_scheme="null")
    return found


def look(page: Page, scheme: Any, rules: dict[str, Any]) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.evaluate(AT_REST)
    found = Axe().run(page, options=rules).response["violations"]
    return [
        f"{scheme}: {rule['id']}: {rule['help']}: {[node['html'] for node in rule['nodes']]}"
        for rule in found
    ]
