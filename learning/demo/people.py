"""Who lives in the demo: plainly invented, the same on every machine, with keys anyone can read here."""

import base64
import hashlib
from dataclasses import dataclass
from itertools import product

from learning.core import codes
from learning.core.opaque import ALPHABET
from learning.networks.models import Network, Role

CEIBA, JICARA, COMUN = "Red Ceiba (demo)", "Red Jícara (demo)", "Red Común (demo)"
KINDS = {CEIBA: Network.Kind.NATIONAL, JICARA: Network.Kind.NATIONAL, COMUN: Network.Kind.REGIONAL}
# One person of each role for the buttons of the home page; the trainer is one who has a course to work on.
FACES = ["demo-colibri", "demo-quetzal", "demo-tecolota", "demo-guardabarranco"]


@dataclass(frozen=True)
class Person:
    login_id: str
    pseudonym: str
    role: str
    network: str

    @property
    def passphrase(self) -> str:
        return f"{self.login_id} frase de muestra".replace("-", " ")

    @property
    def totp_secret(self) -> str:
        """Base 32, for every role above learner; empty for learners."""
        if self.role == Role.LEARNER:
            return ""
        return base64.b32encode(hashlib.sha256(self.login_id.encode()).digest()[:20]).decode()


PEOPLE = [
    Person("demo-colibri", "Demo Colibrí", Role.LEARNER, CEIBA),
    Person("demo-chipe", "Demo Chipe", Role.LEARNER, CEIBA),
    Person("demo-quetzal", "Demo Quetzal", Role.MODERATOR, CEIBA),
    Person("demo-torogoz", "Demo Torogoz", Role.TRAINER, CEIBA),
    Person("demo-guardabarranco", "Demo Guardabarranco", Role.LEAD, CEIBA),
    Person("demo-zorzal", "Demo Zorzal", Role.LEARNER, JICARA),
    Person("demo-garza", "Demo Garza", Role.MODERATOR, JICARA),
    Person("demo-pelicano", "Demo Pelícano", Role.LEAD, JICARA),
    Person("demo-tecolota", "Demo Tecolota", Role.TRAINER, COMUN),
]

# Which codes lie open: (network, role).
CODES = [(CEIBA, Role.LEARNER), (CEIBA, Role.MODERATOR), (CEIBA, Role.TRAINER), (JICARA, Role.LEARNER)]


def code_of(network: str, role: str) -> str:
    """
    The invitation code of the demo, the same each time, so that it can be printed though only its hash is kept:
    ten characters from the names and the two check characters that fit.
    """
    digest = hashlib.sha256(f"demo {network} {role}".encode()).digest()
    data = "".join(ALPHABET[byte % 32] for byte in digest[:10])
    whole = ("".join((data, *pair)) for pair in product(ALPHABET, repeat=2))
    return codes.grouped(next(each for each in whole if codes.normalise(each)).upper())
