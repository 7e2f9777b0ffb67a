"""What in a text can be seen and read."""

import pytest

from learning.core.letters import has_letter, has_letter_or_digit, is_blank

UNSEEN = [
    "",
    " \n\t",
    "\u200b",
    "\u2060\u00ad\u034f",
    "\u3164\uffa0\u115f",
    "\u2800",
    "\ufe0f\u0301",
    "\U000e0061",
]


@pytest.mark.parametrize("text", UNSEEN)
def test_what_nobody_sees_is_blank_and_holds_no_letter(text: str) -> None:
    assert (is_blank(text), has_letter_or_digit(text)) == (True, False)


@pytest.mark.parametrize("text", ["🌺", "❤\ufe0f", "...", "'", "ʼꞌ", "´`"])
def test_a_sign_is_seen_and_is_no_letter(text: str) -> None:
    assert (is_blank(text), has_letter_or_digit(text)) == (False, False)


@pytest.mark.parametrize("text", ["Ñ", "n\u0303", "Kʼ", "中", "ẍ", "ª", "\u200ba"])
def test_one_letter_is_enough(text: str) -> None:
    assert has_letter(text)


@pytest.mark.parametrize("text", ["7", "²", "٣"])
def test_a_digit_says_something_and_is_no_letter(text: str) -> None:
    assert (has_letter(text), has_letter_or_digit(text)) == (False, True)
