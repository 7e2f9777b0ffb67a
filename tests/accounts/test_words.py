"""Offered names and phrases."""

import re

from hypothesis import given
from hypothesis import strategies as st

from learning.accounts import words
from learning.accounts.models import Account


def test_words_are_plain_and_kind():
    known = words.plain_words()
    assert len(known) > 850
    assert all(re.fullmatch("[a-z]{4,8}", each) for each in known)
    assert not {"fusil", "guerra", "iglesia", "sangre", "muerte", "abuso", "golpe", "pecho"} & set(known)


def test_nothing_is_left_out_in_vain():
    from mnemonic import Mnemonic

    assert set(words._listed("left_out")) <= set(Mnemonic("spanish").wordlist)


def test_a_login_id_is_three_words_and_two_digits():
    offered = {words.new_login_id() for _ in range(200)}
    assert len(offered) == 200
    assert all(re.fullmatch(r"([a-z]{4,8}-){3}[1-9]\d", each) for each in offered)
    assert all(words.fold_login_id(each) == each for each in offered)


def test_a_passphrase_is_six_words_that_are_accepted():
    offered = words.offer_passphrase()
    assert len(offered.split()) == 6
    assert len(offered) >= 29


def test_pseudonyms_fit_and_are_many():
    names, adjectives = words._listed("names"), words._listed("adjectives")
    assert len(set(names)) == len(names) >= 150
    longest = max(map(len, names)) + 1 + max(map(len, adjectives))
    assert longest <= Account._meta.get_field("pseudonym").max_length
    assert " " in words.offer_pseudonym()


def test_what_she_types_is_folded():
    assert words.fold_login_id("  Brisa tela_NUBE–47 ") == "brisa-tela-nube-47"
    assert words.fold_login_id("Río—Niño") == "rio-nino"
    assert words.fold_login_id("¡¿") == ""


@given(st.text())
def test_folding_twice_changes_nothing(typed):
    folded = words.fold_login_id(typed)
    assert words.fold_login_id(folded) == folded
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", folded)
