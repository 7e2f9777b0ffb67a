"""What each woman sees of her forum."""

import re

import pytest

from community.actions.moderation import pin, set_topic_state
from community.actions.posts import edit_own_post
from community.actions.states import set_post_state
from community.models import Post, Topic
from community.querysets import PER_PAGE
from tests.community.conftest import answered_by, said_by, set_forum, stored

State = Post.State


def address(post: Post) -> str:
    return f"/foro/t/{post.topic_id}/"


def text(client, path: str) -> str:
    return client.get(path).content.decode()


def test_each_sees_what_is_for_her(cast, client_as):
    first = said_by(cast.trainer, "Todas me leen.")
    waiting = answered_by(cast.learner, first, "Yo espero.")
    hidden = answered_by(cast.lead, first, "Me van a ocultar.")
    set_post_state(hidden, State.HIDDEN, by=cast.moderator, reason="Por cuidado de otra.")
    gone = answered_by(cast.trainer, first, "Me arrepentí.")
    set_post_state(gone, State.WITHDRAWN, by=cast.trainer)
    pages = {
        who: text(client_as(getattr(cast, who)), address(first))
        for who in ("learner", "trainer", "moderator", "lead")
    }
    assert all("Todas me leen." in page and "Me arrepentí." not in page for page in pages.values())
    assert {who for who in pages if "Yo espero." in pages[who]} == {"learner", "moderator"}
    assert {who for who in pages if "Me van a ocultar." in pages[who]} == {"lead", "moderator"}
    assert {who for who in pages if "Por cuidado de otra." in pages[who]} == {"lead"}
    assert "Una moderadora ocultó este mensaje." in pages["trainer"]
    assert all("Su autora retiró este mensaje." in page for page in pages.values())
    assert waiting.state == State.WAITING


def test_without_her_second_factor_a_moderator_sees_what_all_see(cast, client_as):
    first = said_by(cast.trainer)
    answered_by(cast.learner, first, "Yo espero.")
    cast.moderator.account.authenticator_set.all().delete()
    client = client_as(cast.moderator)
    assert "Yo espero." not in text(client, address(first))
    assert client.get("/foro/cola/").status_code == 403


def test_a_hidden_title_is_hidden_everywhere(cast, at_ease, client_as):
    first = said_by(cast.learner, title="Ana vive junto al pozo")
    answered_by(cast.trainer, first)
    set_post_state(first, State.HIDDEN, by=cast.moderator, reason="Expone a alguien.")
    for path in ("/foro/", address(first), f"{address(first)}responder/"):
        assert "junto al pozo" not in text(client_as(cast.trainer), path)
        assert "junto al pozo" in text(client_as(cast.learner), path)


def test_a_quote_shows_no_more_than_the_quoted_post(cast, at_ease, client_as):
    first = said_by(cast.learner, "Lo que nadie debe leer más.")
    answered_by(cast.trainer, first, "De acuerdo.", quote=first)
    assert text(client_as(cast.lead), address(first)).count("nadie debe leer") == 2
    set_post_state(first, State.HIDDEN, by=cast.moderator, reason="Por cuidado.")
    assert "nadie debe leer" not in text(client_as(cast.lead), address(first))
    assert "nadie debe leer" not in text(client_as(cast.lead), f"{address(first)}responder/?cita={first.pk}")


def test_what_is_new_is_marked_until_it_was_read(cast, at_ease, client_as):
    first = said_by(cast.learner)
    client = client_as(cast.trainer)
    assert "nuevo" in text(client, "/foro/")
    assert "1 tema con algo nuevo" in text(client, "/")
    text(client, address(first))
    assert 'class="badge"' not in text(client, "/foro/")
    assert "Nada nuevo por leer" in text(client, "/")
    answered_by(cast.lead, first)
    assert "nuevo" in text(client, "/foro/")
    assert text(client, address(first)).count('<span class="badge">nuevo') == 1
    assert 'class="badge"' not in text(client, "/foro/")


def test_what_waits_does_not_look_new_and_what_was_published_late_does(cast, client_as):
    first = said_by(cast.trainer)
    client = client_as(cast.lead)
    late = answered_by(cast.learner, first)
    answered_by(cast.trainer, first)
    text(client, address(first))
    assert 'class="badge"' not in text(client, "/foro/")
    set_post_state(late, State.VISIBLE, by=cast.moderator)
    assert "nuevo" in text(client, "/foro/")


def news(client, first: Post) -> tuple[bool, int]:
    """Whether the list marks the topic, and how many posts its page then marks."""
    listed = 'class="badge"' in text(client, "/foro/")
    return listed, text(client, address(first)).count('<span class="badge">nuevo')


@pytest.mark.parametrize("order", [(0,), (0, 1), (1, 0)])
def test_what_was_read_past_while_it_waited_is_new_when_it_is_published(cast, client_as, order):
    first = said_by(cast.trainer)
    waiting = [answered_by(cast.learner, first, f"Espero {number}.") for number in order]
    readers = [client_as(cast.lead, fresh=True), client_as(cast.learner, fresh=True)]
    for reader in readers:
        text(reader, address(first))
        assert news(reader, first) == (False, 0)
    for number in order:
        set_post_state(stored(waiting[number]), State.VISIBLE, by=cast.moderator)
        assert [news(reader, first) for reader in readers] == [(True, 1), (False, 0)]
        assert [news(reader, first) for reader in readers] == [(False, 0)] * 2


def test_what_was_read_past_while_it_was_hidden_is_new_when_it_is_restored(cast, at_ease, client_as):
    first = said_by(cast.trainer)
    hidden, _last = answered_by(cast.learner, first, "De nuevo aquí."), answered_by(cast.learner, first)
    set_post_state(hidden, State.HIDDEN, by=cast.moderator, reason="Por cuidado.")
    client = client_as(cast.lead)
    text(client, address(first))
    assert news(client, first) == (False, 0)
    set_post_state(stored(hidden), State.VISIBLE, by=cast.moderator)
    assert news(client, first) == (True, 2), "the restored one, and those after it in the same conversation"
    assert news(client, first) == (False, 0)


def test_what_was_mended_and_waited_again_is_new_wherever_it_stood(cast, client_as):
    set_forum(cast.learner, first_posts="all")
    first = said_by(cast.trainer)
    last = set_post_state(answered_by(cast.learner, first), State.VISIBLE, by=cast.moderator)
    client = client_as(cast.lead)
    text(client, address(first))
    edit_own_post(post=last, body="Lo pensé mejor.", by=cast.learner)
    assert news(client, first) == (False, 0)
    set_post_state(stored(last), State.VISIBLE, by=cast.moderator)
    assert news(client, first) == (True, 1)


def test_first_words_published_or_restored_after_their_answers_are_new(cast, client_as):
    first = said_by(cast.learner, title="Por fin")
    answered_by(cast.moderator, first)
    client = client_as(cast.lead)
    text(client, address(first))
    assert news(client, first) == (False, 0)
    for _published_then_restored in range(2):
        first = set_post_state(stored(first), State.VISIBLE, by=cast.moderator)
        assert news(client, first) == (True, 2), "the first words, and what was answered"
        assert news(client, first) == (False, 0)
        first = set_post_state(first, State.HIDDEN, by=cast.moderator, reason="Por cuidado.")


def test_her_own_words_are_never_new_to_her(cast, client_as):
    first = said_by(cast.learner, title="Por fin")
    client = client_as(cast.learner)
    text(client, address(first))
    answered_by(cast.moderator, first)
    assert news(client, first)[0], "an answer is"
    for _hidden_and_restored in range(2):
        first = set_post_state(stored(first), State.VISIBLE, by=cast.moderator)
        assert news(client, first) == (False, 0)
        first = set_post_state(first, State.HIDDEN, by=cast.moderator, reason="Por cuidado.")
    assert "Nada nuevo por leer" in text(client, "/")


def test_what_others_wrote_before_her_late_words_is_new_to_her_all_the_same(cast, client_as):
    first = said_by(cast.trainer)
    client = client_as(cast.learner)
    text(client, address(first))
    late = answered_by(cast.learner, first)
    answered_by(cast.lead, first)
    set_post_state(late, State.VISIBLE, by=cast.moderator)
    assert "1 tema con algo nuevo" in text(client, "/")
    assert news(client, first) == (True, 1)


@pytest.mark.parametrize("state", [State.WAITING, State.REFUSED, State.HIDDEN])
def test_where_all_else_was_hidden_she_still_reads_her_own_words(cast, client_as, state):
    first = said_by(cast.trainer, title="Ana vive junto al pozo")
    hers = answered_by(cast.learner, first, "Yo espero.")
    if state != State.WAITING:
        hers = set_post_state(hers, State.VISIBLE, by=cast.moderator) if state == State.HIDDEN else hers
        set_post_state(hers, state, by=cast.moderator, reason="Por cuidado de otra.")
    set_post_state(stored(first), State.HIDDEN, by=cast.moderator, reason="Expone a alguien.")
    client, lead = client_as(cast.learner), client_as(cast.lead)
    page = text(client, address(first))
    assert "Yo espero." in page
    assert "junto al pozo" not in page
    assert ("Por cuidado de otra." in page) == (state != State.WAITING)
    assert address(first) in text(client, "/foro/")
    assert "responder" not in page
    assert client.get(f"{address(first)}responder/").status_code == 404
    assert lead.get(address(first)).status_code == 404
    assert address(first) not in text(lead, "/foro/")
    set_post_state(stored(hers), State.WITHDRAWN, by=cast.learner)
    assert client.get(address(first)).status_code == 404


def test_the_list_says_what_became_of_a_topic_that_nobody_else_reads(cast, client_as):
    first = said_by(cast.learner, title="Semillas")
    readers = [client_as(cast.learner, fresh=True), client_as(cast.moderator, fresh=True)]
    moves = {
        State.WAITING: None,
        State.REFUSED: cast.moderator,
        State.VISIBLE: cast.moderator,
        State.HIDDEN: cast.moderator,
    }
    said = []
    for state, by in moves.items():
        if state == State.VISIBLE:
            first = set_post_state(first, State.WAITING, by=cast.learner)
        first = set_post_state(first, state, by=by, reason="Por cuidado.") if by else first
        pages = [text(reader, "/foro/") for reader in readers]
        assert all("Semillas" in page for page in pages)
        said.append({"".join(re.findall(r'badge caution">([^<]*)<', page)) for page in pages})
    assert said == [{"Espera"}, {"No publicado"}, {""}, {"Oculto"}]
    set_post_state(first, State.WITHDRAWN, by=cast.learner)
    for reader in readers:
        assert address(first) not in text(reader, "/foro/")
        assert reader.get(address(first)).status_code == 404


def test_an_answer_that_waits_under_withdrawn_words_is_still_found(cast, client_as):
    first = said_by(cast.trainer)
    answered_by(cast.learner, first, "Yo espero.")
    set_post_state(stored(first), State.WITHDRAWN, by=cast.trainer)
    for who in (cast.learner, cast.moderator):
        client = client_as(who, fresh=True)
        assert "Espera" in text(client, "/foro/")
        assert "Yo espero." in text(client, address(first))
    assert client_as(cast.trainer).get(address(first)).status_code == 404


def test_who_decides_is_not_told_for_ever_that_what_waits_is_new(cast, client_as):
    first = said_by(cast.trainer)
    answered_by(cast.learner, first, "Yo espero.")
    client = client_as(cast.moderator)
    text(client, address(first))
    assert news(client, first)[1] == 0


def test_a_page_of_nothing_but_what_waits_is_not_where_she_begins(cast, client_as):
    first = said_by(cast.trainer)
    for number in range(2, PER_PAGE + 1):
        answered_by(cast.trainer, first, f"Mensaje {number}.")
    answered_by(cast.learner, first, "Yo espero.")
    client = client_as(cast.lead)
    for _twice in range(2):
        assert "Mensaje 7." in text(client, address(first))


def test_pages_of_a_topic_begin_where_she_stopped(cast, at_ease, client_as):
    first = said_by(cast.learner)
    client = client_as(cast.trainer)
    for number in range(2, PER_PAGE + 1):
        answered_by(cast.learner, first, f"Mensaje {number}.")
    assert "1 de 1" not in text(client, address(first))
    answered_by(cast.learner, first, "El primero de otra página.")
    page = text(client, address(first))
    assert "2 de 2" in page
    assert "El primero de otra página." in page
    assert "Mensaje 7." in text(client, f"{address(first)}?pagina=1")


def fifty(cast) -> Post:
    """A topic of three pages, opened by the learner and gone on with by the trainer."""
    first = said_by(cast.learner)
    for number in range(2, 51):
        answered_by(cast.trainer, first, f"Mensaje {number}.")
    return first


@pytest.mark.parametrize("way", ["answers", "mends"])
def test_what_lies_between_the_page_she_read_and_her_own_words_stays_new(cast, at_ease, client_as, way):
    first = fifty(cast)
    hers = answered_by(cast.lead, first, "Mi palabra.") if way == "mends" else None
    client = client_as(cast.lead)
    assert "1 de 3" in text(client, address(first))
    if hers:
        shown = client.post(f"/foro/m/{hers.pk}/editar/", {"body": "Mejor así."}, follow=True)
    else:
        shown = client.post(f"{address(first)}responder/", {"body": "Mejor así."}, follow=True)
    assert "3 de 3" in shown.content.decode()
    assert "Mensaje 50." in shown.content.decode()
    listed, marked = news(client, first)
    assert (listed, marked) == (True, 20), "she begins where she stopped"
    assert news(client, first) == (True, 10)
    assert news(client, first) == (False, 0)


def test_the_last_page_first_leaves_the_others_unread(cast, at_ease, client_as):
    first = fifty(cast)
    client = client_as(cast.lead)
    assert "3 de 3" in text(client, f"{address(first)}?pagina=3")
    for page in ("1 de 3", "2 de 3", "3 de 3"):
        assert 'class="badge"' in text(client, "/foro/")
        assert page in text(client, address(first))
    assert 'class="badge"' not in text(client, "/foro/")


def test_a_page_without_anything_new_is_not_where_she_goes_on(cast, client_as):
    first = said_by(cast.trainer)
    for number in range(2, PER_PAGE):
        answered_by(cast.trainer, first, f"Mensaje {number}.")
    client = client_as(cast.lead)
    text(client, address(first))
    answered_by(cast.learner, first, "Yo espero.")
    answered_by(cast.trainer, first, "El primero de otra página.")
    assert news(client, first) == (True, 1)
    assert news(client, first) == (False, 0)


@pytest.mark.parametrize("number", ["0", "9999999", "²", "x", "-1", "9" * 40])
def test_an_odd_page_is_some_page(cast, at_ease, client_as, number):
    first = said_by(cast.learner)
    assert client_as(cast.learner).get(address(first), {"pagina": number}).status_code == 200
    assert client_as(cast.learner).get("/foro/", {"desde": number}).status_code == 200


def test_the_list_goes_on_page_by_page_each_topic_once(cast, at_ease, client_as):
    posts = [said_by(cast.learner, title=f"Tema {number:03}") for number in range(2 * PER_PAGE + 3)]
    pin(topic=posts[0].topic, pinned=True, by=cast.moderator)
    client, path, seen = client_as(cast.trainer), "/foro/", []
    while path:
        context = client.get(path).context
        seen += [topic.pk for topic in [*context["pinned"], *context["topics"]]]
        path = f"/foro/?desde={context['older']}" if context["older"] is not None else ""
    newest_first = [post.topic_id for post in reversed(posts[1:])]
    assert seen == [posts[0].topic_id, *newest_first]


def test_a_closed_topic_is_read_and_says_so(cast, at_ease, client_as):
    first = said_by(cast.learner)
    set_topic_state(topic=first.topic, state=Topic.State.LOCKED, by=cast.moderator)
    client = client_as(cast.trainer)
    for path in (address(first), f"{address(first)}responder/"):
        page = text(client, path)
        assert "Este tema está cerrado" in page
        assert "<textarea" not in page


def test_paused_and_closed_are_said(cast, ceiba, client_as):
    ceiba.paused, ceiba.rules = True, "Nos cuidamos entre todas."
    ceiba.save()
    page = text(client_as(cast.learner), "/foro/")
    assert "Tu red está en pausa" in page
    assert "Nos cuidamos entre todas." in page
    ceiba.forum.locked = True
    ceiba.forum.save()
    page = text(client_as(cast.learner), "/foro/")
    assert "El foro está cerrado por ahora" in page
    assert "Abrir un tema" not in page
