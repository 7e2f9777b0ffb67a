"""The first two middlewares: one forgets who asks, the other closes every answer."""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from .at_once import SCRIPT, STYLE, digest_of
from .crypto import derive

GetResponse = Callable[[HttpRequest], HttpResponseBase]

_PSEUDO_BITS = 20
_PSEUDO_NETWORK = int(ipaddress.IPv6Address("fd00::"))
_TELLS_ADDRESS = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_FROM",
    "REMOTE_HOST",
    "REMOTE_PORT",
    "gunicorn.socket",  # Prints as the addresses of both its ends.
)
_TELLS_ADDRESS_PARTS = ("_IP", "HTTP_CF_", "_FORWARDED_FOR", "HTTP_SEC_CH_", "HTTP_X_DEVICE")
_PLATFORMS = ("Android", "iPhone", "iPad", "Windows", "Mac", "Linux")


class ScrubAddress:
    """Nothing after this middleware can learn the visitor's address or device, nor what she reads in who comes next.

    The address becomes one of 2^20 pseudo-addresses that change every day: enough for rate limits, and each
    stands for thousands of addresses, so that not even the key turns it back.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        address = client_address(meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""))
        for name in [name for name in meta if _tells(name)]:
            del meta[name]
        meta["REMOTE_ADDR"] = pseudo_address(address)
        meta["HTTP_USER_AGENT"] = platform(meta.get("HTTP_USER_AGENT", ""))
        # A thread answers many women: none is answered in the language of the one before.
        with translation.override(settings.LANGUAGE_CODE):
            return self.get_response(request)


def client_address(peer: str, forwarded_for: str) -> str:
    """The address that the outermost of our own proxies saw; `peer` when no proxy of ours wrote one."""
    chain = [each.strip() for each in forwarded_for.split(",") if each.strip()]
    trusted: int = settings.TRUSTED_PROXIES
    return chain[-trusted] if 0 < trusted <= len(chain) else peer


def pseudo_address(address: str) -> str:
    """Today's pseudo-address in fd00::/108; an IPv6 network of one subscriber (/64) counts as one address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        known = b"?"
    else:
        known = parsed.packed[:8] if parsed.version == 6 else parsed.packed
    key = derive(f"address:{timezone.localdate().isoformat()}")
    digest = int.from_bytes(hmac.new(key, known, hashlib.sha256).digest()[:4], "big")
    return str(ipaddress.IPv6Address(_PSEUDO_NETWORK + (digest >> 32 - _PSEUDO_BITS)))


def platform(user_agent: str) -> str:
    """The kind of device and nothing more: what her list of sessions shows."""
    found = next((name for name in _PLATFORMS if name in user_agent), "?")
    return "iOS" if found in ("iPhone", "iPad") else found


def _tells(name: str) -> bool:
    return name in _TELLS_ADDRESS or (
        name.startswith(("HTTP_", "REMOTE_")) and any(part in name for part in _TELLS_ADDRESS_PARTS)
    )


# Only what Chromium knows: of every other name it complains in its console, on every page.
_CLOSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip # A list is read in lines.
_ALWAYS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _CLOSED),
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
_OWN = (
    "script-src",
    "style-src",
    "img-src",
    "font-src",
    "media-src",
    "connect-src",
    "manifest-src",
    "worker-src",
    "form-action",
)
FILE_POLICY = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# The editor styles inline, shows pictures before they are sent, and shows its previews in a frame.
CMS_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}' {script}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; connect-src 'self'; "
    "frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# A preview without JavaScript: the editor's own page still reads it.
BARE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
_PAGE_TYPES = (
    "text/html",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/manifest+json",
)


class SecurityHeaders:
    """Closes every answer: pages, files, redirects and errors, in development as in production."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        nonce = SimpleLazyObject(lambda: secrets.token_urlsafe(16))
        request.csp_nonce = nonce  # type: ignore[attr-defined]
        response = self.get_response(request)
        editor = request.path.startswith(settings.CMS_PREFIX)
        for name, value in _ALWAYS.items():
            response.headers[name] = value
        response.headers["X-Frame-Options"] = "SAMEORIGIN" if editor else "DENY"
        response.headers.setdefault("Content-Security-Policy", _policy(response, editor, nonce))
        if not (_may_lie_still(request.path) and response.status_code in (200, 206, 304)):
            response.headers["Cache-Control"] = "no-store"
        return response


def _policy(response: HttpResponseBase, editor: bool, nonce: object) -> str:
    content_type = response.headers.get("Content-Type", "text/html").partition(";")[0].strip()
    if content_type not in _PAGE_TYPES:
        return FILE_POLICY
    return editor_policy(nonce) if editor else page_policy()


def page_policy() -> str:
    """Nothing but what is ours, and of what stands inside a page the two texts of `at_once`."""
    also = {"script-src": f" {digest_of(SCRIPT)}", "style-src": f" {digest_of(STYLE)}"}
    own = (f"{name} 'self'{also.get(name, '')}" for name in _OWN)
    return "; ".join(["default-src 'none'", *own, "base-uri 'none'", "frame-ancestors 'none'"])


def editor_policy(nonce: object) -> str:
    return CMS_POLICY.format(nonce=nonce, script=digest_of(SCRIPT))


def _may_lie_still(path: str) -> bool:
    """Our files, and the worker: a browser that has it looks for a newer one after each page."""
    return (bool(settings.STATIC_URL) and path.startswith(settings.STATIC_URL)) or path == "/sw.js"
