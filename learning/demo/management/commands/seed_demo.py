"""Seed the demo and say who lives in it."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.demo.people import CODES, PEOPLE, code_of
from learning.demo.seeding import seed

# Printed on paper and known to scripts, so they stand here as they are.
ADDRESSES = {
    "home": "/",
    "login": "/entrar/",
    "join": "/codigo/",
    "account": "/cuenta/",
    "courses": "/cursos/",
    "progress": "/avance/",
    "certificates": "/constancias/",
    "verify": "/v/",
    "forum": "/foro/",
    "queue": "/foro/cola/",
    "desk": "/red/",
    "cms": "/cms/",
    "contacts": "/contactos/",
    "breathing": "/respirar/",
    "keeps": "/que-guarda/",
}


class Command(BaseCommand):
    help = "Networks, people, codes and courses that are plainly demo. Development only; may be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for scripts")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo lives in development only (learning.settings.dev).")
        seed()
        if options["json"]:
            self.stdout.write(json.dumps(told(), ensure_ascii=False, indent=2))
        else:
            self._tell()

    def _tell(self) -> None:
        self.stdout.write(f"{'network':<20}{'role':<11}{'login id':<21}{'passphrase':<44}TOTP secret")
        for person in PEOPLE:
            self.stdout.write(
                f"{person.network:<20}{person.role:<11}{person.login_id:<21}{person.passphrase:<44}{person.totp_secret}"
            )
        self.stdout.write(f"\n{'network':<20}{'role':<11}invitation code")
        for network, role in CODES:
            self.stdout.write(f"{network:<20}{role:<11}{code_of(network, role)}")


def told() -> dict[str, Any]:
    """What scripts need to walk the site through its real doors."""
    return {
        "people": [
            {
                "role": str(person.role),
                "network": person.network,
                "login_id": person.login_id,
                "pseudonym": person.pseudonym,
                "passphrase": person.passphrase,
                "totp_secret": person.totp_secret or None,
            }
            for person in PEOPLE
        ],
        "invitation_codes": [
            {"network": network, "role": str(role), "code": code_of(network, role)} for network, role in CODES
        ],
        "addresses": ADDRESSES,
    }
