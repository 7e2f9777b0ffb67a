"""Some thousand lessons to look for words in, in a network of their own; the words, and where they are asked for."""

import random
from types import SimpleNamespace
from urllib.parse import urlencode

from wagtail.models import Page

from bench import people
from learning.networks.models import Role
from learning.progress.searching import sealed
from modules.models import CoursePage, LessonPage, ModulePage
from modules.search.index import refresh
from tests.modules import samples

IN_COURSE = 30
# A word that stands in one lesson, in one of twenty, in all.
RARE, SOME, COMMON = "xilófono", "siembra", "riesgo"
WORDS = [
    "agua",
    "camino",
    "casa",
    "cuidado",
    "escuchar",
    "fuego",
    "maíz",
    "mercado",
    "palabra",
    "semilla",
    "tejido",
]


def fill(lessons: int) -> dict[str, str]:
    """The cookie of one who looks, and the address of what she finds for each word."""
    network = people.found("Red que busca")
    chance = random.Random(7)
    part: Page | None = None
    for number in range(lessons):
        if number % IN_COURSE == 0:
            course = _below(network.course_index, CoursePage(title=f"Curso {number}"))
            part = _below(course, ModulePage(title="Parte"))
        _below(part, LessonPage(title=f"Lección {number}", body=[_text(number, chance)]))
    refresh()
    cookie = people.session(people.member(network, Role.LEARNER).account)
    asks = SimpleNamespace(session=SimpleNamespace(session_key=cookie))
    words = {"rare": RARE, "some": SOME, "common": COMMON, "all": f"{RARE} {SOME} {COMMON}"}
    ways = {name: f"/buscar/?{urlencode({'v': sealed(text, asks)})}" for name, text in words.items()}
    return {"cookie": cookie, **ways}


def _below(parent: Page, page: Page) -> Page:
    page.locale = parent.locale
    parent.refresh_from_db()
    return parent.add_child(instance=page)


def _text(number: int, chance: random.Random) -> dict:
    said = [chance.choice(WORDS) for _word in range(150)] + [COMMON]
    if number % 20 == 0:
        said.append(SOME)
    if number == 777:
        said.append(RARE)
    return samples.block("text", f"t{number}", body=samples.rich(" ".join(said)))
