"""A lesson: ten to twenty minutes of blocks that follow activity, discussion, input, deepening, synthesis."""

from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import comparison_class_registry
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.models import Revision
from wagtail_localize.fields import SynchronizedField

from learning.core.privacy import PLAIN
from modules.blocks import LESSON_BLOCKS
from modules.blocks.guide import GUIDE_BLOCKS
from modules.blocks.stream import BlockField, frame
from modules.blocks.track import TRACK_BLOCKS
from modules.changes import tell
from modules.fallback import still_lacking, translated_now
from modules.lesson_form import ASKED, LessonForm
from modules.models.base import LOOKS, PAGE_FIELDS, ContentPage
from modules.questions import PLACED, Question
from modules.quizzes import grade, read_quiz

GUIDE_HELP = _(
    "Para quien da la sesión en persona: toca + y llena lo que sirva. Se imprime en su guía; a quien aprende no le "
    "llega."
)


class ChangePanel(FieldPanel):
    """The comparison of two versions shows the words of the lesson, not what was said about them."""

    def get_comparison_class(self) -> None:
        return None


class VoicesPanel(Panel):
    """Voices have a page of their own; here they stand in the comparison of two versions alone."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            return False

        def get_comparison(self) -> list[Any]:
            field = self.panel.model._meta.get_field("tracks")
            return [partial(comparison_class_registry.get(field), field)]


class LessonPage(ContentPage):
    """
    A lesson. With a pass mark its questions are checked at the end and passing completes it;
    without one they are practice, and marking it completes it.
    """

    base_form_class = LessonForm
    # What it asks, and its voices, follow the original, also in the editor of translations.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("slug", *ASKED, "change", "tracks")
    ]
    opaque_prefix = "l"
    preview_template = "modules/pages/lesson_preview.html"
    preview_modes = [
        *LOOKS,
        ("answers", _("Con todas las explicaciones")),
        ("facilitator", _("Con las notas para facilitar")),
    ]
    parent_page_types = ["modules.ModulePage"]
    subpage_types: list[str] = []

    summary = models.CharField(_("en una frase"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutos"), default=15)
    required = models.BooleanField(_("cuenta para terminar el curso"), default=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("para pasar, por ciento"),
        null=True,
        blank=True,
        help_text=_("Vacío: las preguntas son práctica. Con un número: se revisan al final."),
    )
    explains_words = models.BooleanField(
        _("explica palabras del glosario"),
        default=True,
        help_text=_("La primera vez que aparecen en la lección se pueden abrir ahí mismo."),
    )
    body = BlockField(LESSON_BLOCKS, verbose_name=_("contenido"), default=frame, blank=True)
    # For whoever gives it in person: printed in the kit, shown on no page of a learner.
    guide = BlockField(GUIDE_BLOCKS, verbose_name=_("guía"), max_num=1, default=list, blank=True)
    # Of a translation: its blocks that have no words of their own yet, and the language they stay in.
    untranslated = models.JSONField(default=dict, blank=True, editable=False)
    # What is heard of it in languages that have no text here (modules.voices).
    tracks = BlockField(TRACK_BLOCKS, verbose_name=_("voces"), default=list, blank=True)
    # What its next publication changes for who has done it (modules.changes).
    change = models.JSONField(_("qué tan grande es este cambio"), default=dict, blank=True)

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("required"),
        FieldPanel("pass_mark"),
        FieldPanel("explains_words"),
        FieldPanel("body"),
        ChangePanel("change"),
        VoicesPanel(),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Lección")),
            ObjectList([FieldPanel("guide", help_text=GUIDE_HELP)], heading=_("Para facilitar")),
        ]
    )

    class Meta:
        verbose_name = _("lección")
        verbose_name_plural = _("lecciones")
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_mark__isnull=True) | Q(pass_mark__range=(1, 100)),
                name="lesson_pass_mark_percent",
            )
        ]

    @transaction.atomic
    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """What it changes is told before anybody can read the lesson as it is then."""
        tell(revision.as_object(), revision)
        super().publish(revision, *args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Which blocks it lacks words for is known while it is translated; whoever rewrites one by hand ends that."""
        words = translated_now()
        if words is not None or self.untranslated:
            self.untranslated = still_lacking(self) if words is None else words
        return super().save_revision(*args, **kwargs)

    def preview_of(self, mode: str) -> dict[str, Any]:
        """Nothing in a preview can be sent; with all explanations, every choice counts as made."""
        quiz = read_quiz(self.body)
        every = {question.id: _all_to_show(question) for question in quiz.questions}
        return {
            "marks": grade(quiz, every).marks if mode == "answers" else {},
            "for_facilitator": mode == "facilitator",
        }

    class Privacy:
        fields = {
            **PAGE_FIELDS,
            "summary": PLAIN,
            "minutes": PLAIN,
            "required": PLAIN,
            "pass_mark": PLAIN,
            "explains_words": PLAIN,
            "body": PLAIN,
            "guide": PLAIN,
            "tracks": PLAIN,
            "untranslated": PLAIN,
            "change": PLAIN,
        }


def _all_to_show(question: Question) -> list[str]:
    """Every choice with what it says; of things that are placed, the right places."""
    return [each.id for each in question.choices if each.correct or question.kind not in PLACED]
