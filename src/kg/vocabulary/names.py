"""The names of things: namespaces, and the IRIs minted from content; nothing else in the house makes an IRI."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from kg.model import Span

KG = "https://w3id.org/throughline/ns#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"

PREFIXES = {
    "kg": KG,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "org": ORG,
    "foaf": FOAF,
    "oa": OA,
    "dcat": DCAT,
    "void": VOID,
}

_SPAN = re.compile(r"(?:^|/)document/[0-9a-f]+(?:#char=|/[a-z]+/)(\d+)[,-](\d+)(?:/|$)")

VOCABULARY = "vocabulary"
"""Path of the named graph that holds the ontology and the registers."""


@dataclass(frozen=True, slots=True)
class Names:
    """Mints and reads IRIs below one base.

    A path is an IRI less the base: `document/0123456789abcdef`, `theme/care-leavers`, `authority/E06000045`.
    """

    base: str

    def iri(self, path: str) -> str:
        """The IRI of a path."""
        return self.base + path

    def path(self, iri: str) -> str:
        """The path of an IRI below the base.

        Raises:
            ValueError: the IRI is not below the base.
        """
        if not iri.startswith(self.base):
            raise ValueError(f"{iri} is not below {self.base}")
        return iri[len(self.base) :]


def document(document_id: str) -> str:
    """Path of a document, which is also that of its named graph."""
    return f"document/{document_id}"


def passage(document_id: str, span: Span) -> str:
    """Path of a passage: the document with a text fragment after RFC 5147."""
    return f"{document(document_id)}#char={span.start},{span.end}"


def part(document_id: str, kind: str, span: Span, *keys: str) -> str:
    """Path of anything else that stands at a span of a document: `kind` is statement, section, mention, statistic …

    `keys` tell apart several of one kind at one span (the entity of a mention, the name of a person).
    """
    tail = "".join("/" + quote(key, safe="") for key in keys)
    return f"{document(document_id)}/{kind}/{span.start}-{span.end}{tail}"


def span(iri: str) -> Span:
    """Where the words stand that an IRI or path of a document's part names; offsets are in code points.

    Raises:
        ValueError: it names no words.
    """
    found = _SPAN.search(iri)
    if found is None:
        raise ValueError(f"{iri} does not name a stretch of a document's text")
    return Span(int(found[1]), int(found[2]))


def concept(scheme: str, notation: str) -> str:
    """Path of a concept of one of our schemes: theme, kind, stance, speaker, grade, event, caveat, framework."""
    return f"{scheme}/{notation}"


def authority(gss: str) -> str:
    """Path of a local authority by its GSS code."""
    return f"authority/{gss}"


def briefing(briefing_id: str) -> str:
    """Path of a briefing, which is also that of its graph."""
    return f"briefing/{briefing_id}"


def linked_graph(gss: str) -> str:
    """Path of the named graph of what follows from all documents about an authority together."""
    return f"linked/{gss}"
