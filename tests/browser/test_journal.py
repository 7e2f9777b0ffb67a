"""Her journal on her phone: from a lesson into it and back, with scripts and without."""

import pytest
from playwright.sync_api import expect

from learning.accounts import actions as accounts
from learning.networks import actions as networks
from learning.progress import actions
from modules.models import LessonPage
from tests.browser.journeys import follow, looking
from tests.factories.networks import PASSPHRASE
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module

pytestmark = pytest.mark.django_db(transaction=True)
CHECK_IN = samples.block("check_in", "how", "activity", gauge="energy", body=samples.rich("¿Cómo llegas?"))
[PLAN] = [each for each in samples.WORKSHEETS if each["type"] == "actor_map"]


@pytest.fixture
def writer(ceiba):
    account, _key = accounts.create_account(pseudonym="Rama", passphrase=PASSPHRASE, language="es")
    return networks.add_member(network=ceiba, account=account)


@pytest.fixture(params=[None, 60], ids=["practice", "quiz"])
def lesson(request, ceiba, writer) -> LessonPage:
    course = a_course(ceiba.course_index, "Curso")
    body = [CHECK_IN, samples.ROOM, PLAN, samples.SINGLE]
    made = a_lesson(a_module(course), "Lección", body, pass_mark=request.param)
    actions.enrol(by=writer, course_key=course.translation_key)
    return made


def enter(page, writer) -> None:
    page.goto("/entrar/")
    page.get_by_label("Nombre de entrada").fill(writer.account.login_id)
    page.get_by_label("Frase de paso").fill(PASSPHRASE)
    follow(page.get_by_role("button", name="Entrar", exact=True))


def begin(page) -> None:
    page.goto("/diario/abrir/")
    page.get_by_label("Tu frase de paso").fill(PASSPHRASE)
    follow(page.get_by_role("button", name="Empezar mi diario"))


@pytest.mark.parametrize("javascript", [True, False])
def test_the_first_thing_she_keeps(witness, writer, lesson, axe, javascript):
    page, look = witness.open(javascript=javascript), looking(axe if javascript else None)
    enter(page, writer)
    page.goto(lesson.get_opaque_url())
    look(page)
    room = page.get_by_role("group", name="Para pensar")
    room.get_by_role("textbox").fill("Lo que noto")
    page.get_by_label("Qué haremos con esto").first.fill("Lo que haremos")
    page.once("dialog", lambda asked: asked.accept())
    follow(room.get_by_role("button", name="Guardar en mi diario"))
    expect(page.get_by_text("Si pierdes las dos, se pierde para siempre.")).to_be_visible()
    expect(page.get_by_label("Tus palabras")).to_have_value("Lo que noto")
    look(page)
    page.get_by_label("Tu frase de paso").fill(PASSPHRASE)
    follow(page.get_by_role("button", name="Guardar en mi diario"))
    expect(page.get_by_label("Qué haremos con esto").first).to_have_value("Lo que haremos")
    expect(room.get_by_role("status").filter(has_text="Quedó guardado en tu diario.")).to_be_in_viewport()
    look(page)
    page.goto("/diario/")
    expect(page.get_by_text("Lo que noto")).to_be_visible()
    expect(page.get_by_text("Lo que haremos")).to_have_count(0)
    look(page)
    follow(page.get_by_role("link", name="Lección", exact=True))
    assert page.url.endswith(f"{lesson.get_opaque_url()}#b-think-2")


def test_with_scripts_the_page_stays_as_it_is(witness, writer, lesson):
    page = witness.open()
    enter(page, writer)
    begin(page)
    page.goto(lesson.get_opaque_url())
    page.get_by_role("group", name="Para pensar").get_by_role("textbox").fill("Otra cosa")
    check = page.locator("#b-how")
    check.get_by_text("Con muy poca").click()
    expect(check.get_by_role("button", name="Guardar en mi diario")).to_have_count(1)
    check.get_by_role("button", name="Guardar en mi diario").click()
    expect(check.get_by_role("status").filter(has_text="Quedó guardado")).to_be_visible()
    expect(page.get_by_role("group", name="Para pensar").get_by_role("textbox")).to_have_value("Otra cosa")
    page.goto("/diario/")
    expect(page.get_by_text("Con muy poca")).to_be_visible()
    expect(page.get_by_text("Otra cosa")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False])
def test_enter_in_a_field_sends_nothing(witness, writer, lesson, javascript):
    page = witness.open(javascript=javascript)
    enter(page, writer)
    begin(page)
    page.goto(lesson.get_opaque_url())
    before = len(witness.requests)
    page.get_by_label("Quién (una palabra basta; también de la familia)").first.press("Enter")
    page.get_by_text("Con muy poca").click()
    page.locator("#reading-how-3").press("Enter")
    page.get_by_label("Al imprimir o bajar, solo las acciones").press("Enter")
    page.wait_for_timeout(500)
    assert [each for each in witness.requests[before:] if "/diario/" in each] == []
    assert page.url.endswith(lesson.get_opaque_url())


def test_what_she_sends_to_an_ended_session_is_there_again(witness, writer, lesson):
    page = witness.open()
    enter(page, writer)
    begin(page)
    page.goto(lesson.get_opaque_url())
    writer.account.sessions.all().delete()
    room = page.get_by_role("group", name="Para pensar")
    room.get_by_role("textbox").fill("Lo que noto")
    follow(room.get_by_role("button", name="Guardar en mi diario"))
    page.get_by_label("Nombre de entrada").fill(writer.account.login_id)
    page.get_by_label("Frase de paso").fill(PASSPHRASE)
    follow(page.get_by_role("button", name="Entrar", exact=True))
    expect(page.get_by_label("Tus palabras")).to_have_value("Lo que noto")
    follow(page.get_by_role("button", name="Guardar en mi diario"))
    expect(page.get_by_text("Lo que noto")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_sheet_whole_and_its_actions_alone(witness, writer, lesson, javascript):
    page = witness.open(javascript=javascript)
    enter(page, writer)
    begin(page)
    for button in ("Guardar en mi diario", "Guardar en mi diario, solo las acciones"):
        page.goto(lesson.get_opaque_url())
        page.get_by_label("Qué quiere, y cómo le toca nuestro trabajo").first.fill("Lo que quiere")
        page.get_by_label("Qué haremos con esto").first.fill("Lo que haremos")
        sheet = page.locator("#b-sheet-actor_map")
        sheet.get_by_role("button", name=button, exact=True).click()
        if javascript or button.endswith("acciones"):
            expect(sheet.get_by_role("status").filter(has_text="Quedó guardado")).to_be_visible()
            expect(page.get_by_label("Qué quiere, y cómo le toca nuestro trabajo").first).to_have_value(
                "Lo que quiere"
            )
        else:
            page.wait_for_url("**/diario/")
    page.goto("/diario/")
    expect(page.get_by_text("Lo que haremos")).to_have_count(2)
    expect(page.get_by_text("Lo que quiere")).to_have_count(1)
