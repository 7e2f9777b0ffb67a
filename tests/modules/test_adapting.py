"""A network makes a shared course its own; what changes in the source later it takes or leaves, and keeps its words."""

import re
from copy import deepcopy

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Workflow

from learning.progress import actions
from modules.adapting.comparing import compared
from modules.adapting.courses import adapt, offers
from modules.adapting.lessons import changed_lessons, decide, new_lessons, pair_of
from modules.adapting.suggestions import accepted, decided, suggestions
from modules.models import CoursePage, LessonPage
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_place, a_translation, home_of
from tests.progress.conftest import address

IDS = [f"00000000-0000-4000-8000-00000000000{n}" for n in range(5)]


def words(said: str, id: str = samples.TEXT["id"]) -> dict:
    block = deepcopy(samples.TEXT)
    block["id"], block["value"]["body"] = id, f"<p>{said}</p>"
    return block


LESSONS = st.lists(st.sampled_from(IDS), unique=True).flatmap(
    lambda ids: st.tuples(
        *[st.sampled_from("abc").map(lambda said, id=id: words(said, id)) for id in ids]
    ).map(list)
)


@given(LESSONS, LESSONS, LESSONS)
def test_decisions_end_and_hers_stays(base, source, copy):
    mine = {block["id"]: block for block in copy}
    changed = {id for id, block in mine.items() if block not in base and block not in source}
    for _turn in range(20):
        found = suggestions(base, source, copy)
        if not found:
            break
        each = found[0]
        copy, base = accepted(each, source, copy), decided(each, base, source)
        assert accepted(each, source, copy) == copy or each.is_hers
        assert len({block["id"] for block in copy}) == len(copy)
    assert suggestions(base, source, copy) == []
    assert {block["id"]: block for block in copy}.items() >= {id: mine[id] for id in changed}.items()


@given(LESSONS, LESSONS, LESSONS)
def test_what_is_left_is_not_suggested_again(base, source, copy):
    for each in suggestions(base, source, copy):
        base = decided(each, base, source)
    assert suggestions(base, source, copy) == []


@pytest.fixture
def shared(db):
    place = a_place(shared=True)
    english = a_translation(place, home_of("en"), title="Place", slug="place", shared=True)
    course = a_course(place, "Cuidar", credit="Red de redes.", licence="CC BY-SA 4.0", slug="cuidar")
    module = a_module(course, "Parte")
    lesson = a_lesson(module, "Uno", [words("Uno."), samples.SINGLE], slug="uno")
    part = a_translation(module, a_translation(course, english, title="Care", slug="care"), title="Part")
    a_translation(lesson, part, title="One", body=[words("One."), samples.SINGLE], slug="one")
    a_lesson(module, "Borrador", [samples.TEXT], live=False)
    return course


@pytest.fixture
def copy(shared, ceiba, trainer) -> CoursePage:
    return adapt(source=shared, place=ceiba.course_index, by=trainer.account)


def source_lesson(shared) -> LessonPage:
    return LessonPage.objects.get(title="Uno", path__startswith=shared.path)


def lesson_of(copy) -> LessonPage:
    return LessonPage.objects.get(path__startswith=copy.path)


def newest(lesson) -> LessonPage:
    return LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()


def publish(lesson, *body) -> None:
    lesson.body = list(body)
    lesson.save_revision().publish()


def test_a_shared_course_becomes_hers_as_drafts_in_both_languages(shared, copy, ceiba):
    assert (copy.title, copy.live, copy.licence) == ("Cuidar", False, "CC BY-SA 4.0")
    assert copy.credit == "Adaptado de «Cuidar». Red de redes."
    english = copy.get_translations().get()
    assert english.credit == "Adapted from “Care”."
    assert english.is_descendant_of(ceiba.course_index.get_translations().get())
    ours, theirs = lesson_of(copy), source_lesson(shared)
    assert ours.translation_key != theirs.translation_key
    assert [each.title for each in ours.get_translations()] == ["One"]
    assert [block.id for block in ours.body] == [block.id for block in theirs.body]
    assert not ours.live


def test_it_is_hers_once_and_again_when_she_deleted_it(shared, copy, ceiba, trainer):
    again = {"source": shared, "place": ceiba.course_index, "by": trainer.account}
    assert adapt(**again) == copy
    assert [each.copy for each in offers(ceiba.course_index)] == [copy]
    copy.delete()
    assert [each.copy for each in offers(ceiba.course_index)] == [None]
    assert adapt(**again) != copy


@pytest.mark.parametrize("many", [1, 3])
def test_what_is_offered_and_what_changed_cost_the_same_for_many(
    shared, copy, ceiba, trainer, many, django_assert_num_queries
):
    place = shared.get_parent().specific
    for number in range(many - 1):
        other = a_course(place, f"Otro {number}", slug=f"otro-{number}")
        a_lesson(a_module(other), f"L{number}", [samples.TEXT])
        adapt(source=other, place=ceiba.course_index, by=trainer.account)
    for lesson in LessonPage.objects.live().descendant_of(place).filter(locale=place.locale):
        publish(lesson, words("Otra cosa."))
    with django_assert_num_queries(3):
        assert len(offers(ceiba.course_index)) == many
    with django_assert_num_queries(1):
        assert len(changed_lessons([ceiba.course_index])) == many


def test_what_changes_in_the_source_is_taken_block_by_block(shared, copy, trainer):
    ours = lesson_of(copy)
    assert list(changed_lessons([copy])) == []
    publish(source_lesson(shared), words("Otra cosa."), samples.SINGLE, samples.PAUSE)
    assert list(changed_lessons([copy])) == [ours]
    first, second = pair_of(ours).suggestions
    for _twice in range(2):
        decide(copy=ours, block=first.id, mark=first.mark, decision="accept", by=trainer.account)
    decide(copy=ours, block=second.id, mark=second.mark, decision="leave", by=trainer.account)
    draft = newest(ours)
    assert [block.id for block in draft.body] == [samples.TEXT["id"], samples.SINGLE["id"]]
    assert "Otra cosa." in str(draft.body[0].value["body"])
    assert not LessonPage.objects.get(pk=ours.pk).live
    assert list(changed_lessons([copy])) == []


def test_her_own_example_is_never_overwritten(shared, copy, trainer):
    ours = lesson_of(copy)
    publish(ours, words("Nuestro río."), samples.SINGLE)
    publish(source_lesson(shared), words("Otra cosa."), samples.SINGLE)
    [each] = pair_of(ours).suggestions
    assert each.is_hers
    decide(copy=ours, block=each.id, mark=each.mark, decision="accept", by=trainer.account)
    said = [str(block.value["body"]) for block in newest(ours).body[:2]]
    assert ["río" in said[0], "Otra cosa" in said[1]] == [True, True]
    publish(source_lesson(shared), samples.SINGLE)
    assert pair_of(ours).suggestions == []


def test_a_decision_holds_for_what_she_was_shown(shared, copy, trainer):
    ours = lesson_of(copy)
    publish(source_lesson(shared), words("Otra cosa."), samples.SINGLE)
    [shown] = pair_of(ours).suggestions
    publish(source_lesson(shared), words("Y otra."), samples.SINGLE)
    decide(copy=ours, block=shown.id, mark=shown.mark, decision="accept", by=trainer.account)
    assert "Uno." in str(newest(ours).body[0].value["body"])
    assert len(pair_of(ours).suggestions) == 1


def test_what_the_editor_adds_when_it_saves_does_not_make_a_block_hers(shared, copy, trainer):
    hers = newest(lesson_of(copy))
    [text, question] = hers.body.get_prep_value()
    text["value"]["body"] = text["value"]["body"].replace("<p>", '<p data-block-key="a1b2c">')
    publish(hers, text, question)
    assert pair_of(lesson_of(copy)).suggestions == []
    publish(source_lesson(shared), words("Dos."), samples.SINGLE)
    [suggestion] = pair_of(lesson_of(copy)).suggestions
    assert not suggestion.is_hers


def test_new_lessons_are_named_and_closed_sources_say_nothing(shared, copy):
    a_lesson(shared.get_children().live().get(), "Nueva", [samples.TEXT])
    assert [each.title for each in new_lessons(copy)] == ["Nueva"]
    publish(source_lesson(shared), words("Otra cosa."))
    place = shared.get_parent().specific
    place.shared = False
    place.save()
    assert new_lessons(copy) == []
    assert pair_of(lesson_of(copy)) is None
    assert list(changed_lessons([copy])) == []


def test_a_trainer_adapts_and_decides_in_the_editor(client_as, trainer, shared, ceiba, learner):
    client = client_as(trainer)
    place = reverse("adapt-place", args=[ceiba.course_index_id])
    assert "Adaptar «Cuidar»" in client.get(place).content.decode()
    answer = client.post(place, {"course": shared.key})
    copy = CoursePage.objects.get(title="Cuidar", path__startswith=ceiba.course_index.path)
    assert answer.url == reverse("wagtailadmin_explore", args=[copy.pk])
    assert "Tu red ya lo adaptó" in client.get(place).content.decode()
    assert client.post(place, {"course": copy.key}).status_code == 404
    publish(source_lesson(shared), words("Uno, y algo más."), samples.SINGLE)
    ours = lesson_of(copy)
    assert (
        reverse("adapt-lesson", args=[ours.pk])
        in client.get(reverse("adapt-course", args=[copy.pk])).content.decode()
    )
    page = client.get(reverse("adapt-lesson", args=[ours.pk]))
    assert "<ins class='addition'>, y algo más.</ins>" in page.content.decode()
    [(each, _shown)] = page.context["suggestions"]
    sent = {"block": each.id, "mark": each.mark, "decision": "accept"}
    assert client.post(reverse("adapt-lesson", args=[ours.pk]), sent).status_code == 302
    assert "Nada por decidir" in client.get(reverse("adapt-lesson", args=[ours.pk])).content.decode()
    assert client.post(reverse("adapt-lesson", args=[ours.pk]), {"decision": "no"}).status_code == 404
    for page in (copy, copy.get_children().get(), ours):
        page.get_latest_revision().publish()
    actions.enrol(by=learner, course_key=copy.translation_key)
    course = client_as(learner).get(address(copy)).content.decode()
    assert "Adaptado de «Cuidar». Red de redes." in course
    assert "Licencia: CC BY-SA 4.0." in course


def test_a_suggestion_is_told_in_words_and_not_as_it_is_stored():
    value = samples.SINGLE["value"]
    other = {**samples.SINGLE, "value": {**value, "step": "activity", "choices": value["choices"][1:]}}
    [changed] = suggestions([samples.SINGLE], [other], [samples.SINGLE])
    [new] = suggestions([], [samples.SINGLE], [])
    for told in (compared(changed), compared(new)):
        said = re.sub(r"<[^>]+>", " ", str(told["html"]))
        assert told["label"] == "Pregunta de una respuesta"
        assert "Práctica" in said
        assert not {"activity", "deepening", "True", "False", samples.SINGLE["id"]} & set(said.split())


@pytest.mark.parametrize(("way", "of"), [("place", "place"), ("course", "course"), ("lesson", "lesson")])
def test_what_is_not_hers_is_missing(client_as, trainer, jicara, shared, trainer_of_jicara, way, of):
    theirs = adapt(source=shared, place=jicara.course_index, by=trainer_of_jicara.account)
    page = {"place": jicara.course_index, "course": theirs, "lesson": lesson_of(theirs)}[of]
    there = reverse(f"adapt-{way}", args=[page.pk])
    assert client_as(trainer).get(there).status_code == 404
    assert client_as(trainer).post(there, {"course": shared.key}).status_code == 404
    assert client_as(trainer_of_jicara).get(there).status_code == 200


@pytest.fixture
def trainer_of_jicara(jicara):
    from learning.networks.actions import add_member
    from learning.networks.models import Role
    from tests.factories import AccountFactory, give_second_factor

    account = AccountFactory()
    give_second_factor(account)
    return add_member(network=jicara, account=account, role=Role.TRAINER)


def test_what_was_not_copied_suggests_nothing(client_as, trainer, ceiba):
    course = a_course(ceiba.course_index)
    lesson = a_lesson(a_module(course), "Propia", [samples.TEXT])
    for way, page in (("course", course), ("lesson", lesson)):
        assert client_as(trainer).get(reverse(f"adapt-{way}", args=[page.pk])).status_code == 404


def test_what_is_in_review_stands_still(client_as, trainer, shared, copy, ceiba):
    ours = lesson_of(copy)
    Workflow.objects.get(name="Red Ceiba").start(ours, user=None)
    publish(source_lesson(shared), words("Otra cosa."), samples.SINGLE)
    [each] = pair_of(ours).suggestions
    there = reverse("adapt-lesson", args=[ours.pk])
    sent = {"block": each.id, "mark": each.mark, "decision": "accept"}
    client = client_as(trainer)
    for answer in (client.get(there), client.post(there, sent, follow=True)):
        page = answer.content.decode()
        assert page.count("Está en revisión") == 1
        assert "Otra cosa" in page
        assert "Tomarlo" not in page
    assert "Uno." in str(newest(ours).body[0].value["body"])
    assert pair_of(ours).suggestions == [each]


def test_a_shared_course_is_carried_as_it_is(client_as, trainer, jicara, shared, settings, tmp_path):
    settings.MEDIA_ROOT, settings.WORK_ROOT = tmp_path / "media", tmp_path / "work"
    client = client_as(trainer)
    place = client.get(f"/cms/adapt/{trainer.network.course_index_id}/")
    way = f"/cms/exchange/{shared.pk}/"
    assert way in place.text
    there = client.get(way)
    assert [name for name, _kind, _form in there.context["out"]] == ["page", "book", "handbook", "card"]
    assert there.context["taken_in"] == []
    assert f"/cms/pages/{shared.pk}/" not in there.text
    part = there.context["parts"].get()
    kits = client.get(f"/cms/exchange/{part.pk}/")
    assert [name for name, _kind, _form in kits.context["out"]] == ["kit-letter", "kit-a4"]
    asked = client.post(way, {"kind": "page"})
    assert "Uno." in b"".join(client.get(f"{asked.url}file/")).decode()
    assert client.post(way, {"kind": "course-out"}).status_code == 404
    shared.unpublish()
    assert client.get(way).status_code == client.get(f"/cms/exchange/{part.pk}/").status_code == 404
    theirs = a_course(jicara.course_index, "De la otra red")
    assert client.get(f"/cms/exchange/{theirs.pk}/").status_code == 404
