"""In the editor: which translations of her network's courses are behind, and since which change."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learning.core.languages import language_now
from learning.networks.access import own_memberships
from learning.networks.editor import networks_written_by
from learning.networks.walls import pages_within
from modules.apart import behind
from modules.lateness import late


@require_safe
def translations(request: HttpRequest) -> HttpResponse:
    """All that are behind, in the order of the courses; who may come in is asked at the editor's door."""
    pages = pages_within(networks_written_by(own_memberships(request)))
    context = {"rows": late(pages), "apart": behind(pages), "language": language_now()}
    return render(request, "networks/editor/translations.html", context)
