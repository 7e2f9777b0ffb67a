"""What is taken out of a file before it first touches the disk: who made it, where, when, with what."""

from django.core.files.uploadedfile import SimpleUploadedFile


class CleanFile(SimpleUploadedFile):
    """A file out of which everything but the picture or the sound was taken."""
