"""
Questions in GIFT, the text format of Moodle (docs.moodle.org/en/GIFT_format): in, and out.

    ::name:: [html] question { =right #said ~%50%in part ~wrong } and after it
    ::name:: question {TRUE#said when wrong#said when right}
    ::name:: question {=part -> partner =part -> partner}    {=a few words}    {#number}    {} open
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from modules.exchange import foreign
from modules.exchange.errors import CourseFileError
from modules.exchange.foreign import Answer, Asked, paragraphs, plain
from modules.exchange.richtext import to_html

SPECIAL = "~=#{}:\\"
# Signs of private use stand for escaped ones while the rest is read.
HIDDEN = {sign: chr(0xE000 + place) for place, sign in enumerate(SPECIAL)}
ESCAPED = re.compile(r"\\([~=#{}:\\n])")
PRIVATE = re.compile("[\ue000-\ue00f]")
NAME = re.compile(r"::(.*?)::", re.S)
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.I)
TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(.*))?", re.I | re.S)
WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
NUMBER = re.compile(r"=?\s*(-?\d+(?:\.\d+)?)(?::0*(?:\.0*)?)?\s*(?:#([^=]*))?", re.S)


def read_gift(source: str, most: int | None = None) -> list[Asked]:
    """Every question of a file in its order, or the first of them, as many as `most`."""
    hidden = ESCAPED.sub(lambda sign: "\n" if sign[1] == "n" else HIDDEN[sign[1]], PRIVATE.sub("", source))
    return [_question(part) for part in islice(_parts(hidden), most)]


def _parts(source: str) -> Iterator[str]:
    """The text of each question; an empty line ends one, but not inside its braces."""
    lines: list[str] = []
    depth = 0
    for line in [*source.splitlines(), "::"]:
        ends = not line.strip() and depth <= 0
        if lines and (ends or line.startswith("::")):
            yield "\n".join(lines)
            lines, depth = [], 0
        if line.strip().startswith(("//", "$CATEGORY:")) or (not lines and not line.strip()):
            continue
        lines.append(line)
        depth += line.count("{") - line.count("}")


def _question(part: str) -> Asked:
    if len(part) > foreign.LONGEST:
        return foreign.too_long(_shown(part[:200]))
    named = NAME.match(part.strip())
    rest = part.strip()[named.end() :] if named else part.strip()
    written = FORMAT.match(rest)
    how, rest = (written[1].lower(), rest[written.end() :]) if written else ("moodle", rest)
    start, end = rest.find("{"), rest.rfind("}")
    before, after = (rest, "") if start < 0 else (rest[:start], rest[end + 1 :])
    gap = " _____ " if after.strip(" .;\"'\n") else ""
    prompt = _html(f"{before.strip()}{gap}{after.strip() if gap else ''}", how)
    name = _shown(named[1]) if named else plain(prompt)[:60]
    if start < 0:
        return foreign.text(name, prompt)
    if end < start:
        return Asked(name, reason=_("le falta una llave"))
    inner, _sign, general = rest[start + 1 : end].partition("####")
    return _answered(name, prompt, inner, _html(general, how) if general.strip() else "")


def _answered(name: str, prompt: str, inner: str, general: str) -> Asked:
    if not inner.strip():
        return foreign.open_question(name, prompt)
    if truth := TRUTH.fullmatch(inner):
        right = truth[1].upper().startswith("T")
        wrong_said, _sign, right_said = (truth[2] or "").partition("#")
        wrong_said, right_said = _html(wrong_said), _html(right_said)
        said = (right_said, wrong_said) if right else (wrong_said, right_said)
        return foreign.true_false(name, prompt, right, *said, general)
    if inner.lstrip().startswith("#"):
        return _number(name, prompt, inner.strip()[1:].strip(), general)
    answers = list(_answers(inner))
    if not answers:
        return Asked(name, reason=_("no se ve cuáles son las respuestas"))
    found = [Answer(_html(text), weight, _html(said)) for _sign, text, weight, said in answers]
    if any(sign == "~" for sign, *_rest in answers):
        many = not any(sign == "=" for sign, *_rest in answers) and sum(each.weight > 0 for each in found) > 1
        return foreign.choices(name, prompt, found, many=many, general=general)
    halves = [text.partition("->") for _sign, text, *_rest in answers]
    if all(arrow for _left, arrow, _right in halves):
        pairs = [(_html(left), _html(right)) for left, _arrow, right in halves]
        return foreign.matching(name, prompt, pairs, general)
    if any(arrow for _left, arrow, _right in halves):
        return Asked(name, reason=_("unas respuestas son parejas y otras no"))
    return foreign.short_text(name, prompt, found, general)


def _answers(inner: str) -> Iterator[tuple[str, str, float, str]]:
    """Sign, text, how much of 100 it counts, and what is said of it, for each answer."""
    parts = re.split("([~=])", inner)
    for sign, told in zip(parts[1::2], parts[2::2], strict=True):
        weight = WEIGHT.match(told)
        text, _sign, said = (told[weight.end() :] if weight else told).partition("#")
        yield sign, text, float(weight[1]) if weight else (100.0 if sign == "=" else 0.0), said


def _number(name: str, prompt: str, inner: str, general: str) -> Asked:
    """One exact number is a short text; spans are nothing that is asked here."""
    told = NUMBER.fullmatch(inner)
    if told is None:
        return Asked(name, reason=_("pide un número dentro de un margen, y aquí no hay preguntas así"))
    asked = foreign.short_text(name, prompt, [Answer(told[1], 100, _html(told[2] or ""))], general)
    asked.changes.append(_("el número se compara como texto"))
    return asked


def _html(text: str, how: str = "moodle") -> str:
    """A text of the file, which may say itself how it is written."""
    written = FORMAT.match(text)
    if written:
        how, text = written[1].lower(), text[written.end() :]
    return in_format(_shown(text), how)


def in_format(told: str, how: str) -> str:
    """HTML of a text that Moodle calls html, markdown, plain, or moodle: plain, unless there are tags in it."""
    if how == "markdown":
        try:
            return to_html(told)
        except CourseFileError:
            return paragraphs(told)
    has_tags = how == "html" or (how == "moodle" and re.search(r"</?[a-zA-Z][^>]*>", told))
    return told if has_tags else paragraphs(told)


def _shown(text: str) -> str:
    for sign, hidden in HIDDEN.items():
        text = text.replace(hidden, sign)
    return text.strip()


def write_gift(blocks: Sequence[Mapping[str, Any]]) -> tuple[str, int]:
    """The questions among these blocks as a GIFT file, and how many have no form in it."""
    told = [_written(each["type"], each["value"], number) for number, each in enumerate(blocks, 1)]
    asked = [each for each in told if each is not None]
    return "\n\n".join(each for each in asked if each) + "\n", asked.count("")


def _written(kind: str, value: Mapping[str, Any], number: int) -> str | None:
    """None for what asks nothing, the empty text for what GIFT can not say."""
    prompt = value.get("prompt") or value.get("statement") or value.get("body") or ""
    if kind == "scenario_choice":
        prompt = f"{value['story'] or ''}{prompt}"
    if kind == "ordering":
        return ""
    inner = _inner(kind, value)
    if inner is None:
        return None
    return f"::{_escaped(plain(prompt)[:60])}::[html]{_escaped(prompt)} {{{inner}}}"


def _inner(kind: str, value: Mapping[str, Any]) -> str | None:
    if kind == "reflection":
        return ""
    if kind == "true_false":
        right, wrong = (value["if_true"], value["if_false"])[:: 1 if value["answer"] else -1]
        return f"{'TRUE' if value['answer'] else 'FALSE'}#{_words(wrong)}#{_words(right)}"
    if kind in ("single_choice", "multiple_choice", "scenario_choice"):
        return _choices([item["value"] for item in value["choices"]])
    if kind == "matching":
        pairs = [item["value"] for item in value["pairs"]]
        return "".join(f"\n  ={_words(pair['left'])} -> {_words(pair['right'])}" for pair in pairs) + "\n"
    if kind == "short_text":
        rights = [f"\n  ={_words(item['value'])}#{_words(value['if_right'])}" for item in value["accepted"]]
        return "".join(rights) + f"\n  =%0%*#{_words(value['if_other'])}\n"
    return None


def _choices(made: Sequence[Mapping[str, Any]]) -> str:
    rights = sum(bool(choice["correct"]) for choice in made)
    share = f"{100 / max(1, rights):.5f}".rstrip("0").rstrip(".")
    signs = {True: "=", False: "~"} if rights == 1 else {True: f"~%{share}%", False: f"~%-{share}%"}
    lines = [
        f"\n  {signs[bool(choice['correct'])]}{_words(choice['text'])}#{_words(choice['feedback'])}"
        for choice in made
    ]
    return "".join(lines) + "\n"


def _words(text: str | None) -> str:
    """Plain words, which Moodle would take for HTML where they look like it."""
    told = " ".join((text or "").split())
    return _escaped(f"[html]{escape(told, quote=False)}" if re.search("[<>&]", told) else told)


def _escaped(text: str) -> str:
    return re.sub(r"([~=#{}:\\])", r"\\\1", text).replace("\n", "\\n")
