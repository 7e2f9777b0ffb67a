"""What the demo's networks say to their members: invented."""

from dataclasses import dataclass
from uuid import uuid5

from learning.demo.talk import SPACE
from learning.networks.models import Membership
from learning.news.actions import change_news, write_news
from learning.news.models import News, Words


@dataclass(frozen=True)
class Item:
    """A news item by one woman, in Spanish and perhaps in English."""

    by: str
    kind: str
    words: tuple[Words, ...]


ITEMS = [
    Item(
        "demo-guardabarranco",
        News.Kind.ALERT,
        (
            Words(
                "es",
                "Mensajes que piden tu código",
                "Llegan mensajes que piden el código de entrada *para ayudarte*.\n\n- Nadie de la red lo pide.\n"
                "- No contestes, y cuéntalo en persona.",
            ),
            Words(
                "en",
                "Messages that ask for your code",
                "Messages ask for the code to come in *so as to help you*.\n\n- Nobody of the network asks for it.\n"
                "- Do not answer, and tell it in person.",
            ),
        ),
    ),
    Item(
        "demo-torogoz",
        News.Kind.LETTER,
        (
            Words(
                "es",
                "Para quienes empiezan",
                "No hay prisa. Diez minutos son una lección, y descansar también.",
            ),
        ),
    ),
    Item(
        "demo-tecolota",
        News.Kind.GOOD,
        (
            Words("es", "El curso ya se puede leer en inglés", "Cambia de lengua al pie de cada página."),
            Words("en", "The course can be read in English", "Change language at the foot of each page."),
        ),
    ),
]


def say(members: dict[str, Membership]) -> None:
    """Each once; what was withdrawn is said again."""
    for item in ITEMS:
        by, (first, *others) = members[item.by], item.words
        news = write_news(by=by, kind=item.kind, words=first, until=None, nonce=uuid5(SPACE, first.title))
        for words in others:
            if words.language not in news.words:
                seen = news.version(words.language)
                change_news(by=by, news=news, kind=news.kind, words=words, until=news.until, seen=seen)
