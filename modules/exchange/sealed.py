"""
Files that wait on the disk, sealed piece by piece under a key of their own: what somebody sent has not been cleaned
yet, and what she gets are drafts. The key stands in the row of the work; when that goes, they are noise.
"""

import io
import os
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

PIECE, TAG = 64 * 1024, 16


def _bound(number: int, *, last: bool) -> tuple[bytes, bytes]:
    """Nonce and associated data of a piece: its place, and whether the file ends with it."""
    return number.to_bytes(12, "big"), b"last" if last else b"more"


class SealedWriter(io.RawIOBase):
    """Writes a new file that only this account of the machine may read. It can not go back."""

    def __init__(self, path: Path, key: bytes) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb")
        self._cipher, self._number, self._waiting = ChaCha20Poly1305(key), 0, bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def _put(self, piece: bytes, *, last: bool) -> None:
        nonce, bound = _bound(self._number, last=last)
        self._file.write(self._cipher.encrypt(nonce, piece, bound))
        self._number += 1

    def close(self) -> None:
        """Also where the disk is full, and then what was written does not open."""
        if self.closed:
            return
        try:
            with self._file:
                self._put(bytes(self._waiting), last=True)
        finally:
            super().close()


class SealedReader(io.RawIOBase):
    """Reads such a file from any place. OSError when it is not whole, or not as it was written."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._file, self._cipher = path.open("rb"), ChaCha20Poly1305(key)
        sealed = self._file.seek(0, io.SEEK_END)
        self._pieces = max(1, -(-sealed // (PIECE + TAG)))
        self._place, self._at, self._piece = 0, -1, b""
        # The last piece first: it says that nothing was cut off.
        self.size = (self._pieces - 1) * PIECE + len(self._open(self._pieces - 1))

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self.size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: Any) -> int:
        if self._place >= self.size:
            return 0
        number, first = divmod(self._place, PIECE)
        told = self._open(number)[first : first + len(buffer)]
        buffer[: len(told)] = told
        self._place += len(told)
        return len(told)

    def _open(self, number: int) -> bytes:
        if number != self._at:
            self._file.seek(number * (PIECE + TAG))
            nonce, bound = _bound(number, last=number == self._pieces - 1)
            try:
                self._piece = self._cipher.decrypt(nonce, self._file.read(PIECE + TAG), bound)
            except InvalidTag:
                raise OSError("a sealed file does not open") from None
            self._at = number
        return self._piece

    def close(self) -> None:
        self._file.close()
        super().close()
