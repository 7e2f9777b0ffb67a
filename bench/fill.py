"""Fills the database of the bench and prints, as JSON, what to ask for."""

import json
import sys

import django

django.setup()

from django.urls import reverse  # noqa: E402

from bench import people, search  # noqa: E402
from learning.networks.models import Role  # noqa: E402
from modules.models import CoursePage, LessonPage  # noqa: E402
from modules.quizzes import read_quiz  # noqa: E402


def tail(name: str, page: LessonPage) -> str:
    """What stands behind the address of a lesson to act on it."""
    return reverse(name, args=[page.translation_key]).removeprefix(page.get_opaque_url())


def fill(learners: int, topics: int, texts: int) -> dict:
    network, quiet = people.found("Red de medida"), people.found("Red tranquila")
    lessons = people.spanish(LessonPage)
    lesson = lessons[0]
    quiz = next(each for each in lessons if each.pass_mark)
    learner = people.member(network, Role.LEARNER)
    lead, calm = people.member(network, Role.LEAD), people.member(quiet, Role.LEARNER, 2)
    people.enrol(learner)
    # Papers are limited to twenty an hour for each woman.
    finishers = [people.member(network, Role.LEARNER, 400 + number) for number in range(12)]
    for each in finishers:
        people.enrol(each, finished=True)
    marking = [people.member(network, Role.LEARNER, 100 + number) for number in range(220)]
    for each in marking:
        people.enrol(each)
    people.crowd(network, learners)
    topic = people.talk(learner, topics, posts=20)
    people.talk(calm, 100)
    return {
        "token": people.TOKEN,
        "learner": people.session(learner.account),
        "finishers": [people.session(each.account) for each in finishers],
        "lead": people.session(lead.account),
        "quiet": people.session(calm.account),
        "crowd": [people.session(each.account) for each in marking],
        "lesson": lesson.get_opaque_url(),
        "done": tail("progress:lesson-complete", lesson),
        "quiz": quiz.get_opaque_url(),
        "send": tail("progress:quiz-submit", quiz),
        "answers": {
            f"answer-{question.id}": [choice.id for choice in question.choices if choice.correct]
            for question in read_quiz(quiz.body).questions
        },
        "topic": reverse("community:topic-detail", args=[topic.pk]),
        "certificate": reverse("certificates:issue", args=[people.spanish(CoursePage)[0].translation_key]),
        "search": search.fill(texts),
    }


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(fill(**json.loads(sys.argv[1]))))
