"""Writing: sent once, asked before it exposes somebody, never lost."""

import re
import uuid

import pytest

from community.actions.moderation import set_topic_state
from community.actions.states import set_post_state
from community.models import Post, PostReport, Topic
from community.views import writing
from learning.accounts.models import Session
from learning.core.telling import telling
from learning.networks import actions as networks
from tests.community.conftest import answered_by, said_by, set_forum, stored
from tests.journeys.test_forum import send

State = Post.State


def be_in(client, network) -> None:
    session = client.session
    session["network"] = str(network.pk)
    session.save()


def posts_of(member):
    return Post.objects.scoped(network=member.network).select_related("author").order_by("position")


def test_a_second_tap_is_the_same_post_and_other_words_are_another(cast, at_ease, client_as):
    client = client_as(cast.learner)
    form = {
        "title": "Saludo",
        "body": "Hola.",
        "nonce": str(uuid.uuid4()),
        "network": str(cast.learner.network_id),
    }
    for _twice in range(2):
        client.post("/foro/nuevo/", form)
    assert posts_of(cast.learner).count() == 1
    topic = posts_of(cast.learner).get().topic_id
    for body in ("Una.", "Una.", "Otra, en la página que el navegador trajo de vuelta."):
        client.post(f"/foro/t/{topic}/responder/", form | {"body": body})
    assert [post.body for post in posts_of(cast.learner)][1:] == [
        "Una.",
        "Otra, en la página que el navegador trajo de vuelta.",
    ]


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("Llámame al 5555 12 34", ["phone"]),
        ("+502 (5555) 12-34 es mi número", ["phone"]),
        ("Escribe a ana@ejemplo.org", ["mail"]),
        ("Vivo en la calle Los Pinos 12", ["address"]),
        ("Nos vemos a las 5 con 20 compañeras de 12 pueblos", []),
        ("@todas: gracias", []),
    ],
)
def test_what_looks_like_the_trace_of_a_person(body, kinds):
    assert telling(body) == kinds


def test_she_is_asked_once_before_it_exposes_somebody(cast, at_ease, client_as):
    client = client_as(cast.learner)
    page = send(client, "/foro/nuevo/", title="Saludo", body="Mi número es 5555 1234.").content.decode()
    assert "Esto parece un teléfono" in page
    assert "Mi número es 5555 1234." in page
    assert 'type="checkbox" name="sure"' in page
    assert not posts_of(cast.learner).exists()
    send(client, "/foro/nuevo/", title="Saludo", body="Mi número es 5555 1234.", sure="on")
    assert posts_of(cast.learner).exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"body": "x" * 5001}, "5000"),
        ({"body": " \u202e\n "}, "Escribe algo antes de publicar."),
        ({"body": "https://a.org https://b.org http://c.org"}, "Deja dos enlaces como mucho."),
        ({"body": "\u200b\u2800\n\u3164\u0301"}, "Escribe algo antes de publicar."),
        ({"title": "\u200f \u202e"}, "Escribe un título con letras."),
        ({"title": "\u200b"}, "Escribe un título con letras."),
        ({"title": "\u2060\u00ad \u3164\uffa0\u2800\u034f"}, "Escribe un título con letras."),
        ({"title": "ʼ ꞌ ..."}, "Escribe un título con letras."),
        ({"title": "x" * 121}, "120"),
    ],
)
def test_what_is_amiss_is_said_and_nothing_is_lost(cast, client_as, fields, said):
    wanted = {"title": "Un título que se queda", "body": "Un texto que se queda."} | fields
    page = send(client_as(cast.learner), "/foro/nuevo/", **wanted).content.decode()
    assert said in page
    kept = "Un texto que se queda." if "title" in fields else "Un título que se queda"
    assert kept in page
    assert not posts_of(cast.learner).exists()


def lines(most: int) -> str:
    """As many signs as a browser lets her type, line ends among them, as it sends them."""
    typed = ("otra\n" * most)[: most - 1] + "."
    return typed.replace("\n", "\r\n")


def test_a_line_break_counts_once_as_in_the_browser(cast, at_ease, client_as):
    first = said_by(cast.trainer)
    client, moderator = client_as(cast.learner), client_as(cast.moderator)
    send(client, f"/foro/t/{first.topic_id}/responder/", body=lines(5000))
    hers = posts_of(cast.learner).last()
    assert hers.author_id == cast.learner.account_id
    assert len(hers.body) == 5000
    send(client, f"/foro/m/{first.pk}/avisar/", why="other", note=lines(500))
    report = PostReport.objects.scoped(network=first.network).select_related("reporter").get()
    assert len(report.note) == 500
    decide = f"/foro/m/{first.pk}/decidir/"
    send(moderator, decide, decision="ocultar", edits="0", reason=lines(300))
    assert (
        len(Post.objects.scoped(network=first.network).select_related("judge").get(pk=first.pk).reason) == 300
    )


@pytest.mark.parametrize("title", ["2026", "¿Y?", "Ñ", "中文"])
def test_a_title_needs_no_more_than_a_letter_or_a_digit(cast, at_ease, client_as, title):
    send(client_as(cast.learner), "/foro/nuevo/", title=title, body="🌺")
    assert Topic.objects.scoped(network=cast.learner.network).select_related("opener").get().title == title


def test_writing_much_has_a_limit_that_loses_nothing(cast, at_ease, client_as, monkeypatch):
    monkeypatch.setattr(writing, "WRITTEN_AN_HOUR", 2)
    client, first = client_as(cast.learner), said_by(cast.trainer)
    answers = [send(client, f"/foro/t/{first.topic_id}/responder/", body=f"Va {n}.") for n in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert "Va 2." in answers[-1].content.decode()
    assert posts_of(cast.learner).count() == 3
    assert (
        send(client_as(cast.lead), f"/foro/t/{first.topic_id}/responder/", body="Yo sí.").status_code == 200
    )


def test_a_topic_closed_while_she_wrote(cast, at_ease, client_as):
    first = said_by(cast.trainer)
    set_topic_state(topic=first.topic, state=Topic.State.LOCKED, by=cast.moderator)
    answer = client_as(cast.learner).post(f"/foro/t/{first.topic_id}/responder/", {"body": "Se queda aquí."})
    assert "Se cerró mientras escribías" in answer.content.decode()
    assert posts_of(cast.learner).count() == 1


@pytest.mark.parametrize("closed", ["topic", "forum"])
def test_where_it_is_closed_her_words_are_not_offered_to_be_mended(cast, at_ease, client_as, closed):
    first = said_by(cast.learner, "Así se queda.")
    if closed == "topic":
        set_topic_state(topic=first.topic, state=Topic.State.LOCKED, by=cast.moderator)
    else:
        set_forum(cast.learner, locked=True)
    page = client_as(cast.learner).get(f"/foro/m/{first.pk}/editar/", follow=True).content.decode()
    assert "Este mensaje ya no se puede cambiar." in page
    assert "Así se queda." in page
    assert "<textarea" not in page


def test_who_changed_network_in_another_tab_gets_her_words_back(cast, at_ease, client_as):
    there = cast.stranger.network
    networks.add_member(network=there, account=cast.learner.account, role="learner")
    client = client_as(cast.learner)
    be_in(client, cast.learner.network)
    page = client.get("/foro/nuevo/").content.decode()
    opened = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    be_in(client, there)
    again = client.post("/foro/nuevo/", opened | {"title": "Saludo", "body": "Solo para las mías."})
    assert f"Ahora estás en {there.name}" in again.content.decode()
    assert not posts_of(cast.stranger).exists()
    assert "Solo para las mías." in again.content.decode()


def test_she_mends_what_was_refused_and_sees_why(cast, client_as):
    client = client_as(cast.learner)
    post = said_by(cast.learner, "Vivo en la aldea tal.", title="Aldea tal")
    set_post_state(post, State.REFUSED, by=cast.moderator, reason="Quita dónde vives.")
    page = client.get(f"/foro/t/{post.topic_id}/").content.decode()
    assert "Quita dónde vives." in page
    edit = f"/foro/m/{post.pk}/editar/"
    assert "Aldea tal" in client.get(edit).content.decode()
    page = send(client, edit, title="Saludo", body="Vivo lejos.").content.decode()
    assert "espera a que una moderadora lo lea" in page
    found = stored(post)
    assert (found.state, found.body, str(found.reason), found.edits) == ("waiting", "Vivo lejos.", "", 1)
    assert Topic.objects.scoped(network=post.network).select_related("opener").get().title == "Saludo"


def test_she_takes_her_words_back_with_one_tap_or_two(cast, at_ease, client_as):
    first = said_by(cast.trainer)
    post = answered_by(cast.learner, first)
    client = client_as(cast.learner)
    for _twice in range(2):
        answer = client.post(f"/foro/m/{post.pk}/retirar/")
        assert answer.status_code == 302
    assert (stored(post).state, stored(post).body) == ("withdrawn", "")
    assert client.get(f"/foro/m/{post.pk}/editar/").status_code == 302


def test_only_her_own(cast, at_ease, client_as):
    post = said_by(cast.learner)
    for act in ("editar", "retirar"):
        for who in (cast.trainer, cast.moderator):
            assert client_as(who).post(f"/foro/m/{post.pk}/{act}/", {"body": "Otra."}).status_code == 404
    assert client_as(cast.learner).get(f"/foro/m/{post.pk}/avisar/").status_code == 403
    assert stored(post).body == "Hola a todas."


def test_a_report_is_kept_and_its_author_not_told_who(cast, at_ease, client_as):
    post = said_by(cast.learner)
    for note in ("Dice dónde", "Dice dónde vive"):
        send(client_as(cast.trainer), f"/foro/m/{post.pk}/avisar/", why="exposes", note=note)
    report = PostReport.objects.scoped(network=post.network).select_related("reporter").get()
    assert (report.why, report.note) == ("exposes", "Dice dónde vive")
    assert "Dice dónde vive" not in client_as(cast.learner).get(f"/foro/t/{post.topic_id}/").content.decode()


@pytest.mark.parametrize("path", ["/foro/nuevo/", "reply", "quote", "edit", "report"])
def test_an_ended_session_loses_nothing(cast, client_as, path):
    set_forum(cast.learner, first_posts="off")
    first, own = said_by(cast.trainer), said_by(cast.learner)
    topic = f"/foro/t/{first.topic_id}/"
    page, target = {
        "reply": (topic, f"{topic}responder/"),
        "quote": (f"{topic}responder/?cita={first.pk}", f"{topic}responder/"),
        "edit": (f"/foro/m/{own.pk}/editar/",) * 2,
        "report": (f"/foro/m/{first.pk}/avisar/",) * 2,
    }.get(path, (path, path))
    client = client_as(cast.learner)
    hidden = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', client.get(page).content.decode())
    )
    Session.objects.all().delete()
    words = {"title": "Lo de hoy", "body": "Lo que pasó hoy.", "note": "Lo que pasó hoy.", "why": "other"}
    answer = client.post(
        target, hidden | words, headers={"origin": "http://testserver", "referer": f"http://testserver{page}"}
    )
    assert answer.url.startswith("/entrar/?next=")
    client.force_login(cast.learner.account)
    assert "Lo que pasó hoy." in client.get(page).content.decode()


@pytest.mark.parametrize("who", ["moderator", "trainer", "lead"])
def test_only_her_second_factor_lets_a_role_skip_the_wait(cast, who):
    member = getattr(cast, who)
    set_forum(member, first_posts="first")
    assert said_by(member).state == State.VISIBLE
    member.account.authenticator_set.all().delete()
    member.account.second_factor = None
    assert said_by(member, title="Otra").state == State.WAITING
