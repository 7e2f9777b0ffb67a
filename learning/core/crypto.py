"""Sealed columns: ChaCha20-Poly1305 under a versioned ring of keys, bound to the row they belong to.

A token is: one byte with the version of its key (0: a key given by the caller), 12 bytes of nonce, then the
ciphertext. The associated data is the version and the context, 'app.model.field:row': a token moved to another
row, column or version does not open. Nothing here returns a text it could not authenticate.
"""

import secrets
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

KEY_BYTES = 32
_NONCE_BYTES = 12
_GIVEN = 0


class SealBroken(Exception):
    """A sealed value does not open: wrong key, place or version, or it was changed."""


def new_key() -> bytes:
    """A fresh random key."""
    return secrets.token_bytes(KEY_BYTES)


def seal(plaintext: bytes, context: str, key: bytes | None = None) -> bytes:
    """Seal under `key`, or under the newest key of the ring."""
    version = max(settings.COLUMN_KEYS) if key is None else _GIVEN
    nonce = secrets.token_bytes(_NONCE_BYTES)
    cipher = ChaCha20Poly1305(_ring_key(version) if key is None else key)
    return bytes([version]) + nonce + cipher.encrypt(nonce, plaintext, _bound(version, context))


def open_sealed(token: bytes, context: str, key: bytes | None = None) -> bytes:
    """What `seal` was given with the same context and key; SealBroken otherwise."""
    token = bytes(token)
    if len(token) <= _NONCE_BYTES or (token[0] == _GIVEN) != (key is not None):
        raise SealBroken(context)
    version, nonce, body = token[0], token[1 : 1 + _NONCE_BYTES], token[1 + _NONCE_BYTES :]
    try:
        return ChaCha20Poly1305(key or _ring_key(version)).decrypt(nonce, body, _bound(version, context))
    except (InvalidTag, KeyError, ValueError) as error:
        raise SealBroken(context) from error


def wrap(key: bytes, context: str, under: bytes | None = None) -> bytes:
    """A data key sealed under another one, or under the ring."""
    return seal(key, f"key:{context}", under)


def unwrap(token: bytes, context: str, under: bytes | None = None) -> bytes:
    """The data key that `wrap` sealed; SealBroken otherwise."""
    return open_sealed(token, f"key:{context}", under)


def derive(purpose: str) -> bytes:
    """A key for one purpose, by HKDF-SHA256 from the oldest key of the ring.

    The oldest, since stored look-ups (codes, names of counters) hang on it: adding a newer key to the ring
    must not make printed certificates unknown.
    """
    return _derived(settings.COLUMN_KEYS[min(settings.COLUMN_KEYS)], purpose)


@lru_cache(maxsize=256)
def _derived(secret: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=f"acuerpar:{purpose}".encode()).derive(secret)


def _ring_key(version: int) -> bytes:
    return settings.COLUMN_KEYS[version]


def _bound(version: int, context: str) -> bytes:
    return bytes([version]) + context.encode()


class Token(bytes):
    """A sealed value as it came from the database: opened when the attribute is read, not before."""


class SealedAttribute(DeferredAttribute):
    """Opens a token on first reading, when the row it belongs to is known."""

    field: "SealedTextField"

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Token):
            value = self.field.open(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):
    """Text that stands sealed in the table, bound to its row: the row needs its key before it is saved.

    It can be neither filtered nor set by `update()`, except to the empty text.
    A subclass gives another key than the ring's by `sealing_key`.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def sealing_key(self, instance: models.Model) -> bytes | None:
        """The data key for this row; None for the ring."""
        return None

    def context(self, instance: models.Model) -> str:
        """What a token is bound to: 'app.model.field:row'."""
        if instance.pk is None:
            raise ValueError("a sealed field needs the key of its row before the row is saved")
        return f"{self.model._meta.label_lower}.{self.name}:{instance.pk}"

    def open(self, instance: models.Model, token: bytes) -> str:
        if not token:
            return ""
        return open_sealed(token, self.context(instance), self.sealing_key(instance)).decode()

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        text = getattr(model_instance, self.attname)
        if not text:
            return text
        return Token(seal(text.encode(), self.context(model_instance), self.sealing_key(model_instance)))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else Token(bytes(value))

    def to_python(self, value: Any) -> Any:
        return value

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Token):
            return value
        if value in ("", b""):
            return Token()
        raise FieldError(f"{self.name} is sealed: it can not be filtered or set without its row")

    def formfield(self, **kwargs: Any) -> Any:
        from django import forms

        defaults = {"form_class": forms.CharField, "widget": forms.Textarea, "max_length": self.max_length}
        return super(models.BinaryField, self).formfield(**{**defaults, **kwargs})
