"""From the list of courses to the last question, by the links and forms that the pages offer. No JavaScript."""

import html
import re

import pytest
from django.core.management import call_command
from django.test import Client

from modules.models import LessonPage
from modules.querysets import lesson_page
from modules.quizzes import read_quiz

pytestmark = pytest.mark.django_db

FORM = re.compile(
    r'<form\b[^>]*\bmethod="post"[^>]*\baction="(?P<action>[^"]+)"[^>]*>(?P<inside>.*?)</form>', re.S
)
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')


class Phone:
    """A browser with one page open."""

    def __init__(self, client: Client) -> None:
        self.client, self.text, self.address = client, "", ""

    def open(self, address: str) -> None:
        self.show(self.client.get(address, follow=True), address)

    def show(self, answer, address: str) -> None:
        assert answer.status_code == 200, address
        self.address = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        self.text = answer.content.decode().partition("<main")[2].partition("<footer")[0]

    def follow(self, words: str) -> None:
        links = re.findall(r'<a\b[^>]*href="([^"]+)"[^>]*>(.*?)</a>', self.text, re.S)
        self.open(next(html.unescape(href) for href, label in links if words in label))

    def send(self, words: str, fields=None) -> None:
        """Press the button with these words, with the hidden fields of its form."""
        found = next(form for form in FORM.finditer(self.text) if words in form["inside"])
        name = re.search(rf'name="(how)" value="(\w+)">\s*{words}', found["inside"])
        sent = {
            **dict(HIDDEN.findall(found["inside"])),
            **(dict([name.groups()]) if name else {}),
            **(fields or {}),
        }
        own = re.search(rf'formaction="([^"]+)">\s*{words}', found["inside"])
        action = html.unescape(own[1] if own else found["action"]).partition("#")[0]
        self.show(self.client.post(action, sent, follow=True), action)


@pytest.fixture
def phone(client_as, learner):
    call_command("load_starter", verbosity=0)
    return Phone(client_as(learner, enforce_csrf_checks=True))


def answers_to(lesson: LessonPage, *, right: bool):
    """What a browser sends: all right ones, or the first wrong one of each question."""
    quiz = read_quiz(lesson.body)
    return {
        question.field: [choice.id for choice in question.choices if choice.correct == right][
            : None if right else 1
        ]
        for question in quiz.questions
    }


def lesson_at(address: str) -> LessonPage:
    from learning.core.opaque import decode

    lesson = lesson_page(decode(address.split("/")[2]), "es", None)
    assert lesson is not None
    return lesson


def test_she_takes_the_course_from_beginning_to_end(phone):
    phone.open("/")
    phone.follow("Ver los cursos")
    phone.follow("Prevención de riesgos")
    assert "Guía" not in phone.text
    phone.send("Empezar este curso")
    assert "Lección 1 de 6" in phone.text

    practice = next(iter(answers_to(lesson_at(phone.address), right=False).items()))
    lesson = phone.address
    phone.send(practice[0], dict([practice]))
    assert "Todavía no" in phone.text
    phone.open(lesson)
    for number in range(2, 7):
        phone.send("Ya la hice")
        assert f"Lección {number} de 6" in phone.text

    phone.open("/")
    phone.follow("Seguir donde iba")
    quiz = lesson_at(phone.address)
    phone.send("Enviar mis respuestas")
    assert "Falta responder" in phone.text
    phone.send("Enviar mis respuestas", answers_to(quiz, right=False))
    assert "Todavía no, y está bien" in phone.text
    phone.follow("Intentarlo otra vez")
    phone.send("Enviar mis respuestas", answers_to(quiz, right=True))
    assert "Pasaste" in phone.text
    phone.follow("Seguir")
    assert "Terminaste este curso" in phone.text

    phone.open("/avance/")
    assert "Terminado" in phone.text
    assert "6 de 6: todo hecho" in phone.text
    assert phone.text.count("esta semana") >= 7


def test_she_changes_language_midway_and_goes_on(phone, learner):
    phone.open("/cursos/")
    phone.follow("Prevención de riesgos")
    phone.send("Empezar este curso")
    phone.send("Ya la hice")
    answer = phone.client.post("/idioma/", {"language": "en", "next": phone.address}, follow=True)
    assert '<html lang="en">' in answer.content.decode()
    english = lesson_page(lesson_at(phone.address).translation_key, "en", None)
    assert english.locale.language_code == "en"
    assert english.title in html.unescape(answer.content.decode())
    assert '<progress value="1"' in answer.content.decode()
