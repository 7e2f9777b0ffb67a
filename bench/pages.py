"""
How soon a lesson can be read on her phone: Chromium at 400 kbit/s, 400 ms there and back and a processor six times
slower, beside a bare page of the same text from the same server, each on an empty phone and again. In milliseconds to
the largest piece of the first screen, the median of five.
"""

import os
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.serving import HOST

LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER, ROUNDS = 6, 5
FIRST, LATER, TO_BARE = 2_500, 1_000, 1.3
BARE = "/bench/bare/"
NOTE = """window.readable = 0;
new PerformanceObserver((list) => list.getEntries().forEach((each) => { window.readable = each.startTime; }))
  .observe({ type: "largest-contentful-paint", buffered: true });"""
TEXT = """() => {
  const text = document.querySelector("main").cloneNode(true);
  for (const each of text.querySelectorAll("form > input, button, nav, progress, script")) each.remove();
  for (const each of text.querySelectorAll("*")) {
    for (const { name } of [...each.attributes]) each.removeAttribute(name);
  }
  return text.innerHTML.replace(/\\s+/g, " ");
}"""


def measure(port: int, cookie: str, lesson: str, bare: Path) -> dict[str, dict[str, float]]:
    """{"lesson": {"first": ms, "later": ms}, "bare page": ...}; `bare`: where the server takes that page from."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            chromium_sandbox=os.geteuid() != 0,
            args=["--disable-gpu"],
        )
        with phone(browser, port, cookie) as page:
            page.goto(lesson)
            bare.write_text(
                '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
                f"<title>Aula</title>{page.evaluate(TEXT)}"
            )
        took: dict[str, dict[str, list[float]]] = {}
        for _round in range(ROUNDS):
            for name, path in (("lesson", lesson), ("bare page", BARE)):
                with phone(browser, port, cookie) as page:
                    slow_down(page)
                    page.goto(path, wait_until="load")
                    note(took, name, "first", page)
                    page.evaluate("(path) => { location.href = path; }", f"{path}?")
                    page.wait_for_url(f"**{path}?", wait_until="load")
                    note(took, name, "later", page)
        browser.close()
    return {name: {visit: statistics.median(ms) for visit, ms in of.items()} for name, of in took.items()}


@contextmanager
def phone(browser: Browser, port: int, cookie: str) -> Iterator[Page]:
    """A page of a browser that has nothing of the site but her session."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        locale="es-GT",
        base_url=f"http://{HOST}:{port}",
    )
    context.add_init_script(NOTE)
    context.add_cookies([{"name": "__Host-s", "value": cookie, "domain": HOST, "path": "/", "secure": True}])
    yield context.new_page()
    context.close()


def slow_down(page: Page) -> None:
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", LINE)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def note(took: dict[str, dict[str, list[float]]], name: str, visit: str, page: Page) -> None:
    page.wait_for_function("window.readable > 0")
    page.wait_for_timeout(500)
    took.setdefault(name, {}).setdefault(visit, []).append(page.evaluate("window.readable"))


def judge(took: dict[str, dict[str, float]]) -> bool:
    """Prints both beside each other; whether the lesson is soon enough, and near enough to the bare page."""
    kept = True
    print(f"\n{'400 kbit/s, 400 ms, x 6':28}{'lesson ms':>10}{'bare ms':>9}{'x bare':>9}")
    for visit, most in (("first", FIRST), ("later", LATER)):
        lesson, bare = took["lesson"][visit], took["bare page"][visit]
        print(
            f"{visit:28}{lesson:10.0f}{bare:9.0f}{lesson / bare:9.2f}   (at most {most} ms, {TO_BARE} times)"
        )
        kept &= lesson <= most and lesson <= bare * TO_BARE
    return kept
