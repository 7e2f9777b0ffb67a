"""The doors in a real browser: without JavaScript, and with a passkey, which needs it."""

import re

import pytest
from playwright.sync_api import expect

from learning.accounts.models import Session
from tests.browser.journeys import follow, sign_in
from tests.factories import AccountFactory, a_member, a_network
from tests.factories.networks import PASSPHRASE
from tests.factories.totp import code_now

LOGIN_ID = "prueba-puerta-10"
HOME = re.compile(r":\d+/$")


@pytest.fixture
def account(transactional_db):
    return AccountFactory(login_id=LOGIN_ID, pseudonym="Ceiba serena")


def test_an_app_is_put_without_javascript(plain_page, account, axe, witness):
    page = plain_page
    sign_in(page, LOGIN_ID)
    page.goto("/cuenta/segundo/")
    follow(page.get_by_role("link", name="Poner una aplicación de códigos"))
    secret = page.locator(".secret-value").inner_text().replace(" ", "")
    assert page.locator("svg.segno").bounding_box()["width"] > 200
    page.get_by_label("Código", exact=True).fill(code_now(secret))
    follow(page.get_by_role("button", name="Activar"))
    codes = page.locator(".secret-value li").all_inner_texts()
    assert len(codes) == 10
    again = witness.open(javascript=False)
    sign_in(again, LOGIN_ID)
    again.get_by_label("Código", exact=True).fill(codes[3])
    follow(again.get_by_role("button", name="Entrar"))
    again.goto("/cuenta/")
    expect(again.get_by_text("Activo")).to_be_visible()


def test_a_passkey_guards_and_opens_the_account(page, account):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, LOGIN_ID)
    page.goto("/cuenta/segundo/accesos/nueva/")
    page.get_by_label(re.compile("sin frase de paso")).check()
    page.get_by_role("button", name="Hacer la llave").click()
    page.wait_for_url("**/cuenta/segundo/respaldo/")
    assert page.locator(".secret-value li").count() == 10
    page.goto("/cuenta/")
    follow(page.get_by_role("button", name="Cerrar mi sesión"))
    sign_in(page, LOGIN_ID)
    page.wait_for_url("**/entrar/segundo/")
    page.get_by_role("button", name="Usar mi llave de acceso").click()
    page.wait_for_url(HOME)
    page.goto("/cuenta/")
    follow(page.get_by_role("button", name="Cerrar mi sesión"))
    page.goto("/entrar/")
    page.get_by_role("button", name="Entrar con una llave de acceso").click()
    page.wait_for_url(HOME)
    page.goto("/cuenta/segundo/accesos/")
    expect(page.get_by_text("Llave 1", exact=True)).to_be_visible()


def test_a_passkey_that_does_not_answer_says_so(page, account):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    page.goto("/entrar/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error()) }")
    page.get_by_role("button", name="Entrar con una llave de acceso").click()
    page.get_by_text("La llave no respondió").wait_for()


def test_what_she_wrote_comes_back_after_an_ended_session(plain_page, transactional_db):
    words = "Ayer en el mercado, a las cinco, pasó lo siguiente…"
    member = a_member(a_network("Red Ceiba"), login_id=LOGIN_ID)
    page = plain_page
    sign_in(page, LOGIN_ID)
    page.goto("/foro/nuevo/")
    page.locator("textarea[name=body]").fill(words)
    page.locator("input[name=title]").fill("Camino al mercado")
    Session.objects.filter(account=member.account).delete()
    follow(page.locator("main form").first.get_by_role("button").first)
    page.wait_for_url("**/entrar/?next=**")
    page.get_by_label("Nombre de entrada").fill(LOGIN_ID)
    page.get_by_label("Frase de paso").fill(PASSPHRASE)
    follow(page.get_by_role("button", name="Entrar", exact=True))
    page.wait_for_url("**/foro/nuevo/")
    assert page.locator("textarea[name=body]").input_value() == words
    assert page.locator("input[name=title]").input_value() == "Camino al mercado"
