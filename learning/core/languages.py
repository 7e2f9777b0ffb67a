"""
In which language this page is, and in which manner it addresses her: `es` with *tú*, or `es-x-vos`. What is chosen,
stored or said in `lang` is the language; words alone follow the manner.
"""

from typing import Any

from django.conf import settings
from django.utils import translation

_MANNER = "-x-"


def language_now() -> str:
    """The language of this page."""
    return _active().partition(_MANNER)[0]


def as_addressed(language: str) -> str:
    """This language, in the manner of the page around it where that is in the same."""
    return _active() if language == language_now() else language


def speaking(language: str) -> Any:
    """Context manager: in this language, addressing her as the page around it does."""
    return translation.override(as_addressed(language))


def address_in(manner: str) -> None:
    """Address her so from here on, where the language of this page knows how."""
    code = f"{language_now()}{_MANNER}{manner}"
    if code in settings.MANNERS:
        translation.activate(code)


def manners() -> dict[str, str]:
    """Those that the courses' own language knows, as a network names them, and how they are called."""
    own = f"{settings.LANGUAGE_CODE}{_MANNER}"
    return {code.removeprefix(own): name for code, name in settings.MANNERS.items() if code.startswith(own)}


def own_name(code: str) -> str:
    """What a language calls itself; its code, where the site no longer has it."""
    try:
        return str(translation.get_language_info(code)["name_local"])
    except KeyError:
        return code


def name_in_text(code: str) -> str:
    """What it is called inside a sentence of this page, where Spanish writes it small; its code, where it is gone."""
    try:
        name = str(translation.get_language_info(code)["name_translated"])
    except KeyError:
        return code
    return name.lower() if language_now() == "es" else name


def offered(language: str) -> str:
    """This language while the site has it, else that of its courses."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _active() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE  # noqa: TID251
