"""The words that were found, marked in what stands around them."""

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from modules.search.words import TOKEN, Asked, key_of

BEFORE, LONGEST = 60, 200


def marked(text: str, asked: Asked, language: str) -> SafeString:
    """The whole text with her words in it marked."""
    return _marked(text, _spans(text, asked, language), 0, len(text))


def around(text: str, asked: Asked, language: str) -> SafeString:
    """
    Some words of the text around the place where most of hers stand, marked; its beginning where none does.
    """
    spans = _spans(text, asked, language)
    places = [max(0, begin - BEFORE) for begin, _end, _key in spans] or [0]
    begin = max(places, key=lambda place: _telling(spans, place))
    begin, end = _between_words(text, begin, begin + LONGEST)
    before, after = "… " if begin else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, _marked(text, spans, begin, end), after)


Span = tuple[int, int, int]


def _spans(text: str, asked: Asked, language: str) -> list[Span]:
    """Where her words stand: begin, end, which of them."""
    which = {key: number for number, keys in enumerate(asked.words) for key in keys}
    found = (
        (token.start(), token.end(), which.get(key_of(token[0], language))) for token in TOKEN.finditer(text)
    )
    return [(begin, end, number) for begin, end, number in found if number is not None]


def _telling(spans: list[Span], place: int) -> int:
    """How many different words of hers can be read from here on."""
    return len({number for begin, end, number in spans if begin >= place and end <= place + LONGEST})


def _between_words(text: str, begin: int, end: int) -> tuple[int, int]:
    begin = 0 if begin == 0 else text.find(" ", begin - 1) + 1
    if end >= len(text):
        return begin, len(text)
    last = text.rfind(" ", begin, end + 1)
    return begin, last if last > begin else end


def _marked(text: str, spans: list[Span], begin: int, end: int) -> SafeString:
    pieces: list[SafeString] = []
    for first, last, _number in spans:
        if begin <= first and last <= end:
            pieces.append(format_html("{}<mark>{}</mark>", text[begin:first], text[first:last]))
            begin = last
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, conditional_escape(text[begin:end])]))
