import ipaddress
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings as site
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from learning.core.at_once import SCRIPT, STYLE, digest_of, text_of
from learning.core.languages import language_now
from learning.core.middleware import (
    FILE_POLICY,
    ScrubAddress,
    SecurityHeaders,
    editor_policy,
    page_policy,
    platform,
    pseudo_address,
)

PHONE = "Mozilla/5.0 (Linux; Android 9; SM-J260M) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
TELLTALE = {
    "REMOTE_ADDR": "203.0.113.7",
    "REMOTE_HOST": "casa.example",
    "REMOTE_PORT": "50123",
    "HTTP_X_FORWARDED_FOR": "198.51.100.1, 198.51.100.2, 198.51.100.3",
    "HTTP_FORWARDED": "for=198.51.100.4",
    "HTTP_X_REAL_IP": "198.51.100.5",
    "HTTP_VIA": "1.1 casa",
    "HTTP_CF_CONNECTING_IP": "198.51.100.6",
    "HTTP_CF_IPCOUNTRY": "GT",
    "HTTP_TRUE_CLIENT_IP": "198.51.100.7",
    "HTTP_X_CLUSTER_CLIENT_IP": "198.51.100.8",
    "HTTP_X_ORIGINAL_FORWARDED_FOR": "198.51.100.9",
    "HTTP_SEC_CH_UA_MODEL": "SM-J260M",
    "HTTP_FROM": "ana@example.org",
    "HTTP_USER_AGENT": PHONE,
    "gunicorn.socket": "<socket raddr=('203.0.113.7', 50123)>",
}


def seen_by_the_site(**meta: str) -> dict[str, str]:
    seen: dict[str, str] = {}

    def view(request: HttpRequest) -> HttpResponse:
        seen.update({name: value for name, value in request.META.items() if isinstance(value, str)})
        return HttpResponse()

    ScrubAddress(view)(RequestFactory().get("/", **meta))
    return seen


def test_nothing_behind_it_learns_address_or_device() -> None:
    seen = seen_by_the_site(**TELLTALE)
    assert seen["HTTP_USER_AGENT"] == "Android"
    assert ipaddress.ip_address(seen["REMOTE_ADDR"]) in ipaddress.ip_network("fd00::/108")
    told = repr(seen)
    assert [each for each in TELLTALE.values() if each in told] == []


@pytest.mark.parametrize(
    ("trusted", "address"),
    [(0, "203.0.113.7"), (1, "198.51.100.3"), (2, "198.51.100.2"), (3, "198.51.100.1"), (4, "203.0.113.7")],
)
def test_only_what_our_own_proxies_wrote_is_believed(settings: Any, trusted: int, address: str) -> None:
    settings.TRUSTED_PROXIES = trusted
    assert seen_by_the_site(**TELLTALE)["REMOTE_ADDR"] == pseudo_address(address)


@pytest.mark.parametrize("address", ["", "unix:", "not an address", "::1", "2001:db8::1", "1.2.3.4"])
def test_any_address_has_a_pseudo_address(address: str) -> None:
    assert seen_by_the_site(REMOTE_ADDR=address)["REMOTE_ADDR"].startswith("fd00::")


def test_one_subscribers_network_is_one_address() -> None:
    assert pseudo_address("2001:db8::1") == pseudo_address("2001:db8::ffff:2")
    assert pseudo_address("2001:db8::1") != pseudo_address("2001:db8:0:1::1")


def test_pseudo_addresses_change_every_day_and_stand_for_many() -> None:
    def on(day: int) -> list[str]:
        with time_machine.travel(datetime(2026, 11, day, 18, tzinfo=UTC), tick=False):
            return [pseudo_address(f"10.{a}.{b}.1") for a in range(40) for b in range(200)]

    today, tomorrow = on(20), on(21)
    assert today == on(20)
    assert sum(one == other for one, other in zip(today, tomorrow, strict=True)) < 5
    assert len(set(today)) < len(today)  # 8,000 of 2^32 already share: no way back.


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        (PHONE, "Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)", "iOS"),
        ("Mozilla/5.0 (iPad; CPU OS 12_0 like Mac OS X)", "iOS"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15)", "Mac"),
        ("Mozilla/5.0 (Windows NT 10.0)", "Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "Linux"),
        ("curl/8", "?"),
        ("", "?"),
    ],
)
def test_a_device_is_its_kind(agent: str, kind: str) -> None:
    assert platform(agent) == kind


def answer(path: str, response: HttpResponse, touch_nonce: bool = False) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        if touch_nonce:
            response.content = str(request.csp_nonce)  # type: ignore[attr-defined]
        return response

    return SecurityHeaders(view)(RequestFactory().get(path))  # type: ignore[return-value]


ANSWERS = {
    "page": HttpResponse("x"),
    "redirect": HttpResponse(status=302),
    "missing": HttpResponse(status=404),
    "slow down": HttpResponse(status=429),
    "fault": HttpResponse(status=500),
    "pdf": HttpResponse(b"%PDF", content_type="application/pdf"),
    "picture": HttpResponse(b"x", content_type="image/jpeg"),
    "drawing": HttpResponse(b"x", content_type="image/svg+xml"),
    "json": HttpResponse(b"{}", content_type="application/json"),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_class_of_answer_is_closed(kind: str) -> None:
    headers = answer("/x/", ANSWERS[kind]).headers
    is_file = kind in ("pdf", "picture", "drawing", "json")
    assert headers["Content-Security-Policy"] == (FILE_POLICY if is_file else page_policy())
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "noindex" in headers["X-Robots-Tag"]
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(headers["Permissions-Policy"].split(", "))


def test_a_page_may_load_from_us_alone() -> None:
    rules = dict(rule.split(" ", 1) for rule in page_policy().split("; "))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("frame-ancestors") == "'none'"
    # Inside a page stand the stylesheet and the one script that comes before all else, and nothing is let through
    # beside them.
    assert rules.pop("script-src") == f"'self' {digest_of(SCRIPT)}"
    assert rules.pop("style-src") == f"'self' {digest_of(STYLE)}"
    assert set(rules.values()) == {"'self'"}


ARRIVING = {"Sec-Fetch-Site": "none", "Sec-Fetch-Dest": "document"}


@pytest.mark.parametrize(
    ("told", "inside"),
    [
        (ARRIVING, True),
        (ARRIVING | {"Sec-Fetch-Site": "cross-site"}, True),
        (ARRIVING | {"Sec-Fetch-Site": "same-origin"}, False),
        (ARRIVING | {"Sec-Fetch-Dest": "iframe"}, False),
        ({}, False),
    ],
)
def test_whoever_comes_from_elsewhere_has_the_look_in_the_page(client, db, told, inside) -> None:
    page = client.get("/entrar/", headers=told).content.decode()
    assert (f"<style>{text_of(STYLE)}</style>" in page) is inside
    assert page.count("css/site.css") == 1
    assert ('media="print">' in page) is inside
    assert f">{text_of(SCRIPT)}</script>" in page


def test_the_editor_has_a_nonce_of_its_own_each_time() -> None:
    first, second = (answer("/cms/pages/", HttpResponse("x"), touch_nonce=True) for _ in range(2))
    assert first.content != second.content
    nonce = first.content.decode()
    assert len(nonce) >= 20
    assert first.headers["Content-Security-Policy"] == editor_policy(nonce)
    assert "unsafe-inline" not in first.headers["Content-Security-Policy"].split("style-src")[0]
    assert first.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_view_may_close_itself_further() -> None:
    policy = "default-src 'none'"
    response = HttpResponse(headers={"Content-Security-Policy": policy, "Cache-Control": "public"})
    headers = answer("/x/", response).headers
    assert headers["Content-Security-Policy"] == policy
    assert headers["Cache-Control"] == "no-store"


def test_static_files_may_be_kept_and_missing_ones_not() -> None:
    kept = {"Cache-Control": "max-age=60, public"}
    path = f"{site.STATIC_URL}x.css"
    assert answer(path, HttpResponse(headers=kept)).headers["Cache-Control"] == "max-age=60, public"
    assert answer(path, HttpResponse(headers=kept, status=404)).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/no-hay-nada/", "/cms/no-hay-nada/", "/entrar/", "/salida/"])
def test_the_real_site_closes_its_answers(client: Any, db: None, path: str) -> None:
    response = client.get(path)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_an_unknown_host_gets_a_closed_answer_too(client: Any) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert response.headers["Content-Security-Policy"] == page_policy()


@pytest.mark.urls("tests.core.faulty_urls")
@pytest.mark.parametrize(
    ("path", "status", "is_file"),
    [
        ("/fall/", 500, False),
        ("/refuse/", 403, False),
        ("/suspect/", 400, False),
        ("/nowhere/", 404, False),
        ("/hasty/", 429, False),
        ("/away/", 302, False),
        ("/stream/", 200, False),
        ("/paper/", 200, True),
        ("/picture/", 200, True),
    ],
)
def test_every_class_of_address_is_closed(db: None, path: str, status: int, is_file: bool) -> None:
    response = Client(raise_request_exception=False).post(path)
    assert response.status_code == status
    assert response.headers["Content-Security-Policy"] == (FILE_POLICY if is_file else page_policy())
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "Set-Cookie" not in response.headers


def test_a_static_file_is_closed_and_may_be_kept(client: Any, settings: Any, db: None) -> None:
    response = client.get(f"{settings.STATIC_URL}wagtailadmin/css/core.css")
    response.close()
    assert response.status_code == 200
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" not in response.headers["Cache-Control"]


def test_no_answer_is_in_the_language_of_the_one_before(settings):
    """A thread answers many women, one after the other, and not each of them asks for a language."""
    met = []

    def page(_request: HttpRequest) -> HttpResponse:
        met.append(language_now())
        translation.activate("en")
        return HttpResponse()

    with translation.override("es"):
        for _woman in range(2):
            ScrubAddress(page)(RequestFactory().get("/"))
        assert language_now() == "es"
    assert met == ["es", "es"]
