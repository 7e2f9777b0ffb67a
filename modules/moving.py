"""
A page moves together with its translations, each to the new parent of its own language: what women did hangs on
all of them, and one alone in another course would be asked of nobody and missed by everybody.
"""

from collections.abc import Mapping

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from modules.translations import original_of


class CannotMove(Exception):
    """With one sentence for who wanted it, which says what to do."""


def move_together(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """
    Wagtail's `before_move_page`: all of them, or none. None where it is still to be confirmed.

    Whether she may is asked of each page by Wagtail, which raises PermissionDenied.
    """
    try:
        moves = _moves(page, destination)
    except CannotMove as refused:
        messages.error(request, str(refused))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    if request.method != "POST":
        return None
    with transaction.atomic():
        for each, parent in moves.items():
            each.move(parent, pos="last-child", user=request.user)
    said = _("«%(title)s» ya está en su nuevo lugar, en todas sus lenguas.")
    messages.success(request, said % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_explore", moves[page].pk)


def _moves(page: Page, destination: Page) -> Mapping[Page, Page]:
    """Each of its pages, itself first, and where it goes."""
    title = page.get_admin_display_title()
    if original_of(page):
        said = _(
            "«%(title)s» no se movió: es una traducción. Mueve la original, y sus traducciones van con ella."
        )
        raise CannotMove(said % {"title": title})
    pages = [page, *page.get_translations().select_related("locale").specific()]
    return {each: _new_parent(each, destination, title) for each in pages}


def _new_parent(page: Page, destination: Page, title: str) -> Page:
    names = {
        "title": title,
        "place": destination.get_admin_display_title(),
        "language": page.locale.get_display_name(),
    }
    parent = destination.get_translations(inclusive=True).filter(locale=page.locale_id).first()
    if parent is None:
        said = _(
            "«%(title)s» no se movió: a «%(place)s» le falta su traducción (%(language)s). Tradúcela primero."
        )
        raise CannotMove(said % names)
    if not Page._slug_is_available(page.slug, parent, page=page):
        said = _(
            "«%(title)s» no se movió: en «%(place)s» ya hay otra con su nombre (%(language)s). Elige otra parte."
        )
        raise CannotMove(said % names)
    return parent
