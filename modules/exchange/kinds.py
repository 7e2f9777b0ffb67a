"""What can be asked for on the page of exchange, in the order in which it is offered."""

from functools import partial
from typing import BinaryIO

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from modules.exchange.courses import read_package
from modules.exchange.gift import write_gift
from modules.exchange.incoming import bring_in
from modules.exchange.lessons import new_lesson
from modules.exchange.outgoing import Beat, newest, write_package
from modules.exchange.quizfiles import read_questions
from modules.exchange.word import read_word
from modules.exchange.work import CannotDo, Kind, Outcome, note_file
from modules.models import CourseIndexPage, CoursePage, LessonPage, ModulePage, Work
from modules.paper.kinds import KINDS as PAPER


def _course_out(work: Work, file: BinaryIO, beat: Beat) -> Outcome:
    assert isinstance(work.page, CoursePage)  # noqa: S101 (the kind says so)
    return Outcome(write_package(work.page, file, beat))


def _course_in(work: Work, file: BinaryIO, beat: Beat) -> Outcome:
    assert isinstance(work.page, CourseIndexPage)  # noqa: S101 (the kind says so)
    course = read_package(file, beat)
    brought = bring_in(course, work.page, work.account, work.pk, beat, partial(note_file, work))
    return Outcome(brought.said, brought.course)


def _word_in(work: Work, file: BinaryIO, beat: Beat) -> Outcome:
    assert isinstance(work.page, ModulePage)  # noqa: S101 (the kind says so)
    told = read_word(file)
    if not told.blocks:
        raise CannotDo(gettext("Este documento no tiene texto que traer."))
    title = told.title or gettext("Lección traída de Word")
    note = partial(note_file, work)
    page, left_out = new_lesson(work.page, title, told.blocks, work.account, told.pictures, beat, note)
    if left_out:
        told.said.append(
            gettext("Imágenes que no se pudieron leer y quedaron fuera: %(many)d.") % {"many": left_out}
        )
    return Outcome(told.said or [gettext("Todo el documento se entendió.")], page)


def _questions_in(work: Work, file: BinaryIO, beat: Beat) -> Outcome:
    assert isinstance(work.page, ModulePage)  # noqa: S101 (the kind says so)
    asked = read_questions(file)
    said = [each.told(number) for number, each in enumerate(asked, 1)]
    blocks = [each.block for each in asked if each.block]
    if not blocks:
        raise CannotDo(gettext("De este archivo no se pudo tomar ninguna pregunta."), *said)
    page, _left_out = new_lesson(work.page, gettext("Preguntas traídas"), blocks, work.account)
    head = gettext("Se tomaron %(taken)d de %(all)d. Están en un borrador: revísalas antes de publicar.")
    return Outcome([head % {"taken": len(blocks), "all": len(asked)}, *said], page)


def _questions_out(work: Work, file: BinaryIO, beat: Beat) -> Outcome:
    assert isinstance(work.page, LessonPage)  # noqa: S101 (the kind says so)
    told, without = write_gift(newest(work.page).body.get_prep_value())
    file.write(told.encode())
    said = gettext("Preguntas que no tienen forma en GIFT y quedaron fuera: %(many)d.")
    return Outcome([said % {"many": without}] if without else [])


KINDS = {
    **PAPER,
    "course-out": Kind(
        _("El curso entero"),
        (CoursePage,),
        _course_out,
        gives="curso.zip",
        help=_("Un zip de textos, imágenes y audios, en todas sus lenguas, que vuelve a entrar igual."),
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
    "word-in": Kind(
        _("Un documento de Word"),
        (ModulePage,),
        _word_in,
        takes=(".docx",),
        help=_("Un .docx sin macros se vuelve una lección en borrador, y te decimos qué no se entendió."),
    ),
    "questions-in": Kind(
        _("Preguntas de Moodle"),
        (ModulePage,),
        _questions_in,
        takes=(".txt", ".gift", ".xml"),
        help=_(
            "En GIFT o en XML de Moodle. Entran en una lección en borrador, y de cada una te decimos qué pasó."
        ),
    ),
    "questions-out": Kind(
        _("Las preguntas de esta lección"),
        (LessonPage,),
        _questions_out,
        gives="preguntas.txt",
        help=_("En GIFT, que otros sitios de cursos entienden."),
    ),
}
