import re
from datetime import date, timedelta
from uuid import UUID

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import languages
from ..opaque import encode
from ..weeks import this_week

register = template.Library()
register.filter(languages.as_addressed)
register.filter(languages.own_name)
register.filter(languages.name_in_text)
register.simple_tag(languages.language_now)


@register.filter
def week(monday: date | None) -> str:
    """A week in words, as far as we know when something was: 'esta semana'."""
    if monday is None:
        return ""
    current = this_week()
    if monday == current:
        return _("esta semana")
    if monday == current - timedelta(weeks=1):
        return _("la semana pasada")
    form = "MONTH_DAY_FORMAT" if monday.year == current.year else "DATE_FORMAT"
    return _("semana del %(day)s") % {"day": date_format(monday, form)}


@register.filter
def opaque(key: UUID) -> str:
    """The address form of a key."""
    return encode(key)


@register.filter
def counted(words: str) -> str:
    """Words with a count (1, 2, 3, 4) that stays on one line: it is breathed along, not read."""
    return re.sub(r"(?<=\d,) (?=\d)", "\N{NO-BREAK SPACE}", str(words))
