"""What goes by itself: the command, the limits of counters, and what Wagtail keeps of who wrote when."""

import json
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import DateTimeField
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, Workflow, WorkflowState

from learning.core import throttle
from learning.core.models import Throttle
from learning.core.moments import MOMENTS, start_of_today
from learning.core.purging import limits, purge

pytestmark = pytest.mark.django_db
# Moments that are no trace of what somebody did, or that do not stay: why.
OTHERS = {
    "accounts.Session": "goes with the session",
    "mfa.Authenticator": "only the week is written (learning.accounts.receivers)",
    "django_tasks_database.DBTaskResult": "goes when it is done, within a day",
    "wagtailadmin.EditingSession": "goes within an hour",
    "wagtailadmin.FormState": "goes within a day",
    "wagtailembeds.Embed": "no embeds",
    "account.EmailConfirmation": "no e-mail",
    "wagtailmedia.Media": "ours is another model",
    "wagtaildocs.Document": "ours is another model",
    "wagtailimages.Image": "ours is another model",
}
PLANNED = {"approved_go_live_at", "go_live_at", "expire_at"}


def in_(time_machine, **span: float) -> None:
    time_machine.move_to(timezone.now() + timedelta(**span), tick=False)


def past(what: str) -> int:
    """How many rows are past the limit of this name now."""
    return next(limit.rows().count() for limit in limits() if limit.what == what)


def run(**options: bool) -> str:
    said = StringIO()
    call_command("purge", stdout=said, **options)
    return said.getvalue()


def test_a_dry_run_counts_and_touches_nothing(time_machine):
    throttle.hit("try", "x", limit=1, seconds=60)
    in_(time_machine, seconds=120)
    line = next(line for line in run(dry_run=True).splitlines() if line.startswith("counters"))
    assert line.split()[-1] == "1"
    assert Throttle.objects.count() == 1
    run()
    assert Throttle.objects.count() == 0


def test_every_limit_says_what_and_after_how_long_and_runs_on_nothing():
    names = [limit.what for limit, many in purge()]
    assert len(names) == len(set(names))
    assert all(limit.after for limit in limits())
    assert [many for _, many in purge()] == [0] * len(names)


def test_counters_go_after_their_span(time_machine):
    throttle.hit("try", "x", limit=1, seconds=60)
    ends = Throttle.objects.get().ends
    time_machine.move_to(ends, tick=False)
    assert past("counters of tries") == 0
    time_machine.move_to(ends + 1, tick=False)
    assert past("counters of tries") == 1


@pytest.fixture
def page(trainer) -> Page:
    """A page with an old version, the one that is shown and a newer draft."""
    page = Page.get_first_root_node().add_child(instance=Page(title="Hoja", slug="hoja"))
    page.save_revision(user=trainer.account, log_action=True)
    page.save_revision(user=trainer.account).publish(user=trainer.account, skip_permission_checks=True)
    page.save_revision(user=trainer.account, log_action=True)
    return Page.objects.get(pk=page.pk)


def of(page: Page, by: str = "pk") -> list[int]:
    return list(Revision.objects.filter(object_id=str(page.pk)).order_by(by).values_list("pk", flat=True))


def test_old_versions_go_but_neither_the_live_nor_the_newest(page, time_machine):
    old, live, newest = of(page)
    in_(time_machine, days=89)
    run()
    assert of(page) == [old, live, newest]
    assert Revision.objects.filter(user__isnull=False).exists()
    in_(time_machine, days=2)
    run()
    assert of(page) == [live, newest]
    assert not Revision.objects.filter(user__isnull=False).exists()
    assert page.get_latest_revision_as_object().title == "Hoja"


def test_a_version_that_will_be_shown_or_is_judged_stays(page, trainer, time_machine):
    old = Revision.objects.get(pk=of(page)[0])
    Revision.objects.filter(pk=old.pk).update(approved_go_live_at=timezone.now() + timedelta(days=200))
    in_(time_machine, days=91)
    assert past("editor: versions neither live nor newest") == 0


def test_logs_and_ended_moderation_go_after_ninety_days(page, trainer, time_machine):
    log(instance=trainer.account, action="wagtail.edit", user=trainer.account)
    for status in (WorkflowState.STATUS_APPROVED, WorkflowState.STATUS_IN_PROGRESS):
        flow = Workflow.objects.create(name=status)
        WorkflowState.objects.bulk_create(
            [
                WorkflowState(
                    base_content_type=page.content_type,
                    content_type=page.content_type,
                    object_id=str(page.pk),
                    workflow=flow,
                    status=status,
                )
            ]
        )
    assert PageLogEntry.objects.exists()
    in_(time_machine, days=89)
    run()
    assert PageLogEntry.objects.exists()
    assert ModelLogEntry.objects.exists()
    assert WorkflowState.objects.count() == 2
    in_(time_machine, days=2)
    run()
    assert not PageLogEntry.objects.exists()
    assert not ModelLogEntry.objects.exists()
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_who_has_a_page_open_is_kept_an_hour_and_a_form_a_day(page, trainer, time_machine):
    EditingSession.objects.create(
        user=trainer.account, content_object=page, last_seen_at=timezone.now(), is_editing=True
    )
    FormState.objects.create(
        user=trainer.account, content_object=page, data="title=x", last_updated_at=timezone.now()
    )
    in_(time_machine, minutes=59)
    run()
    assert EditingSession.objects.exists()
    in_(time_machine, minutes=2)
    run()
    assert not EditingSession.objects.exists()
    in_(time_machine, hours=22)
    run()
    assert FormState.objects.exists()
    in_(time_machine, hours=2)
    run()
    assert not FormState.objects.exists()


def exact_moments() -> list[str]:
    return [
        f"{label}.{name}"
        for label, names in MOMENTS.items()
        for name in names
        for moment in apps.get_model(label)._base_manager.values_list(name, flat=True)
        if moment and (timezone.localtime(moment).hour, timezone.localtime(moment).minute) != (0, 0)
    ]


def test_moments_become_days_once_the_day_is_over(page, time_machine):
    time_machine.move_to(start_of_today() + timedelta(hours=15, minutes=41), tick=False)
    page.save_revision(log_action=True)
    order = of(page)
    newest = Revision.objects.get(pk=order[-1])
    day = timezone.localdate()
    run()
    newest.refresh_from_db()
    assert timezone.localtime(newest.created_at).minute == 41, "Wagtail compares it while she writes"
    time_machine.move_to(start_of_today() + timedelta(days=1, minutes=5), tick=False)
    run()
    newest.refresh_from_db()
    assert timezone.localtime(newest.created_at).replace(microsecond=0) == datetime(
        day.year, day.month, day.day, tzinfo=timezone.get_current_timezone()
    )
    assert exact_moments() == []
    assert ":41:" not in json.dumps([*Revision.objects.values_list("content", flat=True)], default=str)
    assert ":41:" not in json.dumps([*PageLogEntry.objects.values_list("data", flat=True)], default=str)
    assert newest.is_latest_revision()
    assert [
        *Revision.objects.filter(object_id=str(page.pk)).order_by("created_at").values_list("pk", flat=True)
    ] == order
    assert page.get_latest_revision_as_object().title == "Hoja"
    assert sum(many for limit, many in purge() if limit.what.startswith("moments")) == 0


def test_a_version_that_somebody_has_open_is_left_until_she_is_done(page, trainer, time_machine):
    time_machine.move_to(start_of_today() + timedelta(hours=23, minutes=50), tick=False)
    newest = page.save_revision()
    in_(time_machine, minutes=20)
    EditingSession.objects.create(user=trainer.account, content_object=page, last_seen_at=timezone.now())
    before = newest.created_at
    run()
    newest.refresh_from_db()
    assert newest.created_at == before
    in_(time_machine, minutes=61)
    run()
    newest.refresh_from_db()
    assert newest.created_at < before


def test_no_model_keeps_a_moment_that_nobody_thought_of():
    told = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, DateTimeField) and field.name not in PLANNED and model._meta.label not in OTHERS
    }
    assert told == {f"{label}.{name}" for label, names in MOMENTS.items() for name in names}
