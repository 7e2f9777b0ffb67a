"""Two networks talk and do not see each other; a moderator keeps her forum safe. No JavaScript anywhere."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from community.models import Forum, Post
from learning.networks.models import Membership
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

As = Callable[..., Client]


def send(client: Client, address: str, follow: bool = True, **fields: str):
    """Fill the form of a page as a browser does: its hidden fields go along."""
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return client.post(address, hidden | fields, follow=follow)


def open_forum(member: Membership) -> None:
    Forum.objects.scoped(network=member.network).update(first_posts="off")


def test_two_networks_talk_and_do_not_see_each_other(cast: Cast, client_as: As) -> None:
    for member in (cast.learner, cast.stranger):
        open_forum(member)
    hers, theirs = client_as(cast.learner), client_as(cast.stranger)
    answer = send(hers, "/foro/nuevo/", title="Semillas de ceiba", body="¿Quién **siembra** este mes?")
    topic = answer.redirect_chain[-1][0].split("?")[0]
    send(theirs, "/foro/nuevo/", title="Jícaras pintadas", body="Aquí pintamos.")

    page = hers.get("/foro/").content.decode()
    assert "Semillas de ceiba" in page
    assert "Jícaras" not in page
    assert "<strong>siembra</strong>" in hers.get(topic).content.decode()

    foreign, missing = theirs.get(topic), theirs.get("/foro/t/00000000-0000-4000-8000-000000000000/")
    assert foreign.status_code == missing.status_code == 404
    assert len(foreign.content) == len(missing.content)
    assert theirs.post(f"{topic}responder/", {"body": "hola"}).status_code == 404


def test_first_post_waits_is_refused_mended_and_published(cast: Cast, client_as: As) -> None:
    hers, keeping, other = client_as(cast.learner), client_as(cast.moderator), client_as(cast.trainer)
    page = send(hers, "/foro/nuevo/", title="Saludo", body="Soy nueva y vivo lejos.").content.decode()
    assert "espera a que una moderadora lo lea" in page
    assert "Saludo" not in other.get("/foro/").content.decode()

    post = Post.objects.scoped(network=cast.learner.network).get()
    assert "Soy nueva" in keeping.get("/foro/cola/").content.decode()
    decide = f"/foro/m/{post.pk}/decidir/"
    assert "Por qué" in send(keeping, decide, decision="rechazar", reason="").content.decode()
    send(keeping, decide, decision="rechazar", reason="Quita dónde vives, por cuidado.")

    topic = f"/foro/t/{post.topic_id}/"
    assert "Quita dónde vives, por cuidado." in hers.get(topic).content.decode()
    send(hers, f"/foro/m/{post.pk}/editar/", title="Saludo", body="Soy nueva.")
    send(keeping, decide, decision="publicar")
    assert "Soy nueva." in other.get(topic).content.decode()


def test_a_moderator_hides_what_was_reported(cast: Cast, client_as: As) -> None:
    open_forum(cast.learner)
    hers, reads, keeping = client_as(cast.learner), client_as(cast.trainer), client_as(cast.moderator)
    send(hers, "/foro/nuevo/", title="Aviso", body="Ana vive junto al pozo.")
    post = Post.objects.scoped(network=cast.learner.network).get()
    topic = f"/foro/t/{post.topic_id}/"
    send(reads, f"/foro/m/{post.pk}/avisar/", why="exposes", note="Dice dónde vive alguien")
    assert "Dice dónde vive alguien" in keeping.get(f"/foro/m/{post.pk}/decidir/").content.decode()
    send(keeping, f"/foro/m/{post.pk}/decidir/", decision="ocultar", reason="Expone a alguien.")

    assert "pozo" not in reads.get(topic, follow=True).content.decode()
    assert (
        "Expone a alguien." in client_as(cast.moderator).get(f"/foro/m/{post.pk}/decidir/").content.decode()
    )
    send(keeping, f"/foro/m/{post.pk}/decidir/", decision="mostrar")
    assert "pozo" in reads.get(topic).content.decode()


@pytest.mark.parametrize("role", ["learner", "trainer", "lead"])
def test_only_moderators_have_a_queue(cast: Cast, client_as: As, role: str) -> None:
    assert client_as(getattr(cast, role)).get("/foro/cola/").status_code == 403
