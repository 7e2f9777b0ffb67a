"""What was done on paper comes in by the code of its lesson, once."""

from typing import Any

import pytest
from wagtail.models import Revision

from learning.progress.models import Enrolment, LessonCompletion, QuizAttempt
from learning.progress.views import paper
from modules.paper.answers import as_sent, how_to_write, lesson_code, letter, named_by
from modules.paper.documents import document
from modules.paper.epub import epub
from modules.paper.forms import HANDBOOK
from modules.paper.pictures import Pictures
from modules.quizzes import read_quiz
from tests.community.test_ended_session import end_session, fields_of, sent_too_late
from tests.modules import samples
from tests.modules.pages import a_lesson
from tests.progress.conftest import Taught, address

pytestmark = pytest.mark.django_db

EVERY = [
    samples.SINGLE,
    samples.MULTIPLE,
    samples.TRUE_FALSE,
    samples.MATCHING,
    samples.ORDERING,
    samples.SHORT_TEXT,
]


def bring(client: Any, code: str) -> Any:
    return client.post("/traer/", {"code": code})


def test_a_code_counts_a_lesson_once(client_as, learner, here: Taught, enrolment: Enrolment) -> None:
    client = client_as(learner)
    code = lesson_code(here.first)
    for typed in (code, code.lower().replace("-", " ")):
        assert bring(client, typed).url == "/traer/"
    assert "«Ceiba: uno» quedó hecha." in client.get("/traer/").content.decode()
    (row,) = LessonCompletion.objects.scoped(network=learner.network)
    assert (row.lesson_key, row.how) == (here.first.translation_key, "marked")


def test_codes_of_what_she_does_not_take_say_nothing(client_as, learner, here: Taught, there: Taught) -> None:
    client = client_as(learner)
    answers = [
        bring(client, typed)
        for typed in (
            lesson_code(here.first),
            lesson_code(there.first),
            "AAAA-AAA",
            "\x00",
        )
    ]
    assert {each.status_code for each in answers} == {422}
    assert not LessonCompletion.objects.unscoped(reason="test").exists()


def test_answers_in_letters_are_an_attempt_once(
    client_as, learner, here: Taught, enrolment: Enrolment
) -> None:
    client = client_as(learner)
    place = bring(client, lesson_code(here.quiz)).url
    assert place.startswith(address(here.quiz, "traer"))
    answers = [client.post(place, {"q1": "a", "q2": "A", "q3": " A. "}) for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert "Pasaste" in client.get(answers[0].url).content.decode()
    attempt = QuizAttempt.objects.scoped(network=learner.network).get()
    assert (attempt.right, attempt.passed) == (3, True)


def test_what_is_not_on_the_paper_is_asked_again(
    client_as, learner, here: Taught, enrolment: Enrolment
) -> None:
    client = client_as(learner)
    answer = client.post(address(here.quiz, "traer"), {"q1": "z", "q2": "A", "q3": ""})
    assert answer.status_code == 422
    html = answer.content.decode()
    form = answer.context["form"]
    assert form.errors["q1"] == ["Eso no está en el papel. Revísalo con calma."]
    assert list(form.errors) == ["q3", "q1"]
    assert 'value="z"' in html
    assert not QuizAttempt.objects.unscoped(reason="test").exists()
    assert client.get(address(here.first, "traer")).status_code == 404


def test_every_kind_of_question_is_read_from_its_marks(here: Taught) -> None:
    page = a_lesson(here.module, "Todas", EVERY, slug="todas")
    for question in read_quiz(page.body).questions:
        assert how_to_write(question)
        assert as_sent(question, "?!") in (None, ["?!"])
        assert as_sent(question, "") is None
        for right in (True, False):
            typed = written(question, right=right)
            chosen = question.chosen(as_sent(question, typed) or [])
            hits = [each.correct for each in chosen]
            assert hits, question.kind
            assert all(hits) is right, question.kind


def test_she_sees_what_she_answers(client_as, learner, here: Taught, enrolment: Enrolment) -> None:
    """Each question with what its letters stand for; a screen reader says it as the name of its group."""
    page = a_lesson(here.module, "Todas", EVERY, slug="todas", pass_mark=60)
    client, code = client_as(learner), lesson_code(page)
    there = bring(client, code).url
    for html in (client.get(there).content.decode(), client.post(there, {"q1": "z"}).content.decode()):
        questions = read_quiz(page.body).questions
        assert html.count('role="group" aria-labelledby="id_q') == len(questions)
        for number, each in enumerate(questions, 1):
            group = html.partition(f'aria-labelledby="id_q{number}_asked"')[2].partition('name="q')[0]
            assert each.prompt in group
            told = each.options if each.kind == "matching" else () if each.parts else each.choices
            letters = group.partition('<ol type="A">')[2].partition("</ol>")[0]
            assert [part.text in letters for part in told] == [each.kind != "short_text"] * len(told)
            assert all(part.text in group for part in each.parts)
            assert ("<ol" in group) is (each.kind not in ("short_text", "ordering"))


def written(question: Any, *, right: bool) -> str:
    """As she writes it on paper."""
    if question.kind == "short_text":
        return sorted(question.accepted)[0] if right else "nada de eso"
    if not question.parts:
        return "".join(letter(n) for n, each in enumerate(question.choices, 1) if each.correct is right)[
            : None if question.kind == "multiple_choice" else 1
        ]
    own = {each.part: each.id.partition(":")[2] for each in question.choices if each.correct}
    ids = [each.id for each in question.options]
    places = [ids.index(own[part.id]) + 1 for part in question.parts]
    if not right:
        places = places[1:] + places[:1]
    return " ".join(str(n) if question.kind == "ordering" else letter(n).lower() for n in places)


def test_the_code_stands_by_each_lesson_on_paper(here: Taught) -> None:
    html = document("modules/paper/handbook.html", here.course, HANDBOOK, Pictures())
    for page in (here.first, here.second, here.quiz):
        assert html.count(lesson_code(page)) == 1
    assert "A. " in html
    assert epub(here.course)


def test_codes_differ_and_survive_a_slip(here: Taught) -> None:
    pages = (here.first, here.second, here.quiz)
    codes = [lesson_code(page) for page in pages]
    assert [len(code.replace("-", "")) for code in codes] == [7, 7, 9]
    keys = [page.translation_key for page in pages]
    for code, key in zip(codes, keys, strict=True):
        named = named_by(f" {code.lower()} ", keys)
        assert named
        assert (named.lesson, named.asked) == (key, key == keys[2])
        for place in (0, 2, -1):
            slip = "0" if code[place] != "0" else "1"
            assert named_by(code[:place] + slip + code[place:][1:], keys) is None
    assert named_by("", keys) is None


def mixed(page: Any) -> None:
    """The same choices in another order, so that a letter on paper is another choice."""
    page.refresh_from_db()
    stored = page.body.raw_data
    page.body = [
        {**raw, "value": {**raw["value"], "choices": raw["value"]["choices"][::-1]}}
        if "choices" in raw["value"] else raw
        for raw in stored
    ]  # fmt: skip # A list is read in lines.
    page.save_revision().publish()


def test_letters_mean_what_they_meant_on_her_paper(client_as, learner, here: Taught, enrolment) -> None:
    client, code = client_as(learner), lesson_code(here.quiz)
    mixed(here.quiz)
    mixed(here.quiz)
    assert lesson_code(here.quiz) == code, "the same again"
    mixed(here.quiz)
    assert lesson_code(here.quiz) != code
    html = client.get(bring(client, code).url).content.decode()
    assert html.index("<li>Uno</li>") < html.index("<li>Dos</li>"), "in the order of her paper"
    sheet = html.partition('name="h" value="')[2].partition('"')[0]
    answer = client.post(address(here.quiz, "traer"), {"q1": "a", "q2": "A", "q3": "A", "h": sheet})
    assert "Pasaste" in client.get(answer.url).content.decode()
    attempt = QuizAttempt.objects.scoped(network=learner.network).get()
    here.quiz.refresh_from_db()
    assert (attempt.right, attempt.revision != here.quiz.live_revision_id) == (3, True)
    assert attempt.answers["one"] == ["a"]


def test_paper_of_a_version_that_is_gone_is_told(client_as, learner, here: Taught, enrolment) -> None:
    client, code = client_as(learner), lesson_code(here.quiz)
    before = here.quiz.live_revision_id
    mixed(here.quiz)
    Revision.objects.get(pk=before).delete()
    here.quiz.refresh_from_db()
    here.quiz.body = here.quiz.body.raw_data[:1]
    draft = here.quiz.save_revision().as_object()
    for each in (code, lesson_code(draft)):
        page = client.get(bring(client, each).url, follow=True)
        assert page.redirect_chain == [(address(here.quiz), 302)]
        assert "Desde que se hizo tu papel cambiaron las preguntas." in page.content.decode()
    assert not QuizAttempt.objects.unscoped(reason="test").exists()


def test_what_paper_did_not_ask_is_not_asked(client_as, learner, here: Taught, enrolment) -> None:
    client, code = client_as(learner), lesson_code(here.first)
    here.first.pass_mark = 60
    here.first.save_revision().publish()
    assert bring(client, code).url == "/traer/"
    (row,) = LessonCompletion.objects.scoped(network=learner.network)
    assert (row.lesson_key, row.how) == (here.first.translation_key, "marked")
    here.quiz.pass_mark = None
    here.quiz.save_revision().publish()
    assert bring(client, lesson_code(here.first)).url.startswith(address(here.first, "traer"))


def test_nobody_tries_codes_without_end(client_as, learner, here: Taught, enrolment) -> None:
    client = client_as(learner)
    answers = [bring(client, "AAAA-AAA").status_code for _ in range(paper.MOST_A_QUARTER + 1)]
    assert answers == [422] * paper.MOST_A_QUARTER + [429]


def test_what_she_was_sending_waits_for_her(client_as, learner, here: Taught, enrolment) -> None:
    client = client_as(learner)
    code = lesson_code(here.quiz)
    page = bring(client, code).url
    sent = {**fields_of(client.get(page).content.decode()), "q1": "a", "q2": "A", "q3": ""}
    end_session(client, "session ended")
    back = sent_too_late(client, page, page, sent)
    form = client.get(back).context["form"]
    assert back == page
    assert [form[name].value() for name in ("q1", "q2", "h")] == ["a", "A", sent["h"]]
    end_session(client, "cookie gone")
    client = client_as(learner)
    sent = {**fields_of(client.get("/traer/").content.decode()), "code": code}
    end_session(client, "session ended")
    assert (
        client.get(sent_too_late(client, "/traer/", "/traer/", sent)).context["form"]["code"].value() == code
    )


def test_long_answers_are_asked_for_shorter_and_stay(client_as, learner, here: Taught, enrolment) -> None:
    page = a_lesson(here.module, "Palabra", [samples.SHORT_TEXT], slug="palabra", pass_mark=60)
    client = client_as(learner)
    there = bring(client, lesson_code(page)).url
    for typed in ("x" * 5000, "\x00"):
        answer = client.post(there, {"q1": typed})
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["q1"]
    assert client.post(there, {"q1": "x" * 200}).status_code == 302
