"""The glossary: all words by letter, and a box to search in them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import MemberRequest, language
from learning.progress.forms import WordForm
from modules.words import by_letter


@require_safe
@require(Permission.TAKE_COURSES)
def words(request: MemberRequest) -> HttpResponse:
    form = WordForm(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    letters = by_letter(language(), asked)
    return render(request, "progress/glossary.html", {"form": form, "asked": asked, "letters": letters})
