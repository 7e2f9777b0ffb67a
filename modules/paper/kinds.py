"""What of paper can be asked for on the page of exchange. Files bear names that say nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from learning.core.paper import PaperMissing
from modules.exchange.outgoing import Beat
from modules.exchange.work import CannotDo, Kind, Outcome
from modules.models import CoursePage, LessonPage, ModulePage, Work
from modules.paper.card import write_card, write_volumes
from modules.paper.documents import MOST_LESSONS, handbook_pdf, kit_pdf
from modules.paper.epub import epub
from modules.paper.page import one_file


@dataclass(frozen=True)
class Handbook(Kind):
    """`of_long`: for courses whose handbook comes in volumes, and else only for those in one."""

    of_long: bool = False

    def is_open(self, page: Page, user: Any) -> bool:
        return super().is_open(page, user) and self.of_long == (_lessons_of(page) > MOST_LESSONS)


def _lessons_of(page: Page) -> int:
    return LessonPage.objects.live().descendant_of(page).count()


def _whole(make: Callable[[Any], bytes]) -> Callable[[Work, BinaryIO, Beat], Outcome]:
    """A file that is made in one go."""

    def write(page: Page, file: BinaryIO, beat: Beat) -> None:
        beat(0, 1)
        file.write(make(page))

    return _written(write)


def _written(write: Callable[[Any, BinaryIO, Beat], None]) -> Callable[[Work, BinaryIO, Beat], Outcome]:
    def run(work: Work, file: BinaryIO, beat: Beat) -> Outcome:
        if not _lessons_of(work.page):
            raise CannotDo(_("Aquí no hay lecciones publicadas todavía: se lleva lo publicado."))
        try:
            write(work.page, file, beat)
        except PaperMissing:
            raise CannotDo(_("Este sitio no puede hacer PDF por ahora. Avísale a quien lo cuida.")) from None
        return Outcome()

    return run


def _kit(size: str) -> Callable[[ModulePage], bytes]:
    return lambda module: kit_pdf(module.get_parent().specific, module, size)


KINDS = {
    "page": Kind(
        gettext_lazy("Una sola página"),
        (CoursePage,),
        _whole(one_file),
        from_shared=True,
        gives="curso.html",
        help=gettext_lazy("Se abre en cualquier navegador, sin internet. Lleva las imágenes, no los audios."),
    ),
    "book": Kind(
        gettext_lazy("Libro para el teléfono"),
        (CoursePage,),
        _whole(epub),
        from_shared=True,
        gives="curso.epub",
        help=gettext_lazy("EPUB: se lee en una aplicación de libros, con letra del tamaño que se quiera."),
    ),
    "handbook": Handbook(
        gettext_lazy("Libro para imprimir"),
        (CoursePage,),
        _whole(handbook_pdf),
        from_shared=True,
        gives="libro.pdf",
        help=gettext_lazy("PDF en media hoja (A5), con lugar para escribir y las respuestas al final."),
    ),
    "handbooks": Handbook(
        gettext_lazy("Libros para imprimir"),
        (CoursePage,),
        _written(write_volumes),
        from_shared=True,
        gives="libros.zip",
        help=gettext_lazy("El curso es largo: son varios PDF en media hoja (A5), en un zip."),
        of_long=True,
    ),
    "kit-letter": Kind(
        gettext_lazy("Guía para facilitar, en carta"),
        (ModulePage,),
        _whole(_kit("letter")),
        from_shared=True,
        gives="guia.pdf",
        help=gettext_lazy(
            "PDF en blanco y negro: cómo dar cada sesión, respuestas aparte, hojas para copiar y tarjetas."
        ),
    ),
    "kit-a4": Kind(
        gettext_lazy("Guía para facilitar, en A4"),
        (ModulePage,),
        _whole(_kit("a4")),
        from_shared=True,
        gives="guia.pdf",
        help=gettext_lazy("La misma, en hojas A4."),
    ),
    "card": Kind(
        gettext_lazy("Todo, para una memoria"),
        (CoursePage,),
        _written(write_card),
        from_shared=True,
        gives="para-llevar.zip",
        help=gettext_lazy(
            "Un zip con la página, el libro, las guías y los audios; los nombres no dicen de qué se trata."
        ),
    ),
}
