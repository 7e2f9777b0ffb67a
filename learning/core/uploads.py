"""Of a file that is too large for any other handler, its name and its size: whoever asked for it can say why not."""

from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class LargeUploadHandler(FileUploadHandler):
    """
    The last of FILE_UPLOAD_HANDLERS. Without it such a file would be missing from the form, as if none had been chosen.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing of it is kept."""

    def file_complete(self, file_size: int) -> UploadedFile:
        """Empty, and as large as what came."""
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)
