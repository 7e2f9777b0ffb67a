"""A network's place: its pages in the tree of each language, its files, and who may edit them."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from modules.models import CourseIndexPage, HomePage

PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILE_RIGHTS = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtailmedia": ("add_media", "change_media"),
}
# Words are explained to every network, so those change them whose courses every network reads.
SHARED_RIGHTS = Q(content_type__app_label="modules", content_type__model="glossaryterm")
EDITOR_RIGHTS = Q(codename="access_admin", content_type__app_label="wagtailadmin") | Q(
    codename="submit_translation", content_type__app_label="wagtail_localize"
)


def make_pages(name: str, slug: str, *, shared: bool) -> CourseIndexPage:
    """
    One page below the home of each language, translations of each other, live; the first of them.

    A shared place that no network owns yet, such as the starter courses make, is taken over with its courses.
    """
    first = _common_place() if shared else None
    for home in HomePage.objects.select_related("locale").order_by("path"):
        page = first.get_translation_or_none(home.locale) if first else None
        if page is None:
            page = CourseIndexPage(title=name, slug=slug, locale=home.locale, shared=shared)
            if first is not None:
                page.translation_key = first.translation_key
            home.add_child(instance=page)
        first = first or page
    assert first is not None  # noqa: S101 (the homes are planted by a migration)
    first.get_translations(inclusive=True).update(title=name, draft_title=name)
    return first


def _common_place() -> CourseIndexPage | None:
    owned = CourseIndexPage.objects.filter(owner_network__isnull=False).values("translation_key")
    return CourseIndexPage.objects.filter(shared=True).exclude(translation_key__in=owned).first()


def make_collection(name: str) -> Collection:
    """Where the pictures and recordings of one network lie."""
    return Collection.get_first_root_node().add_child(name=name)


def make_editors(name: str, index: CourseIndexPage, collection: Collection) -> Group:
    """
    The group of those who write this network's courses. A grant on a page reaches its language alone,
    so each language's tree has its own.
    """
    group = Group.objects.create(name=name)
    rights = EDITOR_RIGHTS | SHARED_RIGHTS if index.shared else EDITOR_RIGHTS
    group.permissions.set(Permission.objects.filter(rights))
    page_rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS)
    pages = list(index.get_translations(inclusive=True))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission=right)
        for page in pages
        for right in page_rights
    )
    for app, codenames in FILE_RIGHTS.items():
        for right in Permission.objects.filter(content_type__app_label=app, codename__in=codenames):
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=right)
    _let_review(name, group, pages)
    return group


def _let_review(name: str, group: Group, pages: list[CourseIndexPage]) -> None:
    """What a trainer submits is reviewed by the others of her network."""
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.add(group)
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for page in pages:
        WorkflowPage.objects.create(workflow=workflow, page=page)
