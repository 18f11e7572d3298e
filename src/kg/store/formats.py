"""The forms a result can take, and which of them a caller wants: content negotiation over the engine's serialisers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, NotAcceptableError
from kg.store.guard import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

JSON = "application/sparql-results+json"
NTRIPLES = "application/n-triples"
TURTLE = "text/turtle"

_RESULTS = {
    JSON: ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
_GRAPHS = {
    TURTLE: ox.RdfFormat.TURTLE,
    NTRIPLES: ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}

FILES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}
"""How names of RDF files end."""

NAMES = {
    "json": JSON,
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": TURTLE,
    "ntriples": NTRIPLES,
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
"""Short names for people, each with its media type: the first four for rows and yes or no, the others for graphs."""


def offered(form: Form) -> tuple[str, ...]:
    """The media types a query of this form can be answered in, the preferred first."""
    return tuple(_RESULTS if form in {Form.SELECT, Form.ASK} else _GRAPHS)


def engine_format(media_type: str) -> ox.QueryResultsFormat | ox.RdfFormat:
    """The engine's serialiser for one of the media types offered."""
    return _RESULTS.get(media_type) or _GRAPHS[media_type]


def choose(accept: str, offers: tuple[str, ...]) -> str:
    """The offer that an Accept value prefers; among equals the earlier offer.

    Raises:
        NotAcceptableError: it accepts none of them; the message lists them.
    """
    ranges = tuple(_ranges(accept)) or (_Range("*", "*", 1.0),)
    best = max(offers, key=lambda offer: _quality(offer, ranges))
    if _quality(best, ranges) <= 0:
        raise NotAcceptableError(f"this result comes as {', '.join(offers)}; none of them is accepted")
    return best


def convert(body: bytes, source: str, target: str) -> bytes:
    """The same result or graph in another media type of its kind.

    Raises:
        ValueError, SyntaxError: the body is not what `source` says.
    """
    if source == target:
        return body
    wanted = engine_format(target)
    if isinstance(wanted, ox.RdfFormat):
        triples = (quad.triple for quad in ox.parse(body, format=_GRAPHS[source]))
        return ox.serialize(triples, format=wanted) or b""
    results = ox.parse_query_results(body, format=_RESULTS[source])
    return results.serialize(format=wanted) or b""


def graph(body: bytes, target: str, prefixes: Mapping[str, str]) -> bytes:
    """Quads or triples as one graph in a media type of graphs, with those of the prefixes that the form can carry.

    Args:
        body: N-Quads, N-Triples or Turtle; where they stand is left out.
        target: the media type.
        prefixes: IRIs by prefix.
    """
    source = ox.RdfFormat.TURTLE if body.startswith((b"@prefix", b"#")) else ox.RdfFormat.N_QUADS
    triples = (quad.triple for quad in ox.parse(body, format=source))
    return ox.serialize(triples, format=_GRAPHS[target], prefixes=dict(prefixes)) or b""


@dataclass(frozen=True, slots=True)
class _Range:
    """One element of an Accept value: `text/*;q=0.5`."""

    type: str
    subtype: str
    quality: float

    def rank(self, offer: str) -> int:
        """How closely it matches: 3 exactly, 2 by type, 1 by `*/*`, 0 not at all."""
        if f"{self.type}/{self.subtype}" == offer:
            return 3
        if self.subtype == "*":
            return 1 if self.type == "*" else 2 * offer.startswith(self.type + "/")
        return 0


def _quality(offer: str, ranges: tuple[_Range, ...]) -> float:
    """The quality that the most specific matching range gives; 0 where none matches."""
    rank, quality = max(((each.rank(offer), each.quality) for each in ranges), default=(0, 0.0))
    return quality if rank else 0.0


def _ranges(accept: str) -> Iterator[_Range]:
    for element in accept.split(","):
        name, *parameters = (part.strip() for part in element.split(";"))
        type_, slash, subtype = name.lower().partition("/")
        if name == "*":
            type_, slash, subtype = "*", "/", "*"
        if slash and type_ and subtype:
            yield _Range(type_, subtype, _q(parameters))
        elif name:
            raise InputError(f"Accept holds {name[:40]!r}, which is no media type")


def _q(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
