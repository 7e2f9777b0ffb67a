"""What a woman has done of a course. Everything hangs on translation keys: one progress, whatever the language."""

import json
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from learning.accounts.sealed import AuthoredTextField
from learning.core.privacy import DELETE, PERSONAL, PLAIN, SENSITIVE
from learning.core.weeks import this_week
from learning.networks.querysets import NetworkOwned
from learning.progress.querysets import EnrolmentManager
from learning.progress.taken import answers_given, answers_kept, course_titles, lesson_titles


class Enrolment(NetworkOwned):
    """
    A woman takes a course, inside one network. Leaving keeps what she did, and coming back finds it again.
    `completed_week` is written once, when she has done what the course then asked, and nothing takes it back.
    With it stays how the course was called then, and its hours: what she finished can be renamed or deleted.
    `last_lesson_key` and `last_block`: the lesson she goes on with, and in it the question she sent last.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    course_key = models.UUIDField(_("curso"))
    week = models.DateField(_("desde la semana"), default=this_week)
    left = models.BooleanField(_("en pausa"), default=False)
    completed_week = models.DateField(_("terminado en la semana"), null=True, blank=True)
    # Language to title and neutral title (learning.progress.kept).
    completed_titles = models.JSONField(null=True, blank=True)
    completed_hours = models.DecimalField(_("horas"), max_digits=4, decimal_places=1, null=True, blank=True)
    last_lesson_key = models.UUIDField(null=True, blank=True)
    last_block = models.CharField(max_length=36, blank=True, default="")

    objects: ClassVar[EnrolmentManager] = EnrolmentManager()

    class Meta:
        verbose_name_plural = _("cursos")
        constraints = [
            models.UniqueConstraint(fields=["network", "account", "course_key"], name="enrolment_once"),
            models.CheckConstraint(
                condition=Q(completed_week__isnull=True) | Q(completed_week__gte=F("week")),
                name="enrolment_completed_after_start",
            ),
            models.CheckConstraint(
                condition=Q(
                    completed_week__isnull=True, completed_titles__isnull=True, completed_hours__isnull=True
                )
                | Q(
                    completed_week__isnull=False,
                    completed_titles__isnull=False,
                    completed_hours__isnull=False,
                ),
                name="enrolment_completed_by_its_name",
            ),
        ]

    class Privacy:
        fields = dict.fromkeys(
            (
                "id",
                "network",
                "account",
                "course_key",
                "week",
                "left",
                "completed_week",
                "completed_titles",
                "completed_hours",
                "last_lesson_key",
                "last_block",
            ),
            PERSONAL,
        )
        on_erase = {"account": DELETE}
        exported = ("course_key", "week", "left", "completed_week", "completed_hours")
        words = {"course_key": course_titles}

    def __str__(self) -> str:
        return f"{self.course_key} · {self.week}"

    def get_left_display(self) -> str:
        return _yes_or_no(self.left)


class LessonCompletion(NetworkOwned):
    """
    She has done a lesson, in the published version `revision`. No edit, unpublishing or deletion takes it back. Of
    changes that protect she has read those up to the version `read_change`.
    """

    class How(models.TextChoices):
        MARKED = "marked", _("marcada por ti")
        QUIZ = "quiz", _("preguntas pasadas")
        SKIPPED = "skipped", _("saltada, y cuenta igual")
        TRAINER = "trainer", _("marcada por una facilitadora")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="completions")
    lesson_key = models.UUIDField(_("lección"))
    how = models.CharField(_("cómo"), max_length=8, choices=How.choices)
    revision = models.PositiveBigIntegerField(null=True, blank=True)
    read_change = models.PositiveBigIntegerField(null=True, blank=True)
    week = models.DateField(_("semana"), default=this_week)

    class Meta:
        verbose_name_plural = _("lecciones hechas")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson_key"], name="lesson_done_once"),
            models.CheckConstraint(
                condition=Q(how__in=["marked", "quiz", "skipped", "trainer"]), name="lesson_done_how_known"
            ),
        ]

    class Privacy:
        fields = dict.fromkeys(
            ("id", "network", "enrolment", "lesson_key", "how", "revision", "read_change", "week"), PERSONAL
        )
        on_erase = {"enrolment__account": DELETE}
        exported = ("lesson_key", "how", "week")
        words = {"lesson_key": lesson_titles}

    def __str__(self) -> str:
        return f"{self.lesson_key} · {self.how}"


class QuizAttempt(NetworkOwned):
    """
    One sending of a lesson's questions: what she chose, and how many were right in the version she took.
    `token` is of the sheet given to the form and of what she chose: the same sent twice is one attempt.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attempts")
    lesson_key = models.UUIDField(_("lección"))
    token = models.UUIDField()
    revision = models.PositiveBigIntegerField(null=True, blank=True)
    # Block id to the ids of the choices she took.
    answers = models.JSONField(_("respuestas"), default=dict)
    right = models.PositiveSmallIntegerField(_("acertadas"))
    total = models.PositiveSmallIntegerField(_("de"))
    passed = models.BooleanField(_("pasó"))
    week = models.DateField(_("semana"), default=this_week)

    class Meta:
        verbose_name_plural = _("preguntas respondidas")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "token"], name="attempt_once"),
            models.CheckConstraint(condition=Q(right__lte=F("total")), name="attempt_right_within_total"),
        ]

    class Privacy:
        fields = dict.fromkeys(
            (
                "id",
                "network",
                "enrolment",
                "lesson_key",
                "token",
                "revision",
                "answers",
                "right",
                "total",
                "passed",
                "week",
            ),
            PERSONAL,
        )
        on_erase = {"enrolment__account": DELETE}
        exported = ("lesson_key", "answers", "right", "total", "passed", "week")
        words = {"lesson_key": lesson_titles, "answers": answers_given}

    def __str__(self) -> str:
        return f"{self.right}/{self.total}"

    def get_passed_display(self) -> str:
        return _yes_or_no(self.passed)


class QuizDraft(NetworkOwned):
    """
    What she has answered of a lesson's questions and not sent: hers alone, sealed under her own key, until she sends
    it. `sheet` is the number that her sending will bear, from whatever window.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    lesson_key = models.UUIDField(_("lección"))
    sheet = models.UUIDField(default=uuid.uuid4)
    # JSON: block id to the ids of the choices she took, or to what she wrote.
    answers = AuthoredTextField(_("respuestas"), author_field="account")
    week = models.DateField(_("semana"), default=this_week)

    class Meta:
        verbose_name_plural = _("respuestas que no has enviado")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "account", "lesson_key"], name="draft_of_a_lesson_once"
            ),
        ]

    class Privacy:
        fields = {
            **dict.fromkeys(("id", "network", "account", "lesson_key", "sheet", "week"), PERSONAL),
            "answers": SENSITIVE,
        }
        on_erase = {"account": DELETE}
        exported = ("lesson_key", "answers", "week")
        words = {"lesson_key": lesson_titles, "answers": answers_kept}

    def __str__(self) -> str:
        return str(self.lesson_key)

    @property
    def given(self) -> dict[str, list[str]]:
        """Her answers, as `modules.quizzes.read_answers` reads them; none when they do not open."""
        found: dict[str, list[str]] = json.loads(str(self.answers or "{}"))
        return found


class FeedbackGiven(NetworkOwned):
    """She has said what she thought of a lesson. What she said is counted elsewhere, and nothing leads there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="feedback_given")
    lesson_key = models.UUIDField(_("lección"))

    class Meta:
        verbose_name_plural = _("lecciones de las que dijiste qué te parecieron")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson_key"], name="feedback_given_once"),
        ]

    class Privacy:
        fields = dict.fromkeys(("id", "network", "enrolment", "lesson_key"), PERSONAL)
        on_erase = {"enrolment__account": DELETE}
        exported = ("lesson_key",)
        words = {"lesson_key": lesson_titles}

    def __str__(self) -> str:
        return str(self.lesson_key)


class LessonFeedback(NetworkOwned):
    """
    What a network thinks of a lesson (learning.progress.feedback): how many answered and how often a word was ticked,
    about nobody; and what trainers are shown of it, which follows five answers at a time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lesson_key = models.UUIDField()
    answers = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    shown_answers = models.PositiveIntegerField(default=0)
    shown = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "lesson_key"], name="feedback_counted_once"),
            models.CheckConstraint(
                condition=Q(shown_answers__lte=F("answers")), name="feedback_shown_within_answers"
            ),
        ]

    class Privacy:
        fields = dict.fromkeys(
            ("id", "network", "lesson_key", "answers", "counts", "shown_answers", "shown"), PLAIN
        )

    def __str__(self) -> str:
        return str(self.lesson_key)


class NetworkMonth(NetworkOwned):
    """
    What a lead is shown of a month that has closed (learning.progress.months): written once, about nobody.
    `active` is for a network that was too small for numbers, `counts` for the others: course key to what is shown
    of who began and of who finished.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField()
    active = models.BooleanField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "month"], name="month_closed_once")]

    class Privacy:
        fields = dict.fromkeys(("id", "network", "month", "active", "counts"), PLAIN)

    def __str__(self) -> str:
        return str(self.month)


def _yes_or_no(value: bool) -> str:
    return gettext("sí") if value else gettext("no")
