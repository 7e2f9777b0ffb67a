"""
Courses that are better taken before another one. A trainer names them; learners are told, and nothing is locked. They
are kept as translation keys, one for all languages: a course that is not here yet is not shown, and is once it comes.
"""

from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django import forms
from django.apps import apps
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from modules.content_form import ContentForm
from modules.translations import original_of

Titles = dict[str, str]


def courses_around(place: Page, but: UUID | None = None) -> Titles:
    """
    Key to title of the courses that one of this place may name: those of the place, drafts too, then what is published
    in shared places.
    """
    shared = apps.get_model("modules", "CourseIndexPage")._default_manager.filter(shared=True)
    own = _below(place.get_translations(inclusive=True))
    pages = apps.get_model("modules", "CoursePage")._default_manager.filter(
        own | _below(shared) & Q(live=True)
    )
    pages = (
        pages.filter(alias_of=None)
        .exclude(translation_key=but)
        .annotate(
            hers=Case(When(own, then=Value(1)), default=Value(0)),
            other=Case(When(locale=place.locale_id, then=Value(0)), default=Value(1)),
        )
    )
    found: Titles = {}
    for key, title in pages.order_by("-hers", "other", "path").values_list("translation_key", "draft_title"):
        found.setdefault(str(key), title)
    return found


def _below(pages: QuerySet[Any]) -> Q:
    paths = list(pages.values_list("path", flat=True))
    return reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[]))


class CourseForm(ContentForm):
    """In a translation the courses to take before are those of the original."""

    before = forms.MultipleChoiceField(
        label=_("antes conviene"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Cursos que ayudan a entender este. Se recomiendan: ninguno es obligatorio."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.parent_page or self.instance.get_parent()
        self.offered = courses_around(place, self.instance.translation_key)
        field = self.fields.get("before")
        if field is None:
            return
        field.choices = list(self.offered.items())
        original = original_of(self.instance)
        if original:
            field.disabled, field.help_text = (
                True,
                _("Vale lo mismo en todas las lenguas. Se cambia en la original."),
            )
            self.initial["before"] = original.before
        if not self.offered:
            field.help_text = _("Aquí no hay otros cursos todavía.")

    def clean_before(self) -> list[str]:
        """What she chose, and what stands there already and is not here: it came in a file before its course."""
        chosen = self.cleaned_data["before"]
        return [*chosen, *(key for key in self.instance.before if key not in {*self.offered, *chosen})]


class BeforeComparison(FieldComparison):
    """Titles in the comparison of two versions, in the place of keys."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.titles = courses_around(obj_b.get_parent(), obj_b.translation_key)

    def htmldiff(self) -> Any:
        gone = [key for key in self.val_a if key not in self.val_b]
        new = [key for key in self.val_b if key not in self.val_a]
        rows = [("deletion", "del", gone), ("addition", "ins", new)]
        return format_html_join(
            ", ",
            '<{} class="{}">{}</{}>',
            ((tag, kind, self.titles.get(key, "…"), tag) for kind, tag, keys in rows for key in keys),
        )


class BeforePanel(FieldPanel):
    def get_comparison_class(self) -> type[FieldComparison]:
        return BeforeComparison
