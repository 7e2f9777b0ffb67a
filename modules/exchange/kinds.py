"""What can be asked for on the page of exchange, in the order in which it is offered."""

from functools import partial
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from modules.exchange.courses import read_package
from modules.exchange.incoming import bring_in
from modules.exchange.outgoing import Beat, write_package
from modules.exchange.work import Kind, Outcome, note_file
from modules.models import CourseIndexPage, CoursePage, Work
from modules.paper.kinds import KINDS as PAPER


def _course_out(work: Work, file: BinaryIO, beat: Beat) -> Outcome:
    assert isinstance(work.page, CoursePage)  # noqa: S101 (the kind says so)
    return Outcome(write_package(work.page, file, beat))


def _course_in(work: Work, file: BinaryIO, beat: Beat) -> Outcome:
    assert isinstance(work.page, CourseIndexPage)  # noqa: S101 (the kind says so)
    course = read_package(file, beat)
    brought = bring_in(course, work.page, work.account, work.pk, beat, partial(note_file, work))
    return Outcome(brought.said, brought.course)


KINDS = {
    **PAPER,
    "course-out": Kind(
        _("El curso entero"),
        (CoursePage,),
        _course_out,
        gives="curso.zip",
        help=_("Un zip de textos, imágenes y audios, en todos sus idiomas, que vuelve a entrar igual."),
    ),
    "course-in": Kind(
        _("Un curso en zip"),
        (CourseIndexPage,),
        _course_in,
        takes=(".zip",),
        help=_(
            "Como sale de aquí o de otro sitio como este. Entra como borrador; lo que ya tienes no cambia."
        ),
    ),
}
