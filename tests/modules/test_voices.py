"""Blocks heard in languages that have no text here: in the draft first, then by everybody, and nobody else's."""

import re
from contextlib import nullcontext

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import post_save
from wagtail.log_actions import log
from wagtail.models import Collection

from learning.networks.models import Role
from learning.networks.places import SHARED_RIGHTS
from learning.progress import actions
from modules.models import CourseMedia, LanguageVariety, LessonPage
from modules.rendering import lesson_steps
from tests.factories import a_member
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_translation
from tests.progress.conftest import address

pytestmark = pytest.mark.django_db
SOUND = b"\xff\xfb\x90\x00" + bytes(2000)


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def mam():
    return LanguageVariety.objects.get(code="mam")


@pytest.fixture
def lesson(ceiba, learner):
    course = a_course(ceiba.course_index)
    actions.enrol(by=learner, course_key=course.translation_key)
    return a_lesson(a_module(course), "Uno", [samples.TEXT, samples.SINGLE, samples.FACILITATOR])


def send(client, lesson, block, variety, **more):
    sent = {"block": block, "variety": variety.pk, **more}
    return client.post(f"/cms/voices/{lesson.pk}/", sent)


def a_sound(data=SOUND):
    return SimpleUploadedFile("Ana en casa.mp3", data)


def read(client, lesson):
    return client.get(address(lesson)).content.decode()


def test_a_voice_waits_in_the_draft_and_is_heard_below_its_block(client_as, trainer, learner, lesson, mam):
    editor, member = client_as(trainer), client_as(learner)
    assert "Voces" in editor.get(f"/cms/pages/{lesson.pk}/edit/").content.decode()
    assert send(editor, lesson, "text-1", mam, file=a_sound()).status_code == 302
    sound = CourseMedia.objects.get()
    assert sound.collection == trainer.network.collection
    assert "Ana" not in f"{sound.title} {sound.file.name}"
    assert "<audio" not in read(member, lesson)
    LessonPage.objects.get(pk=lesson.pk).get_latest_revision().publish()
    page = read(member, lesson)
    assert '<audio controls preload="none" src="' in page
    assert f'href="{sound.file.url}" download' in page
    assert '<span lang="mam">Mam</span>' in page
    assert page.index('id="b-text-1"') < page.index("<audio") < page.index('id="b-one"')
    assert b"".join(member.get(sound.file.url)) == SOUND
    # A second one of the same language takes the place of the first; taken out, nobody hears it.
    send(editor, lesson, "text-1", mam, audio=sound.pk)
    (track,) = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().tracks.raw_data
    editor.post(f"/cms/voices/{lesson.pk}/", {"take": track["id"]})
    LessonPage.objects.get(pk=lesson.pk).get_latest_revision().publish()
    assert "<audio" not in read(member, lesson)


def test_who_looks_at_what_changes_reads_of_a_new_voice(client_as, trainer, lesson, mam):
    client = client_as(trainer)
    first = lesson.save_revision(user=trainer.account)
    send(client, lesson, "text-1", mam, file=a_sound())
    second = LessonPage.objects.get(pk=lesson.pk).get_latest_revision()
    page = client.get(f"/cms/pages/{lesson.pk}/revisions/compare/{first.pk}...{second.pk}/").content.decode()
    told = page[page.index("Grabación · Nuevo") :]
    assert f">{CourseMedia.objects.get().title}</ins>" in told
    assert str(mam.key) not in told
    # Its form has no field of voices: what the page of voices puts there is not lost by saving.
    assert (
        "tracks"
        not in page + client.get(f"/cms/pages/{lesson.pk}/edit/").content.decode().partition("<form")[2]
    )


def test_a_language_that_gets_another_name_has_it_at_once(client_as, trainer, learner, lesson, mam):
    send(client_as(trainer), lesson, "text-1", mam, file=a_sound())
    LessonPage.objects.get(pk=lesson.pk).get_latest_revision().publish()
    member = client_as(learner)
    assert ">Mam<" in read(member, lesson)
    mam.name = "Qyol Mam"
    mam.save()
    log(mam, "wagtail.edit")
    assert ">Qyol Mam<" in read(member, lesson)
    mam.delete()
    log(LanguageVariety.objects.first(), "wagtail.edit")
    assert "<audio" not in read(member, lesson)


def test_the_voices_of_the_original_are_heard_in_every_language(client_as, trainer, learner, lesson, mam):
    index = trainer.network.course_index.get_translations().get().specific
    module = lesson.get_parent()
    course = a_translation(module.get_parent().specific, index, title="Course", slug="course")
    there = a_translation(module.specific, course, title="Part", slug="part")
    english = a_translation(lesson, there, title="One", slug="one", body=[samples.TEXT])
    editor = client_as(trainer)
    assert editor.get(f"/cms/voices/{english.pk}/").url == f"/cms/voices/{lesson.pk}/"
    send(editor, lesson, "text-1", mam, file=a_sound())
    LessonPage.objects.get(pk=lesson.pk).get_latest_revision().publish()
    member = client_as(learner)
    member.post("/idioma/", {"language": "en", "next": "/"})
    page = read(member, english)
    assert "One</h1>" in page
    assert "Listen in" in page


@pytest.mark.parametrize(
    ("block", "file", "audio"),
    [("guide-1", True, False), ("other", True, False), ("text-1", False, False), ("text-1", True, True)],
)
def test_what_is_no_voice_of_this_lesson_is_refused(client_as, trainer, lesson, mam, block, file, audio):
    known = CourseMedia.objects.create(
        title="S", type="audio", duration=0, file=a_sound(), collection=trainer.network.collection
    )
    sent = {"file": a_sound()} if file else {}
    sent |= {"audio": known.pk} if audio else {}
    assert send(client_as(trainer), lesson, block, mam, **sent).status_code == 422
    assert not LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().tracks


def test_two_of_one_name_are_told_apart_by_where_they_are_spoken(client_as, trainer, learner, lesson, mam):
    other = LanguageVariety.objects.create(name="Mam", region="Todos Santos", code="mam")
    client = client_as(trainer)
    for block, variety in (("text-1", mam), ("text-1", other), ("one", mam)):
        send(client, lesson, block, variety, file=a_sound())
    titles = set(CourseMedia.objects.values_list("title", flat=True))
    assert len(titles) == 3
    LessonPage.objects.get(pk=lesson.pk).get_latest_revision().publish()
    page = read(client_as(learner), lesson)
    told = re.findall(r'<audio [^>]*aria-label="Escuchar en ([^"]+)"', page)
    assert sorted(told) == ["Mam", "Mam, Guatemala y Chiapas", "Mam, Todos Santos"]
    assert '<span lang="mam">Mam</span>, Todos Santos' in page


def test_what_another_saves_meanwhile_stays(client_as, trainer, lesson, mam):
    def save_text(**_more):
        page = LessonPage.objects.get(pk=lesson.pk)
        page.title = "De otra"
        page.save_revision()

    client = client_as(trainer)
    post_save.connect(save_text, sender=CourseMedia)
    try:
        send(client, lesson, "text-1", mam, file=a_sound())
    finally:
        post_save.disconnect(save_text, sender=CourseMedia)
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert (draft.title, len(draft.tracks)) == ("De otra", 1)


def test_of_a_lesson_that_another_has_locked_she_is_told_so(client_as, trainer, ceiba, lesson, mam):
    lesson.locked, lesson.locked_by = True, a_member(ceiba, Role.TRAINER).account
    lesson.save()
    client = client_as(trainer)
    for answer in (
        client.get(f"/cms/voices/{lesson.pk}/"),
        send(client, lesson, "text-1", mam, file=a_sound()),
    ):
        assert answer.url == f"/cms/pages/{lesson.pk}/edit/"
    assert "las voces se ponen después" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("published", [True, False])
def test_a_language_that_is_heard_stays(client_as, trainer, lesson, mam, published):
    editor = client_as(trainer)
    send(editor, lesson, "text-1", mam, file=a_sound())
    if published:
        LessonPage.objects.get(pk=lesson.pk).get_latest_revision().publish()
    trainer.network.editors.permissions.add(*Permission.objects.filter(SHARED_RIGHTS))
    editor = client_as(trainer)
    base = "/cms/snippets/modules/languagevariety/delete/"
    said = editor.post(f"{base}{mam.pk}/", follow=True).content.decode()
    assert "se oye en alguna lección" in said
    assert LanguageVariety.objects.filter(pk=mam.pk).exists()
    other = LanguageVariety.objects.get(code="tzo")
    editor.post(f"{base}{other.pk}/")
    assert not LanguageVariety.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("many", [1, 3])
def test_three_voices_of_every_part_cost_what_one_does(lesson, many, django_assert_num_queries):
    known = {"type": "audio", "duration": 0, "collection": Collection.get_first_root_node()}
    varieties = LanguageVariety.objects.all()[:many]
    lesson.tracks = [
        {
            "type": "track",
            "value": {
                "block": block.id,
                "variety": str(each.key),
                "audio": CourseMedia.objects.create(title="S", file=a_sound(), **known).pk,
            },
        }
        for block in lesson.body
        for each in varieties
    ]
    lesson.save_revision().publish()
    page = LessonPage.objects.select_related("locale").get(pk=lesson.pk)
    with django_assert_num_queries(1):
        steps = lesson_steps(page, {"mode": "read", "marks": {}, "given": {}})
    assert "".join(html for step in steps for html in step.blocks).count("<audio") == 2 * many


@pytest.mark.parametrize(("code", "good"), [("mam", True), ("mam-x-todos", True), ("K'iche'", False)])
def test_a_code_is_one_that_browsers_know(mam, code, good):
    mam.code = code
    with nullcontext() if good else pytest.raises(ValidationError, match="Solo letras"):
        mam.full_clean()


def test_a_recording_that_is_too_large_is_told_as_such(client_as, trainer, lesson, mam):
    answer = send(client_as(trainer), lesson, "text-1", mam, file=a_sound(bytes(20_000_000)))
    assert "pesa demasiado" in answer.content.decode()


def test_what_is_no_sound_is_refused_in_words(client_as, trainer, lesson, mam):
    answer = send(client_as(trainer), lesson, "text-1", mam, file=a_sound(b"<script>"))
    assert answer.status_code == 422
    assert "no se pudo leer" in answer.content.decode()
    assert not CourseMedia.objects.exists()


def test_a_voice_of_another_network_is_missing(client_as, trainer, lesson, mam, jicara):
    known = {"title": "S", "type": "audio", "duration": 0}
    foreign = CourseMedia.objects.create(file=a_sound(), collection=jicara.collection, **known)
    theirs = a_lesson(a_module(a_course(jicara.course_index)), "Ajena", [samples.TEXT])
    client = client_as(trainer)
    assert send(client, lesson, "text-1", mam, audio=foreign.pk).status_code == 404
    for sent in ({}, {"take": "x"}):
        assert client.post(f"/cms/voices/{theirs.pk}/", sent).status_code == 404
    assert client.get(f"/cms/voices/{theirs.pk}/").status_code == 404
    assert client.get(f"/cms/voices/{theirs.get_parent().pk}/").status_code == 404
    assert client.get(f"/cms/voices/{lesson.get_parent().pk}/").status_code == 404
