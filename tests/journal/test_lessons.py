"""What comes to her journal from a lesson: by one button, of one block, and nothing else of the page."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.translation import override

from learning.accounts.models import Session
from learning.journal.models import Entry
from modules.worksheets import RISK_WORDS, SECURITY_PLAN
from modules.written import FIELDS, keepable, read_written
from tests.journal.conftest import CANARY, PASSPHRASE, WRITTEN_IN, entries
from tests.modules import samples
from tests.modules.pages import a_lesson

pytestmark = pytest.mark.django_db
FORM = re.compile(r'<form\b[^>]*\bid="own"[^>]*\baction="([^"]+)"')
OWN = re.compile(r'<button\b[^>]*\bform="own"[^>]*>')
BUTTON = re.compile(r'<button type="submit" form="own" class="second" name="keep" value="([^"]+)">Guardar')
HIDDEN = r'<input type="hidden" name="([^"]+)" value="([^"]*)">'
OTHER = "Lo que no guarda"
CONTROL = re.compile(r"<(?:input|textarea|select)\b[^>]*>", re.S)


def page_of(writer, lesson) -> str:
    return writer.browser.get(lesson.get_opaque_url()).content.decode()


def place_of(lesson, *more) -> str:
    return f"/diario{lesson.get_opaque_url()}" + "".join(f"{each}/" for each in more)


def keeps(writer, lesson, block: str, *, button: str = "keep", headers: dict | None = None, **fields: str):
    """By the button of one block, with the fields of it."""
    pressed = {"how.reading": fields.pop("reading")} if "reading" in fields else {button: block}
    sent = {f"{block}.{name}": value for name, value in fields.items()} | pressed
    return writer.browser.post(place_of(lesson, "escrito"), sent, headers=headers)


def last(writer):
    return writer.browser.get("/diario/").context["page"][0]


def in_network(writer, **sent):
    return {"network": str(writer.member.network_id), **sent}


@pytest.mark.parametrize("pass_mark", [None, 60], ids=["practice", "quiz"])
def test_all_she_writes_has_one_form_and_each_block_its_button(writer, lesson, pass_mark):
    lesson.body = [*WRITTEN_IN, samples.SINGLE]
    lesson.pass_mark = pass_mark
    lesson.save_revision().publish()
    page = page_of(writer, lesson)
    sheets = [each["id"] for each in samples.WORKSHEETS]
    assert FORM.findall(page) == [place_of(lesson, "escrito")]
    assert BUTTON.findall(page) == ["think-2", *sheets]
    assert page.count('form="own" class="second keep-reading" name="how.reading" value="Con') == 2
    assert page.count(", solo las acciones\n") == len(sheets)
    controls = [each for each in CONTROL.findall(page) if 'form="own"' in each]
    assert all(" name=" in each and "radio" not in each and "checkbox" not in each for each in controls)
    assert {re.search(r'name="([^".]+)\.', each)[1] for each in controls} == {"think-2", *sheets}
    assert OWN.search(page)[0].endswith(" disabled hidden>"), "Enter in a field presses what does nothing"


def test_a_page_without_anybody_who_keeps_sends_nothing(writer, lesson):
    from modules.rendering import lesson_steps

    steps = lesson_steps(lesson, {"mode": "read", "marks": {}, "given": {}})
    html = "".join(each for step in steps for each in step.blocks)
    assert 'form="own"' not in html
    assert "diario" not in html


def test_a_reflection_is_kept_with_its_question(begun, lesson):
    answer = keeps(begun, lesson, "think-2", words=CANARY)
    assert answer.url == "/diario/"
    found = last(begun)
    assert (found.title, found.body, found.kind, found.about) == (
        "¿Y por escrito?",
        CANARY,
        "reflection",
        "Lección sola",
    )
    assert f'href="{lesson.get_opaque_url()}#b-think-2"' in begun.reads()


def test_a_check_in_is_kept_in_words(begun, lesson):
    page = page_of(begun, lesson)
    assert 'name="how.reading" value="Con muy poca"' in page
    keeps(begun, lesson, "how", reading="Con muy poca")
    assert (last(begun).kind, last(begun).body) == ("check_in", "Con muy poca")


def test_a_sheet_is_kept_whole_or_its_actions_alone(begun, lesson):
    sent = {"f1-1": "Un riesgo", "f7-1": "Un hacer", "f1-2": "Otro riesgo"}
    keeps(begun, lesson, "sheet-risk_words", **sent)
    body = last(begun).body
    assert "Un riesgo" in body
    assert "Riesgo 2" in body
    assert str(RISK_WORDS.fields[0].label) in body
    keeps(begun, lesson, "sheet-risk_words", button="only", **sent)
    assert "Un riesgo" not in last(begun).body
    assert "Un hacer" in last(begun).body
    assert entries() == 2


def test_actions_alone_where_there_are_none_drop_no_word(begun, lesson):
    answer = keeps(begun, lesson, "sheet-risk_words", button="only", **{"f1-1": CANARY})
    page = answer.content.decode()
    assert entries() == 0
    assert "En las acciones no escribiste nada." in page
    assert CANARY in page


def test_a_script_hears_that_it_was_kept_and_stays_where_it_is(begun, lesson):
    said = keeps(begun, lesson, "think-2", words=CANARY, headers={"X-Stay": "1"})
    assert (said.status_code, said.content) == (204, b"")
    assert CANARY in begun.reads()


@pytest.mark.parametrize("how", ["open", "closed", "mark"])
@pytest.mark.parametrize("pass_mark", [None, 60], ids=["practice", "quiz"])
def test_what_she_does_not_keep_comes_back_with_her_and_stays_unkept(begun, lesson, how, pass_mark):
    """As a form sends it without a script: all she wrote, of which one block is kept."""
    lesson.body, lesson.pass_mark = [*WRITTEN_IN, samples.SINGLE], pass_mark
    lesson.save_revision().publish()
    others = {"sheet-risk_words.f1-2": OTHER, "sheet-risk_words.f2-1": "privada: pareja, familia, comunidad"}
    sent = {"think-2.words": CANARY, "keep": "think-2", **others}
    if how == "closed":
        begun.browser.post("/diario/cerrar/")
    if how == "mark":
        answer = begun.browser.post(place_of(lesson, "marca"), others | {"think-2.words": CANARY})
    else:
        answer = begun.browser.post(place_of(lesson, "escrito"), sent)
    if how == "closed":
        assert entries() == 0
        asked = dict(re.findall(HIDDEN, answer.content.decode()))
        form = {name: answer.context["form"][name].value() or "" for name in answer.context["form"].fields}
        answer = begun.browser.post(place_of(lesson, "escrito"), asked | form | {"passphrase": PASSPHRASE})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f">\n{OTHER}</textarea>" in page
    assert "<option selected>privada: pareja, familia, comunidad</option>" in page
    assert (f">\n{CANARY}</textarea>" in page) == (how == "mark")
    assert "en tu diario." in page
    assert entries() == 1
    assert OTHER not in begun.reads()


def test_nothing_written_keeps_nothing(begun, lesson):
    for block in ("think-2", "how", "sheet-risk_words"):
        answer = keeps(begun, lesson, block, words="")
        assert answer.status_code == 200
        assert "Escribe algo antes de guardar." in answer.content.decode()
    assert entries() == 0


def test_a_closed_journal_asks_the_passphrase_and_nothing_is_stored_meanwhile(writer, lesson):
    asked = keeps(writer, lesson, "think-2", words=CANARY)
    page = asked.content.decode()
    assert asked.status_code == 200
    assert CANARY in page
    assert "Antes de empezar tu diario" in page
    assert entries() == 0
    assert "kept_words" not in writer.browser.session
    sent = {
        name: asked.context["form"][name].value()
        for name in ("title", "body", "kind", "lesson", "block", "about")
    }
    assert writer.browser.post("/diario/nueva/", sent | {"passphrase": PASSPHRASE}).url == "/diario/"
    assert (last(writer).kind, last(writer).block) == ("reflection", "think-2")


@pytest.mark.parametrize("opens", [True, False])
def test_words_sent_to_an_ended_session_are_there_again(begun, lesson, opens):
    form = dict(re.findall(r'name="(owner_mark|network)" value="([^"]+)"', page_of(begun, lesson)))
    Session.objects.all().delete()
    sent = form | {"think-2.words": CANARY, "keep": "think-2", "sheet-risk_words.f1-1": "Lo demás"}
    late = begun.browser.post(
        place_of(lesson, "escrito"), sent, headers={"referer": f"http://testserver{lesson.get_opaque_url()}"}
    )
    assert late.url == f"/entrar/?next={place_of(lesson, 'escrito')}"
    if opens:
        begun.browser.post("/entrar/", {"login": begun.account.login_id, "password": PASSPHRASE})
    else:
        begun.browser.force_login(begun.account)
    back = begun.browser.get(place_of(lesson, "escrito")).content.decode()
    assert CANARY in back
    assert 'type="hidden" name="sheet-risk_words.f1-1" value="Lo demás"' in back
    assert ('name="passphrase"' in back) is not opens
    assert entries() == 0


def test_marking_a_lesson_too_late_gives_back_all_that_she_wrote_in_it(begun, lesson):
    form = dict(re.findall(r'name="(owner_mark|network)" value="([^"]+)"', page_of(begun, lesson)))
    Session.objects.all().delete()
    late = begun.browser.post(
        place_of(lesson, "marca"),
        form | {"think-2.words": CANARY, "sheet-risk_words.f1-2": OTHER},
        headers={"referer": f"http://testserver{lesson.get_opaque_url()}"},
    )
    begun.browser.post("/entrar/", {"login": begun.account.login_id, "password": PASSPHRASE})
    back = begun.browser.get(late.url.partition("next=")[2]).content.decode()
    assert f">\n{CANARY}</textarea>" in back
    assert f">\n{OTHER}</textarea>" in back
    assert "Lo que escribiste está aquí" in back
    assert entries() == 0


def test_a_note_written_too_late_is_there_again(begun):
    page = begun.browser.get("/diario/nueva/").content.decode()
    form = dict(re.findall(r'name="(owner_mark|network)" value="([^"]+)"', page))
    Session.objects.all().delete()
    late = begun.browser.post(
        "/diario/nueva/",
        form | {"body": CANARY, "title": "T"},
        headers={"referer": "http://testserver/diario/nueva/"},
    )
    begun.browser.post("/entrar/", {"login": begun.account.login_id, "password": PASSPHRASE})
    assert CANARY in begun.browser.get(late.url.partition("next=")[2]).content.decode()


def test_the_longest_words_survive_an_ended_session(begun):
    page = begun.browser.get("/diario/nueva/").content.decode()
    form = dict(re.findall(r'name="(owner_mark|network)" value="([^"]+)"', page))
    Session.objects.all().delete()
    longest = "🌽" * 20_000
    sent = form | {"body": longest, "title": "🌽" * 120}
    begun.browser.post("/diario/nueva/", sent, headers={"referer": "http://testserver/diario/nueva/"})
    assert longest.encode() not in b"".join(bytes(each.payload) for each in Session.objects.all())
    begun.browser.post("/entrar/", {"login": begun.account.login_id, "password": PASSPHRASE})
    assert longest in begun.browser.get("/diario/nueva/").content.decode()


def test_a_lesson_is_marked_once_and_leads_back(begun, lesson):
    for _tap in range(2):
        assert begun.browser.post(place_of(lesson, "marca")).url == lesson.get_opaque_url()
    assert entries() == 1
    assert "Esta lección quedó señalada en tu diario." in page_of(begun, lesson)
    assert "Lección señalada" in begun.reads()


def test_a_note_knows_its_lesson(begun, lesson):
    asked = begun.browser.get(place_of(lesson, "nota"))
    form = asked.context["form"]
    sent = {name: form[name].value() or "" for name in ("kind", "lesson", "block", "about")}
    begun.browser.post("/diario/nueva/", sent | {"title": "", "body": CANARY})
    assert (last(begun).kind, last(begun).about, last(begun).lesson) == (
        "note",
        "Lección sola",
        str(lesson.translation_key),
    )


def test_a_block_that_is_gone_drops_no_word(begun, lesson):
    lesson.body = [samples.TEXT]
    lesson.save_revision().publish()
    keeps(begun, lesson, "sheet-risk_words", **{"f1-1": CANARY, "f2-3": "más"})
    assert CANARY in last(begun).body
    assert "más" in last(begun).body


def test_in_another_language_the_labels_are_the_lessons(begun, lesson):
    body = samples.body(*WRITTEN_IN)
    with override("en"):
        english = read_written(body, "sheet-security_plan", {"f1-1": "x"}).body
    assert str(SECURITY_PLAN.fields[0].label) not in english.split("\n")[2:] or "Threat" in english


def test_what_is_written_in_is_known_without_asking_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        found = keepable(samples.body(*WRITTEN_IN, samples.TEXT))
    assert found == ["how", "think-2", *(each["id"] for each in samples.WORKSHEETS)]
    assert len(FIELDS) == len(set(FIELDS))


@pytest.mark.parametrize("many", [1, 3, 300])
def test_the_journal_asks_few_questions(
    begun, many, django_assert_max_num_queries, django_assert_num_queries
):
    for number in range(many):
        _keep(begun, f"Palabras {number}")
    begun.browser.get("/diario/")
    cache.clear()
    with django_assert_num_queries(4):  # Session with account, membership, journal, entries.
        assert "Esto lo lees solo tú." in begun.browser.get("/diario/").content.decode()
    for page in ("/diario/imprimir/", "/diario/descargar/"):
        with django_assert_max_num_queries(6):
            assert "Palabras 0" in begun.browser.get(page).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_a_lesson_asks_nothing_more_for_what_is_written_in(
    writer, ceiba, many, django_assert_max_num_queries
):
    from learning.progress.actions import enrol
    from tests.modules.pages import a_course, a_module

    course = a_course(ceiba.course_index, "Otro", slug="otro")
    body = [{**samples.ROOM, "id": f"r{number}"} for number in range(many)]
    made = a_lesson(a_module(course, slug="m"), "Otra", body, slug="otra")
    enrol(by=writer.member, course_key=course.translation_key)
    writer.browser.get("/cuenta/")
    with django_assert_max_num_queries(6):
        assert page_of(writer, made).count("Guardar en mi diario") == many
    with django_assert_max_num_queries(3):
        page_of(writer, made)


def test_nothing_of_it_reaches_others(begun, lesson, client_as, lead, moderator, trainer):
    keeps(begun, lesson, "think-2", words=CANARY)
    for other in (lead, moderator, trainer):
        browser = client_as(other, fresh=True)
        for page in (
            "/",
            "/red/",
            "/red/integrantes/",
            "/red/bitacora/",
            "/foro/",
            "/avance/",
            "/diario/",
            "/cms/",
        ):
            text = browser.get(page, follow=True).content.decode()
            assert CANARY not in text
            assert "Rama" not in text or page == "/red/integrantes/"


def test_logged_nowhere(begun, lesson, caplog, capsys):
    with caplog.at_level("DEBUG"):
        keeps(begun, lesson, "think-2", words=CANARY)
        keeps(begun, lesson, "think-2", words=CANARY * 9_000)
    said = capsys.readouterr()
    assert CANARY not in caplog.text + said.out + said.err


def _keep(writer, body: str) -> None:
    """Without a request for each of hundreds."""
    from learning.journal.access import journal_of, open_in
    from learning.journal.actions import keep
    from learning.journal.writing import Writing

    request = type("Request", (), {"session": writer.browser.session})()
    hers = open_in(request, journal_of(writer.account))
    keep(hers=hers, writing=Writing(body=body))


def test_entries_are_hers_by_row_too(begun):
    begun.keeps()
    assert Entry.objects.get().account == begun.account
    assert Client().get("/diario/").status_code == 302
