"""Marks are the same whatever order, doubles or foreign ids come in; nothing raises."""

from types import SimpleNamespace

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from modules.questions import ACCEPTED, OTHER, Choice, Part, Question, fold, read_question
from modules.quizzes import Quiz, grade, read_answers, read_quiz

IDS = st.text("abcdef", min_size=1, max_size=3)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    ids = draw(st.lists(IDS, min_size=2, max_size=6, unique=True))
    right = draw(st.sets(st.sampled_from(ids), min_size=1))
    choices = tuple(Choice(i, f"text {i}", i in right, f"because {i}") for i in ids)
    return Question(draw(IDS), "multiple_choice", "<p>?</p>", choices)


QUIZZES = st.lists(questions(), max_size=6, unique_by=lambda q: q.id).map(lambda qs: Quiz(tuple(qs)))
ANSWERS = st.dictionaries(IDS, st.lists(IDS, max_size=8), max_size=8)


def all_right(quiz: Quiz) -> dict[str, list[str]]:
    return {question.id: sorted(question.correct_ids) for question in quiz.questions}


@given(QUIZZES, ANSWERS)
def test_any_answers_get_a_mark_each_and_never_raise(quiz: Quiz, answers: dict[str, list[str]]) -> None:
    result = grade(quiz, answers)
    assert set(result.marks) == {question.id for question in quiz.questions}
    assert 0 <= result.right <= result.total == len(quiz.questions)
    assert 0 <= result.percent <= 100
    assert (result.percent == 100) == (result.right == result.total)


@given(QUIZZES)
def test_the_exact_choices_are_right_and_nothing_else_is(quiz: Quiz) -> None:
    assert grade(quiz, all_right(quiz)).percent == 100
    for question in quiz.questions:
        for choice in question.choices:
            wrong = question.correct_ids ^ {choice.id}
            assert not grade(quiz, {question.id: sorted(wrong)}).marks[question.id].right


@given(QUIZZES, ANSWERS, st.randoms())
def test_order_doubles_and_foreign_ids_change_nothing(
    quiz: Quiz, answers: dict[str, list[str]], random: object
) -> None:
    noisy = {key: [*reversed(given), *given, "not-there"] for key, given in answers.items()}
    assert grade(quiz, {**noisy, "gone": ["x"]}) == grade(quiz, answers)


@given(QUIZZES, ANSWERS)
def test_an_edit_between_showing_and_sending_only_touches_its_own_question(
    quiz: Quiz, answers: dict[str, list[str]]
) -> None:
    shorter = Quiz(quiz.questions[1:])
    after, before = grade(shorter, answers), grade(quiz, answers)
    assert after.marks == {key: mark for key, mark in before.marks.items() if key in after.marks}


def test_feedback_is_that_of_the_choices_made_in_the_order_of_the_page() -> None:
    question = Question(
        "q", "multiple_choice", "", (Choice("a", "A", True, "fa"), Choice("b", "B", False, "fb"))
    )
    mark = grade(Quiz((question,)), {"q": ["b", "a"]}).marks["q"]
    assert [choice.feedback for choice in mark.feedback] == ["fa", "fb"]
    assert not mark.right
    assert mark.answered


def test_a_lone_word_is_one_answer_not_its_letters() -> None:
    question = Question("q", "single_choice", "", (Choice("ab", "", True, ""), Choice("a", "", False, "")))
    assert grade(Quiz((question,)), {"q": "ab"}).right == 1


def test_a_quiz_without_questions_misses_nothing() -> None:
    assert grade(Quiz(()), {"gone": ["x"]}).percent == 100


def test_percent_is_rounded_down() -> None:
    quiz = Quiz(tuple(Question(i, "single_choice", "", (Choice("a", "", True, ""),)) for i in "xyz"))
    assert grade(quiz, {"x": ["a"], "y": ["a"]}).percent == 66


def test_true_false_is_read_as_two_choices() -> None:
    value = {
        "statement": SimpleNamespace(source="<p>S</p>"),
        "answer": False,
        "if_true": "no",
        "if_false": "si",
    }
    block = SimpleNamespace(id="t", block_type="true_false", value=value)
    quiz = read_quiz([SimpleNamespace(id="n", block_type="text", value={}), block])
    assert [(c.id, c.correct, c.feedback) for c in quiz.questions[0].choices] == [
        ("true", False, "no"),
        ("false", True, "si"),
    ]
    assert grade(quiz, {"t": ["false"]}).percent == 100


def test_answers_are_read_out_of_the_form_by_field_name() -> None:
    question = Question("q", "multiple_choice", "", (Choice("a", "", True, ""),))
    data = QueryDict("answer-q=a&answer-q=b&answer-z=c&other=1")
    assert read_answers(Quiz((question,)), data) == {"q": ["a", "b"]}


PLACING = Question(
    "p",
    "matching",
    "",
    tuple(
        Choice(f"{part}:{place}", f"{part} in {place}", part == place, f"why {part}")
        for part in "abc"
        for place in "abc"
    ),
    parts=tuple(Part(each, each) for each in "abc"),
    options=tuple(Part(each, each) for each in "cab"),
)
SPOTS = st.tuples(st.sampled_from("abcx"), st.sampled_from("abcx")).map(":".join)


@given(st.lists(SPOTS, max_size=12))
def test_each_thing_counts_once_in_its_place(sent: list[str]) -> None:
    mark = grade(Quiz((PLACING,)), {"p": sent}).marks["p"]
    known = {each for each in sent if "x" not in each}
    alone = [each for each in known if sum(other[0] == each[0] for other in known) == 1]
    assert mark.hits == sum(each[0] == each[-1] for each in alone)
    assert mark.parts == 3
    assert mark.answered == ({each[0] for each in known} == set("abc"))
    assert mark.right == (known == {"a:a", "b:b", "c:c"})


def test_part_of_a_question_counts_as_that_part() -> None:
    result = grade(Quiz((PLACING,)), {"p": ["a:a", "b:c", "c:b"]})
    assert (result.right, result.percent) == (0, 33)
    several = Question(
        "m", "multiple_choice", "", tuple(Choice(each, each, each in "ab", "") for each in "abcd")
    )
    halves = {"a": 50, "ab": 100, "abc": 50, "abcd": 0, "ac": 0, "cd": 0}
    for given_ids, percent in halves.items():
        assert grade(Quiz((several,)), {"m": list(given_ids)}).percent == percent


WRITTEN = {
    "prompt": SimpleNamespace(source=""),
    "accepted": ["Bitácora", "hoja de incidentes"],
    "if_right": "sí",
    "if_other": "no",
}


def test_what_is_written_is_folded_and_not_kept() -> None:
    quiz = Quiz((read_question("w", "short_text", WRITTEN),))
    for text in ("bitacora", "  BITÁCORA. ", "Hoja  de incidentes", "«bitácora»"):
        mark = grade(quiz, {"w": [text]}).marks["w"]
        assert (mark.given, mark.right) == ((ACCEPTED,), True)
    spoken = Quiz((read_question("w", "short_text", {**WRITTEN, "accepted": ["k’iche’"]}),))
    assert all(grade(spoken, {"w": [text]}).marks["w"].right for text in ("kʼicheʼ", "kꞌicheꞌ", "K'iche"))
    for text in ("diario", "bitácoras", "x" * 10_000, "bitácora y más"):
        mark = grade(quiz, {"w": [text]}).marks["w"]
        assert (mark.given, mark.right, mark.answered) == ((OTHER,), False, True)
    assert grade(quiz, {"w": list(mark.given)}).marks["w"] == mark
    assert not grade(quiz, {"w": ["  "]}).marks["w"].answered
    thumb = Quiz((read_question("w", "short_text", {**WRITTEN, "accepted": ["👍"]}),))
    assert [grade(thumb, {"w": [sign]}).marks["w"].right for sign in ("👍", "👎", "...")] == [
        True,
        False,
        False,
    ]


@given(st.text(), st.lists(st.text(), max_size=3))
def test_no_text_is_too_strange_to_be_marked(text: str, sent: list[str]) -> None:
    quiz = Quiz((read_question("w", "short_text", {**WRITTEN, "accepted": [text]}),))
    assert set(grade(quiz, {"w": sent}).marks["w"].given) <= {ACCEPTED, OTHER}
    assert fold(fold(text)) == fold(text)


def test_things_never_stand_in_the_order_in_which_they_were_written() -> None:
    for count in range(2, 7):
        items = [SimpleNamespace(id=f"i{n}", value={"text": n, "feedback": ""}) for n in range(count)]
        value = {"prompt": "", "things": SimpleNamespace(bound_blocks=items)}
        question = read_question("o", "ordering", value)
        assert [part.id for part in question.parts] != [item.id for item in items]
        assert question.correct_ids == {f"i{n}:{n + 1}" for n in range(count)}
        assert [each.part for each in question.choices[::count]] == [part.id for part in question.parts]
