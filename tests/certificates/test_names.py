"""Names and codes on paper: what counts as the same name, and what no dump gives away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.verification import code_for, fold_name, name_mac
from learning.core import codes
from learning.core.fonts import letters, unprintable


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("María Ñuflo", "maria ñuflo"),
        ("Kʼicheʼ Ixchel", "K'iche’ ixchel"),
        ("  Ana   Sofía ", "Ana Sofía"),
        ("Ana-Sofía", "Ana Sofía"),
        ("Mª. del Carmen", "ma del carmen"),
        ("STRASSE", "Straße"),
        ("Peña Ibáñez", "PEN\u0303A IBA\u0301N\u0303EZ"),
        ("Muñoz", "mun\u0303oz"),
        ("Begoña", "Begon\u0303a"),
        ("Lucía Güell", "Lucia\u0301 Guell"),
    ],
)
def test_the_same_name_typed_otherwise(printed: str, typed: str) -> None:
    assert fold_name(printed) == fold_name(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ana", "Anna"), ("Ana Sofía", "Sofía Ana"), ("Ixchel", "Ixchell"), ("Peña", "Pena"), ("Ñuño", "ñuno")],
)
def test_another_name(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


def test_one_form_gives_one_code_and_another_form_another() -> None:
    code = code_for("nonce", "owner")
    assert codes.normalise(code) is not None
    assert code_for("nonce", "owner") == code
    assert len({code, code_for("nonce2", "owner"), code_for("nonce", "owner2")}) == 3
    assert len(codes.normalise(code) or "") == 27  # 125 bits and two check characters


def test_the_name_hangs_on_its_code() -> None:
    assert name_mac(code_for("a", "o"), "Ana") != name_mac(code_for("b", "o"), "Ana")


@pytest.mark.parametrize("name", ["Kʼicheʼ", "Ñandú Ǭ́", "ẍ", "Łódź", "Ивана"])
def test_andika_writes_it(name: str) -> None:
    assert letters(), "Andika is not installed"
    assert unprintable(name) == []


@pytest.mark.parametrize(
    ("name", "said"), [("A\u202eB", "U+202E"), ("中", "中"), ("A\x00", "U+0000"), ("🌺", "🌺")]
)
def test_what_cannot_be_printed_is_named(name: str, said: str) -> None:
    assert unprintable(name) == [said]
