"""A network's place: its pages in the tree of each language, its files, and who may edit them."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from learning.networks.models import Network
from modules.models import CourseIndexPage, HomePage, ReviewTask
from modules.reviewing import end_reviews

PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILE_RIGHTS = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtailmedia": ("add_media", "change_media"),
}
# Words, and the languages that are heard, are one list for every network: those change them whose courses all read.
SHARED_RIGHTS = Q(
    content_type__app_label="modules", content_type__model__in=("glossaryterm", "languagevariety")
)
EDITOR_RIGHTS = Q(codename="access_admin", content_type__app_label="wagtailadmin") | Q(
    codename="submit_translation", content_type__app_label="wagtail_localize"
)
# The looks each decision of a network asks for; where it asks for none, whoever wants one may send a page to it.
LOOKS = {
    Network.Reviews.NONE: (ReviewTask.Look.CONTENT,),
    Network.Reviews.CONTENT: (ReviewTask.Look.CONTENT,),
    Network.Reviews.BOTH: (ReviewTask.Look.CONTENT, ReviewTask.Look.SAFETY),
}


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
    _let_review(name, pages)
    return group


def _let_review(name: str, pages: list[CourseIndexPage]) -> None:
    """What a trainer submits is reviewed by another of her network."""
    workflow = Workflow.objects.create(name=name)
    _ask(workflow, ReviewTask.Look.CONTENT)
    for page in pages:
        WorkflowPage.objects.create(workflow=workflow, page=page)


def ask_reviews(network: Network) -> None:
    """
    Make the editor ask what the network asks: its looks, in their order, and publishing only at the end of them. What
    was in review under other rules is a draft again.
    """
    pages = network.course_index.get_translations(inclusive=True)  # type: ignore[union-attr]
    for workflow in Workflow.objects.filter(workflow_pages__page__in=pages).distinct():
        end_reviews(workflow)
        _ask(workflow, *LOOKS[Network.Reviews(network.reviews)])
    publishing = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    rights = GroupPagePermission.objects.filter(group=network.editors, permission=publishing)
    rights.delete()
    if network.reviews == Network.Reviews.NONE:
        rights.bulk_create(
            GroupPagePermission(group=network.editors, page=page, permission=publishing) for page in pages
        )


def _ask(workflow: Workflow, *looks: str) -> None:
    WorkflowTask.objects.filter(workflow=workflow).delete()
    for place, look in enumerate(looks):
        WorkflowTask.objects.create(workflow=workflow, task=ReviewTask.of(look), sort_order=place)
