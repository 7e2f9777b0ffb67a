"""Two windows on one page, of two trainers or of one: nothing is written over, and nothing she wrote is lost."""

import re

import pytest

from modules.models import LessonPage
from tests.modules.editor_forms import SMALL, form_of
from tests.modules.test_reviewing import title_of


@pytest.fixture
def opened(client_as, lesson, ana, bea):
    """Both have it open on the same version: the address, and what each would send."""
    url = f"/cms/pages/{lesson.pk}/edit/"
    lesson.save_revision()
    sent = form_of(client_as(ana), url) | SMALL | mark(lesson)
    return url, sent | {"csrfmiddlewaretoken": "the form's"}


def mark(lesson) -> dict[str, object]:
    newest = LessonPage.objects.get(pk=lesson.pk).latest_revision
    return {"loaded_revision_id": newest.pk, "loaded_revision_created_at": newest.created_at.isoformat()}


def draft_of(lesson) -> str:
    return LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().title


@pytest.mark.parametrize("action", ["", "action-publish", "action-submit"])
def test_the_second_overwrites_nothing_and_hers_is_kept(client_as, lesson, ana, bea, opened, action):
    (url, sent), live = opened, title_of(lesson)
    assert client_as(ana).post(url, sent | {"title": "De Ana"}).status_code == 302
    second = client_as(bea)
    answer = second.post(url, sent | {"title": "De Bea", **({action: "1"} if action else {})})
    assert answer.status_code == 409
    assert (draft_of(lesson), title_of(lesson)) == ("De Ana", live)
    assert not lesson.workflow_in_progress
    kept = answer.context["kept"]
    page = answer.content.decode()
    compare = re.search(rf"/cms/pages/{lesson.pk}/revisions/compare/\d+\.\.\.{kept.pk}/", page)[0]
    assert '<span class="addition">Bea</span>' in second.get(compare).content.decode()
    assert "Se guardó aparte" in second.get(f"/cms/pages/{lesson.pk}/history/").content.decode()

    back = f"/cms/pages/{lesson.pk}/revisions/{kept.pk}/revert/"
    assert back in page
    hers = form_of(second, back) | SMALL | mark(lesson)
    assert hers["title"] == "De Bea"
    assert second.post(back, hers).status_code == 302
    assert draft_of(lesson) == "De Bea"


def test_a_version_that_was_written_over_is_another(client_as, lesson, ana, bea, opened):
    url, sent = opened
    client_as(ana).post(url, sent | {"title": "De Ana"})
    again = mark(lesson)
    client_as(ana).post(
        url, sent | {"title": "De Ana, más", "overwrite_revision_id": again["loaded_revision_id"]}
    )
    assert client_as(bea).post(url, sent | again | {"title": "De Bea"}).status_code == 409
    assert draft_of(lesson) == "De Ana, más"
    # Her own saving arrived after she had tapped.
    assert client_as(ana).post(url, sent | again | {"title": "De Ana, al fin"}).status_code == 302
    assert draft_of(lesson) == "De Ana, al fin"


def test_what_cannot_even_be_a_draft_comes_back_in_its_form(client_as, lesson, ana, bea, opened):
    url, sent = opened
    client_as(ana).post(url, sent | {"title": "De Ana"})
    answer = client_as(bea).post(url, sent | {"title": "De Bea", "minutes": "muchos"})
    page = answer.content.decode()
    assert "De Bea" in page
    assert "Esta página cambió mientras escribías" in page
    assert draft_of(lesson) == "De Ana"
    again = sent | {"title": "De Bea"} | dict(re.findall(r'name="(loaded_[a-z_]+)" value="([^"]+)"', page))
    assert client_as(bea).post(url, again).status_code == 409
    assert draft_of(lesson) == "De Ana"


def test_her_own_second_window_overwrites_nothing_either(client_as, lesson, ana, opened):
    """What a window saves by itself is its own, whenever it arrives: the token of its form tells."""
    (url, sent), client = opened, client_as(ana)
    one, two = (sent | {"csrfmiddlewaretoken": token} for token in ("uno", "dos"))
    by_itself = client.post(url, one | {"title": "Casi"}, headers={"accept": "application/json"}).json()
    on = {"overwrite_revision_id": by_itself["revision_id"]}
    # Opened after the first had saved, which then went on in the same version.
    two |= mark(lesson)
    client.post(url, one | on | {"title": "Casi más"}, headers={"accept": "application/json"})
    assert client.post(url, two | {"title": "De la otra ventana"}).status_code == 409
    assert draft_of(lesson) == "Casi más"
    assert client.post(url, one | {"title": "Una"}).status_code == 302
    assert client.post(url, two | {"title": "De la otra ventana"}).status_code == 409
    # The first goes on from what was kept; then the window that fell behind is the first.
    assert client.post(url, two | mark(lesson) | {"title": "Otra"}).status_code == 302
    assert client.post(url, one | on | {"title": "Una más"}).status_code == 409
    assert draft_of(lesson) == "Otra"


def test_alone_she_saves_and_publishes_as_ever(client_as, lesson, ana, opened):
    url, sent = opened
    # Her own saving came between.
    assert client_as(ana).post(url, sent | {"title": "Casi"}).status_code == 302
    assert client_as(ana).post(url, sent | {"title": "Una", "action-publish": "1"}).status_code == 302
    assert title_of(lesson) == "Una"


def test_of_a_page_she_just_made_what_saved_by_itself_is_hers(client_as, here, ana):
    client, add = client_as(ana), f"/cms/pages/add/modules/lessonpage/{here.first.get_parent().pk}/"
    sent = form_of(client, add) | {"csrfmiddlewaretoken": "the form's"}
    made = client.post(add, sent | {"title": "Nueva"}, headers={"accept": "application/json"}).json()
    lesson = LessonPage.objects.get(pk=made["pk"])
    url, opened = f"/cms/pages/{lesson.pk}/edit/", mark(lesson)
    on = {"overwrite_revision_id": made["revision_id"]}
    client.post(url, sent | on | {"title": "Nueva y más"}, headers={"accept": "application/json"})
    assert client.post(url, sent | opened | {"title": "Nueva, al fin"}).status_code == 302
    assert draft_of(lesson) == "Nueva, al fin"
