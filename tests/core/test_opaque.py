from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.core.opaque import OpaqueConverter, decode, encode


@given(st.uuids())
def test_every_key_has_one_address_and_comes_back(key: UUID) -> None:
    text = encode(key)
    assert len(text) == 26
    assert text == text.lower()
    assert decode(text) == key
    assert OpaqueConverter().to_python(OpaqueConverter().to_url(key)) == key


@given(st.text(max_size=30))
def test_any_other_text_is_refused_or_is_the_address_itself(text: str) -> None:
    try:
        key = decode(text)
    except ValueError:
        return
    assert encode(key) == text


@pytest.mark.parametrize(
    "text", ["", "0" * 25, "0" * 27, "8" + "0" * 25, "0" * 25 + "A", "0" * 25 + "l", "0" * 26 + "\n"]
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="opaque"):
        decode(text)
