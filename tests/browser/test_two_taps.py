"""Two taps at a door on a slow line: the browser forgets the answer to the first, and with it the new session."""

import re

import pytest
from playwright.sync_api import Locator, expect

from learning.accounts.actions import RECOVERY_PURPOSE
from learning.core.codes import fingerprint
from tests.browser.journeys import follow, sign_in
from tests.factories import AccountFactory
from tests.factories.networks import PASSPHRASE
from tests.factories.totp import code_now

LOGIN_ID = "prueba-puerta-10"
HOME = re.compile(r":\d+/$")
JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False])


@pytest.fixture
def account(transactional_db):
    return AccountFactory(login_id=LOGIN_ID, pseudonym="Ceiba serena")


@JAVASCRIPT
def test_entering(witness, account, javascript):
    page = witness.open(javascript=javascript)
    page.goto("/entrar/")
    page.get_by_label("Nombre de entrada").fill(LOGIN_ID)
    page.get_by_label("Frase de paso").fill(PASSPHRASE)
    tap_twice(page.get_by_role("button", name="Entrar", exact=True))
    page.wait_for_url(HOME)
    page.goto("/cuenta/")
    expect(page.get_by_text("Ceiba serena")).to_be_visible()


@JAVASCRIPT
def test_changing_the_passphrase(witness, account, javascript):
    page = witness.open(javascript=javascript)
    sign_in(page, LOGIN_ID)
    page.goto("/cuenta/frase/")
    page.get_by_label("Usar la frase ofrecida").check()
    tap_twice(page.get_by_role("button", name="Guardar mi frase"))
    page.wait_for_url("**/cuenta/")
    expect(page.get_by_text("Tu frase de paso cambió")).to_be_visible()


def test_the_app_of_codes_and_a_new_paper_key(witness, account):
    """What is shown once is on her screen, and it is what opens."""
    page = witness.open(javascript=False)
    sign_in(page, LOGIN_ID)
    page.goto("/cuenta/segundo/aplicacion/")
    secret = page.locator(".secret-value").inner_text().replace(" ", "")
    page.get_by_label("Código", exact=True).fill(code_now(secret))
    tap_twice(page.get_by_role("button", name="Activar"))
    page.wait_for_url("**/cuenta/segundo/respaldo/")
    codes = page.locator(".secret-value li").all_inner_texts()
    page.goto("/cuenta/llave/")
    tap_twice(page.get_by_role("button", name="Hacer una llave nueva"))
    key = page.locator(".secret-value").inner_text()
    account.refresh_from_db()
    assert account.recovery_fingerprint == fingerprint(key, RECOVERY_PURPOSE)
    page.goto("/cuenta/")
    follow(page.get_by_role("button", name="Cerrar mi sesión"))
    page.goto("/entrar/")
    page.get_by_label("Nombre de entrada").fill(LOGIN_ID)
    page.get_by_label("Frase de paso").fill(PASSPHRASE)
    follow(page.get_by_role("button", name="Entrar", exact=True))
    page.get_by_label("Código", exact=True).fill(codes[0])
    tap_twice(page.get_by_role("button", name="Entrar"))
    page.goto("/cuenta/segundo/aplicacion/quitar/")
    tap_twice(page.get_by_role("button", name="Quitarla"))
    page.wait_for_url("**/cuenta/segundo/")
    expect(page.get_by_text("Quitaste la aplicación de códigos")).to_be_visible()


def tap_twice(button: Locator) -> None:
    """As a thumb does that sees nothing happen: the answer is a second and a half away."""
    page = button.page
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", slow | {"latency": 1500})
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    for _tap in range(2):
        page.mouse.click(box["x"] + 20, box["y"] + 10)
        page.wait_for_timeout(600)
    page.wait_for_timeout(700)
    line.send("Network.emulateNetworkConditions", slow | {"latency": 0})
    page.wait_for_load_state()
    assert len(sent) == 2, "the second tap came too late"
