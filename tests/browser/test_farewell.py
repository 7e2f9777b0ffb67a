"""She leaves for good on a phone; and the lead's desk, where the numbers stand."""

import pytest
from playwright.sync_api import expect

from learning.accounts.models import Account
from tests.browser.journeys import follow, looking, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = pytest.mark.parametrize("javascript", [False, True], ids=["plain", "script"])


@WAYS
def test_she_types_the_word_and_is_gone(witness, cast, axe, javascript):
    look = looking(axe if javascript else None)
    page = witness.open(javascript=javascript)
    sign_in(page, cast.learner.account.login_id)
    page.goto("/cuenta/")
    look(page)
    follow(page.get_by_role("link", name="Irme para siempre"))
    look(page)
    word = page.get_by_label("Escribe «me voy» para confirmar")
    word.fill("irme")
    follow(page.get_by_role("button", name="Irme y borrar todo"))
    expect(page.locator(".field-error")).to_contain_text("Escribe exactamente «me voy»")
    look(page)
    assert Account.objects.filter(pk=cast.learner.account_id).exists()
    word.fill("me voy")
    follow(page.get_by_role("button", name="Irme y borrar todo"))
    expect(page.get_by_role("heading", name="Tu cuenta ya no existe")).to_be_visible()
    look(page)
    assert not Account.objects.filter(pk=cast.learner.account_id).exists()
    page.goto("/cuenta/")
    assert "/entrar/" in page.url


@WAYS
def test_the_lead_reads_how_her_network_takes_part(witness, cast, axe, javascript):
    look = looking(axe if javascript else None)
    page = witness.open(javascript=javascript)
    sign_in(page, cast.lead.account.login_id)
    page.goto("/")
    follow(page.get_by_role("link", name="Red", exact=True))
    expect(page.get_by_role("heading", name="Participación")).to_be_visible()
    look(page)
    assert cast.learner.account.pseudonym not in page.content()
