"""Networks that were founded before there were two looks: what waited there goes on."""

from importlib import import_module

from django.apps import apps
from wagtail.models import GroupApprovalTask, TaskState, WorkflowTask

from modules.models import ReviewTask
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
