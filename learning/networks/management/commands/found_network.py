"""Found a network and let its first lead in."""

import re
from typing import Any

from django.conf.locale import LANG_INFO
from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.networks import actions
from learning.networks.models import Membership, Network, Role


class Command(BaseCommand):
    """Idempotent: a network of that name stays as it is, and gets a new code only while nobody leads it."""

    help = "Found a network; prints a code for its first lead."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--kind", choices=Network.Kind.values, default=Network.Kind.NATIONAL)
        parser.add_argument("--country", default="", help="ISO 3166, two letters")
        parser.add_argument("--language", action="append", dest="languages")

    def handle(self, *args: Any, **options: Any) -> None:
        network = Network.objects.filter(name=options["name"]).first()
        if network is None:
            self._refuse_what_does_not_fit(options)
            network = actions.found_network(
                kind=options["kind"],
                name=options["name"],
                country=options["country"],
                languages=options["languages"] or ["es"],
            )
            self.stdout.write(f"{network.name}: founded.")
        if Membership.objects.scoped(network=network).filter(role=Role.LEAD).exists():
            self.stdout.write(f"{network.name}: has a lead, who makes all further codes.")
            return
        invitation, code, _again = actions.invite(network=network, role=Role.LEAD, by=None)
        self.stdout.write(f"Code for the first lead, until {invitation.expires_on}: {code}")

    def _refuse_what_does_not_fit(self, options: dict[str, Any]) -> None:
        most: Any = Network._meta.get_field("name").max_length
        if not options["name"].strip() or len(options["name"]) > most:
            raise CommandError(f"A network's name has letters, {most} at most.")
        if options["country"] and not re.fullmatch("[A-Z]{2}", options["country"]):
            raise CommandError("--country takes two capital letters (ISO 3166), such as HN.")
        for each in options["languages"] or ():
            # Those without two letters, as most of the region, have three (ISO 639-3), which nobody lists here.
            if each not in LANG_INFO and not re.fullmatch("[a-z]{3}", each):
                raise CommandError(f"--language {each} is no language: ISO 639, such as es or quc.")
