"""Joining with a code and the lead's desk on a phone, under the rules of axe."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from learning.networks.actions import invite
from learning.networks.models import Invitation
from tests.browser.journeys import follow, sign_in
from tests.factories.networks import PASSPHRASE

HOME = re.compile(r":\d+/$")


def test_from_the_leads_hand_to_home(transactional_db, cast, witness, axe):
    hers = witness.open()
    sign_in(hers, cast.lead.account.login_id)
    hers.goto("/red/")
    axe(hers)
    follow(hers.get_by_role("link", name="Hacer un código"))
    axe(hers)
    follow(hers.get_by_role("button", name="Hacer el código"))
    axe(hers)
    code = hers.locator(".secret-value").inner_text()
    new = witness.open()
    new.goto(f"/codigo/?c={code}")
    assert new.url.endswith("/codigo/")
    axe(new)
    follow(new.get_by_role("button", name="Seguir"))
    axe(new)
    follow(new.get_by_role("button", name="Hacer mi cuenta"))
    axe(new)
    new.get_by_label("Cómo quieres que te llamen").fill("Semilla")
    new.get_by_label("Usar la frase ofrecida").check()
    new.get_by_label("Leí los acuerdos").check()
    follow(new.get_by_role("button", name="Hacer mi cuenta"))
    axe(new)
    assert new.locator(".secret").count() == 3
    follow(new.get_by_role("button", name="Ya lo anoté", exact=True))
    assert HOME.search(new.url)
    expect(new.get_by_role("heading", name="Semilla")).to_be_visible()
    follow(hers.get_by_role("button", name="Ya lo tengo"))
    axe(hers)
    hers.goto("/red/integrantes/")
    axe(hers)
    follow(hers.get_by_role("link", name="Semilla"))
    axe(hers)
    follow(hers.get_by_role("link", name="Sacarla de la red"))
    axe(hers)
    follow(hers.get_by_role("button", name="Sacarla ahora"))
    assert new.goto("/foro/").status == 404
    hers.goto("/red/registro/")
    axe(hers)
    expect(hers.get_by_text("Sacó a una integrante")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_a_second_tap_after_a_lost_answer_shows_the_code_of_the_first(
    transactional_db, cast, witness, javascript
):
    def lost(route):
        route.fetch(max_redirects=0)
        route.abort("aborted")

    page = witness.open(javascript=javascript)
    sign_in(page, cast.lead.account.login_id)
    page.goto("/red/codigos/nuevo/")
    page.route("**/red/codigos/nuevo/", lost, times=1)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Hacer el código").click()
    follow(page.get_by_role("button", name="Hacer el código"))
    expect(page.get_by_text("Es el mismo código")).to_be_visible()
    code = page.locator(".secret-value").inner_text()
    made = Invitation.objects.scoped(network=cast.lead.network)
    assert [each.pk for each in made] == [Invitation.objects.with_code(code).get().pk]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("field", ["pseudonym", "again"])
def test_enter_makes_the_account_under_the_name_she_wrote(transactional_db, cast, witness, javascript, field):
    code = invite(network=cast.lead.network, role="learner", uses=1, by=cast.lead)[1]
    page = witness.open(javascript=javascript)
    page.goto(f"/codigo/?c={code}")
    page.locator("[name=code]").press("Enter")
    page.wait_for_url("**/codigo/cuenta/")
    offered = page.locator("[name=pseudonym]").input_value()
    follow(page.get_by_role("button", name="Ofrecerme otro nombre"))
    assert page.locator("[name=pseudonym]").input_value() not in ("", offered)
    for name, words in (("pseudonym", "Semilla"), ("passphrase", PASSPHRASE), ("again", PASSPHRASE)):
        page.locator(f"[name={name}]").fill(words)
    page.get_by_label("Leí los acuerdos").check()
    page.locator(f"[name={field}]").press("Enter")
    page.wait_for_url("**/codigo/anotar/**")
    follow(page.get_by_role("button", name="Ya lo anoté", exact=True))
    expect(page.get_by_role("heading", name="Semilla")).to_be_visible()


def test_a_pause_in_the_leads_hand_and_in_a_members(transactional_db, cast, witness, axe):
    hers, other = (witness.open() for _ in range(2))
    sign_in(hers, cast.lead.account.login_id)
    hers.goto("/red/")
    follow(hers.get_by_role("button", name="Poner la red en pausa"))
    axe(hers)
    sign_in(other, cast.learner.account.login_id)
    for path in ("/", "/foro/"):
        other.goto(path)
        expect(other.get_by_text("Tu red está en pausa")).to_be_visible()
        axe(other)
        other.emulate_media(media="print")
        expect(other.get_by_text("Tu red está en pausa")).to_be_hidden()
        other.emulate_media(media="screen")
    follow(hers.get_by_role("button", name="Terminar la pausa"))
    other.goto("/")
    expect(other.get_by_text("Tu red está en pausa")).to_have_count(0)


def test_the_numbers_of_the_demo(transactional_db, cast, witness, axe):
    call_command("load_starter", verbosity=0)
    call_command("seed_demo", "--json", stdout=StringIO())
    page = witness.open()
    page.goto("/")
    follow(page.get_by_role("button", name="Coordinadora"))
    expect(page.get_by_text("Hasta fines de")).to_be_visible()
    assert page.locator("td.num").all_inner_texts()[:2] == ["10", "5"]
    axe(page)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("role", ["lead", "trainer"])
def test_the_menu_stays_in_one_row_of_the_smallest_phone(
    cast, page, client_as, witness, role, language, transactional_db
):
    session = client_as(getattr(cast, role)).cookies["s"].value
    page.context.add_cookies([{"name": "s", "value": session, "url": witness.origin}])
    page.goto("/cuenta/")
    if language == "en":
        follow(page.get_by_role("contentinfo").get_by_role("button", name="English"))
        expect(page.locator("html")).to_have_attribute("lang", "en")
    entries = page.locator("nav.nav a")
    assert entries.count() == 6
    boxes = [entry.bounding_box() for entry in entries.all()]
    assert len({box["y"] for box in boxes}) == 1
    assert all(box["height"] >= 44 for box in boxes)
    assert boxes[-1]["x"] + boxes[-1]["width"] <= 360
