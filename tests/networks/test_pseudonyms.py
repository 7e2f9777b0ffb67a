"""What may be a pseudonym, and which two are the same to the eye."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from learning.networks.models import Membership
from learning.networks.pseudonyms import clean, fold
from tests.factories import a_member


@pytest.mark.parametrize(
    "name", ["Luna Añil", "Kʼuk’ul", "K'at", "Xꞌoch", "Ñuu Ɨtá 7", "Łucía-Ø", "U̱ma", "Ɓalam", "Größe", "Ŋa"]
)
def test_names_in_latin_letters_will_do(name):
    assert clean(f"  {name} ") == name


@pytest.mark.parametrize(
    "name",
    [
        "Luna\u3164",
        "Luna\u1160",
        "Luna\u115f",
        "Lu\uffa0na",
        "Lu\u200bna",
        "Lu\u200dna",
        "Luna\u2060",
        "Luna\u034f",
        "Luna\ufe0f",
        "Lu\u00adna",
        "Lunа",
        "Ιris",
        "Ｌuna",
        "ǀuna",
        "ʟuna",
        "lunɑ",
        "Luna ٥",
        "𝐋una",
        "<b>",
        "Luna 🌙",
    ],
)
def test_signs_that_hide_or_pass_for_others_are_refused(name):
    with pytest.raises(ValidationError, match="alfabeto latino"):
        clean(name)


@pytest.mark.parametrize("name", ["L", "12", "ʼʼ", "- -", "a" * 41])
def test_a_name_has_letters(name):
    with pytest.raises(ValidationError, match="2 a 40"):
        clean(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Luna", "Iuna"),
        ("Luna", "1una"),
        ("Copal", "C0pa1"),
        ("Kʼat", "K'at"),
        ("Kꞌat", "kat"),
        ("Luna", "Łuna"),
        ("Añil", "ANIL"),
    ],
)
def test_who_looks_the_same_has_the_same_key(one, other):
    assert fold(one) == fold(other)


def test_a_look_alike_is_told_apart(ceiba):
    a_member(ceiba, pseudonym="Luna")
    assert a_member(ceiba, pseudonym="Iuna").account.pseudonym.startswith("Iuna ")


def test_kept_keys_are_folded_again_without_a_clash(ceiba):
    first, second = a_member(ceiba, pseudonym="Luna"), a_member(ceiba, pseudonym="Mina")
    second.account.pseudonym = "1una"
    second.account.save()
    keys = Membership.objects.scoped(network=ceiba)
    keys.filter(pk=first.pk).update(pseudonym_key="otra")
    import_module("learning.networks.migrations.0002_fold_look_alikes").fold_again(apps, None)
    kept = dict(keys.values_list("pk", "pseudonym_key"))
    assert {kept[first.pk][:4], kept[second.pk][:4]} == {"luna"}
    assert kept[first.pk] != kept[second.pk]
