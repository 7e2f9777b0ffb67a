"""What a trainer does in the editor, waiting for what she would wait for."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from modules.models import LessonPage
from modules.review_forms import CHECKLISTS

CHOOSE = "[data-chooser-action-choose]:visible"
# The preview as it stands now, for each saving puts a new frame there: as wide as a phone, its picture come.
PREVIEWED = """alt => {
  const shown = document.querySelector("iframe[id*='preview']")?.contentWindow;
  const picture = shown?.document.querySelector(`img[alt="${alt}"]`);
  picture?.scrollIntoView();  // Pictures come when they are near.
  return picture?.naturalWidth > 0 && shown.innerWidth === 360;
}"""

# The editor notices what is written only some moments after it has come, and comes more than once.
COMING = """
  window.coming = [];
  document.addEventListener("w-unsaved:ready", () => window.coming.push("comes"));
  document.addEventListener("w-unsaved:watch-edits", () => window.coming.push("notices"));
"""
ATTENDING = """() => {
  const times = what => window.coming.filter(each => each === what).length;
  return times("notices") > 0 && times("notices") >= times("comes");
}"""


def open_attending(page: Page, way: str) -> None:
    """A page of the editor, once it notices what is written."""
    page.add_init_script(COMING)
    page.goto(f"/cms/pages/{way}")
    page.wait_for_function(ATTENDING)


def choose_publish(page: Page) -> None:
    page.get_by_role("button", name="Más acciones").click()
    page.get_by_role("button", name="Publicar", exact=True).click()


def publish(page: Page) -> None:
    choose_publish(page)
    expect(page.locator(".messages .success")).to_contain_text("publicada")


def keep_blocks(page: Page, *kinds: str) -> None:
    """Of the empty frame only one block of each of these kinds."""
    blocks = page.locator("[data-streamfield-stream-container] > [data-streamfield-child]:visible")
    wanted = [f":has(> input[name$='-type'][value='{kind}'])" for kind in kinds]
    others = blocks.and_(page.locator(f"[data-streamfield-child]:not({', '.join(wanted)})"))
    expect(blocks.first).to_be_visible()
    for left in reversed(range(others.count())):
        others.last.get_by_role("button", name="Eliminar").first.click()
        expect(others).to_have_count(left)
    expect(blocks).to_have_count(len(kinds))


def add_block(page: Page, name: str) -> None:
    page.locator("button.c-sf-add-button:visible").last.click()
    page.get_by_role("option", name=name).click()


def upload_picture(page: Page, photo: Path, look: Callable[[Page], None] = lambda page: None) -> None:
    """Into the block that was added last."""
    page.locator(CHOOSE).last.click()
    page.get_by_role("tab", name="Subir").click()
    page.locator("#id_image-chooser-upload-title").fill("Monte")
    page.locator("#id_image-chooser-upload-file").set_input_files(photo)
    look(page)
    page.locator("form[data-chooser-modal-creation-form] [type='submit']").click()
    expect(page.locator("form[data-chooser-modal-creation-form]")).to_have_count(0)


def open_preview(page: Page, alt: str) -> None:
    """Until the picture described as `alt` is seen on a phone."""
    page.get_by_role("button", name=re.compile("vista previa", re.IGNORECASE)).first.click()
    page.wait_for_function(PREVIEWED, arg=alt)


def send(page: Page, lesson: LessonPage, words: str) -> None:
    """Change what a lesson says in one sentence, and send it to review."""
    open_attending(page, f"{lesson.pk}/edit/")
    page.locator("#id_summary").fill(words)
    small = page.get_by_label("Pequeño")
    if small.count():
        small.check()
    choose_send(page)
    expect(page.locator(".messages .success")).to_be_visible()


def choose_send(page: Page) -> None:
    page.get_by_role("button", name="Más acciones").click()
    page.get_by_role("button", name="Enviar a revisión").click()


def approve(page: Page, look: str, see: Callable[[Page], None] = lambda page: None) -> None:
    """What waits for her, after the first try without the lines of the checklist, whose window is seen."""
    page.goto("/cms/")
    waits = page.get_by_role("region", name="Revisiones")
    waits.get_by_role("button", name="Aprobar").click()
    window = page.locator(".modal[role='dialog']")
    lines = window.get_by_role("checkbox")
    expect(lines).to_have_count(len(CHECKLISTS[look]))
    window.get_by_role("button", name="Aprobar").click()
    expect(window.get_by_text("Falta esto.").first).to_be_visible()
    see(page)
    for number in range(len(CHECKLISTS[look])):
        lines.nth(number).check()
    window.get_by_role("button", name="Aprobar").click()
    expect(waits.get_by_text("Nada espera")).to_be_visible()
