"""The glossary: all words by letter, and a box to search in them, whose words go on sealed as in `views.search`."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from learning.core.languages import language_now
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import MemberRequest
from learning.progress.forms import WordForm
from learning.progress.searching import onward, opened
from modules.words import by_letter


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_COURSES)
def words(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        return onward(WordForm(request.POST).words(), request)
    found = opened(request.GET.get("v", ""), request)
    asked = found.text if found else ""
    context = {
        "form": WordForm(initial={"q": asked}),
        "asked": asked,
        "letters": by_letter(language_now(), asked),
    }
    return render(request, "progress/glossary.html", context)
