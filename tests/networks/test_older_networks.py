"""Networks that were founded before there were two looks, or a glossary: what they had goes on."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from wagtail.models import GroupApprovalTask, TaskState, WorkflowTask

from modules.models import ReviewTask
from tests.factories import a_network
from tests.progress.conftest import taught

MIGRATION = import_module("learning.networks.migrations.0006_review_with_a_checklist")


def test_a_running_review_becomes_a_look_at_the_content(ceiba, trainer):
    lesson = taught(ceiba, "Ceiba").first.specific
    lesson.save_revision()
    workflow = lesson.get_workflow()
    old = GroupApprovalTask.objects.create(name="Red Ceiba")
    WorkflowTask.objects.filter(workflow=workflow).update(task=old)
    state = workflow.start(lesson, trainer.account).current_task_state
    ReviewTask.objects.all().delete()
    MIGRATION.make_looks(apps, None)
    MIGRATION.hand_over(apps, None)
    state = TaskState.objects.get(pk=state.pk)
    assert state.task.specific.looks_at == "content"
    assert state.status == "in_progress"
    assert WorkflowTask.objects.get(workflow=workflow).task_id == state.task_id
    assert not GroupApprovalTask.objects.exists()
    assert lesson.current_workflow_task == state.task.specific


SHARED = {
    "glossaryterm": "0007_let_older_shared_places_mend_the_glossary",
    "languagevariety": "0008_let_older_shared_places_name_languages",
}


@pytest.mark.parametrize("model", SHARED)
@pytest.mark.parametrize(("kind", "may"), [("regional", True), ("national", False)])
def test_who_writes_for_all_networks_may_mend_what_all_share(kind, may, model, db):
    network = a_network("Red de antes", kind)
    rights = network.editors.permissions
    rights.remove(*rights.filter(codename__endswith=f"_{model}"))
    import_module(f"learning.networks.migrations.{SHARED[model]}").grant(apps, None)
    mine = rights.filter(content_type__app_label="modules", content_type__model=model)
    assert mine.filter(codename=f"change_{model}").exists() is may
    assert set(mine) == (set(Permission.objects.filter(content_type__model=model)) if may else set())
