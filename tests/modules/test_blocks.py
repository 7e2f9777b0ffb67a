"""What a learner gets of each block."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template
from django.urls import include, path
from PIL import Image

from modules.models import CourseImage, CourseMedia, LessonPage
from modules.quizzes import grade, read_quiz
from tests.modules import samples
from tests.modules.pages import a_course, a_module, a_place
from tests.modules.test_cleaning_video import webm as a_film

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.modules.test_blocks")]


def nothing(request, **kwargs):
    raise AssertionError("only its address is asked for")


progress = [
    path("p/<uuid:key>/<str:block_id>/", nothing, name="practice-check"),
    path("k/<uuid:key>/", nothing, name="quiz-save"),
    path("l/<uuid:key>/", nothing, name="lesson-complete"),
    path("o/<uuid:key>/", nothing, name="lesson-feedback"),
]
community = [path("f/<uuid:key>/<str:block>/", nothing, name="topic-of-lesson")]
urlpatterns = [path("", include((community, "community"))), path("", include((progress, "progress")))]


def html(*blocks, mode="read", pass_mark=None, **context):
    lesson = LessonPage(title="L", body=list(blocks), pass_mark=pass_mark)
    source = "{% load lessons %}{% lesson_body lesson mode marks given %}"
    return Template(source).render(Context({"lesson": lesson, "mode": mode, "csrf_token": "tok", **context}))


def test_a_hint_is_for_practice_and_not_for_what_is_checked_at_the_end():
    assert "Una pista" in html(samples.SINGLE, mode="practice")
    for mode in ("quiz", "preview"):
        assert "Una pista" not in html(samples.SINGLE, mode=mode, pass_mark=60)


@pytest.mark.parametrize("mode", ["read", "practice", "quiz"])
def test_every_block_of_words_shows_and_nothing_is_left_open(mode):
    page = html(*samples.WORDS, mode=mode)
    for words in (
        "Primer <b>texto</b>",
        "El río",
        "La idea.",
        "Un manual",
        "Avisa a una",
        "Toma agua.",
    ):
        assert words in page
    assert page.count("<section") == page.count("</section")
    assert "<form" not in page, "forms can not be nested, and the lesson stands in one"
    assert not re.search(r"<(script|style)|\son\w+=|\sstyle=", page)


def test_what_is_for_the_facilitator_never_travels():
    assert "SECRETO" not in html(*samples.WORDS, mode="practice")


def test_the_steps_stand_as_headings_and_the_note_leads_past_the_hard_part():
    page = html(samples.CONTENT_NOTE, samples.STORY, samples.FACILITATOR, samples.KEY_IDEA, samples.NEXT_STEP)
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == ["Actividad", "Ideas", "Cierre"]
    assert f'href="#b-{samples.NEXT_STEP["id"]}"' in page
    assert f'id="b-{samples.NEXT_STEP["id"]}"' in page


def test_a_note_at_the_end_leads_to_the_end():
    page = html(samples.CONTENT_NOTE, samples.STORY)
    assert page.index('href="#b-end"') < page.index('id="b-story-1"') < page.index('id="b-end"')


@pytest.mark.parametrize(("mode", "pass_mark"), [("practice", None), ("quiz", 60)])
def test_a_learner_can_skip_and_still_complete(mode, pass_mark):
    page = " ".join(html(samples.CONTENT_NOTE, mode=mode, pass_mark=pass_mark).split())
    assert re.search(r'<button type="submit" class="second" name="how" value="skipped" formaction="/l/', page)
    assert "Más adelante" not in page, "the note is the first thing she reads"


@pytest.mark.parametrize("mode", ["practice", "quiz"])
def test_from_the_top_she_can_skip_a_hard_part_that_comes_later(mode):
    page = html(samples.TEXT, samples.CONTENT_NOTE, samples.STORY, mode=mode)
    above = page[: page.index("Primer")]
    assert 'value="skipped"' in above
    assert f'href="#b-{samples.CONTENT_NOTE["id"]}"' in above
    assert "Más adelante" not in html(samples.TEXT, samples.STORY, mode=mode)
    assert "Más adelante" in html(samples.TEXT, samples.CONTENT_NOTE, mode="preview")


@pytest.mark.parametrize(
    ("question", "kind", "count"),
    [(samples.SINGLE, "radio", 3), (samples.MULTIPLE, "checkbox", 3), (samples.TRUE_FALSE, "radio", 2)],
)
def test_a_question_is_a_named_group_of_choices(question, kind, count):
    page = html(question, mode="practice")
    assert page.count(f'<input type="{kind}"') == count
    assert page.count(f'name="answer-{question["id"]}"') == count
    assert "<legend>" in page
    assert "checked" not in page
    assert "Porque" not in page


def test_the_last_sentence_names_the_group_and_the_story_stands_before_it():
    page = " ".join(html(samples.SINGLE).split())
    assert "<legend> ¿Cuál? </legend>" in page
    assert page.index("<p>Cuento.</p>") < page.index("<fieldset")


def test_after_an_answer_the_choices_she_made_explain_themselves():
    quiz = read_quiz(LessonPage(body=[samples.SINGLE]).body)
    marks = grade(quiz, {"one": ["b"]}).marks
    page = html(samples.SINGLE, mode="practice", marks=marks)
    assert page.count("Porque") == 1
    assert "Porque Dos" in page
    assert "Todavía no" in page
    assert re.search(r'value="b"\s+checked', page)
    right = html(samples.SINGLE, marks=grade(quiz, {"one": ["a"]}).marks)
    assert "Así es." in right


def test_what_she_had_marked_is_still_marked():
    page = html(samples.MULTIPLE, mode="quiz", given={"many": ["a", "c"]})
    assert page.count("checked") == 2


def test_advice_past_its_day_says_so_in_words():
    old = samples.KEY_IDEA | {"value": samples.KEY_IDEA["value"] | {"review_by": "2020-01-01"}}
    assert "pregunta a tu red" in html(old)
    assert "pregunta a tu red" not in html(samples.KEY_IDEA)
    assert "Revisado el 1 de noviembre de 2026" in html(samples.KEY_IDEA)


def test_words_of_an_editor_are_never_markup_in_plain_fields():
    title = samples.STORY | {"value": samples.STORY["value"] | {"title": "<script>x</script>{{ 1 }}"}}
    assert "&lt;script&gt;x&lt;/script&gt;{{ 1 }}" in html(title)


def link(page):
    return f'<p>Mira <a linktype="page" id="{page.pk}">esto</a>.</p>'


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_pictures_recordings_and_links(
    count, settings, tmp_path, django_assert_num_queries
):
    settings.MEDIA_ROOT = tmp_path
    module = a_module(a_course(a_place()))
    body = []
    for n in range(count):
        picture = CourseImage.objects.create(title="P", file=ContentFile(a_picture(), "p.png"))
        sound = CourseMedia.objects.create(
            title="S", type="audio", duration=1, file=ContentFile(b"\xff\xfb\x90\x00" + bytes(99), "s.mp3")
        )
        film = CourseMedia.objects.create(
            title="F", type="video", duration=1, file=ContentFile(a_film(), "f.webm")
        )
        body += [
            samples.block(
                "video", f"v{n}", video=film.pk, poster=picture.pk, audio=sound.pk, transcript="Hola."
            ),
            samples.block("image", f"p{n}", image=picture.pk, alt="Un monte", caption=""),
            samples.block("audio", f"s{n}", audio=sound.pk, transcript="Hola."),
            samples.block("text", f"t{n}", body=link(module.get_parent())),
        ]
    html(*body)  # Makes the sizes of the pictures.
    with django_assert_num_queries(1):  # Sizes of pictures, recordings and links together.
        page = html(*body)
    assert page.count("<img") == page.count("<video") == page.count('<a href="/c/') == count
    assert page.count("<audio") == 2 * count
    assert page.count('preload="none"') == 3 * count


def test_a_film_whose_file_is_gone_is_still_told_in_words():
    page = html(samples.block("video", "v", video=999, poster=None, audio=None, transcript="Ana dice hola."))
    assert "Ana dice hola." in page
    assert "<video" not in page


def test_files_that_are_gone_while_their_rows_are_there_take_nothing_with_them(settings, tmp_path):
    """As after a database was brought back without its pictures and recordings."""
    settings.MEDIA_ROOT = tmp_path
    picture = CourseImage.objects.create(title="P", file=ContentFile(a_picture(), "p.png"))
    sound = CourseMedia.objects.create(
        title="S", type="audio", duration=1, file=ContentFile(b"\xff\xfb\x90\x00" + bytes(99), "s.mp3")
    )
    for each in (picture, sound):
        each.file.storage.delete(each.file.name)
    page = html(
        samples.block("image", "p", image=picture.pk, alt="Un monte", caption=""),
        samples.block("audio", "s", audio=sound.pk, transcript="Ana dice hola."),
        samples.TEXT,
    )
    assert "<p>Un monte</p>" in page
    assert "Ana dice hola." in page
    assert "<img" not in page
    assert "<audio" not in page


def test_a_link_is_to_the_opaque_address_and_a_dead_one_is_plain():
    course = a_course(a_place())
    assert f'<a href="{course.get_opaque_url()}">esto</a>' in html(
        samples.block("text", "t", body=link(course))
    )
    course.unpublish()
    assert "<a>esto</a>" in html(samples.block("text", "t", body=link(course)))


def test_words_alone_cost_no_query(django_assert_num_queries):
    html(*samples.WORDS)
    with django_assert_num_queries(0):
        html(*samples.WORDS)


def a_picture():
    out = BytesIO()
    Image.new("RGB", (900, 600)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("mode", ["practice", "quiz"])
def test_what_she_writes_to_think_belongs_to_no_form(mode):
    page = html(samples.ROOM, mode=mode)
    assert re.search(r'<textarea id="think-think-2"[^>]* form="none"', page)
    assert " name=" not in page
