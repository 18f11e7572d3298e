"""A document's graph back into what the document says; it needs the kept text, of which the graph holds only quotes."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pyoxigraph as ox

from kg.graph.order import canonical
from kg.model import (
    Annotated,
    Basis,
    Caveat,
    DocumentDate,
    Event,
    Heading,
    Inspection,
    Judgement,
    Mention,
    Metadata,
    Party,
    Passage,
    Person,
    Recommendation,
    Reference,
    Role,
    Span,
    Statement,
    Statistic,
)
from kg.vocabulary import names as paths
from kg.vocabulary.names import DCTERMS, FOAF, KG, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Document
    from kg.vocabulary.names import Names

_TYPE = RDF + "type"
_TITLE, _DATE, _PART_OF = DCTERMS + "title", DCTERMS + "date", DCTERMS + "isPartOf"
_NAME = FOAF + "name"
_LABEL = RDFS + "label"


def read(quads: bytes, document: Document, names: Names) -> Annotated:
    """What `write` wrote, in canonical order.

    Args:
        quads: the document's named graph as N-Quads.
        document: the kept text that its offsets count in.
        names: with the base that the graph was written with.

    Raises:
        SyntaxError: the quads are no N-Quads.
        ValueError: the graph is not one that `write` makes of this document.
    """
    reader = _Reader(quads, document, names)
    try:
        return canonical(reader.annotated())
    except (KeyError, IndexError) as error:
        raise ValueError(f"{document.name}: the graph is not one of this document: {error} is missing") from None


class _Node:
    """The values of one subject by predicate; those of our own ontology by their local name."""

    __slots__ = ("iri", "values")

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self.values: defaultdict[str, list[str]] = defaultdict(list)

    def one(self, name: str) -> str:
        return self.values[name][0]

    def maybe(self, name: str) -> str | None:
        return self.values[name][0] if name in self.values else None

    def concept(self, name: str) -> str | None:
        value = self.maybe(name)
        return None if value is None else _notation(value)

    @property
    def span(self) -> Span:
        return paths.span(self.iri)

    @property
    def annotator(self) -> str:
        return self.maybe("annotator") or ""

    @property
    def confidence(self) -> float:
        return float(self.maybe("confidence") or 1)

    def at(self, name: str) -> Span | None:
        value = self.maybe(name)
        return None if value is None else paths.span(value)


class _Reader:
    def __init__(self, quads: bytes, document: Document, names: Names) -> None:
        self.document = document
        self.names = names
        self.nodes: dict[str, _Node] = {}
        for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS):
            iri = quad.subject.value
            node = self.nodes.get(iri) or self.nodes.setdefault(iri, _Node(iri))
            node.values[quad.predicate.value.removeprefix(KG)].append(quad.object.value)
        self.types: defaultdict[str, list[_Node]] = defaultdict(list)
        for node in self.nodes.values():
            for type_ in node.values[_TYPE]:
                self.types[type_.removeprefix(KG)].append(node)
        for activity in self.types["AnnotationActivity"]:
            for node in self.types[activity.one("annotates").removeprefix(KG)]:
                if "annotator" not in node.values:
                    node.values["annotator"].append(activity.one("annotator"))

    def annotated(self) -> Annotated:
        statements = tuple(map(self.statement, self.types["Statement"]))
        return Annotated(
            self.document,
            tuple(self.passages(statements)),
            self.metadata(self.nodes[self.names.iri(paths.document(self.document.id))]),
            mentions=tuple(map(self.mention, self.types["Mention"])),
            statements=statements,
            inspections=tuple(map(self.inspection, self.types["Inspection"])),
            people=tuple(map(self.person, self.types["Person"])),
            statistics=tuple(map(_statistic, self.types["Statistic"])),
            recommendations=tuple(map(_recommendation, self.types["Recommendation"])),
            references=tuple(map(_reference, self.types["Reference"])),
        )

    def all(self, node: _Node, name: str) -> Iterator[_Node]:
        return (self.nodes[iri] for iri in node.values.get(name, ()))

    def passages(self, statements: tuple[Statement, ...]) -> Iterator[Passage]:
        spoken: defaultdict[Span, list[Span]] = defaultdict(list)
        for statement in statements:
            spoken[statement.passage].append(statement.span)
        for node in self.types["Passage"]:
            sentences = (*spoken[node.span], *map(paths.span, node.values["sentence"]))
            page = node.maybe("page")
            yield Passage(
                node.span,
                headings=self.headings(node.maybe("inSection")),
                sentences=sentences,
                page=None if page is None else int(page),
                number=node.maybe("paragraph"),
                ocr=node.maybe("ocr") == "true",
            )

    def headings(self, section: str | None) -> tuple[Heading, ...]:
        if section is None or "level" not in self.nodes[section].values:
            return ()
        node = self.nodes[section]
        return (*self.headings(node.one(_PART_OF)), Heading(node.span, int(node.one("level")), node.confidence))

    def metadata(self, node: _Node) -> Metadata:
        authority = node.maybe("authority")
        return Metadata(
            title=node.one(_TITLE),
            title_span=node.at("titleAt"),
            kind=node.concept("kind"),
            date=_document_date(node),
            events=tuple(map(_event, self.all(node, "event"))),
            authority=None if authority is None else _notation(authority),
            authority_span=node.at("authorityAt"),
            author=node.maybe("author"),
            evaluated=node.one("evaluated") == "true",
            addressees=tuple(map(_party, self.all(node, "addressee"))),
            signatories=tuple(map(_party, self.all(node, "signatory"))),
            caveats=tuple(Caveat(_notation(each.one("caveatKind")), each.span) for each in self.all(node, "caveat")),
        )

    def statement(self, node: _Node) -> Statement:
        main = node.values.get("mainTheme", [])
        return Statement(
            node.span,
            paths.span(node.one("inPassage")),
            themes=tuple(map(_notation, (*main, *node.values.get("otherTheme", ())))),
            stance=node.concept("stance"),
            speaker=node.concept("speaker"),
            annotator=node.annotator,
            confidence=node.confidence,
        )

    def mention(self, node: _Node) -> Mention:
        return Mention(node.span, self.names.path(node.one("mentions")), node.annotator, node.confidence)

    def inspection(self, node: _Node) -> Inspection:
        first = node.values.get("firstInspector", [])
        others = [inspector for inspector in node.values.get("inspector", []) if inspector not in first]
        judgements = (
            Judgement(each.one("aspect"), _notation(each.one("grade")), each.span)
            for each in self.all(node, "judgement")
        )
        return Inspection(
            node.one(_LABEL),
            node.concept("framework"),
            node.maybe("startDate"),
            node.maybe("endDate"),
            node.concept("authority"),
            (*first, *others),
            tuple(judgements),
            node.span,
            node.annotator,
            node.confidence,
        )

    def person(self, node: _Node) -> Person:
        return Person(
            node.one(_NAME),
            tuple(node.values["surfaceForm"]),
            tuple(
                Role(each.one("post"), each.maybe("organisation"), each.maybe("asOf"), each.span)
                for each in self.all(node, "role")
            ),
            tuple(map(paths.span, node.values["mentionedAt"])),
            node.annotator,
            node.confidence,
        )


def _notation(iri: str) -> str:
    return unquote(iri.rpartition("/")[2])


def _document_date(node: _Node) -> DocumentDate:
    earliest, latest = node.maybe("earliest"), node.maybe("latest")
    return DocumentDate(
        node.maybe(_DATE),
        Basis(_notation(node.one("dateBasis"))),
        None if earliest is None or latest is None else (earliest, latest),
        node.maybe("dateReason"),
        node.at("dateAt"),
    )


def _event(node: _Node) -> Event:
    return Event(_notation(node.one("eventType")), node.maybe("startDate"), node.maybe("endDate"), node.span)


def _party(node: _Node) -> Party:
    return Party(node.one(_NAME), node.maybe("post"), node.maybe("organisation"), node.span)


def _statistic(node: _Node) -> Statistic:
    in_order = node.maybe("valuesInOrder")
    values = in_order.split(" ") if in_order is not None else node.values.get("value", [])
    return Statistic(
        node.span,
        node.one("indicator"),
        tuple(map(Decimal, values)),
        node.maybe("unit"),
        node.maybe("population"),
        node.maybe("period"),
        node.maybe("comparator"),
        node.maybe("relation"),
        node.annotator,
        node.confidence,
    )


def _recommendation(node: _Node) -> Recommendation:
    return Recommendation(node.span, _notation(node.one("recommendationKind")), node.annotator, node.confidence)


def _reference(node: _Node) -> Reference:
    return Reference(
        node.span, node.one(_TITLE), node.concept("kind"), node.maybe(_DATE), node.annotator, node.confidence
    )
