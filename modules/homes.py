"""A language gets its tree: a home, and below it the places of all networks, whoever founded them before."""

from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import GroupPagePermission, Locale, Page, WorkflowPage

from modules.models import CourseIndexPage, HomePage


def home_in(locale: Locale) -> HomePage:
    """The home of this language, planted when it is not there."""
    home = HomePage.objects.filter(locale=locale).first()
    if home is not None:
        return home
    first = HomePage.objects.order_by("path").first()
    with override(locale.language_code):
        title = gettext("Inicio")
    home = HomePage(title=title, slug=f"inicio-{locale.language_code}", locale=locale)
    home.translation_key = first.translation_key
    Page.get_first_root_node().add_child(instance=home)
    return home


@transaction.atomic
def add_language(code: str) -> list[CourseIndexPage]:
    """The record of this language and its tree; what is there stays. The places that are new."""
    locale, _new = Locale.objects.get_or_create(language_code=code)
    home = home_in(locale)
    there = CourseIndexPage.objects.filter(locale=locale).values("translation_key")
    firsts = CourseIndexPage.objects.child_of(HomePage.objects.order_by("path").first())
    return [_open(index, home) for index in firsts.exclude(translation_key__in=there)]


def _open(index: CourseIndexPage, home: HomePage) -> CourseIndexPage:
    """The same place in another language, for the same women."""
    home.refresh_from_db()
    place = CourseIndexPage(title=index.title, slug=index.slug, shared=index.shared, locale=home.locale)
    place.translation_key = index.translation_key
    home.add_child(instance=place)
    rights = GroupPagePermission.objects.filter(page=index)
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=each.group, page=place, permission=each.permission) for each in rights
    )
    for asked in WorkflowPage.objects.filter(page=index):
        WorkflowPage.objects.create(workflow=asked.workflow, page=place)
    return place
