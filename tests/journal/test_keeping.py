"""Beginning a journal, keeping, reading, changing, deleting."""

import re

import pytest

from learning.accounts.kept import owner_mark
from learning.core.opaque import encode
from learning.journal import actions
from learning.journal.forms import BODY_LENGTH
from learning.journal.models import Entry, Journal
from learning.journal.views import reading
from tests.journal.conftest import CANARY, PASSPHRASE, entries

pytestmark = pytest.mark.django_db


def test_before_it_is_begun_she_is_told_what_it_is_and_how_it_is_lost(writer):
    for page in ("/diario/", "/diario/abrir/", "/diario/nueva/"):
        told = writer.browser.get(page).content.decode()
        assert "Si pierdes las dos, se pierde para siempre." in told
        assert "Mientras lo tienes abierto, la llave está en el servidor" in told
    assert not Journal.objects.get(account=writer.account).begun


def test_words_kept_again_beside_a_row_that_opens_no_more_are_kept(begun):
    begun.keeps()
    Entry.objects.update(content=b"no")
    begun.keeps()
    assert entries() == 2
    assert CANARY in begun.reads()


def test_the_first_thing_she_keeps_begins_it_with_her_passphrase(writer):
    asked = writer.keeps()
    assert asked.status_code == 200
    assert CANARY in asked.content.decode()
    assert 'name="passphrase"' in asked.content.decode()
    assert entries() == 0
    wrong = writer.keeps(passphrase="no es esta frase")
    assert "Esta frase de paso no es correcta." in wrong.content.decode()
    assert CANARY in wrong.content.decode()
    assert writer.keeps(passphrase=PASSPHRASE).url == "/diario/"
    page = writer.reads()
    assert CANARY in page
    assert "Quedó guardado en tu diario." in page
    assert "Tu llave de papel todavía no abre" not in page


def test_the_same_words_are_kept_once_however_often_she_taps(begun):
    assert {begun.keeps().status_code for _ in range(3)} == {302}
    assert entries() == 1
    begun.keeps("Otra cosa")
    assert entries() == 2


def test_words_that_she_changed_since_do_not_swallow_the_first_ones(begun):
    begun.keeps("Uno")
    key = Entry.objects.get().pk
    begun.browser.post(f"/diario/{encode(key)}/", read(begun, key) | {"body": "Dos"})
    begun.keeps("Uno")
    page = begun.reads()
    assert "<p>Uno</p>" in page
    assert "<p>Dos</p>" in page


def test_she_changes_and_deletes_one(begun):
    begun.keeps("Primero", title="Un título")
    begun.keeps("Segundo")
    page = begun.reads()
    assert page.index("Segundo") < page.index("Primero")
    [first] = [each for each in _rows(begun) if each.body == "Primero"]
    address = f"/diario/{encode(first.id)}/"
    assert "Primero" in begun.browser.get(address).content.decode()
    sent = read(begun, first.id) | {"title": "Otro", "body": "Distinto"}
    assert {begun.browser.post(address, sent).url for _tap in range(2)} == {"/diario/"}
    assert "Distinto" in begun.reads()
    assert "Distinto" in begun.browser.get(f"{address}borrar/").content.decode()
    for _tap in range(2):
        assert begun.browser.post(f"{address}borrar/").url == "/diario/"
    assert "Distinto" not in begun.reads()
    assert entries() == 1


def test_what_another_window_changed_is_not_written_over(begun):
    begun.keeps("Al principio", title="Mío")
    key = Entry.objects.get().pk
    address, before = f"/diario/{encode(key)}/", read(begun, key)
    assert begun.browser.post(address, before | {"body": "Lo de una ventana"}).url == "/diario/"
    for older in (before, before | {"seen": ""}):
        late = begun.browser.post(address, older | {"body": "Lo de otra"})
        page = late.content.decode()
        assert "En otra ventana cambiaste esto." in page
        assert "<p>Lo de una ventana</p>" in page
        assert ">\nLo de otra</textarea>" in page
        assert "Lo de otra" not in begun.reads()
    both = {name: late.context["form"][name].value() for name in ("title", "seen")}
    assert begun.browser.post(address, both | {"body": "Lo de una y lo de otra"}).url == "/diario/"
    assert [(each.title, each.body) for each in _rows(begun)] == [("Mío", "Lo de una y lo de otra")]


@pytest.mark.parametrize("sent", [{"body": "Otra cosa"}, {"title": "Otro", "body": ""}])
def test_closed_in_another_window_it_asks_the_passphrase_and_changes_the_same_entry(begun, lesson, sent):
    begun.browser.post(f"/diario{lesson.get_opaque_url()}marca/")
    key = Entry.objects.get().pk
    address, words = f"/diario/{encode(key)}/?page=2", read(begun, key) | sent
    begun.browser.post("/diario/cerrar/")
    for more in ({}, {"passphrase": "otra frase que no es"}):
        page = begun.browser.post(address, words | more)
        form = page.context["form"]
        assert words == {name: form[name].value() for name in ("title", "body", "seen")}
        assert 'name="passphrase"' in page.content.decode()
    assert begun.browser.post(address, words | {"passphrase": PASSPHRASE}).url == "/diario/?page=2"
    [row] = _rows(begun)
    assert (row.id, row.title, row.body) == (key, words["title"], words["body"])


def test_after_changing_or_deleting_she_is_back_on_her_page_of_the_list(begun, monkeypatch):
    monkeypatch.setattr(reading, "PER_PAGE", 1)
    begun.keeps("Primero")
    begun.keeps("Segundo")
    page = begun.browser.get("/diario/?page=2")
    [first] = page.context["page"]
    address = f"/diario/{encode(first.id)}/"
    assert f'href="{address}?page=2"' in page.content.decode()
    assert f'href="{address}borrar/?page=2"' in page.content.decode()
    assert begun.browser.post(f"{address}?page=2", read(begun, first.id)).url == "/diario/?page=2"
    assert begun.browser.post(f"{address}borrar/?page=2").url == "/diario/?page=2"
    assert "Segundo" in begun.browser.get("/diario/?page=2").content.decode()


def test_words_for_an_entry_that_another_window_deleted_are_given_back(begun):
    begun.keeps("Al principio")
    key = Entry.objects.get().pk
    sent = read(begun, key) | {"body": CANARY, "owner_mark": owner_mark(begun.account)}
    begun.browser.post(f"/diario/{encode(key)}/borrar/")
    gone = begun.browser.post(f"/diario/{encode(key)}/", sent)
    assert gone.status_code == 404
    assert CANARY in gone.content.decode()


def test_an_open_journal_asks_for_no_passphrase(begun):
    page = begun.browser.get("/diario/nueva/").content.decode()
    assert 'name="passphrase"' not in page
    assert ">None<" not in page
    assert not re.search(r"^\s*None\s*$", page, re.M)


def test_deleting_all_asks_first_and_takes_the_key(begun):
    begun.keeps()
    assert "No se puede deshacer" in begun.browser.get("/diario/borrar/").content.decode()
    assert entries() == 1
    begun.browser.post("/diario/borrar/")
    assert entries() == 0
    left = Journal.objects.get(account=begun.account)
    assert (left.mark, bytes(left.by_passphrase), bytes(left.by_paper)) == ("", b"", b"")
    assert "Antes de empezar tu diario" in begun.reads()
    assert begun.keeps(passphrase=PASSPHRASE).url == "/diario/"
    assert CANARY in begun.reads()


def test_another_window_keeps_nothing_under_a_key_that_is_gone(begun):
    elsewhere = begun.enters()
    assert "Esto lo lees solo tú." in begun.reads(elsewhere)
    begun.browser.post("/diario/borrar/")
    begun.keeps("Nuevo", passphrase=PASSPHRASE)
    answer = elsewhere.post("/diario/nueva/", {"body": CANARY, "kind": "note"})
    assert answer.status_code == 200
    assert CANARY in answer.content.decode()
    assert entries() == 1


def test_it_can_be_closed_while_the_session_goes_on(begun):
    begun.keeps()
    begun.browser.post("/diario/cerrar/")
    page = begun.reads()
    assert CANARY not in page
    assert 'name="passphrase"' in page
    assert begun.browser.get("/cuenta/").status_code == 200
    assert begun.browser.get("/diario/descargar/").url == "/diario/"
    assert begun.browser.get("/diario/imprimir/").url == "/diario/"
    begun.browser.post("/diario/abrir/", {"passphrase": PASSPHRASE})
    assert CANARY in begun.reads()


def test_she_takes_it_as_text_and_on_paper(begun):
    begun.keeps("Línea una\nLínea dos", title="Un título")
    begun.keeps("Otra")
    file = begun.browser.get("/diario/descargar/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="notas.txt"'
    assert "no-store" in file.headers["Cache-Control"]
    text = file.content.decode()
    assert "Un título\r\nLínea una\r\nLínea dos" in text
    assert "Otra" in text
    paper = begun.browser.get("/diario/imprimir/").content.decode()
    assert "Línea dos" in paper
    title = re.search(r"<title>(.*?)</title>", paper, re.S)[1]
    assert "diario" not in title.lower(), "by which a browser names the file it makes of a page"


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("a\x00b", "ab"),
        ("al\u202erevés", "alrevés"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("x" * 3_000, "x" * 3_000),
        ("🌽" * BODY_LENGTH, "🌽" * BODY_LENGTH),
        ("línea\r\n" * 2, "línea<br>línea"),
    ],
    ids=["nul", "bidi", "script", "long-word", "longest", "lines"],
)
def test_whatever_she_writes_is_read_again(begun, sent, read):
    assert begun.keeps(sent).status_code == 302
    assert read in begun.reads()


@pytest.mark.parametrize("sent", ["", "   \n ", "\x00", "\u200e", "x" * (BODY_LENGTH + 1)])
def test_what_can_not_be_kept_comes_back_with_a_sentence(begun, sent):
    answer = begun.keeps(sent)
    assert answer.status_code == 200
    assert "Revisa" in answer.content.decode() or "errors" in answer.content.decode()
    assert sent.strip("\x00\u200e \n") in answer.content.decode()
    assert entries() == 0


@pytest.mark.parametrize("field", ["kind", "lesson", "block", "about", "title"])
@pytest.mark.parametrize("sent", ["\x00", "x" * 100, "<b>", "0", "🌽"])
def test_whatever_stands_in_a_hidden_field_harms_nothing(begun, field, sent):
    assert begun.keeps(**{field: sent}).status_code == 302
    assert CANARY in begun.reads()


def test_there_is_room_for_so_much_and_she_is_told(begun, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ENTRIES", 2)
    begun.keeps("Uno")
    begun.keeps("Dos")
    full = begun.keeps("Tres")
    assert "Tu diario está lleno" in full.content.decode()
    assert "Tres" in full.content.decode()
    assert begun.keeps("Dos").status_code == 302


def test_nobody_else_reaches_it(begun, client_as, lead, keeper):
    begun.keeps()
    key = encode(Entry.objects.get().pk)
    for other in (lead, keeper):
        browser = client_as(other, fresh=True)
        for page in ("/diario/", "/diario/descargar/", "/diario/imprimir/", f"/diario/{key}/"):
            assert CANARY not in browser.get(page, follow=True).content.decode()
        assert browser.get(f"/diario/{key}/").status_code == 404
        browser.post(f"/diario/{key}/borrar/")
        browser.post(f"/diario/{key}/", {"body": "x"})
    assert CANARY in begun.reads()


def read(writer, key) -> dict[str, str]:
    """What the page sends that changes an entry, as she opened it."""
    form = writer.browser.get(f"/diario/{encode(key)}/").context["form"]
    return {name: form[name].value() for name in ("title", "body", "seen")}


def _rows(writer):
    browser = writer.browser
    return list(browser.get("/diario/").context["page"])
