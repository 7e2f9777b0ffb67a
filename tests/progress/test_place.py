"""She goes on where she was, finds the ways always in the same place, and can talk from any of them."""

import re

import pytest
from django.urls import reverse

from learning.networks.actions import write_contact
from learning.progress import actions
from learning.progress.models import Enrolment, LessonCompletion
from modules.models import LessonPage
from tests.modules import samples
from tests.progress.conftest import QUESTIONS, RIGHT, address
from tests.progress.test_quiz import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as, learner, enrolment):
    return client_as(learner)


def ways(page: str) -> list[str]:
    """Where the links around a lesson lead, above and below it."""
    above = page[page.index('class="above"') : page.index('class="progress"')]
    below = page[page.index('<nav class="pages"') :]
    return re.findall(r'href="([^"?]+)', above + below[: below.index("</nav>")])


def test_the_ways_are_always_in_the_same_place(client, client_as, trainer, here):
    middle = [
        address(here.course),
        reverse("accounts:looks"),
        address(here.second, "hablar"),
        address(here.first),
        address(here.course),
        address(here.quiz),
    ]
    change(here.second, [samples.TEXT, samples.SINGLE, samples.CONTENT_NOTE])
    asked = client.get(address(here.second)).content.decode()
    answered = client.post(address(here.second, "practica", "one"), {"answer-one": "b"}).content.decode()
    invited = client_as(trainer).get(address(here.second)).content.decode()
    assert "Empezar este curso" in invited
    assert "/llevar/" in asked
    assert "/llevar/" not in invited, "only who takes it takes it along"
    assert ways(asked) == ways(answered) == ways(invited) == middle

    asked = client.get(address(here.quiz)).content.decode()
    refused = client.post(address(here.quiz, "respuestas"), {}).content.decode()
    result = client.post(address(here.quiz, "respuestas"), RIGHT, follow=True).content.decode()
    assert "Falta responder" in refused
    assert "Pasaste" in result
    assert ways(asked) == ways(refused) == ways(result)
    for page in (asked, refused, result, invited):
        assert "minutos más" in page or "todo hecho" in page


def test_she_goes_on_at_the_question_she_sent_last(client, learner, here):
    change(here.first, [samples.TEXT, samples.SINGLE, samples.MULTIPLE])
    client.post(address(here.first, "practica", "many"), {"answer-many": "a"})
    assert f'{address(here.first)}#b-many"' in client.get("/").content.decode()
    assert f'{address(here.first)}#b-many"' in client.get(address(here.course)).content.decode()
    client.post(address(here.first, "hecha"), {"how": "marked"})
    assert f'{address(here.second)}"' in client.get("/").content.decode()
    assert not Enrolment.objects.of(learner).get().last_block


def test_a_lesson_before_the_one_she_was_in_begins_at_its_beginning(client, here):
    client.post(address(here.second, "hecha"), {"how": "marked"})
    client.post(address(here.quiz, "respuestas", "guardar"), {"answer-many": "a", "at": "many"})
    assert f'{address(here.quiz)}#b-many"' in client.get("/").content.decode()
    here.quiz.refresh_from_db()
    here.quiz.unpublish()
    assert f'{address(here.first)}"' in client.get("/").content.decode()


def test_checking_one_question_loses_no_other_answer(client, here):
    change(here.first, [samples.TEXT, *QUESTIONS, samples.SHORT_TEXT])
    sent = {"answer-one": "b", "answer-many": ["a", "c"], "answer-word": "Mi <diario>"}
    page = " ".join(client.post(address(here.first, "practica", "one"), sent).content.decode().split())
    assert page.count(" checked>") == 3
    assert "Mi &lt;diario&gt;" in page
    assert "Porque Dos" in page
    assert page.count('id="mark-') == 1

    checked = re.findall(r'name="checked" value="(\w+)"', page)
    page = client.post(address(here.first, "practica", "many"), {**sent, "checked": checked}).content.decode()
    assert page.count('id="mark-') == 2, "what was checked before stays checked"


def test_enter_checks_all_that_has_an_answer(client, here):
    change(here.first, QUESTIONS)
    page = client.post(address(here.first, "practica"), {"answer-one": "b", "answer-tf": "true"})
    assert page.content.decode().count('id="mark-') == 2


@pytest.mark.parametrize("how", ["skipped", "marked"])
@pytest.mark.parametrize("block", [samples.CONTENT_NOTE, samples.TEXT])
def test_questions_behind_a_content_note_can_be_skipped_and_count(client, learner, here, block, how):
    change(here.quiz, [block, *QUESTIONS])
    client.post(address(here.quiz, "hecha"), {"how": how})
    done = LessonCompletion.objects.scoped(network=learner.network)
    assert done.exists() == (how == "skipped" and block is samples.CONTENT_NOTE)


def test_with_whom_she_can_talk(client, learner, lead, here):
    write_contact(contact="Pregunta en la cocina por las facilitadoras.", by=lead)
    page = client.get(address(here.first, "hablar")).content.decode()
    for words in (
        "Pregunta en la cocina",
        "Ir al foro",
        "Todos los contactos urgentes",
        "Respirar un momento",
    ):
        assert words in page
    assert f'href="{address(here.first)}"' in page
    assert "Volver a la lección" not in client.get(reverse("progress:talk")).content.decode()


def test_a_script_is_told_where_a_form_leads(client, here):
    answer = client.post(address(here.first, "hecha"), {"how": "marked"}, headers={"X-Script": "1"})
    assert (answer.status_code, answer.headers["X-Onward"]) == (204, address(here.second))
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_place_in_a_translation_is_the_same(client, learner, here):
    client.post(address(here.first, "practica", "one"), {"answer-one": "b"})
    [standing] = Enrolment.objects.of(learner).standings().values()
    assert (standing.last_lesson_key, standing.last_block) == (here.first.translation_key, "one")
    assert LessonPage.objects.filter(translation_key=standing.last_lesson_key).exists()
    actions.leave(by=learner, course_key=here.key)
    answer = client.post(address(here.course, "entrar"))
    assert answer.headers["Location"] == f"{address(here.first)}#b-one"
