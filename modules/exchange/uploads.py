"""Files sent to the page of exchange: sealed as they come, piece by piece, gone with the request unless taken."""

from pathlib import Path
from typing import IO, Any, cast
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from learning.core.crypto import new_key
from modules.exchange.package import MB, MOST_PACKED
from modules.exchange.sealed import SealedReader, SealedWriter

PLACE = f"{settings.CMS_PREFIX}exchange/"


class SealedUpload(UploadedFile):
    """A file that nobody has looked into yet. `take` moves it to where the work finds it."""

    def __init__(self, name: str | None, path: Path, key: bytes, size: int) -> None:
        self.path, self.key = path, key
        super().__init__(cast(IO[bytes], SealedReader(path, key)), name, "application/octet-stream", size)

    def take(self, path: Path) -> bytes:
        """Move it; its key."""
        self.path.rename(path)
        return self.key

    def close(self) -> None:
        super().close()
        self.path.unlink(missing_ok=True)


class SealedUploadHandler(FileUploadHandler):
    """Takes what is sent to the page of exchange by somebody who is signed in; nothing else."""

    activated = False

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any
    ) -> None:
        user = getattr(self.request, "user", None)
        here = bool(self.request and self.request.path.startswith(PLACE) and user and user.is_authenticated)
        self.activated = here and content_length <= MOST_PACKED + MB

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.activated:
            self.path, self.key = Path(settings.WORK_ROOT) / f"{uuid4()}.coming", new_key()
            self.writer = SealedWriter(self.path, self.key)
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.activated:
            return raw_data
        self.writer.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> SealedUpload | None:
        if not self.activated:
            return None
        self.writer.close()
        return SealedUpload(self.file_name, self.path, self.key, file_size)

    def upload_interrupted(self) -> None:
        if self.activated and hasattr(self, "writer"):
            self.writer.close()
            self.path.unlink(missing_ok=True)
