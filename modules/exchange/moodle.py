"""Questions in Moodle's XML. Nothing outside of the file is ever asked for, and no entity is resolved."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from modules.exchange import foreign
from modules.exchange.errors import CourseFileError
from modules.exchange.foreign import Answer, Asked, paragraphs, plain
from modules.exchange.gift import in_format

FILES = {"file", "image_base64"}


def read_moodle(data: bytes, most: int | None = None) -> list[Asked]:
    """Every question of a file in its order, or the first of them, as many as `most`; categories are no questions."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        said = _("Este XML trae definiciones propias o apunta afuera, y eso no se abre.")
        raise CourseFileError(said) from None
    except (ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise CourseFileError(_("Este XML no se entiende: está incompleto o mal cerrado."), line) from None
    if root.tag != "quiz":
        raise CourseFileError(_("Este XML no es de preguntas de Moodle."))
    questions = [each for each in root.findall("question") if each.get("type") != "category"]
    return [_question(each) for each in questions[:most]]


def _question(told: Element) -> Asked:
    kind = told.get("type") or ""
    if sum(len(each.text or "") for each in told.iter() if each.tag not in FILES) > foreign.LONGEST:
        return foreign.too_long(
            (told.findtext("name/text") or told.findtext("questiontext/text") or "").strip()
        )
    prompt = _text(told.find("questiontext"))
    name = plain(_text(told.find("name"))) or plain(prompt)[:60]
    general = _text(told.find("generalfeedback"))
    files = len(list(told.iter("file"))) + len(told.findall("image_base64"))
    asked = _by_kind(kind, name, prompt, general, told)
    if asked.block is not None and files and not foreign.losses(prompt):
        asked.changes.append(_("tenía archivos: agrégalos como bloques"))
    return asked


def _by_kind(kind: str, name: str, prompt: str, general: str, told: Element) -> Asked:
    answers = [
        Answer(_text(each), _weight(each), _text(each.find("feedback"))) for each in told.findall("answer")
    ]
    if kind == "multichoice":
        many = (told.findtext("single") or "true").strip() in ("false", "0")
        return foreign.choices(name, prompt, answers, many=many, general=general)
    if kind == "truefalse":
        by_word = {plain(answer.text).lower(): answer for answer in answers}
        true, false = by_word.get("true", Answer("", 0)), by_word.get("false", Answer("", 0))
        return foreign.true_false(name, prompt, true.weight >= false.weight, true.said, false.said, general)
    if kind == "shortanswer":
        return foreign.short_text(name, prompt, answers, general)
    if kind == "matching":
        pairs = [(_text(each), _text(each.find("answer"))) for each in told.findall("subquestion")]
        return foreign.matching(name, prompt, pairs, general)
    if kind == "ordering":
        return foreign.ordering(name, prompt, [answer.text for answer in answers], general)
    if kind == "essay":
        return foreign.open_question(name, prompt)
    if kind == "description":
        return foreign.text(name, prompt)
    return Asked(
        name,
        reason=_reasons().get(kind) or _("aquí no hay preguntas de tipo «%(kind)s»") % {"kind": kind[:30]},
    )


def _reasons() -> dict[str, str]:
    """Why kinds that are often met are not taken."""
    return {
        "cloze": _("son varias preguntas dentro de un texto: escríbelas una por una"),
        "numerical": _("pide un número dentro de un margen, y aquí no hay preguntas así"),
        "calculated": _("se calcula con números al azar, y aquí no hay preguntas así"),
    }


def _weight(answer: Element) -> float:
    try:
        return float(answer.get("fraction") or 0)
    except ValueError:
        return 0.0


def _text(told: Element | None) -> str:
    """The HTML of an element with a `text` inside."""
    if told is None:
        return ""
    words = (told.findtext("text") or told.text or "").strip()
    formats = {"html": "html", "markdown": "markdown", "plain_text": "plain"}
    return in_format(words, formats.get(told.get("format") or "", "moodle")) if words else paragraphs(words)
