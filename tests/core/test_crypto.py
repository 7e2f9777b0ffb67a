import uuid
from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from learning.core.crypto import (
    SealBroken,
    SealedTextField,
    derive,
    new_key,
    open_sealed,
    seal,
    unwrap,
    wrap,
)
from tests.core.tables import create_tables

CONTEXT = "core.note.body:1"


@given(st.binary(max_size=200), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_opens_in_its_place_only(plain: bytes, context: str) -> None:
    token = seal(plain, context)
    assert open_sealed(token, context) == plain
    with pytest.raises(SealBroken):
        open_sealed(token, context + "x")


@given(st.binary(min_size=1, max_size=40), st.data())
def test_any_changed_bit_is_refused(plain: bytes, data: st.DataObject) -> None:
    token = bytearray(seal(plain, CONTEXT))
    token[data.draw(st.integers(0, len(token) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        open_sealed(bytes(token), CONTEXT)


@given(st.binary(max_size=60))
def test_no_bytes_break_it(noise: bytes) -> None:
    with pytest.raises(SealBroken):
        open_sealed(noise, CONTEXT)


def test_a_given_key_and_the_ring_do_not_open_each_other() -> None:
    key, other = new_key(), new_key()
    token = seal(b"a", CONTEXT, key)
    assert open_sealed(token, CONTEXT, key) == b"a"
    for wrong in (None, other):
        with pytest.raises(SealBroken):
            open_sealed(token, CONTEXT, wrong)
    with pytest.raises(SealBroken):
        open_sealed(seal(b"a", CONTEXT), CONTEXT, key)


def test_the_newest_key_seals_and_the_older_ones_still_open(settings: Any) -> None:
    settings.COLUMN_KEYS = {1: b"1" * 32}
    old, derived = seal(b"a", CONTEXT), derive("x")
    settings.COLUMN_KEYS = {1: b"1" * 32, 2: b"2" * 32}
    new = seal(b"b", CONTEXT)
    assert (old[0], new[0]) == (1, 2)
    assert open_sealed(old, CONTEXT) == b"a"
    assert derive("x") == derived
    settings.COLUMN_KEYS = {2: b"2" * 32}
    assert open_sealed(new, CONTEXT) == b"b"
    with pytest.raises(SealBroken):
        open_sealed(old, CONTEXT)


def test_a_version_can_not_be_relabelled(settings: Any) -> None:
    settings.COLUMN_KEYS = {1: b"1" * 32, 2: b"1" * 32}
    token = seal(b"a", CONTEXT)
    with pytest.raises(SealBroken):
        open_sealed(b"\x01" + token[1:], CONTEXT)


def test_a_wrapped_key_is_no_sealed_text() -> None:
    key = new_key()
    token = wrap(key, "account:1")
    assert unwrap(token, "account:1") == key
    with pytest.raises(SealBroken):
        open_sealed(token, "account:1")
    assert unwrap(wrap(key, "account:1", b"k" * 32), "account:1", b"k" * 32) == key


def test_purposes_have_keys_of_their_own() -> None:
    assert derive("a") != derive("b")
    assert len(derive("a")) == 32


@pytest.fixture
def note(db: None) -> Any:
    """A model with two sealed fields, whose table exists for one test."""
    with isolate_apps("learning.core"):

        class Note(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            title = SealedTextField(blank=True, max_length=20)
            body = SealedTextField(null=True, blank=True)

            class Meta:
                app_label = "core"

    create_tables(Note)
    return Note


def test_a_sealed_field_reads_as_text_and_stands_sealed(note: Any) -> None:
    written = note.objects.create(title="Ñandú", body="secreto")
    read = note.objects.get()
    assert (read.title, read.body) == ("Ñandú", "secreto")
    with connection.cursor() as cursor:
        stored = cursor.execute("SELECT title, body FROM core_note").fetchone()
    assert all(len(bytes(each)) > 28 and b"secreto" not in bytes(each) for each in stored)
    assert note.objects.defer("body").get().body == "secreto"
    written.refresh_from_db()
    assert written.body == "secreto"


def test_null_and_empty_stay_what_they_are(note: Any) -> None:
    note.objects.create()
    read = note.objects.get()
    assert (read.title, read.body) == ("", None)
    assert note.objects.filter(body__isnull=True).update(title="") == 1


def test_a_token_in_another_row_or_column_is_refused(note: Any) -> None:
    one, other = note.objects.create(title="a", body="b"), note.objects.create(title="c", body="d")
    token = note.objects.filter(pk=one.pk).values_list("body", flat=True).get()
    note.objects.filter(pk=other.pk).update(body=token)
    with pytest.raises(SealBroken):
        _ = note.objects.get(pk=other.pk).body
    note.objects.filter(pk=one.pk).update(title=token)
    with pytest.raises(SealBroken):
        _ = note.objects.get(pk=one.pk).title
    assert note.objects.get(pk=one.pk).body == "b"


def test_it_is_sealed_in_bulk_too_and_never_filtered(note: Any) -> None:
    note.objects.bulk_create([note(title="a"), note(title="b")])
    assert sorted(each.title for each in note.objects.all()) == ["a", "b"]
    with pytest.raises(FieldError):
        note.objects.filter(title="a").exists()
    with pytest.raises(FieldError):
        note.objects.update(title="x")
    with pytest.raises(ValueError, match="key of its row"):
        note._meta.get_field("title").context(note(pk=None))


def test_a_form_edits_it_as_text(note: Any) -> None:
    from django.forms import modelform_factory

    form = modelform_factory(note, fields=["title", "body"])
    kept = form({"title": "Hola", "body": "línea"}).save()
    assert form(instance=note.objects.get()).initial == {"title": "Hola", "body": "línea"}
    assert form({"title": "x" * 21}, instance=kept).errors.keys() == {"title"}


def test_saving_again_seals_under_the_newest_key(note: Any, settings: Any) -> None:
    settings.COLUMN_KEYS = {1: b"1" * 32}
    note.objects.create(title="a")
    settings.COLUMN_KEYS = {1: b"1" * 32, 2: b"2" * 32}
    note.objects.get().save()
    settings.COLUMN_KEYS = {2: b"2" * 32}
    assert note.objects.get().title == "a"
