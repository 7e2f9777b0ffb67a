"""Networks that were founded before: their one look becomes the look at the content, and what waits for it goes on."""

from django.db import migrations

LOOKS = (("content", "Revisión del contenido"), ("safety", "Revisión de seguridad"))


def make_looks(apps, schema_editor):
    ReviewTask = apps.get_model("modules.ReviewTask")
    kind, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="modules", model="reviewtask"
    )
    for look, name in LOOKS:
        ReviewTask.objects.get_or_create(looks_at=look, defaults={"name": name, "content_type": kind})


def hand_over(apps, schema_editor):
    """To the one task of all networks; who looked before, and what she said, stays with it."""
    Page, Network = apps.get_model("wagtailcore.Page"), apps.get_model("networks.Network")
    WorkflowTask, Task = apps.get_model("wagtailcore.WorkflowTask"), apps.get_model("wagtailcore.Task")
    content = apps.get_model("modules.ReviewTask").objects.get(looks_at="content")
    places = Page.objects.filter(pk__in=Network.objects.values("course_index"))
    workflows = (
        apps.get_model("wagtailcore.WorkflowPage")
        .objects.filter(page__translation_key__in=places.values("translation_key"))
        .values("workflow")
    )
    steps = WorkflowTask.objects.filter(workflow__in=workflows)
    old = list(
        Task.objects.filter(workflow_tasks__in=steps).exclude(pk=content.pk).values_list("pk", flat=True)
    )
    apps.get_model("wagtailcore.TaskState").objects.filter(task__in=old).update(task_id=content.pk)
    for workflow in set(steps.filter(task__in=old).values_list("workflow", flat=True)):
        WorkflowTask.objects.filter(workflow=workflow, task__in=old).delete()
        WorkflowTask.objects.create(workflow_id=workflow, task_id=content.pk, sort_order=0)
    apps.get_model("wagtailcore.GroupApprovalTask").objects.filter(pk__in=old).delete()
    Task.objects.filter(pk__in=old).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0005_ask_for_reviews"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(make_looks, migrations.RunPython.noop),
        migrations.RunPython(hand_over, migrations.RunPython.noop),
    ]
