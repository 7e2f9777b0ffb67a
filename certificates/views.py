"""Her papers, and the public page that checks one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from certificates import actions, pdf
from certificates.access import (
    finished_courses,
    finished_or_404,
    is_care,
    own_certificate_or_404,
    own_papers,
)
from certificates.forms import IssueForm, VerifyForm
from certificates.verification import verify as verify_paper
from learning.core import paper
from learning.core.languages import language_now
from learning.core.throttle import throttled
from learning.progress.kept import kept_in

FILE_NAME = "constancia.pdf"


def own(request: Any) -> HttpResponse:
    """What she finished and the papers she has."""
    courses = finished_courses(request.user, language_now())
    return render(request, "certificates/own.html", {"courses": courses, "papers": own_papers(request.user)})


@sensitive_post_parameters("name")
@require_http_methods(["GET", "POST"])
@throttled("certificate", limit=20, seconds=3600, by=lambda request: str(request.user.pk))
def issue(request: Any, course_key: UUID) -> HttpResponse:
    """The form asks for the name; sending it answers the PDF itself."""
    enrolment = finished_or_404(request.user, course_key)
    initial = {"language": language_now(), "neutral": is_care(course_key)}
    form = IssueForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            paper.require()
            return _paper(request, actions.issue(by=request.user, enrolment=enrolment, **wanted))
        except paper.PaperMissing:
            form.add_error(
                None, _("Este sitio todavía no puede hacer constancias. Avísale a quien lo cuida.")
            )
            status = 503
        except actions.TooMany:
            said = _(
                "Ya tienes todas las constancias que se pueden dar de este curso. Anula una para hacer otra."
            )
            form.add_error(None, said)
    course = kept_in(enrolment.completed_titles, language_now())
    return render(request, "certificates/issue.html", {"form": form, "course": course}, status=status)


def _paper(request: HttpRequest, issued: actions.Issued) -> HttpResponse:
    body = pdf.render(issued, check_url=request.build_absolute_uri(reverse("certificates:verify")))
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


@require_http_methods(["GET", "POST"])
def revoke(request: Any, pk: UUID) -> HttpResponse:
    """She asks that a paper of hers be worth nothing any more."""
    certificate = own_certificate_or_404(request.user, pk)
    if request.method == "POST":
        actions.revoke(certificate=certificate, reason=certificate.Reason.ASKED)
        messages.success(request, _("Esa constancia ya no vale."))
        return redirect("certificates:own")
    return render(request, "certificates/revoke.html", {"paper": certificate})


@login_not_required
@csrf_exempt  # Nothing changes here, and a stranger who checks a paper gets no session.
@sensitive_post_parameters("name", "code")
@throttled("verify", limit=30, seconds=3600)
def verify(request: HttpRequest) -> HttpResponse:
    """A stranger checks a paper: valid, does not match, revoked, unknown. The code never stands in an address."""
    form = VerifyForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        verdict, certificate = verify_paper(form.cleaned_data["code"], form.cleaned_data["name"])
        context |= {
            "verdict": verdict.value,
            "certificate": certificate,
            "named": bool(form.cleaned_data["name"]),
        }
    return render(request, "certificates/verify.html", context)
