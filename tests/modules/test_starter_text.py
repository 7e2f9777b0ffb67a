"""The starter courses as text: what a translator or a trainer may break with an ordinary editor.

Reads the files with plain Python, so that it holds whatever parser loads them.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

STARTER = Path(__file__).parents[2] / "modules" / "starter"
COURSES = sorted(path.name for path in STARTER.iterdir() if (path / "es" / "curso.md").exists())
LANGUAGES = ("es", "en")
STEPS = ["activity", "discussion", "input", "deepening", "synthesis"]
CHOICE_KINDS = {"single_choice", "multiple_choice", "scenario_choice"}
LISTED = {
    "matching": re.compile(r"^- \[=\] \{\w+\} \S.*\n  = \S.*\n  > \S", re.MULTILINE),
    "ordering": re.compile(r"^- \[\.\] \{\w+\} \S.*\n  > \S", re.MULTILINE),
}
QUESTIONS = CHOICE_KINDS | set(LISTED) | {"true_false", "short_text"}
SHEETS = {
    "risk_words", "risk_matrix", "threat_steps", "actor_map", "incident_log", "security_plan", "care_agreement",
}  # fmt: skip # A list is read in lines.
KINDS = QUESTIONS | SHEETS | {
    "text", "story", "key_idea", "checklist", "discussion", "reflection", "content_note", "scenario", "next_step",
    "breathing_pause", "check_in", "grounding", "resource_card", "facilitator_note",
}  # fmt: skip # A list is read in lines.
NEEDS = {
    "story": ["title"],
    "checklist": ["title"],
    "key_idea": ["source", "checked_on", "review_by"],
    "content_note": ["minutes", "skips"],
    "true_false": ["answer"],
    "next_step": ["when", "with_whom"],
    "breathing_pause": ["pattern", "rounds"],
    "check_in": ["gauge"],
    "discussion": ["title"],
    "resource_card": ["entry"],
    "scenario": ["title"],
    **{sheet: ["title"] for sheet in SHEETS},
}
SAME_IN_BOTH = ["lesson", "module", "minutes", "required", "pass_mark"]
# Kinds whose lines are stored as plain text: the sign they begin with and the most characters.
CHOICE_LINES = {r"- \[[ x=.]\] \{[\w-]+\}": 300, "  >": 500, r"  \+": 300, "  =": 300}
PLAIN_LINES = {
    **dict.fromkeys(QUESTIONS, CHOICE_LINES),
    "true_false": {"> [VF]:": 500},
    "scenario": {r"- \[>\w\] \{[\w-]+\}": 200, "  >": 600},
    "checklist": {"-": 300},
    "story": {r"\?": 300},
    "content_note": {r"\+": 400},
}
# Slow readers on a phone read about 120 to 150 words a minute; the rest of the time is for doing.
LESSON_WORDS, QUIZ_WORDS, WORDS_PER_MINUTE = range(850, 1501), range(900, 2001), 130

BLOCK = re.compile(r"^::: (\w+) \{([^\n]*)\}\n(.*?)^:::$", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r'(\w+): ("[^"]*"|[^,"]+)')
CHOICE = re.compile(r"^- \[([ x])\] \{(\w+)\} \S.*\n(?:  \+ \S.*\n)*((?:  > \S.*\n?)*)", re.MULTILINE)
MARKED = re.compile(r"^- \[([^\]]+)\] \{([\w-]+)\}", re.MULTILINE)
GUIDE_HEADINGS = {
    "es": [
        "Objetivo",
        "Grupo y tiempo",
        "Pasos y minutos",
        "Materiales",
        "Preguntas",
        "Cuidado",
        "Nivel",
        "Cierre",
    ],
    "en": [
        "Objective",
        "Group and time",
        "Steps and minutes",
        "Materials",
        "Questions",
        "Care",
        "Stress",
        "Closing",
    ],
}
GUIDE = {
    "objective", "level", "group", "steps", "materials", "preparation", "access", "stress", "lowering", "questions",
    "key_points", "mistakes", "alternatives", "handouts", "closing", "follow_up", "versions",
}  # fmt: skip # A list is read in lines.
NO_ELECTRICITY = {"es": "Sin electricidad", "en": "Without electricity"}
NEVER = re.compile(
    r"UNSOURCED|VERIFY|https?://|!\[|\]\(|<[a-z/]|cierr\w+ los ojos|close your eyes|\bnosotros|vosotr|¡",
    re.IGNORECASE,
)
# How to reach somebody stands in the directory, where it is checked again; a lesson shows the entry.
WAY_TO_REACH = re.compile(r"\w@\w+\.|\+\d|\b\d\d(?:[ -]\d\d){3}")

# Said in many trainings, but in no source that we read: not in a course until there is one.
WITHOUT_SOURCE = re.compile(
    "sale (un|ningún) número|no number comes|hecho que pueda tocar|anything that happens that may|"
    "(puede|may be) (usarse|used).{0,9} (contra|against)|códigos? de respaldo|backup code|"
    "mareas|dizzy",
    re.IGNORECASE,
)
# Of breathing; the blocks themselves say it no more than a lesson does.
DIZZY = re.compile("mareas|mareo|dizz", re.IGNORECASE)

# No story ends so; and no choice of hers leads there.
DEATH = re.compile(
    r"\b(muer|muri|asesin|mat(an|aron|ó)\b|kill|murder|die[sd]?\b|dead\b|death)", re.IGNORECASE
)


class Block(NamedTuple):
    """One container of a lesson: its kind, its header fields as written, its body."""

    kind: str
    fields: dict[str, str]
    body: str

    def outline(self) -> tuple[object, ...]:
        """What must not differ between two languages."""
        translated = {"title", "source", "owner", "when", "with_whom", "hint"}
        untranslated = {k: v for k, v in self.fields.items() if k not in translated}
        return self.kind, untranslated, "hint" in self.fields, MARKED.findall(self.body)

    def words(self) -> int:
        """Words she may read here; of a story with ways she goes one."""
        return len(re.findall(r"\w+", self.body)) // (1 + (self.kind == "scenario"))


class Lesson(NamedTuple):
    """A file of the exchange format, split into front matter, blocks and what lies outside them."""

    front: dict[str, str]
    blocks: list[Block]
    outside: str

    @property
    def is_quiz(self) -> bool:
        """A lesson with a pass mark is the course's final quiz."""
        return "pass_mark" in self.front

    def words(self) -> int:
        """Words a learner may read, feedback included, the facilitator's note left out."""
        return sum(b.words() for b in self.blocks if b.kind != "facilitator_note")


@cache
def read(course: str, language: str, name: str) -> Lesson:
    """Read one lesson file of a starter course."""
    _, front, body = (STARTER / course / language / name).read_text("utf-8").split("---\n", 2)
    blocks = [
        Block(kind, {k: v.strip().strip('"') for k, v in FIELD.findall(header)}, text)
        for kind, header, text in BLOCK.findall(body)
    ]
    fields = dict(re.findall(r"^(\w+): (.+)$", front, re.MULTILINE))
    return Lesson(fields, blocks, BLOCK.sub("", body).strip())


def guide_of(course: str, language: str, name: str) -> dict[str, Any]:
    """The guide in the front matter of a lesson."""
    front = (STARTER / course / language / name).read_text("utf-8").split("---\n", 2)[1]
    found: dict[str, Any] = yaml.safe_load(front)["guide"]
    return found


def files(course: str, language: str) -> list[str]:
    """The lesson files of a course in the order of the course."""
    return sorted(path.name for path in (STARTER / course / language).glob("*.md") if path.name != "curso.md")


LESSONS = [
    (course, language, name)
    for course in COURSES
    for language in LANGUAGES
    for name in files(course, language)
]
every_lesson = pytest.mark.parametrize(("course", "language", "name"), LESSONS)


@pytest.mark.parametrize("course", COURSES)
def test_both_languages_have_the_same_structure(course: str) -> None:
    assert files(course, "es") == files(course, "en")
    for name in files(course, "es"):
        es, en = read(course, "es", name), read(course, "en", name)
        assert [es.front.get(k) for k in SAME_IN_BOTH] == [en.front.get(k) for k in SAME_IN_BOTH], name
        assert [b.outline() for b in es.blocks] == [b.outline() for b in en.blocks], name


@pytest.mark.parametrize("course", COURSES)
def test_a_course_names_its_modules_and_ends_on_one_quiz_unless_it_is_of_care(course: str) -> None:
    modules = set()
    for language in LANGUAGES:
        text = (STARTER / course / language / "curso.md").read_text("utf-8")
        front = text.split("---\n")[1]
        assert re.findall(r"^(\w+):", front, re.MULTILINE) == [
            "course", "title", "neutral_title", "theme", "summary", "hours", "licence",
            *(["before"] if course == "mecanismos" else []), "modules",
        ]  # fmt: skip # A list is read in lines.
        assert f"course: {course}\n" in front
        assert not NEVER.search(text)
        modules.add(tuple(re.findall(r"\{id: ([\w-]+), title: \"[^\"]+\"\}", front)))
    assert len(modules) == 1
    lessons = [read(course, "es", name) for name in files(course, "es")]
    assert {lesson.front["module"] for lesson in lessons} == set(modules.pop())
    assert len({lesson.front["lesson"] for lesson in lessons}) == len(lessons)
    quiz = "theme: care\n" not in front
    assert [lesson.is_quiz for lesson in lessons] == [False] * (len(lessons) - 1) + [quiz]


@every_lesson
def test_blocks_are_well_formed(course: str, language: str, name: str) -> None:
    lesson = read(course, language, name)
    assert lesson.outside == ""
    ids = [b.fields["id"] for b in lesson.blocks]
    assert len(ids) == len(set(ids))
    for block in lesson.blocks:
        assert block.kind in KINDS
        assert block.fields["step"] in STEPS
        assert all(block.fields.get(field) for field in NEEDS.get(block.kind, [])), block.fields["id"]
        assert block.body.strip()
        assert ":::" not in block.body, "a container is not closed"


@every_lesson
def test_a_lesson_goes_from_her_experience_to_a_next_step(course: str, language: str, name: str) -> None:
    lesson = read(course, language, name)
    order = [STEPS.index(b.fields["step"]) for b in lesson.blocks]
    assert order == sorted(order)
    assert order[0] == 0
    assert set(order) == set(range(5)) or lesson.is_quiz
    assert [b.kind for b in lesson.blocks][-2:] == ["next_step", "facilitator_note"]
    first_told = next(b.kind for b in lesson.blocks if b.kind in {"text", "story", "key_idea", "reflection"})
    assert first_told == "reflection" or lesson.is_quiz


@every_lesson
def test_it_takes_ten_to_twenty_minutes(course: str, language: str, name: str) -> None:
    lesson = read(course, language, name)
    minutes = int(lesson.front["minutes"])
    assert 10 <= minutes <= 20
    assert lesson.words() in (QUIZ_WORDS if lesson.is_quiz else LESSON_WORDS)
    assert lesson.words() / WORDS_PER_MINUTE <= minutes


@every_lesson
def test_every_answer_is_explained(course: str, language: str, name: str) -> None:
    lesson = read(course, language, name)
    questions = [b for b in lesson.blocks if b.kind in QUESTIONS]
    assert len(questions) >= (10 if lesson.is_quiz else 1)
    for block in questions:
        if block.kind in {"true_false", "short_text"}:
            assert block.fields.get("answer") in ({"true", "false"} if block.kind == "true_false" else {None})
            assert re.findall(r"^> ([VF]): \w", block.body, re.MULTILINE) == ["V", "F"], block.fields["id"]
            continue
        if block.kind in LISTED:
            told = LISTED[block.kind].findall(block.body)
            assert len(told) == len(re.findall(r"^- ", block.body, re.MULTILINE))
            continue
        choices = CHOICE.findall(block.body)
        assert len(choices) == len(re.findall(r"^- \[[ x]", block.body, re.MULTILINE))
        assert 2 <= len(choices) <= 5
        assert [key for _, key, _ in choices] == list("abcde"[: len(choices)])
        assert all(len(feedback.split()) >= 6 for _, _, feedback in choices), block.fields["id"]
        right = sum(mark == "x" for mark, _, _ in choices)
        assert right == 1 if block.kind == "single_choice" else right >= 1 + (block.kind == "multiple_choice")


@every_lesson
def test_she_tries_it_in_a_story_or_on_a_sheet(course: str, language: str, name: str) -> None:
    lesson = read(course, language, name)
    stories = [b for b in lesson.blocks if b.kind in {"scenario", "scenario_choice"}]
    assert lesson.is_quiz or stories or any(b.kind in SHEETS for b in lesson.blocks)
    assert not [b.fields["id"] for b in stories if DEATH.search(b.body)]


@every_lesson
def test_lines_shown_as_plain_text_are_short_and_unmarked(course: str, language: str, name: str) -> None:
    for block in read(course, language, name).blocks:
        for sign, limit in PLAIN_LINES.get(block.kind, {}).items():
            for line in re.findall(rf"^{sign} (.+)$", block.body, re.MULTILINE):
                assert len(line) <= limit
                assert "*" not in line, line


@every_lesson
def test_facts_carry_their_source_and_a_date_to_look_again(course: str, language: str, name: str) -> None:
    for block in read(course, language, name).blocks:
        if block.kind == "key_idea":
            checked, review = (date.fromisoformat(block.fields[key]) for key in ("checked_on", "review_by"))
            assert checked < review


@every_lesson
def test_a_skipped_part_says_where_to_go_on_and_what_helps(course: str, language: str, name: str) -> None:
    blocks = read(course, language, name).blocks
    for place, note in enumerate(blocks):
        if note.kind == "content_note":
            landing = blocks[place + 1 + int(note.fields["skips"])]
            heading = landing.body.partition("\n")[0].removeprefix("### ")
            assert heading in note.body
            assert note.body.strip().split("\n\n")[-1].startswith("+ ")


@every_lesson
def test_the_facilitator_finds_all_she_needs(course: str, language: str, name: str) -> None:
    notes = [b.body for b in read(course, language, name).blocks if b.kind == "facilitator_note"]
    assert len(notes) == 1
    headings = re.findall(r"^### (.+)$", notes[0], re.MULTILINE)
    assert all(
        found.startswith(wanted) for found, wanted in zip(headings, GUIDE_HEADINGS[language], strict=True)
    )
    assert NO_ELECTRICITY[language] in notes[0]


@every_lesson
def test_its_guide_is_whole_and_the_same_in_both_languages(course: str, language: str, name: str) -> None:
    guide, other = guide_of(course, language, name), guide_of(course, "es", name)
    assert list(guide) == list(other)
    assert set(guide) >= GUIDE
    assert guide["steps"] == other["steps"]
    assert [len(v) for v in guide.values() if isinstance(v, list)] == [
        len(v) for v in other.values() if isinstance(v, list)
    ]
    assert list(guide["versions"]) == ["30", "60", "90"]
    assert list(guide["follow_up"]) == ["weeks_2", "months_2", "months_6"]


@every_lesson
def test_no_word_that_does_not_belong(course: str, language: str, name: str) -> None:
    text = (STARTER / course / language / name).read_text("utf-8")
    assert not NEVER.search(text)
    assert not WITHOUT_SOURCE.search(text)
    assert not DIZZY.search(text)
    assert not WAY_TO_REACH.search(text)
    assert not re.search(r"^#{1,2} |^#{4,} |^\|", text, re.MULTILINE), "level 3 headings only, no tables"
    assert not re.search(r"[ \t]+$|\t", text, re.MULTILINE)


def test_a_block_of_care_says_nothing_without_a_source_either() -> None:
    root = STARTER.parents[1]
    words = [*(root / "templates").rglob("*.html"), root / "locale/en/LC_MESSAGES/django.po"]
    assert [path.name for path in words if DIZZY.search(path.read_text())] == []
