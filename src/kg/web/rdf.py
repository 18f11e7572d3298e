"""Triples as they are sent: which form of RDF a request prefers, or a page; and the form itself, with prefixes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from flask import Response, request

from kg.errors import NotHeldError
from kg.store import formats
from kg.vocabulary.names import PREFIXES
from kg.web import frame

if TYPE_CHECKING:
    from werkzeug import Response as Base

_R = TypeVar("_R", bound="Base")

HTML = "text/html"
ENDINGS = {
    "ttl": formats.TURTLE,
    "jsonld": "application/ld+json",
    "nt": formats.NTRIPLES,
    "rdf": "application/rdf+xml",
}
"""The media type of each form, by the ending of its address."""
LABELS = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML"}
_BY_TYPE = {media_type: ending for ending, media_type in ENDINGS.items()}


def preferred() -> str | None:
    """The ending of the form that the request prefers; None for a page.

    Raises:
        NotAcceptableError: it accepts none of them.
    """
    accept = ", ".join(request.headers.getlist("Accept")) or "*/*"
    return _BY_TYPE.get(formats.choose(accept, (HTML, *_BY_TYPE)))


def answer(triples: bytes, ending: str) -> Response:
    """Triples (N-Quads or N-Triples, or Turtle) as a response in one form.

    Raises:
        NotHeldError: there is no form with that ending.
    """
    if ending not in ENDINGS:
        raise NotHeldError(f"data comes as {', '.join(ENDINGS)}, not as {ending}")
    prefixes = PREFIXES | {"id": frame.library().names.base}
    return Response(formats.graph(triples, ENDINGS[ending], prefixes), mimetype=ENDINGS[ending])


def seen(response: _R) -> _R:
    """Marks a response as one that depends on what the request accepts."""
    response.vary.add("Accept")
    return response
