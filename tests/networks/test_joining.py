"""From a code on paper to an account, without JavaScript."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from learning.accounts.actions import set_passphrase
from learning.accounts.models import Account
from learning.networks import actions
from learning.networks.models import Invitation, Membership, Role
from tests.factories import AccountFactory, a_member, give_second_factor
from tests.factories.networks import PASSPHRASE

PHRASE = "copal nube barro maíz quince"


@pytest.fixture
def code(lead):
    return actions.invite(network=lead.network, role=Role.LEARNER, uses=3, by=lead)[1]


def with_code(client, code):
    return client.post("/codigo/", {"code": code})


def filled(**changes):
    return {"pseudonym": "Flor", "passphrase": PHRASE, "again": PHRASE, "agreed": "on", **changes}


def refusal(response):
    return re.sub(r'value="[^"]*"', "", response.content.decode())


def joined(client, **changes):
    """The address of the page with what she must write down."""
    answer = client.post("/codigo/cuenta/", filled(**changes))
    assert answer.url.startswith("/codigo/anotar/?v=")
    return answer.url


def test_she_comes_in(client, code, lead):
    page = client.get("/codigo/", {"c": code})
    assert page.status_code == 302
    assert page.url == "/codigo/"
    assert code in client.get("/codigo/").content.decode()
    assert with_code(client, code).url == "/codigo/cuenta/"
    assert lead.network.name in client.get("/codigo/cuenta/").content.decode()
    papers = joined(client)
    account = Account.objects.get(pseudonym="Flor")
    shown = client.get(papers).content.decode()
    assert account.login_id in shown
    assert PHRASE not in shown
    assert client.get("/cuenta/nombre/").status_code == 302
    assert client.post(papers).url == "/"
    assert client.get("/cuenta/nombre/").status_code == 200
    assert account.login_id not in client.get(papers, follow=True).content.decode()
    assert account.check_password(PHRASE)
    assert Membership.objects.scoped(network=lead.network).get(account=account).role == Role.LEARNER


def test_the_offered_name_and_phrase_will_do(client, code):
    with_code(client, code)
    page = client.get("/codigo/cuenta/").context["form"]
    offered = page.initial["offered"]
    sent = {"pseudonym": page.initial["pseudonym"], "offered": offered, "use_offered": "on", "agreed": "on"}
    assert offered in client.post("/codigo/cuenta/", sent, follow=True).content.decode()


def test_another_name_is_offered_and_nothing_else_forgotten(client, code):
    with_code(client, code)
    page = client.post("/codigo/cuenta/", filled(other_name="1", offered="una frase ofrecida"))
    assert page.status_code == 200
    assert page.context["form"].initial["offered"] == "una frase ofrecida"
    assert page.context["form"].initial["pseudonym"] != "Flor"
    assert not page.context["form"].errors


def test_sending_twice_makes_one_account(client, code):
    with_code(client, code)
    assert joined(client) == joined(client)
    assert Account.objects.filter(pseudonym__startswith="Flor").count() == 1
    assert Invitation.objects.with_code(code).get().used == 1


@pytest.mark.parametrize(
    "changes", [{"revoked": True}, {"used": 3}, {"expires_on": timezone.localdate() - timedelta(days=1)}]
)
def test_a_code_that_does_not_open_sounds_like_an_unknown_one(client, code, changes):
    unknown = refusal(with_code(client, "0000-0000-0000"))
    Invitation.objects.with_code(code).update(**changes)
    assert refusal(with_code(client, code)) == unknown
    assert client.get("/codigo/cuenta/").url == "/codigo/"


def test_a_code_that_runs_out_meanwhile_makes_no_account(client, code):
    with_code(client, code)
    client.get("/codigo/cuenta/")
    before = Account.objects.count()
    Invitation.objects.with_code(code).update(revoked=True)
    assert client.post("/codigo/cuenta/", filled()).url == "/codigo/"
    assert Account.objects.count() == before


def test_whoever_comes_too_late_hears_it_and_gets_her_name_back_once(client, code):
    """Another woman took the last use while she was filling in the form."""
    with_code(client, code)
    Invitation.objects.with_code(code).update(used=3)
    page = client.post("/codigo/cuenta/", filled(pseudonym=" Flor <b> "), follow=True).content.decode()
    assert "Con este código no se puede entrar" in page
    assert "ninguna cuenta" not in page, "a name that can be none is not said again"
    Invitation.objects.with_code(code).update(used=0)
    with_code(client, code)
    Invitation.objects.with_code(code).update(used=3)
    page = client.post("/codigo/cuenta/", filled(), follow=True).content.decode()
    assert "No se hizo ninguna cuenta. El nombre que elegiste era: Flor." in page
    assert "Flor" not in client.get("/codigo/").content.decode()
    with_code(client, code)
    Invitation.objects.with_code(code).update(used=0)
    with_code(client, code)
    assert "Flor" not in client.get("/codigo/cuenta/").content.decode()


def test_a_code_that_stopped_opening_is_said_to_who_comes_back_to_the_form(client, code):
    with_code(client, code)
    Invitation.objects.with_code(code).update(revoked=True)
    assert "Con este código no se puede entrar" in client.get("/codigo/cuenta/", follow=True).content.decode()
    assert "no se puede entrar" not in client.get("/codigo/cuenta/", follow=True).content.decode()


def test_coming_into_a_further_network_with_two_taps(client_as, stranger, code, ceiba):
    client = client_as(stranger)
    with_code(client, code)
    assert [client.post("/codigo/red/").url for _tap in range(2)] == ["/", "/"]
    assert ceiba.name in client.get("/").content.decode()
    assert client.get("/codigo/red/").url == "/codigo/"


def test_a_visitor_does_not_learn_that_a_name_is_taken(client, code, ceiba):
    a_member(ceiba, pseudonym="Flor")
    with_code(client, code)
    papers = joined(client, pseudonym="flór")
    assert "flór" in client.get(papers).content.decode()
    assert client.post(papers, {"rename": "1"}).url == "/cuenta/nombre/"
    assert "ya hay alguien" in client.post("/cuenta/nombre/", {"pseudonym": "Flor"}).content.decode()
    assert client.post("/cuenta/nombre/", {"pseudonym": "Rama"}).status_code == 302


@pytest.mark.parametrize("wrong", [{"pseudonym": "<b>"}, {"agreed": ""}, {"again": "otra cosa distinta"}])
def test_what_is_missing_is_said_and_nothing_is_made(client, code, wrong):
    with_code(client, code)
    before = Account.objects.count()
    page = client.post("/codigo/cuenta/", filled(**wrong))
    assert page.status_code == 200
    assert page.context["form"].errors
    assert Account.objects.count() == before


def test_a_member_of_one_network_comes_into_another_with_her_account(client_as, stranger, code, ceiba):
    client = client_as(stranger)
    assert with_code(client, code).url == "/codigo/red/"
    assert client.post("/codigo/red/").url == "/"
    assert Membership.objects.scoped(network=ceiba).filter(account=stranger.account).exists()
    assert Account.objects.filter(pk=stranger.account_id).count() == 1
    assert client.get("/").wsgi_request.membership.network == ceiba
    client.post("/red/cambiar/", {"network": str(stranger.network_id)})
    assert client.get("/").wsgi_request.membership == stranger


def codes_of_two(*networks) -> list[str]:
    return [actions.invite(network=each, role=Role.LEARNER, by=None).code for each in networks]


def page_with(client, code: str) -> dict[str, str]:
    """The hidden fields of the page that this code opens."""
    page = client.get(with_code(client, code).url).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def test_an_old_page_lets_a_member_into_no_other_network(client_as, keeper, ceiba, jicara):
    client, (first, second) = client_as(keeper), codes_of_two(ceiba, jicara)
    opened = page_with(client, first)
    page_with(client, second)
    page = client.post("/codigo/red/", opened).content.decode()
    assert "Te esperan en Red Jícara" in page
    assert "Escribiste otro código" in page
    assert not Membership.objects.unscoped(reason="test").filter(account=keeper).exists()
    assert client.post("/codigo/red/", page_with(client, second)).url == "/"
    assert Membership.objects.unscoped(reason="test").get(account=keeper).network == jicara


def test_an_old_page_makes_no_account_in_another_network(client, ceiba, jicara):
    first, second = codes_of_two(ceiba, jicara)
    opened = page_with(client, first)
    page_with(client, second)
    before = Account.objects.count()
    page = client.post("/codigo/cuenta/", filled(**{**opened, "pseudonym": "Flor de otra"}))
    text = page.content.decode()
    assert "Te esperan en Red Jícara" in text
    assert "Escribiste otro código" in text
    assert 'value="Flor de otra"' in text
    assert not page.context["form"].initial["agreed"]
    assert Account.objects.count() == before
    assert "/anotar/" in client.post("/codigo/cuenta/", filled(**page_with(client, second))).url


def test_whoever_belongs_already_spends_no_use(client_as, learner, code):
    client = client_as(learner)
    with_code(client, code)
    client.post("/codigo/red/")
    assert Invitation.objects.with_code(code).get().used == 0


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_with_a_code_for_three():
    lead = a_member(a_network_of_its_own(), Role.LEAD)
    code = actions.invite(network=lead.network, role=Role.LEARNER, uses=3, by=lead)[1]
    let_in = at_once(50, lambda: actions.redeem(code=code), refused=actions.InvitationRefused)
    assert let_in == 3
    assert Invitation.objects.with_code(code).get().used == 3


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_make_one_account():
    lead = a_member(a_network_of_its_own(), Role.LEAD)
    code = actions.invite(network=lead.network, role=Role.LEARNER, uses=3, by=lead)[1]
    client = Client()
    with_code(client, code)

    def tap():
        twin = Client()
        twin.cookies = client.cookies
        papers = joined(twin)
        assert Account.objects.get(pseudonym="Flor").login_id in twin.get(papers).content.decode()

    assert at_once(2, tap) == 2
    assert Account.objects.filter(pseudonym__startswith="Flor").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_with_the_same_name_at_once_are_told_apart():
    network = a_network_of_its_own()
    accounts = [AccountFactory(pseudonym="Flor") for _ in range(4)]
    assert at_once(4, lambda: actions.add_member(network=network, account=accounts.pop())) == 4
    keys = Membership.objects.scoped(network=network).values_list("pseudonym_key", flat=True)
    assert len(set(keys)) == 4


def a_network_of_its_own():
    return actions.found_network(kind="national", name="Red de prueba")


def at_once(number, act, refused=()):
    """How many of so many threads could do it; whatever else goes wrong is raised."""
    together, done, wrong = threading.Barrier(number), [], []

    def run():
        try:
            together.wait()
            act()
            done.append(1)
        except refused:
            pass
        except BaseException as error:
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
    return len(done)


def test_whoever_has_an_account_brings_it_along(client, stranger, code, ceiba):
    with_code(client, code)
    page = client.get("/codigo/cuenta/").content.decode()
    assert 'href="/entrar/?next=/codigo/red/"' in page
    sent = {"login": stranger.account.login_id, "password": PASSPHRASE}
    assert client.post("/entrar/?next=/codigo/red/", sent).url == "/codigo/red/"
    assert client.post("/codigo/red/").url == "/"
    assert Membership.objects.scoped(network=ceiba).filter(account=stranger.account).exists()


def test_what_a_new_member_must_write_down_never_reaches_the_next_woman(client, code, stranger):
    with_code(client, code)
    papers = joined(client)
    hers = client.get(papers).context["shown"]["recovery_key"]
    client.post("/entrar/", {"login": stranger.account.login_id, "password": PASSPHRASE})
    page = client.get(papers)
    assert page.url == "/"
    assert client.post(papers).url == "/"
    assert client.get("/").wsgi_request.user == stranger.account
    assert hers not in str(dict(client.session))


def test_who_is_in_is_not_shown_what_another_must_write_down(client, code, stranger):
    with_code(client, code)
    papers = joined(client)
    waiting = client.session["shown_once"]
    client.force_login(stranger.account)
    session = client.session
    session["shown_once"] = waiting
    session.save()
    assert client.get(papers).url == "/"
    assert client.post(papers).url == "/"
    assert client.get("/").wsgi_request.user == stranger.account


def change_passphrase(account):
    set_passphrase(account=account, passphrase="otra frase que nadie sabe")


def close_account(account):
    Account.objects.filter(pk=account.pk).update(is_active=False)


@pytest.mark.parametrize(
    "meanwhile",
    [change_passphrase, give_second_factor, close_account, Account.delete],
    ids=lambda act: act.__name__,
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_welcome_is_void_once_her_keys_are_others(client, code, meanwhile, method):
    with_code(client, code)
    papers = joined(client)
    meanwhile(Account.objects.get(pseudonym="Flor"))
    assert getattr(client, method)(papers).url == "/entrar/"
    assert not client.get("/").wsgi_request.user.is_authenticated
    assert client.get(papers).url == "/entrar/"
