"""
The locks of a journal's key. It is random, and stands in the table locked twice: under a key made of her passphrase
by Argon2id, with a salt of its own, and for a key pair made of her paper key, of which the public half is kept: so it
can be locked for the paper while the paper lies at home. A paper key has 120 random bits, so nobody finds it by trying.

Around both stands the column key: who has the table alone can not even try passphrases.
"""

import secrets
from hashlib import sha256
from hmac import new as hmac

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from learning.accounts.passphrases import fold_passphrase
from learning.core import codes, crypto

SALT_BYTES = 16
PUBLIC_BYTES = 32


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


def mark_of(key: bytes) -> str:
    """Tells whether a key is the one it was made of, and nothing else: 32 hex digits."""
    return hmac(key, b"journal mark", sha256).hexdigest()[:32]


def lock_by_passphrase(key: bytes, passphrase: str, salt: bytes, context: str) -> bytes:
    return crypto.wrap(crypto.wrap(key, context, _stretched(passphrase, salt)), context)


def open_by_passphrase(token: bytes, passphrase: str, salt: bytes, context: str) -> bytes:
    """The key; `crypto.SealBroken` for another passphrase."""
    return crypto.unwrap(crypto.unwrap(token, context), context, _stretched(passphrase, salt))


def paper_lock(paper_key: str, context: str) -> bytes:
    """The public half of the pair made of a paper key."""
    return _pair_of(paper_key, context).public_key().public_bytes_raw()


def lock_for_paper(key: bytes, lock: bytes, context: str) -> bytes:
    """The key so that only the paper key behind `lock` opens it."""
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(lock))
    public = once.public_key().public_bytes_raw()
    return crypto.wrap(public + crypto.wrap(key, context, _agreed(shared, public, lock)), context)


def open_by_paper(token: bytes, paper_key: str, context: str) -> bytes:
    """The key; `crypto.SealBroken` for another paper key."""
    opened = crypto.unwrap(token, context)
    public, locked = opened[:PUBLIC_BYTES], opened[PUBLIC_BYTES:]
    pair = _pair_of(paper_key, context)
    shared = pair.exchange(X25519PublicKey.from_public_bytes(public))
    return crypto.unwrap(locked, context, _agreed(shared, public, pair.public_key().public_bytes_raw()))


def _stretched(passphrase: str, salt: bytes) -> bytes:
    """Argon2id with the second set of RFC 9106, section 4: three passes over 64 MiB."""
    typed = fold_passphrase(passphrase).encode()
    return hash_secret_raw(
        typed,
        salt,
        time_cost=3,
        memory_cost=65536,
        parallelism=4,
        hash_len=crypto.KEY_BYTES,
        type=Type.ID,
    )


def _pair_of(paper_key: str, context: str) -> X25519PrivateKey:
    canonical = codes.normalise(paper_key)
    if canonical is None:
        raise crypto.SealBroken(context)
    return X25519PrivateKey.from_private_bytes(_hkdf(canonical.encode(), f"paper:{context}".encode()))


def _agreed(shared: bytes, once: bytes, lock: bytes) -> bytes:
    return _hkdf(shared, b"agreed:" + once + lock)


def _hkdf(secret: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), crypto.KEY_BYTES, salt=None, info=b"acuerpar:journal:" + info).derive(secret)
