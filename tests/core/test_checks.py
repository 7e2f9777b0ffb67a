from typing import Any

import pytest

from learning.core import checks


@pytest.mark.parametrize(
    "ring", [None, {}, {0: b"1" * 32}, {256: b"1" * 32}, {1: b"short"}, {1: "1" * 32}, {"1": b"1" * 32}]
)
def test_a_ring_that_can_not_seal_is_an_error(settings: Any, ring: Any) -> None:
    settings.COLUMN_KEYS = ring
    assert [each.id for each in checks.column_keys()] == ["core.E001"]


def test_a_good_ring_passes(settings: Any) -> None:
    settings.COLUMN_KEYS = {1: b"1" * 32, 7: b"7" * 32}
    assert checks.column_keys() == []
