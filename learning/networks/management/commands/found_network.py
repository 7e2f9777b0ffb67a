"""Found a network and let its first lead in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

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
