"""A lesson on its way from the trainer who writes it on a laptop to the learner who reads it on a phone."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.editing import add_block, keep_blocks, open_preview, publish, upload_picture
from tests.browser.journeys import follow, looking, sign_in
from tests.factories import a_member
from tests.modules.pages import a_course, a_module
from tests.plugins.browser import LAPTOP

pytestmark = pytest.mark.django_db(transaction=True)
CHOICES = [
    ("La lluvia", "Esa es la amenaza."),
    ("La canasta sin tapa", "Sí: eso la deja más expuesta."),
]


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "foto.png"
    Image.new("RGB", (640, 480), (20, 90, 60)).save(path)
    return path


def write(page, module, photo, axe):
    """From the first page of the editor to a lesson with words, a question and a picture."""
    page.goto("/cms/")
    axe(page)
    page.goto(f"/cms/pages/add/modules/lessonpage/{module.pk}/")
    page.locator("#id_title").fill("Los huevos y la lluvia")
    axe(page)
    keep_blocks(page, "text", "single_choice")
    texts = page.locator("[data-streamfield-child] [role='textbox']:visible")
    texts.nth(0).fill("Hoy el cielo amaneció gris.")
    texts.nth(1).fill("¿Qué la deja más expuesta?")
    for number, (choice, feedback) in enumerate(CHOICES):
        page.locator(f"[name$='-choices-{number}-value-text']").fill(choice)
        page.locator(f"[name$='-choices-{number}-value-feedback']").fill(feedback)
    page.locator("[name$='-choices-1-value-correct']").check()
    add_block(page, "Imagen")
    upload_picture(page, photo, axe)
    page.locator("input[name$='-value-alt']").last.fill("Un monte verde")
    axe(page)


def preview(page, axe):
    open_preview(page, "Un monte verde")
    axe(page)


def save_draft(page, axe):
    page.get_by_role("button", name="Guardar borrador").click()
    page.locator(".messages .success").wait_for()
    axe(page)


def read(page, look):
    follow(page.get_by_role("link", name="Los huevos y la lluvia").first)
    look(page)
    expect(page.get_by_text("Hoy el cielo amaneció gris.")).to_be_visible()
    picture = page.get_by_role("img", name="Un monte verde")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    page.get_by_label("La canasta sin tapa").check()
    page.get_by_role("button", name="Revisar mi respuesta").click()
    expect(page.get_by_text("Sí: eso la deja más expuesta.")).to_be_visible()
    look(page)
    follow(page.get_by_role("button", name="Ya la hice"))
    look(page)


def look_for(page, course_address, look):
    """The course is open to her, and the lesson is not there yet."""
    page.goto("/cursos/")
    follow(page.locator("a.card-link").first)
    look(page)
    assert page.url.endswith(course_address)
    expect(page.get_by_text("Los huevos y la lluvia")).to_have_count(0)


def take(page, course_address, look):
    page.goto(course_address)
    follow(page.get_by_role("button", name="Empezar este curso"))
    page.goto(course_address)
    read(page, look)
    page.goto("/avance/")
    expect(page.get_by_text("Curso de cuidados")).to_be_visible()
    look(page)


def test_from_the_trainers_hand_to_the_learners_phones(witness, ceiba, cast, axe, photo):
    course = a_course(ceiba.course_index, "Curso de cuidados")
    module = a_module(course, "Parte uno")
    hers = witness.open(viewport=LAPTOP)
    sign_in(hers, cast.trainer.account.login_id)
    write(hers, module, photo, axe)
    preview(hers, axe)
    save_draft(hers, axe)

    phones = [
        (witness.open(), cast.learner, looking(axe)),
        (witness.open(javascript=False), a_member(ceiba), looking(None)),
    ]
    for phone, learner, look in phones:
        sign_in(phone, learner.account.login_id)
        look_for(phone, course.get_opaque_url(), look)
    publish(hers)
    axe(hers)
    for phone, _learner, look in phones:
        take(phone, course.get_opaque_url(), look)
