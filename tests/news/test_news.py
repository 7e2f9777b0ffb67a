"""News: who writes them, who reads them, in which language, how long, and what stands of them in the tables."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from learning.accounts.kept import FIELD, owner_mark
from learning.core.purging import purge
from learning.networks import actions as network_actions
from learning.networks import audit
from learning.networks.models import AuditEntry, Network, Role
from learning.news.actions import ALERT_DAYS, change_news, withdraw_news, write_news
from learning.news.models import News, Words
from tests.factories import AccountFactory, a_member, a_network
from tests.networks.test_joining import at_once

pytestmark = pytest.mark.django_db

LIST, NEW = "/novedades/", "/novedades/nueva/"
SAID = {"kind": "letter", "language": "es", "title": "A las compañeras", "body": "Seguimos *juntas*."}


def say(by, title="Novedad", body="Palabras.", language="es", kind="letter", until=None, nonce=None):
    words = Words(language, title, body)
    return write_news(by=by, kind=kind, words=words, until=until, nonce=nonce or uuid.uuid4())


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode().partition("<main")[2].partition("<footer")[0]


def address(news, *more):
    return reverse("news:detail", args=[news.pk]) + "".join(f"{part}/" for part in more)


def acts(network):
    return list(AuditEntry.objects.scoped(network=network).order_by("id").values_list("act", flat=True))


@pytest.mark.parametrize("who", ["lead", "trainer"])
def test_she_writes_it_in_a_plain_form_and_all_read_it_at_home(client_as, cast, ceiba, who):
    client = client_as(getattr(cast, who))
    assert "Lo que aquí no se escribe" in text(client, NEW)
    answer = client.post(NEW, SAID, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[0][0].startswith("/novedades/")
    assert "<title> Novedad · Aula </title>" in " ".join(page.split())
    assert "Seguimos <em>juntas</em>." in page
    for reader in (cast.learner, cast.moderator):
        home = text(client_as(reader), "/")
        assert "A las compañeras" in home
        assert "Carta" in home
    assert "A las compañeras" in text(client_as(cast.learner), LIST)
    assert acts(ceiba) == ["news-written"]
    assert audit.verify_chain(ceiba)
    assert "Publicó una novedad" in text(client_as(cast.lead), "/red/registro/")


@pytest.mark.parametrize(("who", "status"), [("learner", 403), ("moderator", 403), ("keeper", 404)])
def test_nobody_else_writes(client_as, cast, who, status):
    client = client_as(getattr(cast, who))
    news = say(cast.lead)
    for path in (NEW, address(news, "cambiar", "es"), address(news, "retirar")):
        assert client.get(path).status_code == status
        assert client.post(path, SAID).status_code == status
    assert News.objects.scoped(network=cast.lead.network).count() == 1


def test_without_a_second_factor_she_is_offered_one(client_as, ceiba):
    bare = network_actions.add_member(network=ceiba, account=AccountFactory(), role=Role.LEAD)
    client = client_as(bare)
    assert client.post(NEW, SAID).status_code == 403
    assert "Escribir una novedad" not in text(client, LIST)
    assert not News.objects.scoped(network=ceiba).exists()


def test_another_networks_news_are_as_missing(client_as, cast):
    news = say(cast.lead, "Solo Ceiba")
    client = client_as(cast.stranger)
    assert client.get(address(news)).status_code == 404
    assert "Solo Ceiba" not in text(client, LIST) + text(client, "/")


def test_the_region_is_read_by_all_and_changed_by_its_own(client_as, cast):
    region = a_network("Red de la región", Network.Kind.REGIONAL)
    writer = a_member(region, Role.TRAINER)
    news = say(writer, "A todas")
    for reader in (cast.learner, cast.stranger):
        client = client_as(reader)
        assert "A todas" in text(client, "/")
        assert "De la región" in text(client, LIST)
        assert "Red de la región" not in text(client, LIST)
        assert client.get(address(news)).status_code == 200
    lead = client_as(cast.lead)
    assert "Retirarla" not in text(lead, address(news))
    assert lead.get(address(news, "cambiar", "es")).status_code == 404
    assert lead.get(address(news, "retirar")).status_code == 404
    lead.post(address(news, "retirar"))
    assert News.objects.scoped(network=region).exists()
    assert "todas las redes" in text(client_as(writer), NEW)


def test_a_national_networks_kind_opens_nothing(cast):
    say(cast.lead)
    assert not News.objects.open_to(cast.stranger).exists()


def test_in_her_language_or_in_the_one_there_is(client_as, cast):
    news = say(cast.lead, "En español", "Cuerpo.")
    writer, reader = client_as(cast.lead), client_as(cast.learner)
    reader.post("/idioma/", {"language": "en", "next": "/"})
    page = text(reader, address(news))
    assert '<h1 lang="es">En español</h1>' in page
    assert '<div lang="es">' in page
    assert "Escribirla también:" in text(writer, address(news))
    sent = {"kind": "letter", "title": "In English", "body": "Body.", "seen": news.version("en")}
    assert writer.post(address(news, "cambiar", "en"), sent).url == address(news)
    page = text(reader, address(news))
    assert "<h1>In English</h1>" in page
    assert "En español" not in page
    assert "<h1>En español</h1>" in text(writer, address(news))
    assert client_as(cast.lead).get(address(news, "cambiar", "xx")).status_code == 404
    assert acts(cast.lead.network) == ["news-written", "news-changed"]


def test_an_alert_ages_out_and_the_purge_takes_what_is_over(client_as, cast):
    today = timezone.localdate()
    alert = say(cast.lead, "Alerta vieja", kind="alert")
    assert alert.until == today + timedelta(days=ALERT_DAYS)
    letter = say(cast.lead, "Carta")
    assert letter.until is None
    rows = News.objects.scoped(network=cast.lead.network)
    rows.filter(pk=alert.pk).update(until=today - timedelta(days=1))
    reader, writer = client_as(cast.learner), client_as(cast.trainer)
    assert "Alerta vieja" not in text(reader, "/") + text(reader, LIST)
    assert reader.get(address(alert)).status_code == 404
    assert "Ya no se lee" in text(writer, LIST)
    assert "Ya no se lee" in text(writer, address(alert))
    list(purge())
    assert rows.count() == 2
    rows.filter(pk=alert.pk).update(until=today - timedelta(days=31))
    rows.filter(pk=letter.pk).update(on_day=today - timedelta(days=400))
    list(purge())
    assert not rows.exists()


def test_alerts_come_first_at_home_and_the_newest_in_the_list(client_as, cast):
    rows = News.objects.scoped(network=cast.lead.network)
    for number, kind in enumerate(["alert", "good", "letter", "statement", "good"]):
        news = say(cast.lead, f"Título {number}", kind=kind)
        rows.filter(pk=news.pk).update(on_day=timezone.localdate() - timedelta(days=9 - number))
    client = client_as(cast.learner)
    home = text(client, "/")
    assert home.index("Título 0") < home.index("Título 4") < home.index("Título 3")
    assert "Título 2" not in home
    listed = text(client, LIST)
    assert [listed.index(f"Título {number}") for number in (4, 3, 2, 1, 0)] == sorted(
        listed.index(f"Título {number}") for number in range(5)
    )


def test_a_second_tap_is_the_same_news(cast, ceiba):
    nonce = uuid.uuid4()
    assert say(cast.lead, nonce=nonce) == say(cast.lead, nonce=nonce)
    assert say(cast.lead, title="Otra", nonce=nonce) != say(cast.lead, nonce=nonce)
    assert acts(ceiba) == ["news-written"] * 2


def test_of_four_taps_at_once_one_is_said(transactional_db, cast, ceiba):
    nonce = uuid.uuid4()
    assert at_once(4, lambda: say(cast.lead, nonce=nonce)) == 4
    assert News.objects.scoped(network=ceiba).count() == 1
    assert acts(ceiba) == ["news-written"]


def test_it_is_withdrawn_for_good_and_only_once(client_as, cast, ceiba):
    news = say(cast.lead, "Se retira")
    client = client_as(cast.trainer)
    assert "¿Retirar esta novedad?" in text(client, address(news, "retirar"))
    assert [client.post(address(news, "retirar")).url for _tap in range(2)] == [LIST, LIST]
    assert "Sus palabras ya no están" in text(client, LIST)
    assert not News.objects.scoped(network=ceiba).exists()
    assert acts(ceiba) == ["news-written", "news-withdrawn"]
    with pytest.raises(News.DoesNotExist):
        change_news(by=cast.lead, news=news, kind="letter", words=Words("es", "a", "b"), until=None, seen="")
    withdraw_news(by=cast.lead, news=news)
    assert acts(ceiba) == ["news-written", "news-withdrawn"]


def test_a_second_window_writes_over_nobody(client_as, cast, ceiba):
    news = say(cast.lead)
    page = text(client_as(cast.trainer), address(news, "cambiar", "es"))
    seen = page.partition('name="seen" value="')[2][:16]
    hers = {"kind": "letter", "title": "Lo suyo", "body": "Primero.", "seen": seen}
    assert client_as(cast.lead).post(address(news, "cambiar", "es"), hers).status_code == 302
    assert client_as(cast.lead).post(address(news, "cambiar", "es"), hers).status_code == 302
    answer = client_as(cast.trainer).post(address(news, "cambiar", "es"), hers | {"body": "Después."})
    assert "Otra la cambió mientras escribías" in answer.content.decode()
    assert "Después." in answer.content.decode()
    assert News.objects.scoped(network=ceiba).get().shown.body == "Primero."
    english = {"kind": "letter", "title": "T", "body": "B", "seen": news.version("en")}
    assert client_as(cast.trainer).post(address(news, "cambiar", "en"), english).status_code == 302


def test_what_stays_the_same_is_no_act(cast, ceiba):
    news = say(cast.lead)
    change_news(by=cast.trainer, news=news, kind="letter", words=news.shown, until=None, seen="")
    assert acts(ceiba) == ["news-written"]


def test_the_tables_hold_no_word_of_it(cast, ceiba):
    news = say(cast.lead, "Palabraúnica", "Cuerpoúnico")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM news_news")
        stored = repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in cursor.fetchone()])
        cursor.execute("SELECT subject FROM networks_auditentry")
        stored += repr(cursor.fetchall())
    assert "nica" not in stored
    assert str(cast.lead.account_id) not in stored
    assert News.objects.scoped(network=ceiba).get().words == news.words


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " \u200b"}, "Escribe un título con letras"),
        ({"body": "\u2800"}, "Escribe algo antes de publicar"),
        ({"body": "https://a.org " * 6}, "Deja cinco enlaces"),
        ({"kind": "rumor"}, 'id="id_kind_error"'),
        ({"language": "xx"}, 'id="id_language_error"'),
        ({"until": "2001-01-01"}, "Elige un día"),
        ({"until": "9999-12-31"}, "Elige un día"),
        ({"until": "mañana"}, 'id="id_until_error"'),
        ({"body": "Llama al 5555 1234 ya."}, "un teléfono"),
        ({"body": "x" * 5001}, "5000"),
    ],
)
def test_what_does_not_fit_comes_back_with_her_words(client_as, cast, ceiba, wrong, said):
    answer = client_as(cast.lead).post(NEW, SAID | wrong)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert "juntas" in page or "body" in wrong
    assert not News.objects.scoped(network=ceiba).exists()


def test_a_number_can_be_meant(client_as, cast, ceiba):
    sent = SAID | {"body": "Línea pública: 5555 1234.", "sure": "on"}
    assert client_as(cast.lead).post(NEW, sent).status_code == 302


@pytest.mark.parametrize(
    "body", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://a.org/x.png)"]
)
def test_her_words_are_text(client_as, cast, body):
    page = text(client_as(cast.learner), address(say(cast.lead, "<b>Título</b>", body)))
    assert "<script" not in page
    assert "javascript:alert" not in page.replace("[x](javascript:alert(1))", "")
    assert "<img" not in page
    assert "&lt;b&gt;Título" in page


def test_an_ended_session_loses_no_word(client_as, cast):
    client = client_as(cast.lead)
    client.get(NEW)
    client.logout()
    sent = SAID | {FIELD: owner_mark(cast.lead.account), "network": str(cast.lead.network_id)}
    client.post(NEW, sent, headers={"origin": "http://testserver", "referer": f"http://testserver{NEW}"})
    client.force_login(cast.lead.account)
    assert "Seguimos *juntas*." in text(client, NEW)


def test_home_says_nothing_where_there_is_nothing(client_as, cast):
    assert "Novedades" not in text(client_as(cast.learner), "/")
    assert "Escribir una novedad" in text(client_as(cast.trainer), "/")
    assert "Ahora no hay novedades" in text(client_as(cast.learner), LIST)
    assert "Novedades y alertas" in text(client_as(cast.lead), "/red/")


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_as_often_for_three_as_for_one(client_as, cast, many, django_assert_num_queries):
    for number in range(many):
        say(cast.lead, f"Título {number}")
    client = client_as(cast.learner)
    client.get("/")
    with django_assert_num_queries(2 + 2):  # Who she is; how many, and which.
        assert text(client, LIST).count("<h2>") == many
    address_of_one = address(say(cast.lead))
    with django_assert_num_queries(2 + 1):
        text(client, address_of_one)


def test_page_by_page(client_as, cast):
    for number in range(11):
        say(cast.lead, f"Título {number}")
    client = client_as(cast.learner)
    assert text(client, LIST).count("<h2>") == 10
    assert text(client, f"{LIST}?page=2").count("<h2>") == 1
    assert text(client, f"{LIST}?page=nada").count("<h2>") == 10
