"""Hostile text through every field of the forum: no exception, no script, nothing that turns a line."""

import re

import pytest

from community.models import Post
from tests.community.conftest import answered_by, said_by
from tests.journeys.test_forum import send

CORPUS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "![a](https://ejemplo.org/a.png)",
    '[a](https://ejemplo.org/"onmouseover=alert(1))',
    "<https://ejemplo.org/><b>b</b>",
    "</textarea><script>alert(1)</script>",
    "{{ request.user }}{% csrf_token %}",
    "\u202eal revés\u202c \u2066x\u2069",
    "a\x0bb\x1bc\x7fd",
    "😀 \ufeff\ufffe",
    "> " * 400 + "x",
    "*" * 4000,
    "[" * 2000 + "]" * 2000,
    "a@" * 2400,
    "calle " * 800,
    "1 " * 2400,
    "é́́́́" * 400,
    "' OR 1=1 --",
]
# Pictures drawn into the page are ours, by their class.
HARMFUL = re.compile(
    r"<(script|img|svg(?! class=\"(icon|drawing))|b)\b|<[^>]*\son\w+\s*=|href=\"(javascript|data)"
    r"|[\u202a-\u202e\u2066-\u2069]",
    re.I,
)


def said(page: str) -> str:
    """The page without its own frame."""
    return page[page.index("<main") : page.index("</main")]


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_through_every_field(cast, at_ease, client_as, text):
    writes, judges = client_as(cast.learner), client_as(cast.moderator)
    first = said_by(cast.trainer)
    pages = [
        send(writes, "/foro/nuevo/", title=text[:120], body=text, sure="on"),
        send(writes, f"/foro/t/{first.topic_id}/responder/", body=text, sure="on"),
        send(writes, f"/foro/m/{first.pk}/avisar/", why="other", note=text[:500]),
        send(
            judges,
            f"/foro/m/{answered_by(cast.learner, first).pk}/decidir/",
            decision="ocultar",
            reason=text[:300],
        ),
        judges.get("/foro/cola/"),
        judges.get(f"/foro/m/{first.pk}/decidir/"),
        writes.get("/foro/"),
        writes.get(f"/foro/t/{first.topic_id}/"),
    ]
    for page in pages:
        assert page.status_code == 200
        shown = re.sub(r"<textarea.*?</textarea>", "", said(page.content.decode()), flags=re.S)
        assert not HARMFUL.search(shown), shown


@pytest.mark.parametrize("kind", ["nonce", "quote", "network", "sure", "decision", "edits", "why"])
@pytest.mark.parametrize("value", ["\x00", "x" * 5000, "-1", "²", "\u202e"])
def test_hidden_fields_take_nothing_amiss(cast, at_ease, client_as, kind, value):
    first = said_by(cast.trainer)
    for who, path in [
        (cast.learner, "/foro/nuevo/"),
        (cast.learner, f"/foro/t/{first.topic_id}/responder/"),
        (cast.learner, f"/foro/m/{first.pk}/avisar/"),
        (cast.moderator, f"/foro/m/{first.pk}/decidir/"),
        (cast.moderator, f"/foro/t/{first.topic_id}/cuidar/"),
    ]:
        form = {"title": "Saludo", "body": "Hola.", "decision": "ocultar", "reason": "Por cuidado."}
        # A network that is not the one she is in: nothing is done.
        fit = (404,) if kind == "network" else (200, 302)
        assert client_as(who).post(path, form | {kind: value}).status_code in fit


def test_light_markup_is_shown(cast, at_ease, client_as):
    first = said_by(
        cast.learner, "Con **fuerza** y *calma*:\n\n- una\n- otra\n\n> cita\n\n[sitio](https://ejemplo.org/)"
    )
    page = client_as(cast.trainer).get(f"/foro/t/{first.topic_id}/").content.decode()
    for html in (
        "<strong>fuerza</strong>",
        "<em>calma</em>",
        "<li>una</li>",
        "<blockquote>",
        'rel="noopener noreferrer nofollow"',
    ):
        assert html in page
    assert Post.objects.scoped(network=first.network).count() == 1
