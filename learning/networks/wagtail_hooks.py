"""What networks contribute: the first panels of the lead's desk, and an editor that shows her place alone."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from learning.accounts.models import Account
from learning.core.purging import Limit
from learning.networks.access import memberships_of, own_memberships
from learning.networks.actions.invitations import close_codes_of
from learning.networks.actions.reviews import NEEDED
from learning.networks.editor import networks_written_by
from learning.networks.forms import TU, MannerForm, ReviewsForm
from learning.networks.limits import network_limits
from learning.networks.models import Invitation, Membership, Network, Role
from learning.networks.views.advice import advice
from learning.networks.views.translations import translations
from learning.networks.walls import pages_on_the_way, pages_within, shared_directories

MENU = {"explorer", "images", "media", "glossary", "varieties", "advice", "translations"}


@hooks.register("construct_main_menu")
def short_menu(request: HttpRequest, items: list[Any]) -> None:
    """Courses and their files; nothing about people, sites or settings."""
    items[:] = [item for item in items if item.name in MENU]


@hooks.register("register_admin_urls")
def editor_addresses() -> list[Any]:
    return [path("advice/", advice, name="advice"), path("translations/", translations, name="translations")]


@hooks.register("register_admin_menu_item")
def advice_item() -> MenuItem:
    return MenuItem(_("Datos por revisar"), reverse("advice"), name="advice", icon_name="history", order=800)


@hooks.register("register_admin_menu_item")
def translations_item() -> MenuItem:
    return MenuItem(
        _("Traducciones"), reverse("translations"), name="translations", icon_name="globe", order=810
    )


@hooks.register("construct_page_chooser_queryset")
def choose_in_her_place(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """A link in a lesson leads to a page of her own network, and a card also to an entry that is for all."""
    networks = networks_written_by(own_memberships(request))
    return pages.filter(pages_within(networks) | pages_on_the_way(networks) | shared_directories())


@hooks.register("register_purge", order=10)
def limits() -> list[Limit]:
    """Codes and acts of power."""
    return network_limits()


@hooks.register("register_home_panel", order=90)
def other_networks_panel(request: Any) -> str:
    """For a woman of several networks: in which one she is, and the way to the others."""
    mine = own_memberships(request)
    if len(mine) < 2:
        return ""
    others = [each.network for each in mine if each != request.membership]
    return render_to_string("networks/panels/others.html", {"others": others}, request)


@hooks.register("register_accounts_at_rest")
def accounts_of_paused_networks() -> QuerySet:
    """Nobody who belongs to a network in pause has to come to keep her account, nor just after it."""
    resting = Membership.objects.unscoped(reason="the purge goes through every network")
    return resting.filter(Network.letting_nothing_go("network__")).values("account")


@hooks.register("register_leaving")
def close_her_codes(account: Account) -> None:
    """Nobody comes in on the word of who has left."""
    mine = memberships_of(account)
    # The lock of a code in the making (see `invite`), in one order for all.
    list(Network.objects.select_for_update().filter(pk__in=[each.network_id for each in mine]).order_by("pk"))
    for each in mine:
        close_codes_of(account=account, network=each.network, by=each)


@hooks.register("register_farewell_panel")
def lead_leaves_panel(request: Any) -> str:
    """Before a lead goes: that her codes close, and where nobody would be left to invite or to take out."""
    led = {each.network_id: each.network for each in own_memberships(request) if each.role == Role.LEAD}
    leads = Membership.objects.unscoped(reason="the networks she leads").filter(
        role=Role.LEAD, network__in=led
    )
    others = set(leads.exclude(account=request.user).values_list("network_id", flat=True))
    alone = [network for key, network in led.items() if key not in others]
    return render_to_string("networks/panels/last_lead.html", {"networks": alone}, request) if led else ""


def _women_by_role(request: Any) -> dict[str, int]:
    """How many belong, by role; asked once for all panels of a desk."""
    if not hasattr(request, "women_by_role"):
        members = Membership.objects.scoped(network=request.membership.network).order_by()
        request.women_by_role = dict(members.values_list("role").annotate(women=Count("id")))
    counted: dict[str, int] = request.women_by_role
    return counted


@hooks.register("register_desk_panel", order=10)
def invite_panel(request: Any) -> str:
    """How many codes lie open, and the way to a new one."""
    open_codes = Invitation.objects.scoped(network=request.membership.network).open().count()
    return render_to_string("networks/panels/invite.html", {"open_codes": open_codes}, request)


@hooks.register("register_desk_panel", order=20)
def members_panel(request: Any) -> str:
    """How many belong, by role."""
    counted = _women_by_role(request)
    roles = [(label, counted.get(role, 0)) for role, label in Role.choices]
    context = {"roles": roles, "total": sum(counted.values())}
    return render_to_string("networks/panels/members.html", context, request)


@hooks.register("register_desk_panel", order=70)
def contact_panel(request: Any) -> str:
    """Whom the members turn to first, and the way to write it."""
    return render_to_string("networks/panels/contact.html", {"network": request.membership.network}, request)


@hooks.register("register_desk_panel", order=75)
def manner_panel(request: Any) -> str:
    """How the site addresses the members."""
    form = MannerForm(initial={"manner": request.membership.network.manner or TU})
    return render_to_string("networks/panels/manner.html", {"form": form}, request)


@hooks.register("register_desk_panel", order=80)
def reviews_panel(request: Any) -> str:
    """Which reviews the network asks, how many trainers they need and how many there are."""
    network = request.membership.network
    there, needed = _women_by_role(request).get(Role.TRAINER, 0), NEEDED[network.reviews]
    context = {
        "network": network,
        "form": ReviewsForm(initial={"reviews": network.reviews}),
        "there": there,
        "needed": needed,
        "too_few": there < needed,
    }
    return render_to_string("networks/panels/reviews.html", context, request)


@hooks.register("register_desk_panel", order=90)
def pause_panel(request: Any) -> str:
    """The pause of the network, and its end."""
    return render_to_string("networks/panels/pause.html", {"network": request.membership.network}, request)
