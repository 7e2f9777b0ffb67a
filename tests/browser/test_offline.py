"""A course taken with the phone in flight mode, and what stays of it on the phone once she wants nothing to stay."""

import io
import re
import wave
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from learning.core.opaque import encode
from learning.progress import actions
from learning.progress.models import Enrolment, LessonCompletion, QuizAttempt
from tests.browser.journeys import follow, looking, until
from tests.modules import samples
from tests.plugins.browser import PHONE
from tests.progress.conftest import Taught, address, taught
from tests.progress.test_media import a_picture, a_recording

# All places in which a browser keeps something for a site.
# In how many of these pages, once it is all of them or after long.
SPEAK_ENGLISH = """async (paths) => {
  let many = 0;
  for (let tries = 0; many < paths.length && tries < 100; tries += 1) {
    await new Promise((done) => setTimeout(done, 100));
    const kept = await Promise.all(paths.map((each) => caches.match(each, { ignoreVary: true })));
    const told = await Promise.all(kept.map((each) => each.text()));
    many = told.filter((each) => each.includes('<html lang="en"')).length;
  }
  return many;
}"""
LEFT = """async () => ({
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(each => each.name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  local: localStorage.length,
  session: Object.keys(sessionStorage),
})"""
NOTHING: dict[str, Any] = {"caches": [], "databases": [], "workers": 0, "local": 0, "session": []}


@pytest.fixture
def here(transactional_db: None, learner: Any) -> Taught:
    course = taught(learner.network, "Ceiba")
    actions.enrol(by=learner, course_key=course.key)
    return course


@pytest.fixture
def phone(witness: Any, client_as: Any, learner: Any, here: Taught) -> Page:
    page: Page = witness.open()
    enter(page.context, client_as(learner), witness.origin)
    return page


def enter(context: BrowserContext, client: Any, origin: str) -> None:
    context.add_cookies([{"name": "s", "value": client.cookies["s"].value, "url": origin}])


def keep(page: Page, here: Taught) -> None:
    page.goto(f"/c/{encode(here.key)}/llevar/")
    keep_now(page)


def keep_now(page: Page) -> None:
    page.get_by_role("button", name="Guardar en este teléfono").click()
    expect(page.get_by_text("Listo: ya se puede leer sin señal.")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready")


def mark(page: Page) -> None:
    page.get_by_role("button", name="Ya la hice").click()
    expect(page.get_by_text("Quedó en este teléfono.")).to_be_visible()


def answer(page: Page) -> None:
    for name, value in (("answer-one", "a"), ("answer-many", "a"), ("answer-tf", "true")):
        page.locator(f'[name="{name}"][value="{value}"]').check()
    page.get_by_role("button", name="Guardar mis respuestas").click()
    expect(page.get_by_text("Quedó en este teléfono.")).to_be_visible()


def rows(learner: Any) -> dict[str, Any]:
    """What the site knows of what she did."""
    done = LessonCompletion.objects.scoped(network=learner.network)
    tried = QuizAttempt.objects.scoped(network=learner.network)
    enrolment = Enrolment.objects.of(learner).get()
    return {
        "done": sorted(done.values_list("lesson_key", "how", "revision")),
        "tried": sorted(tried.values_list("lesson_key", "right", "total", "passed", "revision")),
        "finished": enrolment.completed_week is not None,
    }


def whole(here: Taught) -> dict[str, Any]:
    first, second, quiz = here.first, here.second, here.quiz
    return {
        "done": sorted(
            (each.translation_key, how, each.live_revision_id)
            for each, how in ((first, "marked"), (second, "skipped"), (quiz, "quiz"))
        ),
        "tried": [(quiz.translation_key, 3, 3, True, quiz.live_revision_id)],
        "finished": True,
    }


def waiting(page: Page) -> list[dict[str, str]]:
    """What lies on the phone until it is sent."""
    found: list[dict[str, str]] = page.evaluate(
        """() => new Promise(done => { const opened = indexedDB.open("k"); opened.onsuccess = () => {
        const asked = opened.result.transaction("later").objectStore("later").getAll();
        asked.onsuccess = () => { opened.result.close(); done(asked.result); }; }; })"""
    )
    return found


def take_whole_course(page: Page, here: Taught) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Este teléfono")).to_be_visible()
    follow(page.get_by_role("link", name="Ceiba: uno"))
    expect(page.get_by_role("heading", name="Ceiba: uno")).to_be_visible()
    page.get_by_text("Qué dice cada respuesta").click()
    mark(page)
    follow(page.get_by_role("link", name="Seguir", exact=True))
    page.get_by_role("button", name="Saltarla y contarla como hecha").first.click()
    expect(page.get_by_text("Quedó en este teléfono.")).to_be_visible()
    follow(page.get_by_role("link", name="Seguir", exact=True))
    page.get_by_role("button", name="Guardar mis respuestas").click()
    expect(page.get_by_text("Falta responder una pregunta.")).to_be_visible()
    answer(page)


def test_a_whole_course_in_flight_mode(phone: Page, learner: Any, here: Taught) -> None:
    phone.goto("/")
    assert phone.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    keep(phone, here)
    phone.context.set_offline(True)
    take_whole_course(phone, here)
    follow(phone.get_by_role("link", name="Lo guardado en este teléfono"))
    expect(phone.locator("[data-count]")).to_have_text("3")
    # Who takes the phone reads no answer of hers.
    assert [each for each in waiting(phone) if "answer-" in str(each)] == []
    assert sorted(bool(each["answers"]) for each in waiting(phone)) == [False, False, True]
    assert rows(learner) == {"done": [], "tried": [], "finished": False}

    phone.context.set_offline(False)
    phone.goto("/")
    expect(phone.get_by_role("status").get_by_text("«Ceiba: uno» quedó hecha.")).to_be_visible()
    expect(phone.get_by_role("status").get_by_text("«Ceiba: tres» quedó hecha.")).to_be_visible()
    assert rows(learner) == whole(here)
    phone.goto("/telefono/")
    expect(phone.get_by_text("Espera señal")).to_be_hidden()


def test_each_thing_arrives_once_from_two_windows(phone: Page, learner: Any, here: Taught) -> None:
    keep(phone, here)
    phone.context.set_offline(True)
    take_whole_course(phone, here)
    other = phone.context.new_page()
    other.goto("/telefono/")
    expect(other.locator("[data-count]")).to_have_text("3")
    items = waiting(phone)
    phone.context.set_offline(False)
    for each in (phone, other):
        each.evaluate("dispatchEvent(new Event('online'))")
    expect(other.locator("[data-pending]")).to_be_hidden()
    # The line dropped before the answer came: the same again.
    again = phone.evaluate(
        """async items => { const { token } = await (await fetch("/telefono/enviar/")).json();
        const answer = await fetch("/telefono/enviar/", { method: "POST", body: JSON.stringify({ items }),
          headers: { "X-CSRFToken": token } }); return answer.json(); }""",
        items,
    )
    assert len(again["taken"]) == 3
    assert rows(learner) == whole(here)


def test_a_line_that_is_cut_while_it_is_sent(phone: Page, learner: Any, here: Taught) -> None:
    """Before it came to the site, and after the site had taken it."""
    keep(phone, here)
    phone.context.set_offline(True)
    phone.goto(address(here.quiz))
    answer(phone)
    phone.goto("/telefono/")
    failed: list[bool] = []

    def fail(route: Route) -> None:
        if route.request.method != "POST" or len(failed) == 2:
            route.fallback()
            return
        failed.append(True)
        if len(failed) == 2:
            route.fetch()
        route.abort("internetdisconnected")

    phone.route("**/telefono/enviar/", fail)
    phone.context.set_offline(False)
    for tries, tried in ((1, 0), (2, 1)):
        with phone.expect_event("requestfailed"):
            phone.evaluate("dispatchEvent(new Event('online'))")
        assert (len(failed), len(rows(learner)["tried"])) == (tries, tried)
    expect(phone.locator("[data-count]")).to_have_text("1")
    phone.get_by_role("button", name="Enviarlo ahora").click()
    expect(phone.locator("[data-pending]")).to_be_hidden()
    assert len(rows(learner)["tried"]) == 1


def test_what_can_never_count_is_told_and_holds_up_nothing(phone: Page, learner: Any, here: Taught) -> None:
    keep(phone, here)
    phone.context.set_offline(True)
    phone.goto(address(here.first))
    mark(phone)
    phone.evaluate(
        """item => new Promise(done => { const opened = indexedDB.open("k"); opened.onsuccess = () => {
        const deal = opened.result.transaction("later", "readwrite"), table = deal.objectStore("later");
        for (let number = 0; number < 55; number += 1) table.put({ ...item, id: `0-${number}`, version: "1" });
        deal.oncomplete = () => { opened.result.close(); done(); }; }; })""",
        waiting(phone)[0],
    )
    assert len(waiting(phone)) == 56
    phone.context.set_offline(False)
    phone.goto("/telefono/")
    expect(phone.get_by_text("«Ceiba: uno» quedó hecha.")).to_be_visible()
    expect(phone.get_by_text("no se pudo leer, y no contó").first).to_be_visible()
    expect(phone.locator("[data-pending]")).to_be_hidden()
    assert [how for _key, how, _revision in rows(learner)["done"]] == ["marked"]


def test_an_ended_session_asks_her_in_and_loses_nothing(
    phone: Page, learner: Any, here: Taught, client_as: Any, witness: Any
) -> None:
    keep(phone, here)
    phone.context.set_offline(True)
    phone.goto(address(here.first))
    mark(phone)
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    phone.goto("/telefono/")
    door = phone.get_by_role("link", name=re.compile("entra, y se envía"))
    expect(door).to_be_visible()
    assert rows(learner)["done"] == []
    enter(phone.context, client_as(learner), witness.origin)
    phone.reload()
    expect(phone.get_by_text("«Ceiba: uno» quedó hecha.")).to_be_visible()
    assert [how for _key, how, _revision in rows(learner)["done"]] == ["marked"]


def test_what_one_woman_did_is_not_sent_by_another(
    phone: Page, learner: Any, lead: Any, here: Taught, client_as: Any, witness: Any
) -> None:
    keep(phone, here)
    phone.context.set_offline(True)
    phone.goto(address(here.first))
    mark(phone)
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    actions.enrol(by=lead, course_key=here.key)
    enter(phone.context, client_as(lead), witness.origin)
    with phone.expect_response("**/telefono/enviar/"):
        phone.goto("/telefono/")
    expect(phone.locator("[data-count]")).to_have_text("1")
    assert not LessonCompletion.objects.scoped(network=lead.network).exists()


@pytest.mark.parametrize("way", ["clean", "exit", "exit without script", "exit in flight", "sign out"])
def test_nothing_is_left(phone: Page, here: Taught, witness: Any, settings: Any, way: str) -> None:
    witness.may_leave_to("https://")
    keep(phone, here)
    phone.context.set_offline(True)
    phone.goto(address(here.first))
    mark(phone)
    full = phone.evaluate(LEFT)
    assert (len(full["caches"]), full["databases"], full["workers"]) == (2, ["k"], 1)
    phone.evaluate("localStorage.setItem('kept', 'yes')")
    if way == "exit in flight":
        phone.get_by_role("button", name="Salir ya").click()
        phone.wait_for_url(lambda url: not url.startswith(witness.origin))
    phone.context.set_offline(False)
    if way == "clean":
        # Nothing is sent before: the answer never comes.
        phone.context.route("**/telefono/enviar/", lambda route: route.abort())
        phone.goto("/telefono/")
        phone.get_by_role("button", name="Limpiar este teléfono").click()
        expect(phone.get_by_text("Listo: en este teléfono no queda nada")).to_be_visible()
        assert phone.evaluate(LEFT) == NOTHING
        assert phone.context.cookies() == []
        return
    if way == "exit":
        phone.get_by_role("button", name="Salir ya").click()
        phone.wait_for_url(settings.QUICK_EXIT_URL)
        assert phone.context.cookies() == []
    elif way == "exit without script":
        # As the form goes by itself: what the site answers is all that wipes.
        phone.evaluate("document.querySelector('form[data-exit]').submit()")
        phone.wait_for_url(settings.QUICK_EXIT_URL)
        assert phone.context.cookies() == []
    elif way == "sign out":
        phone.goto("/cuenta/")
        phone.get_by_role("button", name="Cerrar mi sesión").click()
        expect(phone.get_by_role("link", name="Tengo un código")).to_be_visible()
    phone.goto("/sw.js")
    left = phone.evaluate(LEFT)
    assert left == NOTHING | {"session": left["session"]}


def test_what_is_kept_is_removed_and_put_to_date(phone: Page, learner: Any, here: Taught) -> None:
    keep(phone, here)
    here.second.title = "Ceiba: dos, mejor"
    here.second.save_revision().publish()
    phone.goto(f"/c/{encode(here.key)}/")
    expect(phone.get_by_text("Lo que guardaste de este curso en este teléfono cambió.")).to_be_visible()
    follow(phone.get_by_role("link", name="Ponerlo al día"))
    expect(phone.locator("[data-badge]").nth(1)).to_have_text("Cambió")
    keep(phone, here)
    expect(phone.locator("[data-badge]").nth(1)).to_have_text("Guardada")
    expect(phone.locator("[data-total]")).to_be_hidden()
    phone.context.set_offline(True)
    phone.goto(address(here.second))
    expect(phone.get_by_role("heading", name="Ceiba: dos, mejor")).to_be_visible()
    phone.context.set_offline(False)
    phone.goto(f"/c/{encode(here.key)}/llevar/")
    phone.get_by_role("button", name="Quitar de este teléfono").click()
    expect(phone.get_by_text("no queda nada en este teléfono")).to_be_visible()
    assert phone.evaluate(LEFT) == NOTHING | {"session": []}


def test_one_lesson_and_what_is_not_kept(phone: Page, here: Taught) -> None:
    phone.goto(address(here.second))
    follow(phone.get_by_role("link", name="Llevarlo para leer sin señal"))
    expect(phone.locator("[data-key]:checked")).to_have_count(1)
    phone.get_by_role("button", name="Guardar en este teléfono").click()
    expect(phone.get_by_text("Listo: ya se puede leer sin señal.")).to_be_visible()
    phone.evaluate("navigator.serviceWorker.ready")
    phone.context.set_offline(True)
    phone.goto(address(here.second))
    expect(phone.get_by_role("heading", name="Ceiba: dos")).to_be_visible()
    follow(phone.get_by_role("link", name="← Anterior"))
    expect(phone.get_by_text("La página que buscabas no está guardada en este teléfono")).to_be_visible()
    # What can be urgent is there, as any visitor sees it.
    follow(phone.get_by_role("link", name="Contactos urgentes"))
    expect(phone.get_by_role("heading", name="Contactos urgentes")).to_be_visible()
    assert here.course.title not in phone.content()
    # In another language, once it is hers.
    phone.context.set_offline(False)
    phone.goto("/")
    phone.get_by_role("button", name="English").click()
    expect(phone.get_by_role("button", name="Leave now")).to_be_visible()
    assert phone.evaluate(SPEAK_ENGLISH, ["/telefono/", "/contactos/"]) == 2
    phone.context.set_offline(True)
    phone.goto("/foro/")
    expect(phone.get_by_text("The page you were looking for is not kept")).to_be_visible()
    follow(phone.get_by_role("link", name="Urgent contacts"))
    expect(phone.get_by_role("heading", level=1, name="Urgent contacts")).to_be_visible()


def test_with_a_line_a_worker_changes_no_page(phone: Page, here: Taught, witness: Any) -> None:
    """Nor what the site hears of a tap: a visitor who comes by a link has not gone Back (learning.core.back)."""
    keep(phone, here)
    phone.goto("/")
    expect(phone.get_by_role("heading", name=re.compile("^Hola"))).to_be_visible()
    phone.context.clear_cookies()
    phone.goto("/que-guarda/")
    follow(phone.get_by_role("link", name="Contactos urgentes").first)
    expect(phone.get_by_role("heading", level=1)).to_be_visible()


def test_pages_about_the_phone_can_be_used_by_all(phone: Page, here: Taught, axe: Any) -> None:
    look = looking(axe)
    keep(phone, here)
    look(phone)
    for place in ("/telefono/", *(f"{address(each)}para-llevar/" for each in (here.first, here.quiz))):
        phone.goto(place)
        expect(phone.locator("[data-pocket]")).to_be_visible()
        look(phone)
    assert "Ceiba learner" not in phone.content()
    for place in ("/traer/", f"{address(here.quiz)}traer/"):
        phone.goto(place)
        look(phone)


def a_second_of_silence() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 1, 8000, 8000, "NONE", ""))
        sound.writeframes(b"\x80" * 8000)
    return out.getvalue()


def test_pictures_and_recordings_come_when_she_asks(
    phone: Page, learner: Any, here: Taught, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    picture = a_picture(learner.network.collection)
    voice = a_recording(learner.network.collection)
    Path(voice.file.path).write_bytes(a_second_of_silence())  # Which any browser plays.
    here.first.body = [
        samples.block("image", "one", image=picture.pk, alt="Un dibujo", caption=""),
        samples.block("audio", "two", audio=voice.pk, transcript="Lo que se dice"),
    ]
    here.first.save_revision().publish()
    phone.goto(f"/c/{encode(here.key)}/llevar/")
    phone.get_by_label("También las imágenes").check()
    phone.get_by_label("También los audios").check()
    phone.get_by_role("button", name="Guardar en este teléfono").click()
    expect(phone.get_by_text("Listo: ya se puede leer sin señal.")).to_be_visible()
    phone.evaluate("navigator.serviceWorker.ready")
    phone.context.set_offline(True)
    phone.goto(address(here.first))
    phone.wait_for_function("document.querySelector('.image img').naturalWidth > 0")
    piece = """async () => { const heard = document.querySelector("audio"); const answer = await new Promise(done => {
      for (const event of ["loadeddata", "error"]) heard.addEventListener(event, () => done(event));
      heard.preload = "auto"; heard.load(); }); return answer; }"""
    assert phone.evaluate(piece) == "loadeddata"
    expect(phone.get_by_label("Velocidad")).to_be_visible()


def test_a_line_that_dies_within_a_page_costs_no_picture(
    phone: Page, learner: Any, here: Taught, settings: Any, tmp_path: Any
) -> None:
    """The lesson came, for who saves data and who does not, and nothing after it; its pictures are on the phone."""
    settings.MEDIA_ROOT = tmp_path
    picture = a_picture(learner.network.collection)
    here.first.body = [samples.block("image", "one", image=picture.pk, alt="Un dibujo", caption="")]
    here.first.save_revision().publish()
    learner.account.data_saver = "on"
    learner.account.save()
    phone.goto(f"/c/{encode(here.key)}/llevar/")
    phone.get_by_label("También las imágenes").check()
    keep_now(phone)
    phone.goto(address(here.first))
    phone.context.set_offline(True)
    widths = phone.evaluate(
        """async () => {
        const came = (each) => new Promise((done) => {
          each.onload = () => done(true);
          each.onerror = () => done(false); });
        const old = document.querySelector("link[href$='/imagenes/']");
        const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: old.href });
        old.replaceWith(sheet);
        if (!(await came(sheet))) return "no sheet";
        const opened = document.querySelector("details.asked");
        opened.open = true;
        const url = getComputedStyle(opened.lastElementChild).backgroundImage.slice(5, -2);
        return Promise.all([url, url.replace("width-360", "width-720")].map(async (src) => {
          const image = Object.assign(new Image(), { src });
          return (await came(image)) && image.naturalWidth; }));
        }"""
    )
    assert widths == [360, 360]


def test_what_is_kept_looks_and_sounds_as_she_wants_by_now(
    phone: Page, learner: Any, here: Taught, settings: Any, tmp_path: Any
) -> None:
    """Whatever she chose when she kept the first of her courses; and what it keeps tells nothing of it."""
    settings.MEDIA_ROOT = tmp_path
    voice = a_recording(learner.network.collection)
    here.first.body = [samples.block("audio", "two", audio=voice.pk, transcript="Lo que se dice")]
    here.first.save_revision().publish()
    other = taught(learner.network, "Otra")
    actions.enrol(by=learner, course_key=other.key)
    keep(phone, here)
    learner.account.text_size, learner.account.contrast, learner.account.pace = 3, "more", 125
    learner.account.save()
    keep(phone, other)
    learner.account.text_size = 4
    learner.account.save()
    phone.goto("/")
    noted = "async () => (await (await caches.match('/telefono/vista')).text()).includes('{}')".format
    until(phone, noted("size-4"))
    phone.context.set_offline(True)
    for path in (address(other.first), "/telefono/", "/contactos/", address(here.first)):
        phone.goto(path)
        expect(phone.locator("html")).to_have_class("size-4 contrast")
    pace = "() => document.querySelector('audio').playbackRate === {}".format
    phone.wait_for_function(pace(1.25))
    phone.get_by_label("Velocidad").select_option("150")
    until(phone, noted("150"))
    phone.reload()
    phone.wait_for_function(pace(1.5))
    phone.context.set_offline(False)
    phone.goto("/telefono/")
    expect(phone.locator("html")).to_have_class("size-4 contrast")


def test_the_course_as_one_file_asks_for_nothing(
    phone: Page, here: Taught, client_as: Any, learner: Any, browser: Any, settings: Any, tmp_path: Any
) -> None:
    """From a memory card, with scripts switched off."""
    settings.MEDIA_ROOT, settings.PACK_ROOT = tmp_path / "media", tmp_path / "packs"
    course = f"/c/{encode(here.key)}"
    client = client_as(learner)
    client.post(f"{course}/archivo/page/preparar/")
    file = tmp_path / "curso.html"
    file.write_bytes(b"".join(client.get(f"{course}/archivo/page/")))
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, offline=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(file.as_uri())
    page.get_by_role("link", name="Ceiba: tres").first.click()
    assert "#" in page.url
    expect(page.get_by_role("heading", name="Ceiba: tres").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert [each for each in asked if not each.startswith((file.as_uri(), "data:"))] == []
    context.close()
