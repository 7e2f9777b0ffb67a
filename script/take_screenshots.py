"""Serves the demo from a folder of its own, walks it as each of its people and keeps what it sees in docs/img."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "docs" / "img"
PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@contextmanager
def site() -> Iterator[str]:
    """The address of the demo, served by script/server until the end."""
    with tempfile.TemporaryDirectory() as data, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        env = {**os.environ, "ACUERPAR_DATA": data}
        server = subprocess.Popen(  # noqa: S603 (our own script)
            [ROOT / "script/server", "--port", str(port)], env=env, stdout=subprocess.DEVNULL
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str, server: subprocess.Popen) -> None:
    while server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5)  # noqa: S310 (our own loopback address)
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The site did not start.")


def chromium(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium") or "/usr/bin/chromium",
        chromium_sandbox=os.geteuid() != 0,
        args=["--disable-gpu"],
    )


def keep(page: Page, name: str) -> None:
    """What is in view, in 128 colours: sharp, and light enough for a README."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(128, dither=Image.Dither.NONE).save(KEPT / f"{name}.png", optimize=True)


def as_role(
    browser: Browser, address: str, role: str | None, viewport: dict[str, int], scheme: str = "light"
) -> Page:
    """A page of somebody who came in by the demo's door for `role`; None is a visitor."""
    context = browser.new_context(
        viewport=viewport, color_scheme=scheme, locale="es-GT", base_url=address, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/")
    if role:
        page.get_by_role("button", name=role, exact=True).click()
    return page


def edit_address(page: Page) -> str:
    """Down the tree, from her place to its first lesson."""
    page.goto("/cms/pages/")
    for _ in range(6):
        children = page.locator('td.children a[href^="/cms/pages/"]')
        if not children.count():
            break
        page.goto(children.first.get_attribute("href") or "")
    return page.locator('td.title a[href$="/edit/"]').first.get_attribute("href") or "/cms/"


def take(browser: Browser, address: str) -> None:
    learner = as_role(browser, address, "Participante", PHONE)
    keep(learner, "home")
    learner.goto("/cursos/")
    learner.locator("a.card-link").first.click()
    start = learner.get_by_role("button", name="Empezar este curso")
    if start.count():
        start.click()
    else:
        learner.locator("main .actions a.button").first.click()
    keep(learner, "lesson")
    dark = as_role(browser, address, "Participante", PHONE, "dark")
    dark.goto("/foro/")
    keep(dark, "forum-dark")
    visitor = as_role(browser, address, None, PHONE)
    keep(visitor, "visitor")
    lead = as_role(browser, address, "Coordinadora", LAPTOP)
    lead.goto("/red/")
    keep(lead, "desk")
    trainer = as_role(browser, address, "Facilitadora", LAPTOP)
    trainer.goto("/cms/")
    trainer.goto(edit_address(trainer))
    trainer.locator("#page-edit-form").wait_for()
    trainer.wait_for_timeout(1500)
    keep(trainer, "editor")


def main() -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    with site() as address, sync_playwright() as playwright:
        browser = chromium(playwright)
        take(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
