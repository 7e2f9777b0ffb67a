"""What learners say of a lesson: counted once, about nobody, and shown to trainers five answers at a time."""

import re

import pytest

from learning.progress import actions
from learning.progress.feedback import STEP, THIRDS, shown_of
from learning.progress.models import FeedbackGiven, LessonFeedback
from modules.models import CoursePage
from tests.factories import a_member
from tests.modules import samples
from tests.modules.pages import a_lesson
from tests.progress.conftest import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(here):
    return a_lesson(here.module, "Al final", [samples.TEXT, samples.FEEDBACK])


@pytest.fixture
def say(client_as, ceiba, here, lesson):
    """`say("useful")`: somebody new of Ceiba says so."""

    def said(*tags, member=None, of=lesson):
        member = member or a_member(ceiba)
        actions.enrol(by=member, course_key=here.key)
        client = client_as(member)
        client.get(address(of))
        return client.post(address(of, "opinion"), {"tag": tags}, follow=True).content.decode()

    return said


def kept(ceiba):
    return LessonFeedback.objects.scoped(network=ceiba).first()


def told(client_as, trainer, here):
    page = client_as(trainer).get(address(here.course, "opiniones")).content.decode()
    return page, re.findall(r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>', page)


def test_what_she_says_is_counted_once_and_nothing_leads_back_to_her(say, learner, ceiba):
    assert "sin tu nombre" in say("useful", "too_long", member=learner)
    assert "Ya habías respondido" in say("clear", member=learner)
    row = kept(ceiba)
    assert (row.answers, row.counts["useful"], row.counts["too_long"], row.counts["clear"]) == (1, 1, 1, 0)
    given = FeedbackGiven.objects.scoped(network=ceiba).get()
    assert {field.name for field in given._meta.concrete_fields} == {
        "id",
        "network",
        "enrolment",
        "lesson_key",
    }


@pytest.mark.parametrize("tags", [(), ("nada",), ("useful", "nada")])
def test_only_the_words_that_stand_there_and_at_least_one(say, ceiba, tags):
    assert "Marca por lo menos una" in say(*tags)
    assert kept(ceiba) is None


def test_a_lesson_that_does_not_ask_counts_nothing(say, here, ceiba):
    say("useful", of=here.first)
    assert kept(ceiba) is None


def test_trainers_see_words_five_answers_at_a_time(say, client_as, trainer, here, ceiba):
    for _each in range(4):
        say("useful")
    page, said = told(client_as, trainer, here)
    assert "Todavía son pocas." in page
    assert said == []
    say("useful", "too_long")
    page, said = told(client_as, trainer, here)
    assert "De 5 respuestas o más" in page
    assert dict(said)["Me sirve"] == "la mitad o más"
    assert dict(said)["Fue muy larga"] == "menos de la mitad"
    for _each in range(4):
        say("too_long")
    assert told(client_as, trainer, here)[1] == said
    say("too_long")
    assert dict(told(client_as, trainer, here)[1])["Fue muy larga"] == "la mitad o más"
    assert kept(ceiba).shown_answers == 10


def test_it_is_for_nobody_but_trainers(say, client_as, trainer, lead, learner, here):
    say("useful", member=learner)
    where = address(here.course, "opiniones")
    assert where in client_as(trainer).get(address(here.course)).content.decode()
    for other in (lead, learner):
        assert client_as(other).get(where).status_code == 403
    assert where not in client_as(learner).get(address(here.course)).content.decode()


@pytest.mark.parametrize(
    "body", [[samples.FEEDBACK], [samples.SINGLE, samples.FEEDBACK]], ids=["text", "practice"]
)
def test_on_care_nobody_is_asked_and_nothing_told(say, client_as, trainer, learner, ceiba, here, body):
    CoursePage.objects.filter(pk=here.course.pk).update(theme=CoursePage.Theme.CARE)
    lesson = a_lesson(here.module, "Descanso", [samples.TEXT, *body])
    say("useful", member=learner, of=lesson)
    assert kept(ceiba) is None
    assert samples.FEEDBACK["value"]["title"] not in client_as(learner).get(address(lesson)).content.decode()
    where = address(here.course, "opiniones")
    assert client_as(trainer).get(where).status_code == 404
    assert where not in client_as(trainer).get(address(here.course)).content.decode()


@pytest.mark.parametrize("answers", [STEP, 2 * STEP, THIRDS, 4 * STEP, 10 * STEP])
def test_every_word_fits_several_counts(answers):
    """So that nobody follows from it, whether all said it or none."""
    shown = [shown_of({"useful": count}, answers)["useful"] for count in range(answers + 1)]
    assert all(shown.count(word) >= 3 for word in shown)
    assert shown[0] == shown[2]
    assert shown[-1] == shown[-3]


def test_in_a_quiz_it_is_a_form_of_its_own(client_as, learner, here, ceiba):
    quiz = a_lesson(here.module, "Con nota", [samples.SINGLE, samples.FEEDBACK], pass_mark=50)
    actions.enrol(by=learner, course_key=here.key)
    page = client_as(learner).get(address(quiz)).content.decode()
    assert f'action="{address(quiz, "opinion")}"' in page
    assert len(re.findall(r'name="tag"[^>]*form="feedback"', page)) == 8
