"""Shared courses, and copies of them in a network's place."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from learning.accounts.models import Account
from modules.models import (
    Adaptation,
    AdaptedPage,
    ContentPage,
    CourseIndexPage,
    CoursePage,
    LessonPage,
)
from modules.querysets import within


@dataclass(frozen=True)
class Offer:
    """A shared course, and the copy of it that this place has already."""

    course: CoursePage
    copy: CoursePage | None


def offers(place: CourseIndexPage) -> list[Offer]:
    """The live courses of shared places, in the language of this one. Three queries."""
    shared = CourseIndexPage.objects.filter(shared=True).exclude(translation_key=place.translation_key)
    live = CoursePage.objects.live().filter(locale=place.locale, alias_of=None).order_by("path")
    courses = within(live, shared.values("path"))
    made = Adaptation.objects.filter(place_key=place.translation_key).values_list("source_key", "copy_key")
    copies = CoursePage.objects.filter(
        locale=place.locale, translation_key__in=[key for _source, key in made]
    )
    by_key = {each.translation_key: each for each in copies}
    known = {source: by_key.get(key) for source, key in made}
    return [Offer(each, known.get(each.translation_key)) for each in courses]


@transaction.atomic
def adapt(*, source: CoursePage, place: CourseIndexPage, by: Account) -> CoursePage:
    """
    The copy of this shared course in this place: drafts, in each language that both have; the one that is there
    already, if it is.
    """
    # Whoever comes second at the same time waits here, and finds the first one's copy.
    Page.objects.select_for_update().get(pk=place.pk)
    made = Adaptation.objects.filter(place_key=place.translation_key, source_key=source.translation_key)
    copy = CoursePage.objects.filter(locale=place.locale, translation_key__in=made.values("copy_key")).first()
    if copy is not None:
        return copy
    made.delete()
    adaptation = Adaptation.objects.create(
        place_key=place.translation_key, source_key=source.translation_key, copy_key=uuid4()
    )
    keys = {source.translation_key: adaptation.copy_key}
    for course in (
        source.get_translations(inclusive=True).live().filter(alias_of=None).select_related("locale")
    ):
        there = place.get_translations(inclusive=True).filter(locale=course.locale).first()
        if there is not None:
            _copy_tree(course, there, adaptation, keys, by)
    return CoursePage.objects.get(locale=place.locale, translation_key=adaptation.copy_key)


def _copy_tree(
    top: ContentPage, parent: Page, adaptation: Adaptation, keys: dict[UUID, UUID], by: Account
) -> None:
    """This page and what is live below it; `keys` maps what was copied, in whatever language."""
    parents: dict[str, Page] = {top.path[: -Page.steplen]: parent}
    for page in Page.objects.live().descendant_of(top, inclusive=True).filter(alias_of=None).order_by("path"):
        below = parents.get(page.path[: -Page.steplen])
        if below is not None:
            parents[page.path] = _copy(page.specific, below, adaptation, keys, by)


def _copy(
    page: ContentPage, parent: Page, adaptation: Adaptation, keys: dict[UUID, UUID], by: Account
) -> Page:
    key = keys.setdefault(page.translation_key, uuid4())
    parent.refresh_from_db()
    new: dict[str, Any] = {"translation_key": key, "slug": find_available_slug(parent, page.slug)}
    if isinstance(page, CoursePage):
        new["credit"] = _credit(page)
    copy = page.copy(
        to=parent,
        recursive=False,
        copy_revisions=False,
        keep_live=False,
        reset_translation_key=False,
        update_attrs=new,
        user=by,
    )
    AdaptedPage.objects.create(
        adaptation=adaptation,
        language=page.locale.language_code,
        source_key=page.translation_key,
        copy_key=key,
        base=page.body.get_prep_value() if isinstance(page, LessonPage) else [],
        revision=page.live_revision_id,
    )
    return copy


def _credit(course: CoursePage) -> str:
    """Whose it is, before whoever that one names."""
    with translation.override(course.locale.language_code):
        said = _("Adaptado de «%(title)s»") % {"title": course.title}
    return f"{said}. {course.credit}".strip()[: CoursePage._meta.get_field("credit").max_length]
