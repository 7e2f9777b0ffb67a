"""What is not ready does not reach learners, whichever way it would be published."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, TaskState, Workflow
from wagtail_localize.models import Translation, TranslationSource

from modules.models import LessonPage
from modules.publishing import NotReady
from modules.review_forms import CHECKLISTS
from tests.modules import samples

NO_RIGHT_ANSWER = samples.block(
    "single_choice",
    "one",
    prompt=samples.rich("¿Cuál?"),
    hint="",
    choices=[samples.choice("a", "Uno"), samples.choice("b", "Dos")],
)
NO_PICTURE = samples.block("image", "picture", image=None, alt="")
NO_TRANSCRIPT = samples.block("audio", "voice", audio=None, transcript="")


def kept_as_draft(lesson, *body, **fields):
    lesson.body = list(body)
    for name, value in fields.items():
        setattr(lesson, name, value)
    return lesson.save_revision()


def words_of(lesson) -> list[str]:
    """The kinds of block that learners read now."""
    return [block.block_type for block in LessonPage.objects.get(pk=lesson.pk).body]


def in_review(lesson) -> TaskState:
    Workflow.objects.get(name="Red Ceiba").start(lesson, user=None)
    return TaskState.objects.get(workflow_state__object_id=lesson.pk, status="in_progress")


def approval(review) -> dict[str, object]:
    """All that a reviewer ticks."""
    return {"seen": review.revision_id} | {f"line_{n}": "on" for n, _ in enumerate(CHECKLISTS["content"])}


@pytest.mark.parametrize("script", [False, True])
def test_a_review_does_not_end_in_what_is_not_ready(client_as, trainer, lesson, script):
    before = words_of(lesson)
    kept_as_draft(lesson, samples.TEXT, NO_RIGHT_ANSWER)
    review = in_review(lesson)
    client = client_as(trainer)
    headers = {"X-Requested-With": "XMLHttpRequest"} if script else {}
    address = f"/cms/pages/workflow/action/{lesson.pk}/approve/{review.pk}/"
    answer = client.post(address, approval(review), headers=headers)
    edit = f"/cms/pages/{lesson.pk}/edit/"
    assert (answer.json()["redirect"] if script else answer.url) == edit
    (said,) = map(str, get_messages(answer.wsgi_request))
    assert f"«{lesson.title}» no se publicó" in said
    assert '<a href="#block-one-section">Bloque 2, Pregunta de una respuesta</a>' in said
    assert "Marca una opción acertada, y solo una." in said
    assert words_of(lesson) == before
    review.refresh_from_db()
    assert review.status == TaskState.STATUS_IN_PROGRESS

    review.workflow_state.cancel()
    kept_as_draft(lesson, samples.TEXT, samples.PAUSE)
    review = in_review(lesson)
    client.post(f"/cms/pages/workflow/action/{lesson.pk}/approve/{review.pk}/", approval(review))
    assert words_of(lesson) == ["text", "breathing_pause"]


@pytest.mark.parametrize(
    "lacking", [NO_RIGHT_ANSWER, NO_PICTURE, NO_TRANSCRIPT], ids=lambda each: each["type"]
)
def test_a_block_that_lacks_something_is_not_published(lesson, lacking):
    draft = kept_as_draft(lesson, samples.TEXT, lacking)
    with pytest.raises(NotReady):
        draft.publish()


def test_what_asks_nothing_cannot_be_passed(lesson):
    draft = kept_as_draft(lesson, samples.TEXT, pass_mark=60)
    with pytest.raises(NotReady):
        draft.publish()
    kept_as_draft(lesson, samples.SINGLE, pass_mark=60).publish()
    assert LessonPage.objects.get(pk=lesson.pk).pass_mark == 60


def test_an_hour_that_was_set_publishes_only_what_is_ready(lesson):
    soon = timezone.now() + timedelta(minutes=1)
    before = words_of(lesson)
    with pytest.raises(NotReady):
        kept_as_draft(lesson, samples.TEXT, NO_PICTURE, go_live_at=soon).publish()
    kept_as_draft(lesson, samples.TEXT, samples.PAUSE, go_live_at=soon).publish()
    assert words_of(lesson) == before
    with time_machine.travel(soon + timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert words_of(lesson) == ["text", "breathing_pause"]


def test_a_translation_is_published_only_when_it_is_ready(here, lesson, django_capture_on_commit_callbacks):
    english = Locale.objects.get(language_code="en")
    kept_as_draft(lesson, samples.TEXT, NO_RIGHT_ANSWER)
    lesson.refresh_from_db()
    source, _made = TranslationSource.update_or_create_from_instance(lesson.get_latest_revision_as_object())
    translation = Translation.objects.create(source=source, target_locale=english)
    with pytest.raises(NotReady), django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert not LessonPage.objects.live().filter(locale=english).exists()
