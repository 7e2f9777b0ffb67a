"""How many questions a page asks of the database: as many for three of a thing as for one."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile

from learning.accounts.models import Account
from learning.core.weeks import this_week
from learning.progress import actions
from learning.progress.access import going_on, journeys
from learning.progress.forms import mark_of
from learning.progress.record import record
from modules.exchange.glossary import load_glossary
from modules.models import (
    CourseImage,
    CourseMedia,
    CoursePage,
    GlossaryTerm,
    LanguageVariety,
    LessonLabel,
    LessonPage,
)
from modules.voices import put_track
from tests.modules import samples
from tests.modules.everything import everything
from tests.modules.pages import a_course, a_lesson, a_module, a_translation, an_entry
from tests.modules.test_blocks import a_picture
from tests.progress.conftest import address

pytestmark = pytest.mark.django_db

# Session with account, membership with network.
WHO = 2


@pytest.fixture
def client(client_as, learner):
    client = client_as(learner)
    client.get("/contactos/")
    return client


def a_full_course(index, name, lessons):
    course = a_course(index, name, slug=name)
    module = a_module(course, slug=name)
    return course, [a_lesson(module, f"{name}{n}", slug=f"{name}{n}") for n in range(lessons)]


@pytest.mark.parametrize("many", [1, 3])
def test_a_lesson(client, learner, ceiba, many, django_assert_num_queries):
    course = a_course(ceiba.course_index, "Curso")
    module = a_module(course)
    body = [{**samples.TEXT, "id": f"t{n}"} for n in range(many)]
    body += [{**samples.SINGLE, "id": f"q{n}"} for n in range(many)]
    lessons = [a_lesson(module, f"L{n}", body, slug=f"l{n}") for n in range(many)]
    actions.enrol(by=learner, course_key=course.translation_key)
    for lesson in lessons[:-1]:
        client.post(address(lesson, "hecha"), {"how": "marked"})
    client.get("/cuenta/")
    with django_assert_num_queries(WHO + 4):  # Lesson, outline, what she did; the words of the glossary.
        assert "Ya la hice" in client.get(address(lessons[-1])).content.decode()
    with django_assert_num_queries(WHO + 1):
        assert "Ya la hice" in client.get(address(lessons[-1])).content.decode()


@pytest.fixture
def illustrated(ceiba, learner, settings, tmp_path):
    """`illustrated(3)`: a lesson she takes, with as many pictures, recordings and links, and questions."""
    settings.MEDIA_ROOT = tmp_path

    def make(many):
        course = a_course(ceiba.course_index, "Curso")
        body = [{**samples.SINGLE, "id": "one"}]
        for n in range(many):
            picture = CourseImage.objects.create(title="P", file=ContentFile(a_picture(), "p.png"))
            sound = CourseMedia.objects.create(
                title="S",
                type="audio",
                duration=1,
                file=ContentFile(b"\xff\xfb\x90\x00" + bytes(99), "s.mp3"),
            )
            body += [
                samples.block("image", f"p{n}", image=picture.pk, alt="Un monte", caption=""),
                samples.block("audio", f"s{n}", audio=sound.pk, transcript="Hola."),
                samples.block("text", f"t{n}", body=f'<p><a linktype="page" id="{course.pk}">esto</a></p>'),
            ]
        actions.enrol(by=learner, course_key=course.translation_key)
        return a_lesson(a_module(course), "Lección", body)

    return make


@pytest.mark.parametrize("many", [1, 3])
def test_a_lesson_with_pictures_when_nothing_is_remembered(
    client, illustrated, many, django_assert_num_queries
):
    page = address(illustrated(many))
    client.get(page)  # Cuts the pictures to size, once and for all.
    cache.clear()
    with django_assert_num_queries(
        WHO + 4
    ):  # Lesson, outline, what she did; all that the blocks name, and words.
        shown = client.get(page).content.decode()
    assert shown.count("<img") == shown.count("<audio") == shown.count('">esto</a>') == many
    with django_assert_num_queries(WHO + 1):
        client.get(page)


@pytest.mark.parametrize(("times", "words"), [(0, False), (1, False), (1, True), (3, True)])
def test_a_lesson_of_every_kind_when_nothing_is_remembered(
    client, learner, ceiba, settings, tmp_path, times, words, monkeypatch, django_assert_num_queries
):
    """Three blocks, some thirty of all kinds, thrice as many; without words of the glossary, and with all of them."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("modules.lacks.LIMIT", 10**6)  # A hundred blocks weigh more than a lesson may.
    body = everything(ceiba, times or 1)
    if not times:
        body = [each for each in body if each["type"] in ("image", "resource_card", "discussion")]
    if words:
        load_glossary()
        spanish = [term.said()["es"]["words"][0] for term in GlossaryTerm.objects.all()]
        body.append(samples.block("text", "words", body=samples.rich("; ".join(spanish))))
    course = a_course(ceiba.course_index, "Curso")
    lesson = a_lesson(a_module(course), "Todo", body)
    actions.enrol(by=learner, course_key=course.translation_key)
    client.get(address(lesson))  # Cuts the pictures to size, once and for all.
    cache.clear()
    with django_assert_num_queries(WHO + 4):  # As with pictures alone.
        shown = client.get(address(lesson)).content.decode()
    assert shown.count("Casa de paso</") == (2 * times or 1)
    assert shown.count('class="meaning"') > 70 if words else 'class="meaning"' not in shown
    with django_assert_num_queries(WHO + 1):
        client.get(address(lesson))


@pytest.mark.parametrize("many", [1, 3])
def test_voices_of_a_lesson_when_nothing_is_remembered(client, illustrated, many, django_assert_num_queries):
    lesson = illustrated(many)
    spoken = LanguageVariety.objects.all()[:many]
    for number, variety in enumerate(spoken):
        audio = CourseMedia.objects.order_by("pk")[number]
        put_track(lesson, block=f"t{number}", variety=variety, audio=audio, by=None).publish()
    client.get(address(lesson))
    cache.clear()
    with django_assert_num_queries(WHO + 4):
        shown = client.get(address(lesson)).content.decode()
    assert shown.count("<audio") == 2 * many
    assert shown.count('class="track"') == many


@pytest.mark.parametrize("lacking", [False, True])
@pytest.mark.parametrize("many", [1, 3])
def test_questions_of_a_translation_when_nothing_is_remembered(
    client, illustrated, many, lacking, django_assert_num_queries
):
    lesson = illustrated(many)
    body = [*lesson.body.raw_data, samples.TRUE_FALSE]
    lesson.pass_mark, lesson.body = 60, body
    lesson.save_revision().publish()
    module = lesson.get_parent().specific
    course = module.get_parent().specific
    index = course.get_parent().get_translations().get().specific
    part = a_translation(module, a_translation(course, index, title="Course"), title="Part")
    a_translation(lesson, part, title="Lesson", body=body[:-1] if lacking else body, pass_mark=60)
    client.post("/idioma/", {"language": "en", "next": "/"})
    client.get(address(lesson))
    cache.clear()
    with django_assert_num_queries(WHO + 5):  # And what she answered and did not send.
        shown = client.get(address(lesson)).content.decode()
    assert ('<h1 lang="es">Lección</h1>' in shown) == lacking
    assert shown.count("<img") == shown.count("<audio") == many


@pytest.mark.parametrize("many", [1, 3])
def test_questions_that_she_has_answered_in_part(
    client, illustrated, learner, many, django_assert_num_queries
):
    lesson = illustrated(many)
    lesson.pass_mark = 60
    lesson.body = [*lesson.body.raw_data, *({**samples.MULTIPLE, "id": f"m{n}"} for n in range(many))]
    lesson.save_revision().publish()
    client.post(address(lesson, "respuestas", "guardar"), {"answer-one": "b", "answer-m0": "a"})
    client.get(address(lesson))
    with django_assert_num_queries(
        WHO + 4
    ):  # What she did, her answers, the lesson; all that the blocks name.
        assert client.get(address(lesson)).content.decode().count(" checked") == 2
    cache.clear()
    with django_assert_num_queries(WHO + 5):
        assert client.get(address(lesson)).content.decode().count(" checked") == 2


@pytest.mark.parametrize("many", [1, 3])
def test_with_whom_she_can_talk(client, learner, ceiba, many, django_assert_num_queries):
    course, lessons = a_full_course(ceiba.course_index, "curso", many)
    actions.enrol(by=learner, course_key=course.translation_key)
    client.get(address(lessons[0]))
    # The lesson she comes from; what is urgent; who accompanies her.
    with django_assert_num_queries(WHO + 3) as asked:
        assert "Quiero hablar" in client.get(address(lessons[0], "hablar")).content.decode()
    assert all(each["sql"].startswith("SELECT") for each in asked), "nothing is written of who opened it"


@pytest.mark.parametrize("many", [1, 3])
def test_a_course(client, learner, ceiba, many, django_assert_num_queries):
    course, _lessons = a_full_course(ceiba.course_index, "curso", many)
    actions.enrol(by=learner, course_key=course.translation_key)
    client.get(address(course))
    with django_assert_num_queries(WHO + 3):  # The course; where she stands; who accompanies it.
        assert "curso0" in client.get(address(course)).content.decode()


def some_courses(client, learner, index, many):
    for n in range(many):
        course, lessons = a_full_course(index, f"curso{n}", many)
        actions.enrol(by=learner, course_key=course.translation_key)
        client.post(address(lessons[0], "hecha"), {"how": "marked"})


@pytest.mark.parametrize("many", [1, 3])
def test_the_catalogue(client, learner, ceiba, many, django_assert_num_queries):
    some_courses(client, learner, ceiba.course_index, many)
    with django_assert_num_queries(WHO + 2):
        assert "curso" in client.get("/cursos/").content.decode()


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("asked", ["", f"?b={mark_of('b', 'en')}"])
def test_the_catalogue_with_voices_cards_and_languages(
    client, learner, ceiba, many, asked, django_assert_num_queries
):
    """What they weigh and hold, what comes before them; spoken languages by name, days of the entries on cards."""
    some_courses(client, learner, ceiba.course_index, many)
    a_full_course(ceiba.course_index, "otro", many)
    english = ceiba.course_index.get_translations().get()
    first = CoursePage.objects.order_by("path").first()
    for number, course in enumerate(CoursePage.objects.all()):
        course.before = [str(first.translation_key)]
        course.save_revision().publish()
        variety = LanguageVariety.objects.create(name=f"Lengua {number}")
        entry = an_entry(ceiba.course_index, f"Ficha {number}")
        lessons = LessonPage.objects.descendant_of(course)
        LessonLabel.objects.filter(page__in=lessons).update(
            voices=[str(variety.key)], cards=[str(entry.translation_key)]
        )
        a_translation(course, english, title=f"Course {number}")
    with django_assert_num_queries(WHO + 4):
        page = client.get(f"/cursos/{asked}").content.decode()
    assert "Para oír: Lengua" in page


@pytest.mark.parametrize("many", [1, 3])
def test_home_with_what_is_new(client, learner, ceiba, many, django_assert_num_queries):
    """Where she goes on, and what is new, from the same two; then news and the forum."""
    some_courses(client, learner, ceiba.course_index, many)
    for number in range(many):
        a_full_course(ceiba.course_index, f"nuevo{number}", many)
    Account.objects.update(seen_before=this_week())
    with django_assert_num_queries(WHO + 4):
        assert "Lo nuevo" in client.get("/").content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_all_she_has_done_and_where_she_goes_on(client, learner, ceiba, many, django_assert_num_queries):
    """Without what other apps show on these pages."""
    some_courses(client, learner, ceiba.course_index, many)
    with django_assert_num_queries(3):
        [chapter] = record(learner.account, [learner], learner, "es")
        assert sum(len(taken.deeds) for taken in chapter.courses) == many
    with django_assert_num_queries(2):
        assert (going_on(journeys(learner)) is None) == (many == 1)
