"""The headers that keep a page to itself: one static policy for all pages, without exceptions; and who may change."""

from __future__ import annotations

import ipaddress
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import abort, current_app, request
from flask_wtf import CSRFProtect

if TYPE_CHECKING:
    from flask import Blueprint, Flask, Response

INLINE_SCRIPT = "sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw="
"""Of the one inline script, which stands in the GOV.UK template; a test computes it again from a page."""

POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' '{INLINE_SCRIPT}'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

LARGEST_REQUEST = 1_000_000
"""Bytes of a request's body: far above any query, far below what could fill memory."""
LARGEST_UPLOAD = 100_000_000
"""Bytes of files that are added at once; they go to disk, not into memory."""
UPLOADS = frozenset({"library.add", "changes.add"})
"""The endpoints that take them."""

_CHANGES = "KG_CHANGES"
_READERS: set[str] = set()

csrf = CSRFProtect()
"""Every form carries a token of its session; what only reads is exempt by name."""


def only_reads(routes: Blueprint) -> None:
    """Lets programs post to some routes without a form's token, wherever the server listens: nothing changes by it."""
    csrf.exempt(routes)
    _READERS.add(routes.name)


def for_programs(routes: Blueprint) -> None:
    """Lets programs change things through some routes without a form's token, and no page of another site."""
    csrf.exempt(routes)
    routes.before_request(_refuse_other_sites)


def _refuse_other_sites() -> None:
    """A browser names the site of the page that sends a request; a program names none."""
    origin = request.headers.get("Origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != request.host
    if elsewhere or request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
        abort(403)


def is_loopback(host: str) -> bool:
    """Whether a host's name or address means this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def may_change() -> bool:
    """Whether the request may change anything: where that was not settled, if it was sent to this machine by name."""
    allowed: bool | None = current_app.config[_CHANGES]
    return is_loopback(urlsplit(f"//{request.host}").hostname or "") if allowed is None else allowed


def protect(app: Flask, *, changes: bool | None = None) -> None:
    """Puts the headers on every answer, bounds every request, and refuses forms that no page of ours has sent.

    Sessions end with the process: they hold nothing but the token and the briefing last worked on.

    Args:
        app: the application.
        changes: whether requests may change the library and its briefings; None for those to a loopback address.
    """
    app.config[_CHANGES] = changes
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST, MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST)
    app.config.update(SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax", WTF_CSRF_TIME_LIMIT=None)
    app.secret_key = secrets.token_bytes(32)

    @app.before_request
    def _bounds() -> None:
        changing = request.routing_exception is None and request.method not in {"GET", "HEAD", "OPTIONS"}
        if changing and request.blueprint not in _READERS and not may_change():
            abort(403)
        if request.endpoint in UPLOADS:
            request.max_content_length = LARGEST_UPLOAD

    csrf.init_app(app)

    @app.after_request
    def _headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
