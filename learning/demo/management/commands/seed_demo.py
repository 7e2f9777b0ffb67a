"""Seed the demo and say who lives in it."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import NoReverseMatch, reverse

from learning.demo.people import CODES, PEOPLE, code_of
from learning.demo.seeding import seed

ADDRESSES = {
    "home": "progress:home",
    "login": "account_login",
    "join": "networks:join",
    "account": "accounts:home",
    "courses": "progress:catalogue",
    "progress": "progress:own",
    "certificates": "certificates:mine",
    "verify": "certificates:verify",
    "forum": "community:topic-list",
    "desk": "networks:desk",
    "cms": "wagtailadmin_home",
    "contacts": "progress:contacts",
    "breathing": "progress:breathing",
    "keeps": "progress:keeps",
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
        "addresses": dict(filter(None, map(_address, ADDRESSES.items()))),
    }


def _address(named: tuple[str, str]) -> tuple[str, str] | None:
    name, view = named
    try:
        return name, reverse(view)
    except NoReverseMatch:
        return None
