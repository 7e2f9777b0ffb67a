"""
The walk over a course that every form of it on paper comes from: its lessons in their order, the blocks of each in
the words of their paper templates, what answers its questions, and what is handed out.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from modules.assets import assets_of
from modules.blocks.base import STEPS
from modules.blocks.guide import STRESS
from modules.blocks.worksheet import WORKSHEETS
from modules.cards import entries_of
from modules.glossary import Marker, Term, explained
from modules.links import known_links
from modules.models import CoursePage, LessonPage, ModulePage
from modules.paper.forms import Form, template_of
from modules.paper.pictures import Pictures
from modules.questions import KINDS as QUESTIONS
from modules.questions import fold
from modules.rendering import END, FOR_FACILITATORS, Piece, after_notes, spoken

SHEETS = frozenset({"checklist", *(name for name, _block in WORKSHEETS)})
CARDS = frozenset({"scenario", "matching", "ordering"})
ANSWER = "modules/paper/_answer.html"
SHEET = "modules/paper/_sheet.html"
CARD = "modules/paper/_cards.html"
APART = frozenset({ANSWER, SHEET, CARD})
# Titles of blocks, and in their text, are of the rank that they have on a lesson's page.
TITLES = re.compile(r"<(/?)h3\b")


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
    """The modules of a course that learners can read, with their lessons, in their order. Two queries."""
    modules = list(ModulePage.objects.live().child_of(course).order_by("path"))
    lessons = LessonPage.objects.live().descendant_of(course).order_by("path")
    below: dict[str, list[LessonPage]] = {module.path: [] for module in modules}
    for lesson in lessons:
        below.get(lesson.path[: -LessonPage.steplen], []).append(lesson)
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
    stored = list(page.body.raw_data)
    assets, entries = assets_of(stored, spoken(page)), entries_of(page, stored)
    words = Marker(assets.glossary) if assets.glossary else None
    every = [Piece(page.body, place, raw, assets, entries) for place, raw in enumerate(stored)]
    told = [piece for piece in every if piece.kind not in FOR_FACILITATORS]
    pieces = every if form.for_facilitator else told
    anchors = {piece.id: f"l{number}-{piece.id}" for piece in every} | {END: f"l{number}-{END}"}
    skips = {note: anchors[there] for note, there in after_notes(told).items()}
    asked = [piece.id for piece in told if piece.kind in QUESTIONS]
    common = {**shared, "lesson": page}

    def render(piece: Piece, template: str, rank: str) -> SafeString:
        own = {
            "value": piece.value,
            "raw": piece.raw["value"],
            "kind": piece.kind,
            "block_id": piece.id,
            "anchor": anchors[piece.id],
            "skip_to": skips.get(piece.id, ""),
            "number": asked.index(piece.id) + 1 if piece.id in asked else 0,
        }
        made = render_to_string(template, {**common, **own})
        if words and template not in APART:
            words.mark(made)
        # Nothing opens on paper: the marks for it go.
        return mark_safe(TITLES.sub(rf"<\1{rank}", explained(made)))  # noqa: S308 (a template made it)

    with known_links(shared["links"]):
        blocks = [
            (piece.value["step"], render(piece, template_of(piece.kind), form.block)) for piece in pieces
        ]
        answers = [render(piece, ANSWER, form.answer) for piece in told if piece.kind in _answered(form)]
        sheets, cards = (
            [render(piece, template, "h3") for piece in told if form.for_facilitator and piece.kind in kinds]
            for template, kinds in ((SHEET, SHEETS), (CARD, CARDS))
        )
        terms = [term for found in words.explained for term in found] if words else []
        return PaperLesson(page, number, list(_steps(blocks, page)), answers, terms, sheets, cards)


def _steps(blocks: Iterable[tuple[str, SafeString]], page: LessonPage) -> Iterator[PaperStep]:
    labels = dict(STEPS)
    minutes = page.guide[0].value["steps"] if page.guide else {}
    for name, group in groupby(blocks, key=itemgetter(0)):
        told, minutes = (
            minutes.get(name),
            {**minutes, name: None},
        )  # A step that comes again has no time of its own.
        yield PaperStep(str(labels.get(name, "")), told, [made for _step, made in group])


def _answered(form: Form) -> frozenset[str]:
    """On cards a scenario does not tell what comes of a choice: she who facilitates has it among the answers."""
    return QUESTIONS | {"scenario"} if form.for_facilitator else QUESTIONS
