"""The headers that keep a page to itself: one static policy for all pages, without exceptions."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask_wtf import CSRFProtect

if TYPE_CHECKING:
    from flask import Flask, Response

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


csrf = CSRFProtect()
"""Every form carries a token of its session; what only reads is exempt by name."""


def protect(app: Flask) -> None:
    """Puts the headers on every answer, bounds every request, and refuses forms that no page of ours has sent.

    Sessions end with the process: they hold nothing but the token and the briefing last worked on.
    """
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST, MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST)
    app.config.update(SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax", WTF_CSRF_TIME_LIMIT=None)
    app.secret_key = secrets.token_bytes(32)
    csrf.init_app(app)

    @app.after_request
    def _headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
