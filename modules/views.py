"""The few addresses of the editor that are ours."""

from typing import Any, NoReturn

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect


def add_one_image(request: HttpRequest) -> HttpResponse:
    """Pictures come in one by one."""
    return redirect("wagtailimages:add")


def own_account(request: HttpRequest) -> HttpResponse:
    return redirect("accounts:home")


def not_here(request: HttpRequest, **arguments: Any) -> NoReturn:
    raise Http404
