"""
Names of files and documents that say nothing to whoever finds them: a phone shows the title of a book on its first
screen, a computer the name of a file on a memory card.
"""

from django.utils.text import slugify

from modules.models import CoursePage


def dull_title(course: CoursePage) -> str:
    """What a document is called outside: the neutral title of its course."""
    return course.neutral_title or "Curso"


def file_name(course: CoursePage, word: str, extension: str) -> str:
    """As 'curso-1-libro.pdf', or without a word 'curso-1.html'."""
    return f"{'-'.join(filter(None, (slugify(dull_title(course)) or 'curso', word)))}.{extension}"
