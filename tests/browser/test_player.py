"""The player on her phone: practice and a long quiz, with the line cut in each write, with JavaScript and without."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import Page, Route, expect
from wagtail.models import Locale

from learning.accounts.models import Session
from learning.progress import actions
from learning.progress.models import LessonCompletion, QuizAttempt, QuizDraft
from modules.models import LessonPage
from tests.browser.journeys import follow, looking, sign_in
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_translation

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
# What a page says does not hang on how it is sent: each language is walked in one of the two ways.
WAYS = pytest.mark.parametrize(
    ("javascript", "language"),
    [(True, "es"), (False, "en")],
    ids=["script-es", "plain-en"],
    indirect=["language"],
)
CUT = pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
WRITES = ("check", "done", "skip", "send")
ASKED = [{**samples.SINGLE, "id": f"q{n}"} for n in range(1, 7)]
LONG = [samples.block("text", f"t{n}", body=samples.rich("Un párrafo. " * 60)) for n in range(1, 6)]
WORDS = "Lo que pienso, solo para mí."


class Lessons:
    """A course of hers: practice with room to think, a long quiz, and a hard part before questions."""

    def __init__(self, learner):
        module = a_module(a_course(learner.network.course_index, "Curso"))
        think = samples.block("reflection", "think", body="<p>¿Y tú?</p>", room=True)
        practice = [think, *LONG, samples.SHORT_TEXT, *ASKED[:3], samples.CONTENT_NOTE, samples.STORY]
        self.practice = a_lesson(module, "Práctica", practice, slug="a")
        self.quiz = a_lesson(module, "Preguntas", [*LONG[:1], *ASKED], pass_mark=60, slug="b")
        self.hard = a_lesson(
            module, "Lo difícil", [samples.TEXT, samples.CONTENT_NOTE, *ASKED], pass_mark=60, slug="c"
        )
        actions.enrol(by=learner, course_key=module.get_parent().translation_key)
        self.said_in_english(module)

    def said_in_english(self, module):
        course = module.get_parent().specific
        index = course.get_parent().get_translation(Locale.objects.get(language_code="en"))
        part = a_translation(module, a_translation(course, index, title="Course"), title="Part")
        for each in (self.practice, self.quiz, self.hard):
            said = list(each.body.raw_data)
            a_translation(each, part, title=f"{each.title} (en)", body=said, pass_mark=each.pass_mark)


@pytest.fixture
def lessons(learner) -> Lessons:
    return Lessons(learner)


@pytest.fixture
def language(request, learner):
    learner.account.language = request.param
    learner.account.save()
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def phone(witness, client_as, learner, live_server):
    def opened(javascript: bool) -> Page:
        page = witness.open(javascript=javascript)
        cookie = client_as(learner).cookies["s"].value
        page.context.add_cookies([{"name": "s", "value": cookie, "url": live_server.url}])
        return page

    return opened


def open_lesson(page: Page, lesson: LessonPage) -> None:
    page.goto(lesson.get_opaque_url())


def answer(page: Page, block: str, choice: str = "a") -> None:
    page.locator(f'[name="answer-{block}"][value="{choice}"]').check()


def button(page: Page, name: str, block: str = ""):
    return page.locator(f"#b-{block}" if block else "main").get_by_role("button", name=name)


def in_view(page: Page, block: str) -> bool:
    """Whether the block stands in the phone's window, once the page has come to rest."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(300)
    box = page.locator(f"#b-{block}").bounding_box()
    return box is not None and box["y"] < 700 and box["y"] + box["height"] > 60


def rows(model, learner):
    return model.objects.scoped(network=learner.network)


@contextmanager
def cut(page: Page, times: int, *, after: bool = False) -> Iterator[None]:
    """
    The line fails `times` times for what she sends: before it came to the site, or `after` the site has done it and
    before she hears of it. Neither more nor less was sent meanwhile.
    """
    failed: list[str] = []

    def fail(route: Route) -> None:
        if route.request.method != "POST" or len(failed) >= times:
            route.fallback()
            return
        failed.append(route.request.url)
        if after:
            route.fetch(max_redirects=0)
        route.abort("internetdisconnected")

    page.route("**/l/**", fail)
    yield
    page.unroute("**/l/**", fail)
    assert len(failed) == times


# ---- Practice


@WAYS
def test_practice_answers_in_its_place_and_loses_nothing(phone, lessons, language, javascript, axe):
    page = phone(javascript)
    open_lesson(page, lessons.practice)
    page.locator("#think-think").fill(WORDS)
    page.locator('[name="answer-word"]').fill("Bitácora")
    answer(page, "q1", "b")
    answer(page, "q3", "c")
    button(page, _("Revisar mi respuesta"), "q1").click()
    expect(page.locator("#b-q1 .feedback")).to_have_text("Porque Dos")
    expect(page.locator('[name="answer-q3"][value="c"]')).to_be_checked()
    expect(page.locator('[name="answer-word"]')).to_have_value("Bitácora")
    assert in_view(page, "q1")
    if javascript:
        expect(page.locator("#think-think")).to_have_value(WORDS)
        expect(page.locator("#mark-q1")).to_be_focused()
        looking(axe)(page)
    answer(page, "q1", "a")
    button(page, _("Revisar mi respuesta"), "q1").click()
    expect(page.locator("#b-q1 .success")).to_have_text(_("Así es."))
    button(page, _("Revisar mi respuesta"), "q3").click()
    expect(page.locator("#b-q3 .feedback")).to_have_text("Porque Tres")
    expect(page.locator("#b-q1 .success")).to_be_visible()
    assert in_view(page, "q3")


@SCRIPT
def test_enter_in_a_field_never_skips_nor_sends(phone, lessons, learner, javascript):
    page = phone(javascript)
    open_lesson(page, lessons.practice)
    page.locator('[name="answer-word"]').fill("Bitácora")
    page.locator('[name="answer-word"]').press("Enter")
    expect(page.locator("#mark-word")).to_be_visible()
    open_lesson(page, lessons.quiz)
    answer(page, "q2")
    page.locator('[name="answer-q2"][value="a"]').press("Enter")
    expect(page.locator("#b-q2").get_by_role("status")).to_have_text("Guardada.")
    assert rows(QuizDraft, learner).get().given == {"q2": ["a"]}
    assert not rows(QuizAttempt, learner).exists()
    assert not rows(LessonCompletion, learner).exists()


# ---- A long quiz


@WAYS
def test_a_long_quiz_waits_for_her(phone, lessons, learner, language, javascript):
    page = phone(javascript)
    open_lesson(page, lessons.quiz)
    for block in ("q1", "q2", "q3"):
        answer(page, block)
    if not javascript:
        button(page, _("Guardar lo que llevo"), "q3").click()
        page.wait_for_url("**#b-q3")
        assert in_view(page, "q3")
    expect(page.locator("#b-q3").get_by_role("status")).to_have_text(_("Guardada."))
    page.context.close()

    page = phone(javascript)
    page.goto("/")
    follow(page.get_by_role("link", name=_("Seguir donde iba")))
    expect(page.locator(":checked[name^=answer]")).to_have_count(3)
    assert in_view(page, "q3")
    for block in ("q4", "q5", "q6"):
        answer(page, block)
    follow(button(page, _("Enviar mis respuestas")))
    expect(page.get_by_role("heading", name=_("Pasaste"))).to_be_visible()
    assert not rows(QuizDraft, learner).exists()
    assert rows(QuizAttempt, learner).count() == 1


@SCRIPT
def test_a_session_that_ended_in_the_middle(witness, lessons, learner, javascript):
    page = witness.open(javascript=javascript)
    sign_in(page, learner.account.login_id)
    open_lesson(page, lessons.quiz)
    answer(page, "q1")
    Session.objects.all().delete()
    answer(page, "q2")
    if javascript:
        expect(page.locator("#b-q2").get_by_role("status")).to_contain_text("Tu sesión se cerró")
        expect(page.locator(":checked[name^=answer]")).to_have_count(2)
        follow(page.locator("#b-q2").get_by_role("link", name="entra otra vez"))
    else:
        follow(button(page, "Guardar lo que llevo", "q2"))
    assert "/entrar/" in page.url
    page.get_by_label("Nombre de entrada").fill(learner.account.login_id)
    page.get_by_label("Frase de paso").fill("maíz luna río copal barro")
    follow(page.get_by_role("button", name="Entrar", exact=True))
    expect(page.get_by_text("Lo que escribiste está aquí.")).to_be_visible()
    expect(page.locator(":checked[name^=answer]")).to_have_count(2)
    assert rows(QuizDraft, learner).get().given == {"q1": ["a"], "q2": ["a"]}


# ---- The line is cut


def about_to(what: str, page: Page, lessons: Lessons):
    """She has opened the lesson and answered; what is left is the tap."""
    lesson = {"skip": lessons.hard, "send": lessons.quiz}.get(what, lessons.practice)
    open_lesson(page, lesson)
    answered = {"check": ["q1", "q2", "q3"], "done": []}.get(what, [each["id"] for each in ASKED])
    for each in answered:
        answer(page, each)
    page.wait_for_timeout(300 if answered else 0)
    return {
        "check": button(page, _("Revisar mi respuesta"), "q1"),
        "done": button(page, _("Ya la hice, seguir")),
        "skip": button(page, _("Saltarla y contarla como hecha"), "note-1"),
        "send": button(page, _("Enviar mis respuestas")),
    }[what]


def done_of(what: str, page: Page, learner, lessons: Lessons) -> None:
    """The write was done once, and she sees it."""
    if what == "check":
        expect(page.locator("#b-q1 .feedback")).to_have_text("Porque Uno")
    elif what == "send":
        expect(page.get_by_role("heading", name=_("Pasaste"))).to_be_visible()
        assert rows(QuizAttempt, learner).count() == 1
    else:
        lesson = lessons.practice if what == "done" else lessons.hard
        page.wait_for_url(lambda url: not url.startswith("chrome") and lesson.get_opaque_url() not in url)
        assert rows(LessonCompletion, learner).filter(lesson_key=lesson.translation_key).count() == 1


@CUT
def test_with_a_script_a_line_that_is_cut_is_tried_once_more(phone, lessons, learner, after):
    page = phone(True)
    for what in WRITES:
        tapped = about_to(what, page, lessons)
        with cut(page, 1, after=after):
            tapped.click()
            done_of(what, page, learner, lessons)


@pytest.mark.parametrize(
    ("language", "written"), [("es", WRITES[:2]), ("en", WRITES[2:])], indirect=["language"], ids=["es", "en"]
)
def test_with_a_script_a_line_that_stays_cut_is_told_calmly(phone, lessons, learner, language, written):
    page = phone(True)
    for what in written:
        tapped = about_to(what, page, lessons)
        marked = page.locator(":checked[name^=answer]").count()
        told = page.locator("main .said")
        with cut(page, 2):
            tapped.click()
            expect(told).to_contain_text(_("No hay señal. Probando otra vez…"))
            expect(told).to_contain_text(
                {"es": "Ahora no se pudo enviar", "en": "could not be sent"}[language]
            )
        expect(page.locator(":checked[name^=answer]")).to_have_count(marked)
        tapped.click()
        done_of(what, page, learner, lessons)


def test_an_answer_that_could_not_be_kept_is_kept_when_the_line_is_back(phone, lessons, learner):
    page = phone(True)
    open_lesson(page, lessons.quiz)
    said = page.locator("#b-q1").get_by_role("status")
    with cut(page, 2):
        answer(page, "q1")
        expect(said).to_contain_text("Nada se perdió")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(said).to_have_text("Guardada.")
    assert rows(QuizDraft, learner).get().given == {"q1": ["a"]}


@CUT
def test_without_a_script_loading_again_sends_it_once(phone, lessons, learner, after):
    page = phone(False)
    for what in WRITES:
        tapped = about_to(what, page, lessons)
        with cut(page, 1, after=after):
            tapped.click()
            page.wait_for_url("chrome-error://**")
            page.reload()
            done_of(what, page, learner, lessons)


@CUT
def test_without_a_script_what_was_kept_before_is_there_after_back(phone, lessons, learner, after):
    page = phone(False)
    open_lesson(page, lessons.quiz)
    answer(page, "q1")
    follow(button(page, "Guardar lo que llevo", "q1"))
    answer(page, "q2")
    with cut(page, 1, after=after):
        button(page, "Guardar lo que llevo", "q2").click()
        page.wait_for_url("chrome-error://**")
    page.go_back()
    expect(page.locator(":checked[name^=answer]")).to_have_count(2 if after else 1)
    assert len(rows(QuizDraft, learner).get().given) == (2 if after else 1)


# ---- Where she was


def test_she_reads_on_where_she_was_and_leaving_wipes_it(phone, witness, lessons, settings):
    witness.may_leave_to(settings.QUICK_EXIT_URL)
    page = phone(True)
    open_lesson(page, lessons.practice)
    page.locator("#b-t4").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('b-t4').scrollIntoView()")
    page.goto("/")
    follow(page.get_by_role("link", name="Empezar"))
    page.wait_for_timeout(200)
    assert in_view(page, "t4")
    open_lesson(page, lessons.quiz)
    assert page.evaluate("scrollY") == 0
    page.evaluate("document.getElementById('b-q5').scrollIntoView()")
    page.get_by_role("button", name="Salir ya").first.click()
    page.wait_for_url(settings.QUICK_EXIT_URL)
    page.goto("/que-guarda/")
    assert page.evaluate("Object.keys(sessionStorage)") == ["here"]


def test_the_place_of_one_woman_is_not_shown_to_the_next(phone, client_as, trainer, lessons, live_server):
    page = phone(True)
    open_lesson(page, lessons.practice)
    page.evaluate("document.getElementById('b-t4').scrollIntoView()")
    page.goto("/cuenta/")
    actions.enrol(by=trainer, course_key=lessons.practice.get_parent().get_parent().translation_key)
    cookie = client_as(trainer).cookies["s"].value
    page.context.add_cookies([{"name": "s", "value": cookie, "url": live_server.url}])
    open_lesson(page, lessons.practice)
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0


# ---- What a screen reader is told


def test_the_names_of_the_player_and_of_a_quiz(phone, lessons, axe):
    page = phone(True)
    open_lesson(page, lessons.quiz)
    expect(page.locator("main")).to_match_aria_snapshot(
        """
        - main:
          - link "Todas las lecciones"
          - link "Quiero hablar"
          - paragraph: 0 de 3, cerca de 45 minutos más
          - progressbar "Avance"
          - paragraph: Lección 2 de 3 · cerca de 15 minutos
          - heading "Preguntas" [level=1]
          - group "¿Cuál?":
            - radio "Uno"
            - radio "Dos"
            - radio "Tres"
          - button "Enviar mis respuestas"
          - navigation "Lecciones":
            - link "← Anterior"
            - link "Todas"
            - link "Siguiente →"
        """
    )
    answer(page, "q1")
    expect(page.locator("#b-q1")).to_match_aria_snapshot(
        """
        - group "¿Cuál?":
          - radio "Uno" [checked]
          - radio "Dos"
          - radio "Tres"
        - paragraph:
          - status: Guardada.
        """
    )
    looking(axe)(page)
    button(page, "Enviar mis respuestas").click()
    expect(page.get_by_role("group", name="Qué falta revisar")).to_be_focused()
    expect(page.get_by_role("group", name="Qué falta revisar").get_by_role("link")).to_have_count(5)
    looking(axe)(page)


def test_every_page_of_the_player_is_accessible(phone, lessons, learner, axe):
    page = phone(True)
    for lesson in (lessons.practice, lessons.hard):
        open_lesson(page, lesson)
        looking(axe)(page)
    follow(page.get_by_role("link", name="Quiero hablar"))
    expect(page.get_by_role("heading", name="Quiero hablar")).to_be_visible()
    looking(axe)(page)
    follow(about_to("send", page, lessons))
    looking(axe)(page)
    actions.leave(by=learner, course_key=lessons.quiz.get_parent().get_parent().translation_key)
    open_lesson(page, lessons.quiz)
    expect(page.get_by_role("button", name="Volver a este curso")).to_be_visible()
    looking(axe)(page)
