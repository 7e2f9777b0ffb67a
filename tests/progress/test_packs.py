"""Courses as files for whoever takes them: made once for a version, for those to whom the course is open."""

import signal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from learning.core.opaque import encode
from learning.networks.models import Network
from learning.progress import actions
from learning.progress.models import Enrolment
from modules.models import Pack
from modules.paper import packs
from tests.modules import samples
from tests.modules.pages import a_lesson
from tests.progress.conftest import Taught
from tests.progress.test_media import SOUND, a_recording

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_elsewhere(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT, settings.PACK_ROOT = tmp_path / "media", tmp_path / "packs"


def at(here: Taught, *more: str) -> str:
    return f"/c/{encode(here.key)}/" + "".join(f"{each}/" for each in more)


def prepare(client: Any, here: Taught, kind: str = "page") -> Any:
    return client.post(at(here, "archivo", kind, "preparar"))


def fetch(client: Any, here: Taught, kind: str = "page") -> Any:
    return client.get(at(here, "archivo", kind))


def not_here(client: Any, here: Taught, kind: str = "page") -> bool:
    """Whether she is told so, on the page on which she can ask for it."""
    page = client.get(at(here, "archivo", kind), follow=True)
    shown = page.content.decode()
    told = "Ese archivo no está aquí ahora. Más abajo puedes pedirlo." in shown
    return told and page.redirect_chain == [(at(here, "llevar"), 302)] and "Preparar: " in shown


@pytest.mark.parametrize(
    ("kind", "name", "begins"),
    [
        ("page", "curso.html", b"<!DOCTYPE"),
        ("book", "curso.epub", b"PK"),
        ("handbook", "curso-libro.pdf", b"%PDF"),
    ],
)
def test_she_takes_a_course_as_a_file(
    client_as, learner, here: Taught, enrolment, kind, name, begins
) -> None:
    client = client_as(learner)
    assert not_here(client, here, kind)
    # Where she comes back to, when her session ended as she asked.
    assert client.get(at(here, "archivo", kind, "preparar")).url == f"{at(here, 'llevar')}#archivos"
    assert not_here(client, here, kind)
    assert prepare(client, here, kind).url == f"{at(here, 'llevar')}#archivos"
    answer = fetch(client, here, kind)
    data = b"".join(answer)
    assert data.startswith(begins)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert int(answer.headers["Content-Length"]) == len(data) == Pack.objects.get().size
    shown = client.get(at(here, "llevar")).content.decode()
    assert at(here, "archivo", kind) in shown
    assert at(here, "archivo", kind, "preparar") not in shown


def test_it_is_made_once_for_all(client_as, learner, lead, here: Taught, enrolment: Enrolment) -> None:
    actions.enrol(by=lead, course_key=here.key)
    prepare(client_as(learner), here)
    prepare(client_as(lead), here)
    assert Pack.objects.count() == 1
    one, other = (b"".join(fetch(client_as(each), here)) for each in (learner, lead))
    assert one == other
    assert learner.account.pseudonym.encode() not in one


def test_what_lies_on_the_disk_is_noise(client_as, learner, here: Taught, enrolment: Enrolment) -> None:
    prepare(client_as(learner), here)
    stored = packs.path_of(Pack.objects.get().pk).read_bytes()
    assert b"Ceiba" not in stored


def test_while_the_new_one_is_made_the_one_before_is_there(
    client_as, learner, here: Taught, enrolment: Enrolment
) -> None:
    client = client_as(learner)
    prepare(client, here)
    before = b"".join(fetch(client, here))
    here.first.title = "Ceiba: uno, mejor"
    here.first.save_revision().publish()
    assert b"".join(fetch(client, here)) == before
    assert "El curso cambió después de hacer este archivo." in client.get(at(here, "llevar")).content.decode()
    call_command("purge", verbosity=0)
    assert b"uno, mejor" in b"".join(fetch(client, here))
    assert [each.name for each in packs.path_of(Pack.objects.get().pk).parent.iterdir()] == [
        str(Pack.objects.get().pk)
    ]


@pytest.fixture
def queue(settings: Any) -> Any:
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    settings.TASKS = {**settings.TASKS, "work": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.django_db(transaction=True)
def test_it_waits_for_the_worker_and_says_so(
    queue, client_as, learner, here: Taught, enrolment: Enrolment
) -> None:
    client = client_as(learner)
    prepare(client, here)
    prepare(client, here)
    assert "Se está preparando." in client.get(at(here, "llevar")).content.decode()
    here.first.title = "Otra"
    here.first.save_revision().publish()
    prepare(client, here)
    call_command("work", once=True)
    # What the course left behind while it waited was not made.
    assert Pack.objects.get().version == packs.version_of(here.course)
    assert fetch(client, here).status_code == 200


def test_what_was_left_by_its_worker_is_begun_anew(client_as, learner, here, enrolment) -> None:
    client = client_as(learner)
    prepare(client, here)
    for state, lease in (("waiting", 0), ("failed", 0)):
        Pack.objects.update(state=state, lease=lease)
        assert "Preparar: Una sola página" in client.get(at(here, "llevar")).content.decode()
        prepare(client, here)
        assert Pack.objects.get().state == "done"


def publish(here: Taught) -> None:
    here.first.title += ", otra"
    here.first.save_revision().publish()


def meanwhile(monkeypatch: Any, act: Any) -> None:
    """`act` happens while the next pack is written."""
    once = iter([act])
    real = packs._write

    def write(*told: Any) -> int:
        size = real(*told)
        next(once, lambda: None)()
        return size

    monkeypatch.setattr(packs, "_write", write)


def test_the_end_of_an_older_one_takes_no_newer_one_away(
    client_as, learner, here: Taught, enrolment, monkeypatch
) -> None:
    client = client_as(learner)

    def change() -> None:
        publish(here)
        prepare(client, here)

    meanwhile(monkeypatch, change)
    prepare(client, here)
    pack = Pack.objects.get()
    assert (pack.version, pack.state) == (packs.version_of(here.course), "done")
    assert "otra" in b"".join(fetch(client, here)).decode()
    assert [each.name for each in packs.path_of(pack.pk).parent.iterdir()] == [str(pack.pk)]


def test_one_that_was_overtaken_is_the_one_before(
    client_as, learner, here: Taught, enrolment, monkeypatch
) -> None:
    client = client_as(learner)
    prepare(client, here)
    publish(here)
    meanwhile(monkeypatch, lambda: publish(here))
    prepare(client, here)
    told = client.get(at(here, "llevar")).content.decode()
    assert "El curso cambió después de hacer este archivo." in told
    assert "Preparar: Una sola página" in told
    assert b"".join(fetch(client, here)).count(b", otra, otra") == 0
    assert Pack.objects.count() == 1


def test_two_workers_make_one(client_as, learner, here: Taught, enrolment, monkeypatch) -> None:
    """The second thought that the first was lost."""
    client = client_as(learner)
    meanwhile(monkeypatch, lambda: packs.make(Pack.objects.get().pk))
    prepare(client, here)
    assert b"".join(fetch(client, here)).startswith(b"<!DOCTYPE")
    assert len(list(packs.path_of(Pack.objects.get().pk).parent.iterdir())) == 1


@pytest.mark.parametrize("harm", ["gone", "cut", "key"])
def test_one_whose_file_is_lost_is_asked_for_again(client_as, learner, here, enrolment, harm) -> None:
    client = client_as(learner)
    prepare(client, here)
    pack = Pack.objects.get()
    path = packs.path_of(pack.pk)
    if harm == "gone":
        path.unlink()
        assert "Bajar: Una sola página" not in client.get(at(here, "llevar")).content.decode()
    elif harm == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        Pack.objects.update(data_key=b"\x01" * 64)
    assert not_here(client, here)
    prepare(client, here)
    assert b"".join(fetch(client, here)).startswith(b"<!DOCTYPE")


def test_a_full_disk_is_told_and_leaves_nothing(
    client_as, learner, here: Taught, enrolment, monkeypatch, capsys
) -> None:
    client = client_as(learner)

    def full(*_told: Any, **_more: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packs.SealedWriter, "_put", full)
    prepare(client, here)
    assert "Esta vez no se pudo preparar." in client.get(at(here, "llevar")).content.decode()
    assert list(packs.path_of(Pack.objects.get().pk).parent.iterdir()) == []
    assert capsys.readouterr().out == "a pack failed: OSError\n"
    monkeypatch.undo()
    packs.ask(here.course, "page")
    assert Pack.objects.get().state == "done"


def test_what_fails_is_said_in_no_trace(client_as, learner, here, enrolment, monkeypatch, capsys) -> None:
    monkeypatch.setattr(packs, "new_key", lambda: 1 / 0)
    prepare(client_as(learner), here)
    assert Pack.objects.get().state == "failed"
    assert capsys.readouterr().out == "a pack failed: ZeroDivisionError\n"


def test_a_heavy_one_asks_first(client_as, learner, here, enrolment, monkeypatch) -> None:
    client = client_as(learner)
    prepare(client, here)
    prepare(client, here, "book")
    light, heavy = Pack.objects.order_by("size")
    monkeypatch.setattr(packs, "LARGE", light.size)
    page = fetch(client, here, heavy.kind).content.decode()
    assert "Es un archivo pesado" in page
    assert f'href="{at(here, "archivo", light.kind)}"' in page
    assert f'href="{at(here, "archivo", heavy.kind)}?si=1"' in page
    assert client.get(f"{at(here, 'archivo', heavy.kind)}?si=1").streaming


def test_only_who_takes_the_course(client_as, learner, stranger, here: Taught, enrolment: Enrolment) -> None:
    prepare(client_as(learner), here)
    for each in (prepare, fetch):
        assert each(client_as(stranger), here).status_code == 404
    for kind in ("handbooks", "sounds", "nada"):
        assert prepare(client_as(learner), here, kind).status_code == 404


def test_a_long_course_has_handbooks(client_as, learner, here: Taught, enrolment: Enrolment) -> None:
    for number in range(6):
        a_lesson(here.module, f"Más {number}", slug=f"mas-{number}")
    kinds = [each.kind for each in packs.offers(here.course)]
    assert kinds == ["page", "book", "handbooks"]


def test_files_of_a_course_that_is_gone_go(client_as, learner, here: Taught, enrolment: Enrolment) -> None:
    import os

    prepare(client_as(learner), here)
    path = packs.path_of(Pack.objects.get().pk)
    os.utime(path, (0, 0))
    call_command("purge", verbosity=0)
    assert path.exists()
    here.course.delete()
    call_command("purge", verbosity=0)
    assert not path.exists()


def test_the_zip_of_recordings_holds_them_alone(client_as, learner, here, enrolment) -> None:
    there, gone = (a_recording(learner.network.collection) for _ in range(2))
    for page, recording in ((here.first, gone), (here.second, there)):
        page.body = [
            *page.body.raw_data,
            samples.block("audio", "voice", audio=recording.pk, transcript="Hola."),
        ]
        page.save_revision().publish()
    gone.file.storage.delete(gone.file.name)
    client = client_as(learner)
    prepare(client, here, "sounds")
    answer = fetch(client, here, "sounds")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="curso-audios.zip"'
    with ZipFile(BytesIO(b"".join(answer))) as box:
        assert box.testzip() is None
        assert {each.filename: box.read(each) for each in box.infolist()} == {"audio-1.mp3": SOUND}


def test_it_speaks_to_her_as_her_network_does(client_as, learner, here: Taught, enrolment) -> None:
    """Two networks may take one course: each gets a file that says tú or vos, as it does."""
    client = client_as(learner)
    for manner, words in (("", "escríbelo en «Avance»"), ("vos", "escribilo en «Avance»")):
        Network.objects.filter(pk=learner.network_id).update(manner=manner)
        assert fetch(client, here).status_code == 302
        prepare(client, here)
        page = b"".join(fetch(client, here)).decode()
        assert words in page
        assert '<html lang="es"' in page
    assert set(Pack.objects.values_list("speaks", flat=True)) == {"es", "es-x-vos"}
    here.first.save_revision().publish()
    packs.look_after()
    assert sorted(Pack.objects.values_list("speaks", "state")) == [("es", "done"), ("es-x-vos", "done")]
