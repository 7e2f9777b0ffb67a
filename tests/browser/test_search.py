"""She looks for words and goes back to what was found; a lead says something and all read it; both on a phone."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from learning.news.models import News
from tests.browser.journeys import WIDER, follow, sign_in
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module
from tests.plugins.browser import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lesson(ceiba):
    module = a_module(a_course(ceiba.course_index, "Cuidarnos"))
    body = [samples.block("text", "t", body="<p>Una amenaza se lee con otras, en la lengua k’iche’.</p>")]
    return a_lesson(module, "Leer señales", body)


@pytest.mark.parametrize("javascript", [True, False])
def test_she_finds_words_and_comes_back_to_them(witness, cast, lesson, axe, javascript):
    page = witness.open(javascript=javascript)
    sign_in(page, cast.learner.account.login_id)
    follow(page.get_by_role("contentinfo").get_by_role("link", name="Buscar"))
    page.get_by_label("Qué buscas").fill("KICHE amenazas")
    follow(page.get_by_role("main").get_by_role("button", name="Buscar"))
    expect(page.locator("mark").first).to_have_text("amenaza")
    found, title = page.url, page.title()
    assert "kiche" not in f"{found} {title}".lower()
    assert page.evaluate(WIDER) == []
    if javascript:
        axe(page)
    follow(page.get_by_role("link", name="Leer señales"))
    assert urlsplit(page.url).path.startswith("/l/")
    page.go_back()
    expect(page.locator("mark").first).to_have_text("amenaza")
    assert page.url == found


@pytest.mark.parametrize("javascript", [True, False])
def test_a_lead_says_something_on_her_phone_and_all_read_it(witness, cast, axe, javascript):
    lead = witness.open(viewport=PHONE, javascript=javascript)
    sign_in(lead, cast.lead.account.login_id)
    lead.goto("/red/")
    follow(lead.get_by_role("link", name="Escribir una novedad"))
    assert lead.evaluate(WIDER) == []
    if javascript:
        axe(lead)
    lead.get_by_label("Alerta", exact=True).check()
    lead.get_by_label("Título").fill("Mensajes raros")
    lead.get_by_label("Texto").fill("No *contestes*. Llama al 5555 1234.")
    follow(lead.get_by_role("button", name="Publicar"))
    lead.get_by_label("Publicarlo así").check()
    follow(lead.get_by_role("button", name="Publicar"))
    expect(lead.locator("em")).to_have_text("contestes")
    assert News.objects.scoped(network=cast.lead.network).get().until is not None
    if javascript:
        axe(lead)
    learner = witness.open(javascript=javascript)
    sign_in(learner, cast.learner.account.login_id)
    follow(learner.get_by_role("main").get_by_role("link", name="Mensajes raros"))
    assert learner.evaluate(WIDER) == []
    follow(learner.get_by_role("link", name="Novedades", exact=True).first)
    if javascript:
        axe(learner)
