"""What waits for a review: who may look at it, what her decision does, and which way past it there is not."""

import pytest
from wagtail.models import Locale, TaskState, Workflow, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from learning.networks import actions
from modules.models import LessonPage, ReviewTask
from modules.review_forms import CHECKLISTS
from modules.reviewing import reviewable
from tests.factories import a_member
from tests.modules.editor_forms import SMALL, form_of
from tests.modules.pages import a_module


def edit(client, lesson, title="Cambiada", **extra):
    url = f"/cms/pages/{lesson.pk}/edit/"
    return client.post(url, form_of(client, url) | SMALL | {"title": title, **extra})


def submit(client, lesson, title="Cambiada"):
    assert edit(client, lesson, title, **{"action-submit": "1"}).status_code == 302
    return waiting(lesson)


def waiting(lesson) -> TaskState:
    return WorkflowState.objects.active().get(object_id=str(lesson.pk)).current_task_state


def decide(client, state, action="approve", **said):
    look = state.task.specific.looks_at
    lines = {f"line_{n}": "on" for n, _line in enumerate(CHECKLISTS[look])} if action == "approve" else {}
    sent = {"seen": state.revision_id, **lines, **said}
    page = state.workflow_state.object_id
    return client.post(f"/cms/pages/workflow/action/{page}/{action}/{state.pk}/", sent)


def title_of(lesson) -> str:
    return LessonPage.objects.get(pk=lesson.pk).title


def test_two_others_look_and_then_learners_read_it(client_as, both, lesson, ana, bea, carla):
    before = lesson.title
    first = submit(client_as(ana), lesson)
    assert first.task.specific.looks_at == "content"
    decide(client_as(ana), first)
    assert waiting(lesson) == first
    decide(client_as(bea), first)
    second = waiting(lesson)
    assert second.task.specific.looks_at == "safety"
    for who in (ana, bea):
        decide(client_as(who), second)
        assert waiting(lesson) == second
    assert title_of(lesson) == before
    decide(client_as(carla), second)
    assert title_of(lesson) == "Cambiada"
    assert not WorkflowState.objects.active().exists()


def test_who_wrote_any_version_since_the_last_published_looks_at_none(
    client_as, both, lesson, ana, bea, carla
):
    edit(client_as(bea), lesson, "De Bea")
    state = submit(client_as(ana), lesson)
    decide(client_as(bea), state)
    assert waiting(lesson) == state
    decide(client_as(carla), state)
    assert waiting(lesson) != state


def test_who_sent_the_words_of_another_looks_at_none(client_as, ceiba, lesson, ana, bea, carla):
    lesson.title = "De Bea"
    lesson.save_revision(user=bea.account)
    Workflow.objects.get(name=ceiba.name).start(lesson, user=ana.account)
    state = waiting(lesson)
    decide(client_as(ana), state)
    assert waiting(lesson) == state
    assert reviewable(carla.account, [state]) == [state]


def test_what_was_published_counts_no_more(client_as, lesson, ana, bea):
    edit(client_as(bea), lesson, "De Bea", **{"action-publish": "1"})
    client_as(ana).post(f"/cms/pages/{lesson.pk}/unpublish/")
    state = submit(client_as(ana), lesson)
    decide(client_as(bea), state)
    assert title_of(lesson) == "Cambiada"


@pytest.mark.parametrize("left_out", ["seen", "line_0", "line_4"])
def test_a_line_left_out_decides_nothing(client_as, both, lesson, ana, bea, left_out):
    state = submit(client_as(ana), lesson)
    decide(client_as(bea), state, **{left_out: ""})
    assert waiting(lesson) == state


def test_it_comes_back_with_a_reason_and_is_looked_at_anew(client_as, both, lesson, ana, bea, carla):
    decide(client_as(bea), submit(client_as(ana), lesson))
    state = waiting(lesson)
    decide(client_as(carla), state, "reject")
    assert waiting(lesson) == state
    decide(client_as(carla), state, "reject", comment="Falta una salida.")
    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "Falta una salida.")
    again = submit(client_as(ana), lesson, "Con salida")
    decide(client_as(carla), again)
    content = waiting(lesson)
    assert content.task.specific.looks_at == "content"
    decide(client_as(carla), content)
    assert waiting(lesson) == content
    decide(client_as(bea), content)
    assert title_of(lesson) == "Con salida"


def test_what_is_changed_after_a_look_is_not_published_unseen(client_as, both, lesson, ana, bea, carla):
    decide(client_as(bea), submit(client_as(ana), lesson))
    state = waiting(lesson)
    edit(client_as(ana), lesson, "Otra cosa")
    lesson.refresh_from_db()
    assert lesson.get_latest_revision().as_object().title == "Cambiada"
    # What no lock keeps: a package that saves a version.
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    draft.title = "Colada"
    draft.save_revision()
    decide(client_as(carla), state)
    assert "Colada" not in title_of(lesson)
    fresh = waiting(lesson)
    assert fresh != state
    decide(client_as(carla), fresh)
    # The look at the content was at another version, so it is asked again.
    assert waiting(lesson).task.specific.looks_at == "content"
    assert "Colada" not in title_of(lesson)


def test_saving_on_and_on_does_not_write_into_a_judged_version(client_as, both, lesson, ana, bea, carla):
    decide(client_as(bea), submit(client_as(ana), lesson))
    state = waiting(lesson)
    decide(client_as(carla), state, "reject", comment="No.")
    judged = state.revision
    edit(client_as(ana), lesson, "Encima", overwrite_revision_id=judged.pk)
    lesson.refresh_from_db()
    assert lesson.get_latest_revision_as_object().title == "Encima"
    judged.refresh_from_db()
    assert judged.content["title"] == "Cambiada"


@pytest.mark.parametrize("reviews", ["content", "both"])
def test_no_way_leads_around_a_review(client_as, ceiba, lead, lesson, ana, bea, carla, here, reviews):
    actions.ask_reviews(reviews=reviews, by=lead)
    client, before = client_as(ana), lesson.title
    edit(client, lesson, "Directa", **{"action-publish": "1"})
    assert title_of(lesson) == before
    copied = {
        "new_title": "Copia",
        "new_slug": "copia",
        "new_parent_page": here.module.pk,
        "publish_copies": "on",
    }
    client.post(f"/cms/pages/{lesson.pk}/copy/", copied)
    assert not LessonPage.objects.filter(title="Copia", live=True).exists()
    url = f"/cms/pages/add/modules/lessonpage/{here.module.pk}/"
    client.post(url, form_of(client, url) | {"title": "Nueva", "action-publish": "1"})
    assert not LessonPage.objects.filter(title="Nueva", live=True).exists()


def test_what_hurts_is_out_of_sight_at_once_also_while_it_is_looked_at(client_as, both, lesson, ana, bea):
    submit(client_as(ana), lesson)
    assert client_as(bea).post(f"/cms/pages/{lesson.pk}/unpublish/").status_code == 302
    assert not LessonPage.objects.get(pk=lesson.pk).live


def test_lessons_are_put_in_another_order(client_as, both, here, ana):
    lessons = list(here.module.get_children())
    client_as(ana).post(f"/cms/pages/{lessons[0].pk}/set_position/?position=2")
    assert list(here.module.get_children()) != lessons


def test_a_lesson_goes_to_another_part_of_its_place(client_as, both, here, ana):
    other = a_module(here.course, "Otra parte")
    address = f"/cms/pages/{here.first.pk}/move/{other.pk}/confirm/"
    assert client_as(ana).post(address).status_code == 302
    assert here.first.__class__.objects.get(pk=here.first.pk).get_parent().pk == other.pk


@pytest.mark.parametrize("reviews", ["none", "content"])
def test_a_translation_is_not_published_around_a_review(
    client_as, ceiba, lead, lesson, ana, bea, reviews, django_capture_on_commit_callbacks
):
    actions.ask_reviews(reviews=reviews, by=lead)
    client, english = client_as(ana), Locale.objects.get(language_code="en")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/cms/localize/submit/page/{lesson.pk}/", {"locales": english.pk})
        there = LessonPage.objects.get(translation_key=lesson.translation_key, locale=english)
        source = TranslationSource.objects.get_for_instance(lesson)
        client.post(f"/cms/localize/update/{source.pk}/", {"publish_translations": "on"})
    there.refresh_from_db()
    assert there.live is (reviews == "none")


def test_a_translation_goes_to_review_too(
    client_as, both, lesson, ana, bea, carla, django_capture_on_commit_callbacks
):
    client, english = client_as(ana), Locale.objects.get(language_code="en")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/cms/localize/submit/page/{lesson.pk}/", {"locales": english.pk})
    there = LessonPage.objects.get(translation_key=lesson.translation_key, locale=english)
    translation = Translation.objects.get(target_locale=english, source__object_id=lesson.translation_key)
    address = f"/cms/localize/translate/{translation.pk}/review/"
    assert address in client.get(f"/cms/pages/{there.pk}/edit/").content.decode()
    assert client.post(address).status_code == 302
    assert client.post(address).url == "/cms/"  # Not twice.
    decide(client_as(bea), waiting(there), "reject", comment="Falta el título.")
    assert client.post(address).status_code == 302
    for reviewer in (bea, carla):
        assert not LessonPage.objects.get(pk=there.pk).live
        decide(client_as(reviewer), waiting(there))
    assert LessonPage.objects.get(pk=there.pk).live


def test_another_networks_review_is_missing(client_as, both, lesson, ana, jicara):
    state = submit(client_as(ana), lesson)
    stranger = a_member(jicara, "trainer", login_id="jicara-trainer", pseudonym="Otra")
    assert decide(client_as(stranger), state).status_code == 404
    assert ReviewTask.of("content").get_actions(lesson, stranger.account) == []


def test_one_decision_of_two_at_once_counts(client_as, both, lesson, ana, bea, carla):
    state = submit(client_as(ana), lesson)
    decide(client_as(bea), state)
    answer = decide(client_as(carla), state)
    assert answer.url == "/cms/"
    assert TaskState.objects.filter(status="approved").count() == 1


def test_each_look_has_its_own_lines(client_as, both, lesson, ana, bea):
    state = submit(client_as(ana), lesson)
    page = client_as(bea).get(f"/cms/pages/workflow/action/{lesson.pk}/approve/{state.pk}/").json()["html"]
    assert str(CHECKLISTS["content"][0]) in page
    assert str(CHECKLISTS["safety"][0]) not in page
    assert f'name="seen" value="{state.revision_id}"' in page


def test_a_look_has_its_name_in_the_language_of_whoever_reads(client_as, both, lesson, ana):
    state = submit(client_as(ana), lesson)
    state.task.specific.save()
    for language, said in (("es", "Revisión del contenido"), ("en", "Content review")):
        ana.account.language = language
        ana.account.save()
        assert said in client_as(ana).get(f"/cms/pages/{lesson.pk}/edit/").text


def test_who_sent_it_withdraws_it_and_a_reviewer_can_not(client_as, both, lesson, ana, bea):
    submit(client_as(ana), lesson)
    url = f"/cms/pages/{lesson.pk}/edit/"
    assert "action-cancel-workflow" not in client_as(bea).get(url).text
    assert edit(client_as(bea), lesson, **{"action-cancel-workflow": "1"}).url == "/cms/"
    assert waiting(lesson)
    assert "action-cancel-workflow" in client_as(ana).get(url).text
    edit(client_as(ana), lesson, **{"action-cancel-workflow": "1"})
    assert not WorkflowState.objects.active().exists()
