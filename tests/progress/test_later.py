"""What was done without a line arrives once, and what changed meanwhile takes nothing from her."""

import json
import secrets
from base64 import b64decode, b64encode
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.http import Http404
from wagtail.models import Revision

from learning.accounts.kept import owner_mark
from learning.core.opaque import encode
from learning.networks.actions import add_member
from learning.networks.models import Membership
from learning.progress import actions, boxes
from learning.progress.access import lesson_of_or_404
from learning.progress.models import Enrolment, LessonCompletion, QuizAttempt, QuizDraft
from learning.progress.versions import vouched
from learning.progress.views import sending
from tests.modules import samples
from tests.progress.conftest import RIGHT, Taught

pytestmark = pytest.mark.django_db

WRONG = "answer-one=b&answer-many=b&answer-tf=false"
ALL_RIGHT = "&".join(f"{name}={value}" for name, value in RIGHT.items())


def box(text: str, number: str) -> str:
    """As the script closes it (phone.mjs)."""
    site = ec.EllipticCurvePublicKey.from_encoded_point(boxes.CURVE, b64decode(boxes.lock()))
    once = ec.generate_private_key(boxes.CURVE)
    key = boxes.agreed(once.exchange(ec.ECDH(), site))
    point = once.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    nonce = secrets.token_bytes(boxes.NONCE_BYTES)
    return b64encode(point + nonce + AESGCM(key).encrypt(nonce, text.encode(), number.encode())).decode()


def version(by: Membership, page: Any) -> str:
    """As it stands in the page that she keeps."""
    try:
        return vouched(lesson_of_or_404(by, page.translation_key))
    except Http404:
        return ""


def deed(by: Membership, page: Any, how: str = "marked", **other: Any) -> dict[str, Any]:
    """As the script on her phone notes it."""
    number = str(uuid4())
    if answers := other.pop("answers", ""):
        other["answers"] = box(answers, number)
    return {
        "id": number,
        "lesson": encode(page.translation_key),
        "version": other.pop("version", None) or version(by, page),
        "how": how,
        "answers": "",
        "who": owner_mark(by.account),
        "network": str(by.network_id),
        **other,
    }


def send(client: Any, *items: Any) -> Any:
    body = json.dumps({"items": items})
    return client.post("/telefono/enviar/", body, content_type="application/json")


def done(by: Membership) -> dict[UUID, str]:
    rows = LessonCompletion.objects.scoped(network=by.network)
    return dict(rows.filter(enrolment__account=by.account).values_list("lesson_key", "how"))


def attempts(by: Membership) -> list[tuple[int, bool]]:
    rows = QuizAttempt.objects.scoped(network=by.network).order_by("right")
    return list(rows.values_list("right", "passed"))


def test_sent_twice_is_done_once(client_as, learner, here: Taught, enrolment: Enrolment) -> None:
    client = client_as(learner)
    items = [
        deed(learner, here.first),
        deed(learner, here.second, "skipped"),
        deed(learner, here.quiz, "quiz", answers=WRONG),
        deed(learner, here.quiz, "quiz", answers=ALL_RIGHT),
    ]
    for _ in range(2):
        taken = send(client, *items).json()["taken"]
        assert [each["id"] for each in taken] == [each["id"] for each in items]
        assert [each["well"] for each in taken] == [True, True, False, True]
    assert set(done(learner).values()) == {"marked", "skipped", "quiz"}
    assert attempts(learner) == [(0, False), (3, True)]
    enrolment.refresh_from_db()
    assert enrolment.completed_week


def test_what_arrives_late_takes_nothing_that_she_began_meanwhile(
    client_as, learner, here: Taught, enrolment: Enrolment
) -> None:
    client, late = client_as(learner), deed(learner, here.quiz, "quiz", answers=WRONG)
    client.post(
        f"{here.quiz.get_opaque_url()}respuestas/guardar/", {"answer-one": "a", "sheet": str(uuid4())}
    )
    for _ in range(2):
        assert send(client, late).json()["taken"]
        assert QuizDraft.objects.scoped(network=learner.network).get().given == {"one": ["a"]}
    send(client, deed(learner, here.quiz, "quiz", answers=ALL_RIGHT))
    assert not QuizDraft.objects.scoped(network=learner.network).exists(), "she passed"


def test_done_in_the_version_that_she_had(client_as, learner, here: Taught, enrolment: Enrolment) -> None:
    item, had = deed(learner, here.first), here.first.live_revision_id
    here.first.title = "Ceiba: uno, nueva"
    here.first.save_revision().publish()
    send(client_as(learner), item)
    row = LessonCompletion.objects.scoped(network=learner.network).get()
    here.first.refresh_from_db()
    assert row.revision == had != here.first.live_revision_id


def test_questions_that_came_later_are_not_asked(client_as, learner, here: Taught, enrolment) -> None:
    item = deed(learner, here.first)
    here.first.pass_mark = 60
    here.first.save_revision().publish()
    assert send(client_as(learner), item).json()["taken"][0]["well"]
    assert done(learner) == {here.first.translation_key: "marked"}


def test_questions_behind_a_content_note_are_skipped_without_a_line_too(
    client_as, learner, here: Taught, enrolment
) -> None:
    client, skipped = client_as(learner), deed(learner, here.quiz, "skipped")
    assert not send(client, skipped).json()["taken"][0]["well"]
    here.quiz.body = [samples.CONTENT_NOTE, *here.quiz.body.raw_data]
    here.quiz.save_revision().publish()
    here.quiz.refresh_from_db()
    kept = client.get(f"{here.quiz.get_opaque_url()}para-llevar/").content.decode()
    assert 'data-later="skipped"' in kept
    assert send(client, deed(learner, here.quiz, "skipped")).json()["taken"][0]["well"]
    assert done(learner) == {here.quiz.translation_key: "skipped"}


def test_but_nobody_passes_by_naming_a_version(client_as, learner, here: Taught, enrolment) -> None:
    here.quiz.pass_mark = None
    draft = here.quiz.save_revision().pk
    of_another, own = version(learner, here.first), version(learner, here.quiz)
    named = own.replace(".:", ".m:")
    assert named != own
    for each in (
        own,
        of_another,
        named,
        str(draft),
        f"{draft}.m:{own.rpartition(':')[2]}",
        "0",
        "x" * 99,
        "\ud800",
    ):
        taken = send(client_as(learner), deed(learner, here.quiz, version=each)).json()["taken"]
        assert not taken[0]["well"], each
    assert done(learner) == {}


def publish_and_forget(page: Any) -> None:
    """As three months later."""
    before = page.live_revision_id
    page.save_revision().publish()
    Revision.objects.get(pk=before).delete()


def test_a_mark_counts_also_when_its_version_is_gone(client_as, learner, here: Taught, enrolment) -> None:
    items = deed(learner, here.first), deed(learner, here.second, "skipped")
    here.first.pass_mark = here.second.pass_mark = 60
    here.second.body = here.first.body = [samples.SINGLE]
    for page in (here.first, here.second):
        publish_and_forget(page)
    taken = send(client_as(learner), *items).json()["taken"]
    assert [each["well"] for each in taken] == [True, True]
    assert done(learner) == {here.first.translation_key: "marked", here.second.translation_key: "skipped"}


def test_answers_to_a_version_that_is_gone_pass_or_wait_for_her(
    client_as, learner, here: Taught, enrolment
) -> None:
    client = client_as(learner)
    late, right = (deed(learner, here.quiz, "quiz", answers=each) for each in (WRONG, ALL_RIGHT))
    here.quiz.body = [*here.quiz.body.raw_data, {**samples.SINGLE, "id": "new"}]
    publish_and_forget(here.quiz)
    for _ in range(2):
        (told,) = send(client, late).json()["taken"]
        assert (told["well"], told["address"]) == (False, here.quiz.get_opaque_url())
        assert "Tus respuestas te esperan" in told["said"]
        assert QuizDraft.objects.scoped(network=learner.network).get().given == {
            "one": ["b"], "many": ["b"], "tf": ["false"]
        }  # fmt: skip # A list is read in lines.
    assert attempts(learner) == [], "she failed in nothing"
    assert send(client, right).json()["taken"][0]["well"]
    assert done(learner) == {here.quiz.translation_key: "quiz"}
    assert send(client, late).json()["taken"][0]["well"], "it is done"


@pytest.mark.parametrize("better", ["then", "now"])
def test_graded_by_the_version_in_which_she_does_better(
    client_as, learner, here: Taught, enrolment, better: str
) -> None:
    single = dict(samples.SINGLE)
    answers = {"then": "answer-one=a&answer-many=a&answer-tf=true", "now": "answer-one=a"}[better]
    item = deed(learner, here.quiz, "quiz", answers=answers)
    other = {**single, "id": "new"} if better == "then" else single
    here.quiz.body = [other]
    here.quiz.save_revision().publish()
    taken = send(client_as(learner), item).json()["taken"][0]
    assert taken["well"]
    assert done(learner) == {here.quiz.translation_key: "quiz"}
    # What each answer has to say is of the questions that she had.
    told = client_as(learner).get(taken["address"]).content.decode()
    assert samples.SINGLE["value"]["choices"][0]["value"]["feedback"] in told


def test_a_quiz_that_became_practice_is_done(client_as, learner, here: Taught, enrolment) -> None:
    item = deed(learner, here.quiz, "quiz", answers=ALL_RIGHT)
    here.quiz.pass_mark = None
    here.quiz.save_revision().publish()
    assert send(client_as(learner), item).json()["taken"][0]["well"]
    assert here.quiz.translation_key in done(learner)


def test_in_a_course_she_left_it_is_done_and_stays_left(client_as, learner, here, enrolment) -> None:
    actions.leave(by=learner, course_key=here.key)
    assert send(client_as(learner), deed(learner, here.first)).json()["taken"][0]["well"]
    enrolment.refresh_from_db()
    assert enrolment.left
    assert here.first.translation_key in done(learner)


def test_what_she_did_before_a_lesson_was_closed_counts(client_as, learner, here, enrolment) -> None:
    client = client_as(learner)
    items = [
        deed(learner, here.first),
        deed(learner, here.second, version="1"),
        deed(learner, here.quiz, "quiz", answers=WRONG),
        deed(learner, here.quiz, "quiz", answers=ALL_RIGHT),
    ]
    here.course.unpublish()
    for _ in range(2):
        taken = send(client, *items).json()["taken"]
        assert [each["well"] for each in taken] == [True, False, False, True]
    assert taken[0]["said"] == "«Ceiba: uno» quedó hecha, aunque ahora no está abierta."
    assert taken[1]["said"] == "Una lección que hiciste sin señal ya no está abierta para ti."
    assert done(learner) == {here.first.translation_key: "marked", here.quiz.translation_key: "quiz"}


def test_answers_to_what_was_closed_wait_for_it(client_as, learner, here: Taught, enrolment) -> None:
    """Where they were not enough; not for whom it is done, and not against what she began before."""
    client = client_as(learner)
    items = [deed(learner, here.quiz, "quiz", answers=each) for each in (WRONG, ALL_RIGHT)]
    here.course.unpublish()
    for _ in range(2):
        taken = send(client, items[0]).json()["taken"][0]
        assert "«Ceiba: tres» ya no está abierta para ti. Tus respuestas te esperan" in taken["said"]
        draft = QuizDraft.objects.scoped(network=learner.network).get()
        assert draft.given == {"one": ["b"], "many": ["b"], "tf": ["false"]}
    here.course.save_revision().publish()
    assert 'value="b" checked' in " ".join(client.get(here.quiz.get_opaque_url()).content.decode().split())
    here.course.unpublish()
    for each, well in zip(reversed(items), (True, False), strict=True):
        assert send(client, each).json()["taken"][0]["well"] is well
        assert not QuizDraft.objects.scoped(network=learner.network).exists()


def test_a_lesson_that_is_gone_is_told(client_as, learner, here: Taught, enrolment) -> None:
    items = deed(learner, here.first), deed(learner, here.second)
    here.first.delete()
    taken = send(client_as(learner), *items).json()["taken"]
    assert [each["well"] for each in taken] == [False, True]


def test_only_her_own_in_her_own_networks(
    client_as, learner, lead, stranger, here: Taught, there: Taught
) -> None:
    for each in (learner, lead):
        actions.enrol(by=each, course_key=here.key)
    items = [
        deed(lead, here.first),
        deed(stranger, there.first, who=owner_mark(learner.account)),
        deed(learner, there.first),
    ]
    answer = send(client_as(learner), *items).json()
    assert answer["again"] == [items[0]["id"]], "it waits for her whose it is"
    assert [each["id"] for each in answer["taken"]] == [each["id"] for each in items[1:]]
    assert [each["well"] for each in answer["taken"]] == [False, False]
    assert "de una red en la que ya no estás" in answer["taken"][0]["said"]
    assert not LessonCompletion.objects.unscoped(reason="test").exists()


def test_it_goes_to_the_network_where_it_was_done(client_as, learner, jicara, here, there, enrolment) -> None:
    also = add_member(network=jicara, account=learner.account, role="learner")
    actions.enrol(by=also, course_key=there.key)
    taken = send(client_as(learner), deed(also, there.first), deed(learner, here.first)).json()["taken"]
    assert [each["well"] for each in taken] == [True, True]
    assert (len(done(also)), len(done(learner))) == (1, 1)


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{", '{"items": 3}', '{"items": [[]]}', '{"items": [{"lesson": 1}]}', "[" * 9000, b"\xff"],
)
def test_what_is_no_list_is_refused(client_as, learner, body) -> None:
    answer = client_as(learner).post("/telefono/enviar/", body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "wrong", [{"id": "x"}, {"lesson": "x"}, {"version": "9" * 101}, {"how": "trainer"}, {"network": "\x00"}]
)
def test_what_is_not_understood_is_told_and_lets_the_next_through(
    client_as, learner, here, enrolment, wrong
) -> None:
    items = deed(learner, here.second, **wrong), deed(learner, here.first)
    told, taken = send(client_as(learner), *items).json()["taken"]
    assert (told["id"], told["well"]) == (items[0]["id"], False)
    assert "no se pudo leer, y no contó" in told["said"]
    assert taken["well"]
    assert done(learner) == {here.first.translation_key: "marked"}


@pytest.mark.parametrize("wrong", [{"who": ""}, {"who": "\ud800" * 48}, {"who": None}])
def test_what_is_of_nobody_known_is_left_where_it_is(client_as, learner, here, enrolment, wrong) -> None:
    item = deed(learner, here.first, **wrong)
    assert send(client_as(learner), item).json() == {"taken": [], "again": [item["id"]]}


def test_what_the_site_fails_at_is_sent_again_and_holds_up_nothing(
    client_as, learner, here: Taught, enrolment, monkeypatch, capsys
) -> None:
    items = [deed(learner, each) for each in (here.first, here.second)]
    real = actions.complete_lesson
    monkeypatch.setattr(
        actions, "complete_lesson", lambda **told: 1 / (told["place"].number - 1) and real(**told)
    )
    answer = send(client_as(learner), *items).json()
    assert answer["again"] == [items[0]["id"]]
    assert [each["id"] for each in answer["taken"]] == [items[1]["id"]]
    assert capsys.readouterr().out == "what came late failed: ZeroDivisionError\n"


def test_who_sends_without_end_is_asked_to_wait(client_as, learner, here, enrolment, monkeypatch) -> None:
    client = client_as(learner)
    answers = [send(client).status_code for _ in range(sending.MOST_A_QUARTER + 1)]
    assert answers == [200] * sending.MOST_A_QUARTER + [429]
    assert client.get("/telefono/enviar/").status_code == 200


def test_it_takes_the_token_that_it_gives(client_as, learner, here, enrolment) -> None:
    client = client_as(learner, enforce_csrf_checks=True)
    assert send(client, deed(learner, here.first)).status_code == 403
    told = client.get("/telefono/enviar/").json()
    assert told["who"] == owner_mark(learner.account)
    body = json.dumps({"items": [deed(learner, here.first)]})
    headers = {"X-CSRFToken": told["token"]}
    answer = client.post("/telefono/enviar/", body, content_type="application/json", headers=headers)
    assert answer.json()["taken"][0]["well"]


@pytest.mark.parametrize("harm", ["plain", "empty", "other act", "changed", "point", "many"])
def test_a_box_that_is_not_of_this_act_counts_as_nothing(client_as, learner, here, enrolment, harm) -> None:
    item = deed(learner, here.quiz, "quiz", answers=ALL_RIGHT)
    raw = b64decode(item["answers"])
    item["answers"] = {
        "plain": ALL_RIGHT,
        "empty": "",
        "other act": box(ALL_RIGHT, str(uuid4())),
        "changed": b64encode(raw[:-1] + bytes([raw[-1] ^ 1])).decode(),
        "point": b64encode(bytes(len(raw))).decode(),
        "many": box("a=&" * 1001, item["id"]),
    }[harm]
    (told,) = send(client_as(learner), item).json()["taken"]
    assert (told["well"], told["address"]) == (False, here.quiz.get_opaque_url())
    assert attempts(learner) == []
