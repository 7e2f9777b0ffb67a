"""The two looks that a page gets from others before learners read it."""

from typing import Any

from django.db import models
from django.db.models.signals import post_init
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from learning.core.privacy import PLAIN
from modules import reviewing
from modules.review_forms import form_for


class ReviewTask(Task):
    """
    One look at a page by a woman who did not write it: at what it teaches, or at whom it could hurt. There are two of
    them for the whole site; which of them a network asks stands in its workflow.
    """

    class Look(models.TextChoices):
        CONTENT = "content", _("Revisión del contenido")
        SAFETY = "safety", _("Revisión de seguridad")

    looks_at = models.CharField(max_length=10, choices=Look.choices, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(looks_at__in=["content", "safety"]), name="look_known")
        ]

    class Privacy:
        fields = {"task_ptr": PLAIN, "looks_at": PLAIN}

    lock_class = reviewing.ReviewLock

    @classmethod
    def of(cls, look: str) -> "ReviewTask":
        """The one task of this look."""
        return cls.objects.get_or_create(looks_at=look, defaults={"name": look})[0]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The name stays the look, in no language."""
        self.name = self.looks_at
        super().save(*args, **kwargs)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """What is being looked at stands still for everybody: who wants it otherwise returns or withdraws it."""
        return True

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        state = obj.current_workflow_task_state
        if state is None or not reviewing.reviewable(user, [state]):
            return []
        return [("approve", _("Aprobar"), True), ("reject", _("Devolver"), True)]

    def get_form_for_action(self, action: str) -> Any:
        return form_for(self.looks_at, action)

    def get_template_for_action(self, action: str) -> str:
        return "modules/review/decide.html"

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        waiting = reviewing.in_progress().filter(task=self)
        return TaskState.objects.filter(pk__in=[each.pk for each in reviewing.reviewable(user, waiting)])

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **said: Any) -> None:
        reviewing.decide(self, task_state, user, action_name, said)


@receiver(post_init, sender=Task)
@receiver(post_init, sender=ReviewTask)
def name_in_her_language(instance: Task, **kwargs: Any) -> None:
    """Wagtail shows a task's name as it is kept, in panels and messages: kept is the look, shown its label."""
    kept = instance.__dict__.get("name")
    if kept in ReviewTask.Look.values:
        instance.name = str(ReviewTask.Look(kept).label)
