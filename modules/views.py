"""The few addresses of the editor that are ours."""

from typing import Any, NoReturn

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from modules.schemes import forced


def add_one_image(request: HttpRequest) -> HttpResponse:
    """Pictures come in one by one."""
    return redirect("wagtailimages:add")


def own_account(request: HttpRequest) -> HttpResponse:
    return redirect("accounts:home")


def scheme(request: HttpRequest, name: str) -> HttpResponse:
    """The colours of a preview, 'light' or 'dark'."""
    return HttpResponse(forced(name), content_type="text/css")


def not_here(request: HttpRequest, **arguments: Any) -> NoReturn:
    raise Http404
