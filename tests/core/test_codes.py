import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.core.codes import fingerprint, grouped, new_code, normalise, spelt

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.lists(st.integers(0, 31), min_size=1, max_size=28).map(spelt)


@pytest.mark.parametrize(("bits", "characters"), [(1, 3), (50, 12), (120, 26), (125, 27), (140, 30)])
def test_a_code_carries_its_bits_and_two_checks(bits: int, characters: int) -> None:
    code = new_code(bits)
    assert len(code.replace("-", "")) == characters
    assert max(map(len, code.split("-"))) <= 5


@pytest.mark.parametrize("bits", [0, 141])
def test_other_lengths_are_refused(bits: int) -> None:
    with pytest.raises(ValueError, match="bits"):
        new_code(bits)


@given(codes, st.data())
def test_any_one_or_two_changed_characters_are_refused(code: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(code) - 1), min_size=1, max_size=2, unique=True))
    changed = list(code)
    for place in places:
        changed[place] = data.draw(st.sampled_from(ALPHABET.replace(code[place], "")))
    assert normalise("".join(changed)) is None


def test_every_pair_of_changes_is_refused_in_one_code() -> None:
    code = list(normalise(new_code(50)) or "")
    for first in range(len(code)):
        for second in range(first):
            for one in ALPHABET:
                for other in ALPHABET:
                    changed = list(code)
                    changed[first], changed[second] = one, other
                    assert changed == code or normalise("".join(changed)) is None


@given(codes)
def test_a_lost_doubled_or_added_zero_is_refused(code: str) -> None:
    assert normalise("0" + code) is None
    assert normalise(code.removeprefix("0")) in ({None} if code.startswith("0") else {code})
    assert normalise(code[:-1]) is None


@given(codes, st.data())
def test_how_it_is_typed_does_not_matter(code: str, data: st.DataObject) -> None:
    confused = {"0": "0oO", "1": "1iIlL"}
    typed = "".join(
        data.draw(st.sampled_from(confused.get(each, each + each.lower())))
        + data.draw(st.sampled_from(["", " ", "-", "\u2013", "\n"]))
        for each in code
    )
    assert normalise(typed) == code
    assert normalise(grouped(code)) == code


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    code = normalise(text)
    assert code is None or normalise(code) == code


def test_a_fingerprint_tells_purposes_apart_and_not_spellings() -> None:
    code = new_code(125)
    assert fingerprint(code, "invitation") == fingerprint(code.lower().replace("-", " "), "invitation")
    assert fingerprint(code, "invitation") != fingerprint(code, "certificate")
    assert len(fingerprint(code, "invitation")) == 64
    with pytest.raises(ValueError, match="not a code"):
        fingerprint("AAAA", "invitation")
