"""
What she answers without a line waits on her phone in boxes that this site alone opens: whoever takes the phone reads
no answer, and the page that filled the box can not either. P-256, HKDF and AES-GCM, which every browser of 2020 has.
A box, in base64: the public point of a pair made for it alone (65 bytes), a nonce (12), the answers, sealed.
"""

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from learning.core import crypto

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
POINT_BYTES, NONCE_BYTES = 65, 12


def lock() -> str:
    """What a phone closes boxes with."""
    point = _own().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.b64encode(point).decode()


def open_box(box: str, number: str) -> str:
    """The answers in it, as a form sends them; `number` is that of the act. `crypto.SealBroken` for anything else."""
    try:
        raw = base64.b64decode(box, validate=True)
        once = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, raw[:POINT_BYTES])
        key = agreed(_own().exchange(ec.ECDH(), once))
        nonce, sealed = raw[POINT_BYTES:][:NONCE_BYTES], raw[POINT_BYTES + NONCE_BYTES :]
        return AESGCM(key).decrypt(nonce, sealed, number.encode()).decode().rstrip()
    except (binascii.Error, InvalidTag, UnicodeDecodeError, ValueError) as error:
        raise crypto.SealBroken(number) from error


def agreed(shared: bytes) -> bytes:
    """The key of one box."""
    return HKDF(hashes.SHA256(), crypto.KEY_BYTES, salt=None, info=b"box").derive(shared)


def _own() -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(crypto.derive("boxes")) % (ORDER - 1) + 1, CURVE)
