"""What the editor answers to a decision that is refused."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from modules.reviewing import ReviewRefused


def answer_refused(request: HttpRequest, refused: ReviewRefused) -> HttpResponse:
    """Why, in words, at the first page of the editor where what waits is listed."""
    messages.error(request, f"«{refused.page.get_admin_display_title()}»: {refused.why}")
    there = redirect("wagtailadmin_home")
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": there.url})
    return there
