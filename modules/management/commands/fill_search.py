"""`manage.py fill_search`: writes what can be looked for, where it is missing. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from modules.search.index import refresh


class Command(BaseCommand):
    help = "Anota lo que se puede buscar: lo que falta, o lo que cambió sin que se notara."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("Páginas anotadas: %(many)d.") % {"many": refresh()})
