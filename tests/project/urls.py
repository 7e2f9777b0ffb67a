"""
Every address of the site, in tables that each app extends: which are public, and which object of another network
stands behind an address with an id.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.modules import samples

# What a visitor may open. Everything else asks who she is.
PUBLIC = {
    # The ways in and out, and her language.
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_signup",
    "accounts:new-key",
    "accounts:set-language",
    "core:manifest",
    "core:quick-exit",
    "core:worker",
    "mfa_authenticate",
    "mfa_login_webauthn",
    # A code on paper.
    "networks:join",
    "networks:join-account",
    "networks:join-welcome",
    # What anybody may need.
    "certificates:verify",
    "progress:breathing",
    "progress:contacts",
    "progress:home",
    "progress:keeps",
    "progress:phone",
    "progress:renew",
    # Development only.
    "demo:components",
    "demo:enter",
    "demo:fault",
    # The other door, which leads to the one.
    "/cms/login/",
}

# name of the address → its arguments for something of Jícara (a `World`).
FOREIGN: dict[str, Callable[[Any], dict[str, Any]]] = {
    "certificates:issue": lambda world: {"course_key": world.taught.key},
    "certificates:revoke": lambda world: {"pk": world.certificate.pk},
    "cohorts:accompany": lambda world: {"key": world.taught.key},
    "cohorts:end": lambda world: {"key": world.taught.key},
    "cohorts:join": lambda world: {"key": world.taught.key},
    "cohorts:leave": lambda world: {"key": world.taught.key},
    "community:post-edit": lambda world: {"key": world.post.pk},
    "community:post-moderate": lambda world: {"key": world.post.pk},
    "community:post-reply": lambda world: {"key": world.post.topic_id},
    "community:post-report": lambda world: {"key": world.post.pk},
    "community:post-withdraw": lambda world: {"key": world.post.pk},
    "community:topic-detail": lambda world: {"key": world.post.topic_id},
    "community:topic-moderate": lambda world: {"key": world.post.topic_id},
    "community:topic-of-lesson": lambda world: {"key": world.talk, "block": samples.DISCUSSION["id"]},
    "journal:entry-delete": lambda world: {"key": world.kept},
    "journal:entry-edit": lambda world: {"key": world.kept},
    "journal:lesson-keep": lambda world: {"key": world.lesson},
    "journal:lesson-mark": lambda world: {"key": world.lesson},
    "journal:lesson-note": lambda world: {"key": world.lesson},
    "networks:invitation-revoke": lambda world: {"key": world.invitation.pk},
    "networks:member-remove": lambda world: {"key": world.stranger.pk},
    "networks:member-role": lambda world: {"key": world.stranger.pk},
    "news:change": lambda world: {"key": world.news.pk, "language": "es"},
    "news:detail": lambda world: {"key": world.news.pk},
    "news:withdraw": lambda world: {"key": world.news.pk},
    "progress:bring-answers": lambda world: {"key": world.quiz},
    "progress:carry": lambda world: {"key": world.taught.key},
    "progress:carry-list": lambda world: {"key": world.taught.key},
    "progress:change-read": lambda world: {"key": world.lesson},
    "progress:course-detail": lambda world: {"key": world.taught.key},
    "progress:course-enrol": lambda world: {"key": world.taught.key},
    "progress:course-finish": lambda world: {"key": world.taught.key},
    "progress:course-leave": lambda world: {"key": world.taught.key},
    "progress:entry-detail": lambda world: {"key": world.entry},
    "progress:course-feedback": lambda world: {"key": world.taught.key},
    "progress:kept-course": lambda world: {"key": world.taught.key},
    "progress:kept-lesson": lambda world: {"key": world.lesson},
    "progress:lesson-feedback": lambda world: {"key": world.lesson},
    "progress:lesson-complete": lambda world: {"key": world.lesson},
    "progress:lesson-detail": lambda world: {"key": world.lesson},
    "progress:lesson-pictures": lambda world: {"key": world.lesson},
    "progress:lesson-talk": lambda world: {"key": world.lesson},
    "progress:media": lambda world: {"name": world.document.file.name},
    "progress:pack-ask": lambda world: {"key": world.taught.key, "kind": "page"},
    "progress:pack-file": lambda world: {"key": world.taught.key, "kind": "page"},
    "progress:practice-check": lambda world: {"key": world.lesson, "block": str(uuid.uuid4())},
    "progress:quiz-result": lambda world: {"key": world.quiz, "sheet": uuid.uuid4()},
    "progress:practice": lambda world: {"key": world.lesson},
    "progress:quiz-save": lambda world: {"key": world.quiz},
    "progress:quiz-submit": lambda world: {"key": world.quiz},
}

# Addresses with an argument that names nobody's object, and why.
NOTHING_BEHIND = {
    "demo:enter": "a role of the demo",
    "demo:fault": "a page of what goes wrong",
    "mfa_edit_webauthn": "a mark in her own list",
    "mfa_remove_webauthn": "a mark in her own list",
}


# What is sent to an address of these beginnings means the same wherever she is, and why; whatever else a member
# sends is of one network, and its form says of which (learning.networks.words).
ANYWHERE = {
    "/cms/login/": "a door",
    "account": "her account is one in all her networks",
    "certificates:": "a paper is hers, wherever she earned it",
    "journal:": "her journal is hers, in every network and outside",
    "mfa_": "her keys are those of her account",
    "networks:join-further": "opens another network, by a code",
    "networks:pseudonym-change": "her name is one in all her networks",
    "networks:switch": "says itself which network",
    "progress:send-later": "each thing done without a line says which network",
}


@dataclass(frozen=True)
class Address:
    """One address: `name` with its namespace (the route where it has none), and its arguments' converters."""

    name: str
    route: str
    view: Callable[..., Any]
    converters: dict[str, Any] = field(compare=False)

    @property
    def is_public(self) -> bool:
        return not getattr(self.view, "login_required", True)

    @property
    def permission(self) -> str | None:
        """What it asks of her in the network she is in; None where that does not matter."""
        return getattr(self.view, "permission", None)

    def with_missing(self) -> str:
        """The address of something that does not exist."""
        return reverse(self.name, kwargs={key: _missing(each) for key, each in self.converters.items()})


def _missing(converter: Any) -> Any:
    kinds = {"IntConverter": 2**31 - 1, "UUIDConverter": uuid.uuid4(), "OpaqueConverter": uuid.uuid4()}
    return kinds.get(type(converter).__name__, "nada")


def addresses() -> list[Address]:
    """All of ours; what lies below the editor's prefix is Wagtail's and has tests of its own."""
    answering: dict[str, Address] = {}
    for each in _walk(get_resolver(), "", "", {}):
        # The first of one route is the one that answers.
        answering.setdefault(each.route, each)
    return [
        each
        for each in answering.values()
        if not each.route.startswith(settings.CMS_PREFIX) or "login" in each.route
    ]


def _walk(resolver: URLResolver, spaces: str, route: str, above: dict[str, Any]) -> Iterator[Address]:
    for each in resolver.url_patterns:
        path, converters = route + str(each.pattern), above | each.pattern.converters
        if isinstance(each, URLResolver):
            inner = f"{spaces}{each.namespace}:" if each.namespace else spaces
            yield from _walk(each, inner, path, converters)
        elif isinstance(each, URLPattern):
            yield Address(
                f"{spaces}{each.name}" if each.name else f"/{path}", f"/{path}", each.callback, converters
            )


def answers(
    client: Client, url: str, verb: str, sent: dict[str, str] | None = None
) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers of an answer, without the id that was asked for and without tokens."""
    response = getattr(client, verb)(url, sent)
    ids = [part for part in url.split("/") if len(part) > 8]
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode(errors="replace")
    for name in [url, *ids, response.wsgi_request.META.get("CSRF_COOKIE", "")]:
        text = text.replace(name, "") if name else text
    headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
    if "Location" in headers:
        headers["Location"] = headers["Location"].replace(url, "")
    return response.status_code, _without_tokens(text), headers


def _without_tokens(text: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
