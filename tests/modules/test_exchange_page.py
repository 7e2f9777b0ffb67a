"""The page of exchange: what goes out and comes in, for whom, and long work that is left and found again."""

import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from learning.networks import actions
from learning.networks.models import Role
from modules.exchange import work as long_work
from modules.exchange.courses import read_package
from modules.exchange.gift import read_gift
from modules.models import CoursePage, LessonPage, Work
from tests.factories import a_member
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module
from tests.modules.test_word import a_document, paragraph, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT, settings.WORK_ROOT = tmp_path / "media", tmp_path / "work"


@pytest.fixture
def course(ceiba):
    course = a_course(ceiba.course_index, "El cesto")
    a_lesson(a_module(course), "Primera", [samples.TEXT])
    return course


def left_in(folder):
    return [path.name for path in folder.iterdir()] if folder.exists() else []


def ask(client, page, kind, data=None, name="curso.zip", **more):
    """Ask for something; where it led."""
    sent = {"kind": kind, **more}
    if data is not None:
        sent["file"] = SimpleUploadedFile(name, data)
    return client.post(f"/cms/exchange/{page.pk}/", sent)


def taken_out(client, course):
    answer = ask(client, course, "course-out")
    assert answer.status_code == 302
    return b"".join(client.get(f"{answer.url}file/"))


def test_she_takes_a_course_out_and_brings_it_in(client_as, trainer, ceiba, course, settings):
    client = client_as(trainer)
    assert "Llevar y traer" in client.get(f"/cms/pages/{course.pk}/edit/").content.decode()
    data = taken_out(client, course)
    assert read_package(BytesIO(data)).languages.keys() == {"es"}
    answer = ask(client, ceiba.course_index, "course-in", data)
    page = client.get(answer.url).content.decode()
    assert "ya está en este sitio" in page
    copy = CoursePage.objects.exclude(pk=course.pk).get()
    assert f"/cms/pages/{copy.pk}/edit/" in page
    assert (copy.live, copy.owner) == (False, trainer.account)
    kept = Work.objects.get(kind="course-out")
    assert left_in(settings.WORK_ROOT) == [str(kept.pk)]
    assert b"Primera" not in long_work.path_of(kept.pk).read_bytes()
    client.post(f"/cms/exchange/work/{kept.pk}/forget/")
    assert left_in(settings.WORK_ROOT) == []


def test_what_is_sent_waits_sealed(client_as, trainer, ceiba, settings, monkeypatch):
    monkeypatch.setattr(long_work, "_enqueue", lambda work: None)
    ask(client_as(trainer), ceiba.course_index, "course-in", b"PRIVADO" * 40_000)
    (work,) = Work.objects.all()
    assert b"PRIVADO" not in long_work.path_of(work.pk).read_bytes()
    assert long_work.open_file(work).read() == b"PRIVADO" * 40_000
    assert long_work.path_of(work.pk).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("who", ["learner", "moderator", "lead"])
def test_only_trainers_get_there(client_as, cast, course, who):
    assert client_as(getattr(cast, who)).get(f"/cms/exchange/{course.pk}/").status_code == 403


def test_what_another_trainer_asked_for_is_missing(client_as, trainer, ceiba, jicara, course):
    client = client_as(trainer)
    work = ask(client, course, "course-out").url
    for network in (ceiba, jicara):
        other = client_as(a_member(network, Role.TRAINER))
        for address in (work, f"{work}file/"):
            assert other.get(address).status_code == 404
        assert other.post(f"{work}forget/").status_code == 404
    assert client_as(a_member(jicara, Role.TRAINER)).get(f"/cms/exchange/{course.pk}/").status_code == 404


def test_who_is_no_trainer_any_more_gets_nothing(client_as, trainer, lead, course, monkeypatch):
    client = client_as(trainer)
    work = ask(client, course, "course-out").url
    monkeypatch.setattr(long_work, "_enqueue", lambda work: None)
    waiting = ask(client, course, "course-out").url.split("/")[-2]
    actions.change_role(membership=trainer, role=Role.LEARNER, by=lead)
    assert client.get(f"{work}file/").status_code == 403
    long_work.run(waiting)
    assert Work.objects.get(pk=waiting).said == ["Ya no puedes hacer esto en esta página."]


def packed(**files):
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("curso.doc", b"x", "termina en .zip"),
        ("curso.zip", None, "Elige un archivo"),
    ],
)
def test_what_is_no_zip_is_told_at_once(client_as, trainer, ceiba, name, data, said):
    answer = ask(client_as(trainer), ceiba.course_index, "course-in", data, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_work_that_fails_says_why_and_leaves_nothing(client_as, trainer, ceiba, settings):
    client = client_as(trainer)
    answer = ask(client, ceiba.course_index, "course-in", b"no es un zip")
    assert "no es un zip, o llegó incompleto" in client.get(answer.url).content.decode()
    assert not CoursePage.objects.exists()
    assert left_in(settings.WORK_ROOT) == []


def test_work_that_was_left_is_taken_up_once_and_then_given_up(client_as, trainer, course, monkeypatch):
    client = client_as(trainer)
    queued = []
    monkeypatch.setattr(long_work, "_enqueue", queued.append)
    address = ask(client, course, "course-out").url
    work = Work.objects.get()
    Work.objects.update(state="running", tries=1)
    client.get(address)
    assert len(queued) == 1  # Its worker may still be alive.
    Work.objects.update(lease=int(time.time()) - 1)
    assert "En espera" in client.get(address).content.decode()
    assert queued[1:] == [work]
    Work.objects.update(state="running", tries=2, lease=int(time.time()) - 1)
    assert "Se detuvo dos veces" in client.get(address).content.decode()
    assert len(queued) == 2


def test_a_second_tap_asks_for_nothing_more(client_as, trainer, course, monkeypatch):
    client = client_as(trainer)
    monkeypatch.setattr(long_work, "_enqueue", lambda work: None)
    first = ask(client, course, "course-out").url
    assert ask(client, course, "course-out").url == first
    assert ask(client, course, "handbook").url != first
    Work.objects.update(state="done")
    assert ask(client, course, "course-out").url != first


def test_a_form_sent_twice_brings_in_once(client_as, trainer, stranger, course, monkeypatch):
    client, lessons = client_as(trainer), course.get_children().get()
    monkeypatch.setattr(long_work, "_enqueue", lambda work: None)
    key = client.get(reverse("exchange-page", args=[lessons.pk])).context["key"]
    document = a_document(paragraph("Cuidarnos", "Heading1")).getvalue()
    first = ask(client, lessons, "word-in", document, "taller.docx", key=key).url
    sealed = long_work.path_of(key).read_bytes()
    assert ask(client, lessons, "word-in", document, "taller.docx", key=key).url == first
    assert Work.objects.count() == 1
    assert long_work.path_of(key).read_bytes() == sealed
    with pytest.raises(IntegrityError), transaction.atomic():
        long_work.begin(by=stranger.account, kind="word-in", page=lessons, key=key)
    assert long_work.path_of(key).read_bytes() == sealed
    assert ask(client, lessons, "word-in", document, "taller.docx").url != first


def test_a_worker_stopped_while_it_writes_a_file_leaves_none(
    client_as, trainer, course, monkeypatch, settings
):
    client = client_as(trainer)
    monkeypatch.setattr(long_work, "_enqueue", lambda work: None)
    document = a_document(paragraph("Cuidarnos", "Heading1") + picture(alt="")).getvalue()
    address = ask(client, course.get_children().get(), "word-in", document, "taller.docx").url
    written = FileSystemStorage._save

    def killed(storage, name, content):
        written(storage, name, content)
        raise SystemExit

    work = Work.objects.get().pk
    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, "_save", killed)
        with pytest.raises(SystemExit):
            long_work.run(work)
    assert list(settings.MEDIA_ROOT.glob("images/*"))
    Work.objects.update(lease=int(time.time()) - 1)
    client.get(address)
    assert not list(settings.MEDIA_ROOT.glob("images/*"))


def test_questions_come_into_a_draft_and_go_out_again(client_as, trainer, course):
    client = client_as(trainer)
    module = course.get_children().get()
    source = "::Uno::¿Qué?{~No#a =Sí#b}\n\n::Dos::¿Cuándo?{#1:2}\n"
    answer = ask(client, module, "questions-in", source.encode(), "preguntas.txt")
    page = client.get(answer.url).content.decode()
    assert "Se tomaron 1 de 2" in page
    assert "«Uno» se tomó." in page
    assert "«Dos» no se tomó: pide un número" in page
    lesson = LessonPage.objects.get(title="Preguntas traídas")
    assert (lesson.live, lesson.owner, lesson.locale) == (False, trainer.account, module.locale)
    out = ask(client, lesson, "questions-out").url
    told = client.get(f"{out}file/")
    assert 'filename="preguntas.txt"' in told.headers["Content-Disposition"]
    assert [each.block["type"] for each in read_gift(b"".join(told).decode())] == ["single_choice"]


def test_of_questions_none_of_which_can_be_taken_nothing_is_made(client_as, trainer, course):
    client = client_as(trainer)
    answer = ask(client, course.get_children().get(), "questions-in", "¿Cuándo?{#1:2}".encode(), "x.gift")
    page = client.get(answer.url).content.decode()
    assert "no se pudo tomar ninguna" in page
    assert "margen" in page
    assert LessonPage.objects.count() == 1


def test_a_document_of_word_comes_in_with_its_pictures_cleaned(client_as, trainer, course):
    client = client_as(trainer)
    document = a_document(paragraph("Cuidarnos", "Heading1") + paragraph("Hola") + picture(alt="")).getvalue()
    answer = ask(client, course.get_children().get(), "word-in", document, "taller.docx")
    assert "les falta decir qué se ve" in client.get(answer.url).content.decode()
    lesson = LessonPage.objects.get(title="Cuidarnos").get_latest_revision_as_object()
    assert [block.block_type for block in lesson.body] == ["text", "image"]
    picture_row = lesson.body[1].value["image"]
    assert (picture_row.collection, picture_row.width) == (trainer.network.collection, 20)
