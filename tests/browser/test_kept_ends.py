"""What a phone keeps and what comes between: closed courses, a full phone, an ended session, another window."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from learning.core.opaque import encode
from learning.progress import actions
from learning.progress.models import LessonCompletion
from tests.browser.journeys import until
from tests.browser.test_offline import LEFT, NOTHING, enter, keep, mark, waiting
from tests.browser.test_offline import here as here
from tests.browser.test_offline import phone as phone
from tests.progress.conftest import Taught, address

pytestmark = pytest.mark.django_db

PATHS = """async () => {
  const all = await Promise.all((await caches.keys()).map(async name => (await caches.open(name)).keys()));
  return [].concat(...all).map(each => new URL(each.url).pathname);
}"""
# As windows were, and browsers are, that let no site keep anything.
DENIED = {
    "no worker": "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })",
    "no caches": """for (const name of ["open", "match", "keys", "has"]) CacheStorage.prototype[name] = () =>
      Promise.reject(new DOMException("denied", "SecurityError"))""",
    "no question": """for (const name of ["caches", "indexedDB"]) Object.defineProperty(self, name, {
      get() { throw new DOMException("denied", "SecurityError"); } })""",
}
EMPTY = "left => !(left.caches.length + left.databases.length + left.workers)"
STALE = """async () => {
  const frame = await caches.open("k");
  for (const each of await frame.keys()) if (each.url.endsWith(".css")) await frame.delete(each);
  await frame.put("/telefono/", new Response("before", { headers: { "Content-Type": "text/html" } }));
  await frame.put("/telefono/al-dia/", new Response("{}"));
}"""


def later(page: Page, hours: int) -> None:
    """What is asked once an hour is asked again."""
    page.clock.set_fixed_time(timezone.now() + timedelta(hours=hours))


def start(page: Page, here: Taught) -> None:
    page.goto(f"/c/{encode(here.key)}/llevar/")
    page.get_by_role("button", name="Guardar en este teléfono").click()


def test_what_is_closed_to_her_goes_and_she_is_told(phone: Page, learner: Any, here: Taught) -> None:
    keep(phone, here)
    assert f"{address(here.second)}para-llevar/" in phone.evaluate(PATHS)
    here.second.unpublish()
    later(phone, 1)
    phone.goto("/")
    expect(phone.get_by_text("«Ceiba: dos» ya no es parte de este curso.")).to_be_visible()
    assert f"{address(here.second)}para-llevar/" not in phone.evaluate(PATHS)
    # Once.
    phone.goto("/cursos/")
    expect(phone.get_by_text("ya no es parte")).to_be_hidden()
    phone.goto("/telefono/")
    expect(phone.get_by_role("link", name="Ceiba: uno")).to_be_visible()
    expect(phone.get_by_role("link", name="Ceiba: dos")).to_be_hidden()
    actions.leave(by=learner, course_key=here.key)
    later(phone, 2)
    phone.goto("/")
    expect(phone.get_by_text("Dejaste «Ceiba: curso»: se quitó de este teléfono.")).to_be_visible()
    until(phone, f"({LEFT})().then({EMPTY})")
    assert phone.evaluate(LEFT) == NOTHING


def test_who_was_taken_out_of_her_network_keeps_nothing_of_it(
    phone: Page, learner: Any, here: Taught
) -> None:
    keep(phone, here)
    learner.delete()
    later(phone, 1)
    phone.goto("/que-guarda/")
    expect(phone.get_by_text("«Ceiba: curso» era de una red en la que ya no estás.")).to_be_visible()
    until(phone, "caches.keys().then(names => !names.length)")


def test_what_waits_stays_when_its_course_is_removed(phone: Page, learner: Any, here: Taught) -> None:
    keep(phone, here)
    phone.context.set_offline(True)
    phone.goto(address(here.first))
    mark(phone)
    phone.goto("/telefono/")
    phone.get_by_role("button", name="Quitar de este teléfono").click()
    expect(phone.get_by_text("Lo que hiciste en él y falta enviar espera aquí")).to_be_visible()
    assert len(waiting(phone)) == 1
    phone.get_by_role("button", name="Enviarlo ahora").click()
    expect(phone.get_by_text("Todavía no hay señal.")).to_be_visible()
    phone.context.set_offline(False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_text("«Ceiba: uno» quedó hecha.")).to_be_visible()
    assert LessonCompletion.objects.scoped(network=learner.network).count() == 1
    until(phone, f"({LEFT})().then({EMPTY})")
    assert phone.evaluate(LEFT) == NOTHING


def test_pages_and_their_files_are_put_to_date_together(phone: Page, here: Taught) -> None:
    keep(phone, here)
    for reached in (False, True):
        phone.evaluate(STALE)
        if reached:
            phone.unroute("**/*.css")
        else:
            phone.route("**/*.css", lambda route: route.abort())
        with phone.expect_response("**/al-dia/**"):
            phone.goto("/telefono/" if reached else "/que-guarda/")
        phone.wait_for_timeout(1500)
        told = phone.evaluate("caches.match('/telefono/').then(found => found.text())")
        styled = any(each.endswith(".css") for each in phone.evaluate(PATHS))
        assert ("<html" in told, styled) == (reached, reached)


@pytest.mark.parametrize("way", ["ended", "line", "closed lesson", "closed course", "full", *DENIED])
def test_why_it_could_not_be_kept(
    phone: Page, learner: Any, here: Taught, client_as: Any, witness: Any, way: str
) -> None:
    if way in DENIED:
        phone.add_init_script(DENIED[way])
        phone.goto(f"/c/{encode(here.key)}/llevar/")
        expect(phone.get_by_text("Este navegador no deja que un sitio guarde algo")).to_be_visible()
        expect(phone.get_by_role("link", name="llévalo en un archivo")).to_be_visible()
        expect(phone.get_by_role("button", name="Guardar en este teléfono")).to_be_hidden()
        return
    second = f"**{address(here.second)}para-llevar/"
    if way == "ended":

        def end(route: Route) -> None:
            phone.context.clear_cookies()
            route.continue_()

        phone.route(f"**{address(here.first)}para-llevar/", end, times=1)
        start(phone, here)
        phone.get_by_role("link", name=re.compile("Tu sesión terminó")).click()
        phone.wait_for_url("**/entrar/?next=/c/*/llevar/")
        enter(phone.context, client_as(learner), witness.origin)
    elif way == "line":
        phone.route(second, lambda route: route.abort("internetdisconnected"))
        start(phone, here)
        expect(phone.get_by_text("La señal se cortó.")).to_be_visible()
        expect(phone.locator("[data-badge]")).to_have_text(["Guardada", "", ""])
        phone.unroute(second)
    elif way == "full":
        session = phone.context.new_cdp_session(phone)
        session.send("Storage.overrideQuotaForOrigin", {"origin": witness.origin, "quotaSize": 1000})
        start(phone, here)
        expect(phone.get_by_text("En este teléfono no hay más lugar.")).to_be_visible()
        session.send("Storage.overrideQuotaForOrigin", {"origin": witness.origin})
    else:
        phone.goto(f"/c/{encode(here.key)}/llevar/")
        (here.second if way == "closed lesson" else here.course).unpublish()
        phone.get_by_role("button", name="Guardar en este teléfono").click()
        if way == "closed course":
            expect(phone.get_by_text("Este curso ya no está abierto para ti")).to_be_visible()
            return
        expect(
            phone.get_by_text("Listo, menos lo que ya no está abierto para ti: Ceiba: dos")
        ).to_be_visible()
        expect(phone.locator("[data-badge]")).to_have_text(["Guardada", "", "Guardada"])
        return
    keep(phone, here)  # And goes on where it was.


def test_two_windows_keep_what_each_was_asked_for(phone: Page, here: Taught) -> None:
    other = phone.context.new_page()
    for page, lesson in ((phone, here.first), (other, here.quiz)):
        page.goto(f"/c/{encode(here.key)}/llevar/?l={encode(lesson.translation_key)}")
        expect(page.locator("[data-key]:checked")).to_have_count(1)
    for page in (phone, other):
        page.get_by_role("button", name="Guardar en este teléfono").click()
    for page in (phone, other):
        expect(page.get_by_text("Listo: ya se puede leer sin señal.")).to_be_visible()
    paths = phone.evaluate(PATHS)
    assert [f"{address(each)}para-llevar/" in paths for each in (here.first, here.second, here.quiz)] == [
        True, False, True,
    ]  # fmt: skip


def test_cleaning_while_another_window_keeps(phone: Page, here: Taught) -> None:
    """Nothing comes back, and that window does not say that it is done."""
    other = phone.context.new_page()
    other.goto("/telefono/")
    held: list[Route] = []
    phone.route(f"**{address(here.quiz)}para-llevar/", lambda route: held.append(route))
    with phone.expect_request(f"**{address(here.quiz)}para-llevar/"):
        start(phone, here)
    phone.context.route("**/salida/", lambda route: route.abort())
    other.get_by_role("button", name="Limpiar este teléfono").click()
    expect(other.get_by_text("Lo guardado se borró.")).to_be_visible()
    held[0].continue_()
    expect(phone.get_by_text("Mientras bajaba, en otra ventana se quitó o se limpió.")).to_be_visible()
    assert phone.evaluate(LEFT)["caches"] == []


def test_what_can_not_be_cleaned_is_said(phone: Page, here: Taught) -> None:
    keep(phone, here)
    phone.context.set_offline(True)
    phone.goto(address(here.first))
    mark(phone)
    other = phone.context.new_page()
    other.goto("/telefono/")
    other.evaluate(
        "new Promise(done => { self.open = indexedDB.open('k'); self.open.onsuccess = () => done(); })"
    )
    phone.goto("/telefono/")
    phone.get_by_role("button", name="Limpiar este teléfono").click()
    remains = phone.locator("[data-remains] li:visible")
    expect(remains).to_have_text(["lo que falta enviar"])
    expect(phone.get_by_text("Tu sesión sigue abierta")).to_be_visible()
    expect(phone.get_by_text("Listo:")).to_be_hidden()
    other.close()
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Limpiar este teléfono").click()
    expect(phone.get_by_text("Listo: en este teléfono no queda nada de este sitio.")).to_be_visible()
    assert phone.evaluate(LEFT) == NOTHING


def test_another_woman_on_the_same_phone(
    phone: Page, lead: Any, here: Taught, client_as: Any, witness: Any
) -> None:
    keep(phone, here)
    phone.context.set_offline(True)
    phone.goto(address(here.first))
    mark(phone)
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    enter(phone.context, client_as(lead), witness.origin)
    later(phone, 1)
    with phone.expect_response("**/al-dia/**"):
        phone.goto("/telefono/")
    phone.get_by_role("button", name="Enviarlo ahora").click()
    expect(phone.get_by_text("Lo que espera es de otra persona que usa este teléfono")).to_be_visible()
    # She does not take the course; that takes nothing from her who kept it.
    expect(phone.get_by_role("link", name="Ceiba: uno")).to_be_visible()
    # Once she takes it, and keeps it too, what both did in one lesson waits, and hers is sent.
    actions.enrol(by=lead, course_key=here.key)
    keep(phone, here)
    phone.context.set_offline(True)
    phone.goto(address(here.first))
    mark(phone)
    assert len({each["who"] for each in waiting(phone)}) == 2
    phone.context.set_offline(False)
    phone.goto("/telefono/")
    expect(phone.get_by_text("«Ceiba: uno» quedó hecha.")).to_be_visible()
    expect(phone.locator("[data-count]")).to_have_text("1")
    done = LessonCompletion.objects.scoped(network=lead.network)
    assert [each.enrolment.account_id for each in done] == [lead.account_id]


def test_advice_that_grew_old_on_the_phone_says_so(phone: Page, here: Taught) -> None:
    due = timezone.localdate() + timedelta(days=3)
    here.first.body = [
        {
            "type": "key_idea",
            "id": "6f9f0c2e-0000-4000-8000-000000000001",
            "value": {
                "body": "<p>Una idea</p>",
                "source": "Una fuente",
                "checked_on": str(timezone.localdate()),
                "review_by": str(due),
            },
        }
    ]
    here.first.save_revision().publish()
    keep(phone, here)
    phone.context.set_offline(True)
    phone.goto(address(here.first))
    expect(phone.get_by_text("Ya tocaba revisar este dato")).to_be_hidden()
    later(phone, 24 * 5)
    phone.goto(address(here.first))
    expect(phone.locator(".key-idea").get_by_text("Ya tocaba revisar este dato")).to_be_visible()
    expect(phone.locator("[data-since]")).to_have_text(re.compile(r"^\d+ de [a-z]+ de \d{4}$"))
    phone.goto("/contactos/")
    expect(phone.get_by_text("Así estaba esta página el")).to_be_visible()
