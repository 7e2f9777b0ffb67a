"""What comes in from the player, and what she asks of the directory."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.db.models import TextChoices
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from learning.core.crypto import SealBroken
from learning.core.opaque import LENGTH, decode
from learning.core.sanitise import clean_text
from learning.progress import versions
from learning.progress.boxes import open_box
from learning.progress.catalogue import SPANS, Card, Wanted
from learning.progress.journey import State
from learning.progress.models import LessonCompletion
from modules.countries import country_codes, country_name
from modules.feedback import TAGS
from modules.finder import ELSEWHERE, Asked, Danger, Happened, Need
from modules.models import CoursePage
from modules.paper.answers import as_sent, how_to_write
from modules.questions import Question
from modules.quizzes import Quiz

How = LessonCompletion.How
MOST_LETTERS = 200
STATES = {State.GOING: _("En curso"), State.NEW: _("Sin empezar"), State.FINISHED: _("Terminados")}


class CompleteForm(forms.Form):
    """Done, or skipped; nothing else is hers to say."""

    how = forms.ChoiceField(choices=[(how.value, how.label) for how in (How.MARKED, How.SKIPPED)])


class FeedbackForm(forms.Form):
    """Words to tick, at least one."""

    tag = forms.MultipleChoiceField(choices=TAGS)


class WordsField(forms.CharField):
    """Whatever comes in, cleaned and cut: nothing that can be typed is an error."""

    def to_python(self, value: Any) -> str:
        return " ".join(clean_text(str(value or "")[:5000]).split())[:MOST_LETTERS]


class SearchForm(forms.Form):
    """What she looks for on the whole site."""

    q = WordsField(
        label=_("Qué buscas"),
        help_text=_(
            "Una o varias palabras, con acentos o sin ellos. No se guardan ni quedan en el historial de este teléfono."
        ),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": MOST_LETTERS, "spellcheck": "false", "type": "search"}),
    )

    def words(self) -> str:
        """Cleaned; empty where nothing can be read."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""


class WordForm(SearchForm):
    """A word, or a part of one, to look for in the glossary."""

    q = WordsField(label=_("Busca una palabra"), required=False)


class ChangeReadForm(forms.Form):
    """Up to which version she was told what changed."""

    version = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class LaterForm(forms.Form):
    """One thing that was done without a line, as a script on her phone noted it."""

    id = forms.UUIDField()
    lesson = forms.CharField(max_length=LENGTH)
    version = forms.CharField(max_length=versions.LONGEST, required=False)
    how = forms.ChoiceField(choices=[(how.value, how.label) for how in (How.MARKED, How.SKIPPED, How.QUIZ)])
    # In a box that the phone can not open (`boxes`).
    answers = forms.CharField(max_length=40_000, required=False)
    who = forms.RegexField("^[0-9a-f]{48}$")
    network = forms.UUIDField()

    def clean_lesson(self) -> UUID:
        try:
            return decode(self.cleaned_data["lesson"])
        except ValueError:
            raise forms.ValidationError("") from None

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("how") == How.QUIZ and "id" in data and "answers" in data:
            try:
                data["answers"] = open_box(data["answers"], str(data["id"]))
            except SealBroken:
                self.add_error("answers", "")
        return data

    def done(self) -> dict[str, Any]:
        """For `later.take`."""
        data = self.cleaned_data
        return {name: data[name] for name in ("lesson", "version", "how", "answers")} | {"sheet": data["id"]}


class BringForm(forms.Form):
    """The code of a lesson, as it stands on paper."""

    code = forms.CharField(label=_("Código de la lección"), max_length=40)


class PaperForm(forms.Form):
    """A field for each question, by its number, in letters as on paper; `h`: of which sheet (`paper.answers`)."""

    template_name = "progress/_paper_form.html"
    h = forms.CharField(max_length=8, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, quiz: Quiz, language: str, **options: Any) -> None:
        """`language`: of her paper."""
        super().__init__(*args, **options)
        self.quiz, self.language = quiz, language
        for number, question in enumerate(quiz.questions, 1):
            label = _("Pregunta %(number)s") % {"number": number}
            self.fields[f"q{number}"] = forms.CharField(
                label=label, help_text=how_to_write(question), max_length=200
            )

    def asked(self) -> list[tuple[forms.BoundField, Question]]:
        """Each field with what it answers."""
        return [(self[f"q{number}"], each) for number, each in enumerate(self.quiz.questions, 1)]

    def clean(self) -> None:
        """What was written as a browser would send it (`answers`)."""
        self.sent: dict[str, list[str]] = {}
        for number, question in enumerate(self.quiz.questions, 1):
            name = f"q{number}"
            read = as_sent(question, self.cleaned_data[name]) if name in self.cleaned_data else []
            if read is None:
                self.add_error(name, _("Eso no está en el papel. Revísalo con calma."))
            self.sent[question.id] = read or []

    def answers(self) -> dict[str, list[str]]:
        """Question id to what was chosen."""
        return self.sent


class SheetForm(forms.Form):
    """The number of the sheet on which she answered, so that sending it twice is one attempt."""

    sheet = forms.UUIDField()

    def sheet_number(self) -> UUID:
        """The sheet's number; a new one where the form came without."""
        return self.cleaned_data["sheet"] if self.is_valid() else uuid4()


def _numbered(choices: type[TextChoices]) -> list[tuple[str, Any]]:
    """An address in the history of a telephone tells numbers, and no word of what happened to her."""
    return [("", _("Cualquiera")), *((str(n), label) for n, label in enumerate(choices.labels, 1))]


def _chosen(choices: type[TextChoices], number: str) -> str:
    return choices.values[int(number) - 1] if number else ""


class CatalogueForm(forms.Form):
    """Which courses she wants to see; what all of them share is not asked."""

    a = forms.ChoiceField(label=_("Tema"), required=False)
    b = forms.ChoiceField(label=_("Para leer u oír en"), required=False)
    c = forms.ChoiceField(label=_("Tiempo en total"), required=False)
    d = forms.ChoiceField(label=_("Cómo voy"), required=False)

    def __init__(self, data: Any, *, cards: Iterable[Card]) -> None:
        super().__init__(data or None)
        found = list(cards)
        self.values: dict[str, dict[str, Any]] = {}
        self._offer("a", _themes(found))
        self._offer("b", _spoken(found))
        self._offer("c", _spans(found))
        self._offer("d", _states(found))

    def _offer(self, name: str, choices: Mapping[Any, Any]) -> None:
        """Values stand in the address as a mark that only this site can make, and that means the same tomorrow."""
        if not choices:
            del self.fields[name]
            return
        self.values[name] = {mark_of(name, value): value for value in choices}
        marked = zip(self.values[name], choices.values(), strict=True)
        self.fields[name].choices = [("", _("Cualquiera")), *marked]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What she asks for; what is not one of the choices was not asked."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name, "") for name in self.fields} if self.is_bound else {}
        chosen = {name: self.values[name][mark] for name, mark in said.items() if mark}
        return Wanted(chosen.get("a", ""), chosen.get("b", ""), chosen.get("c"), chosen.get("d", ""))

    def said(self) -> list[str]:
        """The same in words."""
        chosen = [(self.fields[name], self.cleaned_data.get(name)) for name in self.fields]
        return [str(dict(field.choices)[mark]) for field, mark in chosen if mark]  # type: ignore[attr-defined]


def mark_of(name: str, value: Any) -> str:
    """What a choice of this field is called in an address, which tells nothing in the history of a telephone."""
    return salted_hmac("progress.catalogue", f"{name}:{value}", algorithm="sha256").hexdigest()[:8]


def _themes(cards: Sequence[Card]) -> dict[str, Any]:
    return _telling(CoursePage.Theme.choices, [{card.journey.course.theme} for card in cards])


def _spoken(cards: Sequence[Card]) -> dict[str, Any]:
    """Languages that have a text, then those that are heard."""
    heard = {key: name for card in cards for key, name in card.label.voices.items()}
    voices = sorted(heard.items(), key=lambda voice: voice[1].casefold())
    named = [(key, _("%(language)s (para oír)") % {"language": name}) for key, name in voices]
    held = [{*card.label.languages, *card.label.voices} for card in cards]
    return _telling([*settings.LANGUAGES, *named], held)


def _spans(cards: Sequence[Card]) -> dict[int, Any]:
    minutes = [card.journey.course.minutes for card in cards]
    names = [
        (30, _("Media hora o menos")),
        (60, _("Una hora o menos")),
        (120, _("Dos horas o menos")),
        (0, _("Más de dos horas")),
    ]
    held = [{span for span in SPANS if each <= span} or {0} for each in minutes]
    return _telling(names, held)


def _states(cards: Sequence[Card]) -> dict[str, Any]:
    return _telling(STATES.items(), [{card.journey.state} for card in cards])


def _telling(named: Iterable[tuple[Any, Any]], held: Sequence[Set[Any]]) -> dict[Any, Any]:
    """Those by which some of the courses are told from the others."""
    many = Counter(value for each in held for value in each)
    return {value: name for value, name in named if 0 < many[value] < len(held)}


class FindForm(forms.Form):
    """Where she is, what happened, how soon the danger is, what she needs; each may stay open."""

    a = forms.ChoiceField(label=_("¿Dónde estás?"), required=False)
    b = forms.ChoiceField(label=_("¿Qué pasó?"), choices=_numbered(Happened), required=False)
    c = forms.ChoiceField(
        label=_("¿Qué tan pronto está el peligro?"), choices=_numbered(Danger), required=False
    )
    d = forms.ChoiceField(label=_("¿Qué necesitas?"), choices=_numbered(Need), required=False)

    def __init__(self, data: Any, *, here: str, countries: Iterable[str]) -> None:
        """`here` is the country of her network, or empty; `countries` are those that the directory speaks of."""
        codes = country_codes()
        known = sorted({each for each in (here.upper(), *countries) if each in codes}, key=country_name)
        numbers = {code: str(codes.index(code) + 1) for code in known}
        super().__init__(data or None, initial={"a": numbers.get(here.upper(), "")})
        self.fields["a"].choices = [  # type: ignore[attr-defined]
            ("", _("Cualquier país")),
            *((number, country_name(code)) for code, number in numbers.items()),
            ("0", _("Otro país")),
        ]

    def asked(self) -> Asked:
        """Her answers; what is not one of the choices was not said."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name, "") for name in self.fields} if self.is_bound else {}
        number = said.get("a", "")
        country = "" if not number else ELSEWHERE if number == "0" else country_codes()[int(number) - 1]
        return Asked(
            country,
            _chosen(Happened, said.get("b", "")),
            _chosen(Danger, said.get("c", "")),
            _chosen(Need, said.get("d", "")),
        )
