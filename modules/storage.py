"""
Where files of courses are kept. Whatever way a picture or a recording comes in, it is cleaned before its first
byte is written; the forms clean earlier only to be able to say what is wrong.
"""

from collections.abc import Callable
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import FileSystemStorage

from modules.cleaning import CleanFile
from modules.cleaning.audio import clean_audio
from modules.cleaning.images import clean_image
from modules.cleaning.video import clean_video, is_video


class CleaningStorage(FileSystemStorage):
    """Keeps only what its cleaner made."""

    def __init__(self, clean: Callable[[File], CleanFile]) -> None:
        super().__init__()
        self.clean = clean

    def _save(self, name: str, content: File) -> str:
        cleaned = content if isinstance(content, CleanFile) else self.clean(content)
        return super()._save(name, cleaned)  # type: ignore[misc]


def image_storage() -> CleaningStorage:
    return CleaningStorage(clean_image)


def audio_storage() -> CleaningStorage:
    """Of recordings, with pictures or without."""
    return CleaningStorage(lambda file: clean_video(file) if is_video(file) else clean_audio(file))


def random_name(folder: str, name: str) -> str:
    """A path that tells nothing but the kind of file."""
    _stem, _dot, extension = name.rpartition(".")
    return f"{folder}/{uuid4().hex}.{extension.lower()}"


def audio_path(instance: object, name: str) -> str:
    return random_name("audio", name)


def document_path(instance: object, name: str) -> str:
    return random_name("documents", name)
