"""
The walk over a course that every form of it on paper comes from: its lessons in their order, the blocks of each in
the words of their paper templates, what answers its questions, and what is handed out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.safestring import SafeString

from modules.blocks.base import STEPS
from modules.blocks.guide import STRESS
from modules.blocks.worksheet import WORKSHEETS
from modules.glossary import Term
from modules.links import known_links
from modules.models import CoursePage, LessonPage, ModulePage
from modules.paper.forms import Form
from modules.paper.pictures import Pictures
from modules.paper.titles import tell_titles
from modules.paper.writing import Writer
from modules.querysets import places_around, voiced
from modules.questions import KINDS as QUESTIONS
from modules.questions import fold

SHEETS = frozenset({"checklist", *(name for name, _block in WORKSHEETS)})
CARDS = frozenset({"scenario", "matching", "ordering"})
ANSWER = "modules/paper/_answer.html"
SHEET = "modules/paper/_sheet.html"
CARD = "modules/paper/_cards.html"


@dataclass(frozen=True)
class PaperStep:
    """Blocks in a row that belong to one step; `minutes` of it in person, if the guide says."""

    label: str
    minutes: int | None
    blocks: list[SafeString]


@dataclass(frozen=True)
class PaperLesson:
    """
    A lesson on paper. `number` counts through the course. `answers`, `sheets` and `cards` are rendered apart: what
    is right and why, what is copied, what is cut. `words`: those of the glossary that stand in it.
    """

    page: LessonPage
    number: int
    steps: list[PaperStep]
    answers: list[SafeString]
    words: list[Term]
    sheets: list[SafeString] = field(default_factory=list)
    cards: list[SafeString] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"l{self.number}"

    @property
    def guide(self) -> Mapping[str, Any] | None:
        return self.page.guide[0].value if self.page.guide else None

    @property
    def minutes(self) -> int:
        """In person, by the guide; else those that she needs alone."""
        told = self.guide["steps"].values() if self.guide else ()
        return sum(each or 0 for each in told) or self.page.minutes

    @property
    def stress(self) -> str:
        """How much it may strain, in words."""
        told = self.guide["stress"] if self.guide else None
        return str(dict(STRESS)[told]) if told else ""


@dataclass(frozen=True)
class PaperModule:
    page: ModulePage
    number: int
    lessons: list[PaperLesson]


def live_modules(course: CoursePage) -> list[tuple[ModulePage, list[LessonPage]]]:
    """
    The modules of a course that learners can read, with their lessons, in their order, each with the voices of its
    original, and with the language of its title. Four queries.
    """
    modules = list(ModulePage.objects.live().child_of(course).order_by("path"))
    lessons = voiced(LessonPage.objects.live().descendant_of(course).order_by("path"), places_around(course))
    below: dict[str, list[LessonPage]] = {module.path: [] for module in modules}
    for lesson in lessons:
        below.get(lesson.path[: -LessonPage.steplen], []).append(lesson)
    tell_titles(course, [*modules, *lessons])
    return [(module, below[module.path]) for module in modules if below[module.path]]


def walk(
    modules: Sequence[tuple[ModulePage, Sequence[LessonPage]]],
    form: Form,
    pictures: Pictures,
    recordings: Mapping[int, str] | None = None,
    only: Collection[ModulePage] | None = None,
) -> list[PaperModule]:
    """
    These modules in this form, or `only` some of them, under the numbers they have in the course. `recordings`: the
    files that lie beside the paper, by the number of the recording.
    """
    lessons = [(module, lesson) for module, below in modules for lesson in below]
    numbers = {lesson.pk: number for number, (_module, lesson) in enumerate(lessons, 1)}
    here = [lesson.pk for module, lesson in lessons if only is None or module in only]
    links = {pk: f"#l{numbers[pk]}" for pk in here}
    shared = {"form": form, "pictures": pictures, "recordings": recordings or {}, "links": links}
    return [
        PaperModule(module, place, [_lesson(each, numbers[each.pk], shared) for each in below])
        for place, (module, below) in enumerate(modules, 1)
        if only is None or module in only
    ]


def words_of(modules: Sequence[PaperModule]) -> list[Term]:
    """The words of the glossary that stand in these lessons, once each, as a list of words is read."""
    found = {term.word: term for module in modules for lesson in module.lessons for term in lesson.words}
    return [found[word] for word in sorted(found, key=fold)]


def _lesson(page: LessonPage, number: int, shared: Mapping[str, Any]) -> PaperLesson:
    form: Form = shared["form"]
    with known_links(shared["links"]):
        writer = Writer(page, number, shared)
        return PaperLesson(
            page,
            number,
            steps=list(_steps(writer.blocks(), page)),
            answers=writer.apart(ANSWER, _answered(form), form.answer),
            words=writer.words,
            sheets=writer.apart(SHEET, SHEETS if form.for_facilitator else ()),
            cards=writer.apart(CARD, CARDS if form.for_facilitator else ()),
        )


def _steps(blocks: Iterable[tuple[str, SafeString]], page: LessonPage) -> Iterator[PaperStep]:
    labels = dict(STEPS)
    minutes = page.guide[0].value["steps"] if page.guide else {}
    for name, group in groupby(blocks, key=itemgetter(0)):
        told = minutes.get(name)
        minutes = {**minutes, name: None}  # A step that comes again has no time of its own.
        yield PaperStep(str(labels.get(name, "")), told, [made for _step, made in group])


def _answered(form: Form) -> frozenset[str]:
    """On cards a scenario does not tell what comes of a choice: she who facilitates has it among the answers."""
    return QUESTIONS | {"scenario"} if form.for_facilitator else QUESTIONS
