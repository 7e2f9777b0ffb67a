"""What the journal adds to pages of others, and what her keys open and lock of it."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks

from learning.journal import actions
from learning.journal.access import journal_of, open_in, writings
from learning.journal.writing import in_words

hooks.register("register_opening", actions.opens)
hooks.register("register_locking", actions.lock_anew)


@hooks.register("register_keep_words")
def keep_words() -> Any:
    return gettext_lazy("Guardar en mi diario")


@hooks.register("register_lesson_panel")
def lesson_panel(request: Any, place: Any, blocks: list[str]) -> SafeString:
    """The forms of what she writes in the lesson, and the ways to a note and a mark."""
    # One token for all: each time that it is asked for it has another mask, which nothing compresses.
    context = {"place": place, "blocks": blocks, "csrf_token": get_token(request)}
    return render_to_string("journal/_lesson_panel.html", context, request)


@hooks.register("register_own_panel", order=80)
def own_panel(request: Any) -> SafeString:
    return render_to_string("journal/_own_panel.html", {}, request)


@hooks.register("register_keys_panel")
def keys_panel(request: Any) -> str:
    """Where a key of hers changes: what becomes of her journal."""
    journal = journal_of(request.user)
    if not journal.begun:
        return ""
    context = {"closed": not open_in(request, journal), "waits": journal.paper_waits}
    return render_to_string("journal/_keys_panel.html", context, request)


@hooks.register("register_own_data")
def own_data(request: HttpRequest) -> dict[str, list[dict[str, str]]]:
    """Her journal among her data, where it lies open; else how she gets it."""
    journal = journal_of(request.user)  # type: ignore[arg-type]
    if not journal.begun:
        return {}
    hers = open_in(request, journal)
    said = _("Está cerrado. Ábrelo con tu frase de paso en la página de tu diario, y vuelve aquí.")
    return {_("diario"): in_words(writings(hers)[0]) if hers else [{_("cómo verlo"): said}]}
