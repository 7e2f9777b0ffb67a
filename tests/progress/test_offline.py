"""What a phone keeps tells nothing of her, says what it weighs, and changes its version with its words."""

import gzip
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from learning.core.opaque import encode
from learning.core.views import WORKER
from learning.progress import actions
from learning.progress.models import Enrolment
from modules.exchange.loading import shared_place
from tests.modules import samples
from tests.modules.pages import a_lesson, an_entry
from tests.progress.conftest import Taught, address, taught

pytestmark = pytest.mark.django_db


def listed(client: Client, here: Taught) -> dict[str, Any]:
    return client.get(f"/c/{encode(here.key)}/lista/").json()


def test_kept_pages_hold_nothing_of_hers(client_as, learner, here: Taught, enrolment: Enrolment) -> None:
    client = client_as(learner)
    told = listed(client, here)
    for url in [told["url"], *(each["url"] for each in told["lessons"]), "/telefono/"]:
        html = client.get(url).content.decode()
        assert "csrfmiddlewaretoken" not in html
        hers = (
            learner.account.pseudonym,
            learner.account.login_id,
            learner.network.name,
            told["who"],
            told["network"],
        )
        assert not any(word in html for word in hers), url
        forms = re.findall(r"<form\b[^>]*>", html)
        assert [form for form in forms if "data-exit" not in form] == [], url


def test_the_same_for_every_woman(client_as, learner, lead, here: Taught, enrolment: Enrolment) -> None:
    actions.enrol(by=lead, course_key=here.key)
    place = f"{address(here.first)}para-llevar/"
    assert client_as(learner).get(place).content == client_as(lead).get(place).content


def test_a_version_changes_with_its_lesson_alone(
    client_as, learner, here: Taught, enrolment: Enrolment
) -> None:
    client = client_as(learner)
    before = [each["version"] for each in listed(client, here)["lessons"]]
    assert before == [each["version"] for each in listed(client, here)["lessons"]]
    here.second.title = "Otra"
    here.second.save_revision().publish()
    after = [each["version"] for each in listed(client, here)["lessons"]]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, True]


def test_a_quiz_does_not_tell_its_answers_and_practice_does(client_as, learner, here, enrolment) -> None:
    client = client_as(learner)
    practice = client.get(f"{address(here.first)}para-llevar/").content.decode()
    quiz = client.get(f"{address(here.quiz)}para-llevar/").content.decode()
    told = samples.SINGLE["value"]["choices"][0]["value"]["feedback"]
    assert told in practice
    assert told not in quiz


def test_only_who_takes_the_course_takes_it_along(client_as, learner, here: Taught) -> None:
    client = client_as(learner)
    course = f"/c/{encode(here.key)}/"
    for url in (
        f"{course}llevar/",
        f"{course}lista/",
        f"{course}para-llevar/",
        f"{address(here.first)}para-llevar/",
    ):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("more", [0, 5])
def test_queries_once_its_weight_is_known(
    client_as, learner, here: Taught, enrolment: Enrolment, more: int, django_assert_num_queries
) -> None:
    for number in range(more):
        a_lesson(here.module, f"Más {number}", [samples.TEXT], slug=f"mas-{number}")
    client = client_as(learner)
    listed(client, here)
    with django_assert_num_queries(5):
        assert len(listed(client, here)["lessons"]) == 3 + more


def test_the_worker_is_small_and_of_ours() -> None:
    scripts = Path(finders.find("js/phone.mjs")).read_bytes()
    assert len(WORKER) <= 12_000
    assert len(gzip.compress(WORKER)) + len(gzip.compress(scripts)) <= 12_000
    assert re.findall(rb"https?:|importScripts|eval", WORKER) == []


def test_what_a_phone_shows_says_nothing(client: Client) -> None:
    html = client.get("/telefono/").content.decode()
    assert "data-empty hidden" in html, "before it has looked it does not say that nothing is kept"
    assert "No hay nada guardado." in html.partition("<noscript>")[2].partition('class="empty"')[0]
    answer = client.get("/aplicacion.webmanifest")
    told = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["short_name"], told["start_url"], told["display"]) == (
        "Aula",
        "Aula",
        "/",
        "standalone",
    )
    assert {each["sizes"] for each in told["icons"]} == {"192x192", "512x512"}
    assert set(told) <= {
        "name", "short_name", "lang", "dir", "start_url", "scope", "display", "background_color", "theme_color", "icons"
    }  # fmt: skip # A list is read in lines.


def test_signing_out_clears_what_the_browser_keeps(client_as, learner) -> None:
    assert client_as(learner).post("/cuenta/salir/").headers["Clear-Site-Data"] == '"storage"'


def renewed(client: Client, *kept: str) -> dict[str, Any]:
    return client.get("/telefono/al-dia/", {"k": kept}).json()


def test_the_phone_hears_what_was_closed_and_why(
    client_as, learner, stranger, here: Taught, there: Taught, enrolment: Enrolment
) -> None:
    client = client_as(learner)
    mine = f"{learner.network_id}.{encode(here.key)}"
    foreign = f"{stranger.network_id}.{encode(there.key)}"
    told = renewed(client, mine, foreign, f"{learner.network_id}.{encode(there.key)}", "a", "a.b")
    assert told["who"] == listed(client, here)["who"]
    assert told["kept"][mine]["lessons"] == [each["key"] for each in listed(client, here)["lessons"]]
    # Of another network nothing is told, whether it is there or not.
    assert told["kept"][foreign] == told["kept"]["a"] == told["kept"]["a.b"]
    assert "ya no está abierto para ti" in told["kept"][f"{learner.network_id}.{encode(there.key)}"]["gone"]
    actions.leave(by=learner, course_key=here.key)
    assert "Dejaste «{}»" in renewed(client, mine)["kept"][mine]["gone"]
    here.course.unpublish()
    assert "ya no está abierto para ti" in renewed(client, mine)["kept"][mine]["gone"]
    anonymous = renewed(Client(), mine)
    assert (anonymous["who"], anonymous["kept"]) == ("", {})


def test_what_stands_around_is_old_when_contacts_change_or_a_week_has_gone(
    client: Client, cast, django_assert_num_queries
) -> None:
    urgent = an_entry(
        shared_place(Locale.objects.get(language_code="es")), "Línea", phone="+1 2", urgent=True
    )
    with django_assert_num_queries(1):
        seen = [renewed(client)["around"]]
    assert renewed(client)["around"] == seen[0]
    seen.append(renewed(Client(headers={"Accept-Language": "en"}))["around"])
    urgent.checked_on = "2020-01-01"
    urgent.save()
    seen.append(renewed(client)["around"])
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        seen.append(renewed(client)["around"])
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("more", [0, 2])
def test_queries_of_asking_whether_it_is_open(
    client_as, learner, here: Taught, enrolment: Enrolment, more: int, django_assert_num_queries
) -> None:
    """Three, and two for each course."""
    others = [taught(learner.network, f"Otro {number}") for number in range(more)]
    for each in others:
        actions.enrol(by=learner, course_key=each.key)
    client = client_as(learner)
    asked = [f"{learner.network_id}.{encode(each.key)}" for each in (here, *others)]
    with django_assert_num_queries(3 + 2 * len(asked)):
        assert len(renewed(client, *asked)["kept"]) == 1 + more
