"""A briefing as a named graph of its own, and back: each quote is a Web Annotation with both of its selectors.

What stands in an order has a number in its name and as `kg:position`; no node is blank. `read` is the inverse of
`write`, and the same briefing gives the same bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from kg.errors import LibraryError
from kg.model.briefing import Briefing, Cited, Claim, Figure, Made, Other, Part
from kg.vocabulary.names import DCTERMS, KG, OA, PREFIXES, RDF, XSD, concept
from kg.vocabulary.names import briefing as briefing_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.vocabulary.names import Names

_T = TypeVar("_T")
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_TYPE = ox.NamedNode(RDF + "type")
_INTEGER = ox.NamedNode(XSD + "integer")
_POSITION = KG + "position"

_FRONT = {
    "title": DCTERMS + "title",
    "author": DCTERMS + "creator",
    "audience": DCTERMS + "audience",
    "date": DCTERMS + "date",
    "release": KG + "release",
    "purpose": KG + "purpose",
    "long": KG + "longerThanFourSides",
}
_MADE = {"library": KG + "libraryState", "rules": KG + "rules", "model": KG + "model"}
_CITED = {
    "name": KG + "fileName",
    "title": DCTERMS + "title",
    "date": DCTERMS + "date",
    "date_reason": KG + "dateReason",
    "author": KG + "author",
    "evaluated": KG + "evaluated",
    "page": KG + "page",
    "paragraph": KG + "paragraph",
    "unpublished": KG + "unpublished",
    "status": KG + "followUpStatus",
    "regime": KG + "careLeaversJudged",
}
_CONCEPTS = {
    "date_basis": (KG + "dateBasis", "basis"),
    "kind": (KG + "kind", "kind"),
    "authority": (KG + "authority", "authority"),
    "speaker": (KG + "speaker", "speaker"),
    "stance": (KG + "stance", "stance"),
}
_THEME, _MAIN_THEME = KG + "theme", KG + "mainTheme"
_POSITION_SELECTOR = {"start": OA + "start", "end": OA + "end"}
_QUOTE_SELECTOR = {"quote": OA + "exact", "prefix": OA + "prefix", "suffix": OA + "suffix"}
_FIGURE = {
    "value": KG + "printedValue",
    "indicator": KG + "indicator",
    "population": KG + "population",
    "period": KG + "period",
}
_OTHER = {
    "document": KG + "fileName",
    "title": DCTERMS + "title",
    "date": DCTERMS + "date",
    "quote": OA + "exact",
    "page": KG + "page",
    "explanation": KG + "explanation",
}
_LISTS = {
    "section": KG + "heading",
    "caveats": KG + "caveatWords",
    "recommendations": KG + "recommends",
    "documents": KG + "madeFrom",
}


def write(briefing: Briefing, names: Names) -> bytes:
    """The briefing as canonical N-Quads: sorted lines, no blank node."""
    graph = ox.NamedNode(names.iri(briefing_path(briefing.id)))
    quads = (ox.Quad(s, p, o, graph) for s, p, o in _Writer(graph, names).briefing(briefing))
    lines = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(set(lines)))


def read(quads: bytes, names: Names) -> Briefing:
    """The briefing that `write` wrote.

    Raises:
        LibraryError: the bytes are damaged, or hold no briefing.
    """
    try:
        return _Reader(quads, names).briefing()
    except (SyntaxError, ValueError, KeyError, IndexError, StopIteration) as error:
        raise LibraryError(f"a briefing is damaged ({type(error).__name__}: {error}); restore a copy of it") from None


def jsonld(briefing: Briefing, names: Names) -> bytes:
    """The briefing's graph as JSON-LD."""
    graph = ox.NamedNode(names.iri(briefing_path(briefing.id)))
    triples = sorted(_Writer(graph, names).briefing(briefing), key=lambda triple: tuple(map(str, triple)))
    made = ox.serialize(
        (ox.Triple(*triple) for triple in triples), format=ox.RdfFormat.JSON_LD, prefixes=PREFIXES, base_iri=None
    )
    return made or b""


Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


class _Writer:
    """Walks a briefing once and gives its triples."""

    def __init__(self, root: ox.NamedNode, names: Names) -> None:
        self._root = root
        self._names = names

    def briefing(self, briefing: Briefing) -> Iterator[Triple]:
        root = self._root
        yield root, _TYPE, ox.NamedNode(KG + "Briefing")
        yield from self._plain(root, _FRONT, briefing)
        yield from self._texts(root, "recommendations", briefing.recommendations)
        if briefing.made:
            made = self._below(root, "made")
            yield root, ox.NamedNode(KG + "madeWith"), made
            yield from self._plain(made, _MADE, briefing.made)
            yield from self._texts(made, "documents", briefing.made.documents)
        for part, node in self._numbered(root, "part", briefing.parts):
            yield from self._placed(root, "briefingPart", node, "BriefingPart")
            yield node, ox.NamedNode(DCTERMS + "title"), ox.Literal(part.title)
            for claim, below in self._numbered(node, "claim", part.claims):
                yield from self._placed(node, "claim", below, "Claim")
                yield from self._claim(below, claim)

    def _claim(self, node: ox.NamedNode, claim: Claim) -> Iterator[Triple]:
        yield node, ox.NamedNode(KG + "words"), ox.Literal(claim.words)
        for cited, annotation in self._numbered(node, "evidence", claim.evidence):
            yield from self._placed(node, "evidence", annotation)
            yield annotation, _TYPE, ox.NamedNode(OA + "Annotation")
            yield annotation, ox.NamedNode(OA + "hasBody"), node
            yield from self._cited(annotation, cited)

    def _cited(self, node: ox.NamedNode, cited: Cited) -> Iterator[Triple]:
        target = self._below(node, "target")
        yield node, ox.NamedNode(OA + "hasTarget"), target
        yield target, _TYPE, ox.NamedNode(OA + "SpecificResource")
        yield target, ox.NamedNode(OA + "hasSource"), ox.NamedNode(self._names.iri(f"document/{cited.document}"))
        for name, type_, table in (
            ("position", "TextPositionSelector", _POSITION_SELECTOR),
            ("quote", "TextQuoteSelector", _QUOTE_SELECTOR),
        ):
            selector = self._below(target, name)
            yield target, ox.NamedNode(OA + "hasSelector"), selector
            yield selector, _TYPE, ox.NamedNode(OA + type_)
            yield from self._plain(selector, table, cited)
        yield from self._plain(node, _CITED, cited)
        for name, (predicate, scheme) in _CONCEPTS.items():
            yield from self._concepts(node, predicate, scheme, [getattr(cited, name)])
        yield from self._concepts(node, _THEME, "theme", cited.themes)
        yield from self._concepts(node, _MAIN_THEME, "theme", cited.themes[:1])
        for name in ("section", "caveats"):
            yield from self._texts(node, name, getattr(cited, name))
        for figure, below in self._numbered(node, "figure", cited.figures):
            yield from self._placed(node, "figure", below, "Figure")
            yield from self._plain(below, _FIGURE, figure)
        for other, below in self._numbered(node, "disputed", cited.disputed):
            yield from self._placed(node, "disputedBy", below, "DisputingAccount")
            yield from self._plain(below, _OTHER, other)

    def _placed(
        self, above: ox.NamedNode, relation: str, node: ox.NamedNode, type_: str | None = None
    ) -> Iterator[Triple]:
        yield above, ox.NamedNode(KG + relation), node
        if type_:
            yield node, _TYPE, ox.NamedNode(KG + type_)
        yield node, ox.NamedNode(_POSITION), ox.Literal(node.value.rpartition("/")[2], datatype=_INTEGER)

    def _concepts(
        self, node: ox.NamedNode, predicate: str, scheme: str, notations: Iterable[str | None]
    ) -> Iterator[Triple]:
        for notation in notations:
            if notation is not None:
                yield node, ox.NamedNode(predicate), ox.NamedNode(self._names.iri(concept(scheme, notation)))

    def _texts(self, node: ox.NamedNode, name: str, texts: Sequence[str]) -> Iterator[Triple]:
        for text, below in self._numbered(node, name, texts):
            yield node, ox.NamedNode(_LISTS[name]), below
            yield below, ox.NamedNode(KG + "text"), ox.Literal(text)
            yield below, ox.NamedNode(_POSITION), ox.Literal(below.value.rpartition("/")[2], datatype=_INTEGER)

    def _numbered(self, node: ox.NamedNode, name: str, many: Sequence[_T]) -> Iterator[tuple[_T, ox.NamedNode]]:
        for number, one in enumerate(many, 1):
            yield one, self._below(node, f"{name}/{number}")

    @staticmethod
    def _below(node: ox.NamedNode, name: str) -> ox.NamedNode:
        return ox.NamedNode(f"{node.value}/{name}")

    @staticmethod
    def _plain(node: ox.NamedNode, table: Mapping[str, str], of: object) -> Iterator[Triple]:
        for name, predicate in table.items():
            value = getattr(of, name)
            if value is not None:
                yield node, ox.NamedNode(predicate), _literal(value, dated=name == "date")


def _literal(value: str | int, *, dated: bool) -> ox.Literal:
    if isinstance(value, bool):
        return ox.Literal("true" if value else "false", datatype=ox.NamedNode(XSD + "boolean"))
    if isinstance(value, int):
        return ox.Literal(str(value), datatype=_INTEGER)
    if dated and DATE.fullmatch(value):
        return ox.Literal(value, datatype=ox.NamedNode(XSD + ("gYear", "gYearMonth", "date")[value.count("-")]))
    return ox.Literal(value)


class _Reader:
    """The properties of every node, read once; nodes of a list are found by their position."""

    def __init__(self, quads: bytes, names: Names) -> None:
        self._names = names
        self._nodes: dict[str, dict[str, list[str]]] = {}
        for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS):
            of = self._nodes.setdefault(quad.subject.value, {})
            of.setdefault(quad.predicate.value, []).append(quad.object.value)

    def briefing(self) -> Briefing:
        root = next(node for node, said in self._nodes.items() if KG + "Briefing" in said.get(RDF + "type", ()))
        made = self._nodes[root].get(KG + "madeWith")
        front: dict[str, Any] = {name: self._one(root, predicate) or "" for name, predicate in _FRONT.items()}
        front["long"] = front["long"] == "true"
        return Briefing(
            id=self._names.path(root).partition("/")[2],
            recommendations=self._texts(root, "recommendations"),
            parts=tuple(self._part(node) for node in self._ordered(root, KG + "briefingPart")),
            made=self._made(made[0]) if made else None,
            **front,
        )

    def _made(self, node: str) -> Made:
        plain = {name: self._one(node, predicate) or "" for name, predicate in _MADE.items()}
        return Made(documents=self._texts(node, "documents"), **plain)

    def _part(self, node: str) -> Part:
        claims = tuple(self._claim(below) for below in self._ordered(node, KG + "claim"))
        return Part(self._nodes[node][DCTERMS + "title"][0], claims)

    def _claim(self, node: str) -> Claim:
        evidence = tuple(self._cited(below) for below in self._ordered(node, KG + "evidence"))
        return Claim(self._nodes[node][KG + "words"][0], evidence)

    def _cited(self, node: str) -> Cited:
        target = self._nodes[node][OA + "hasTarget"][0]
        selectors = {
            name: self._one(selector, predicate)
            for selector in self._nodes[target][OA + "hasSelector"]
            for table in (_POSITION_SELECTOR, _QUOTE_SELECTOR)
            for name, predicate in table.items()
            if predicate in self._nodes[selector]
        }
        values: dict[str, Any] = {name: self._one(node, predicate) for name, predicate in _CITED.items()} | selectors
        for name in ("start", "end", "page"):
            values[name] = int(values[name]) if values[name] is not None else None
        for name in ("evaluated", "unpublished"):
            values[name] = values[name] == "true"
        for name, (predicate, _) in _CONCEPTS.items():
            values[name] = _notation(self._one(node, predicate))
        main = self._one(node, _MAIN_THEME)
        return Cited(
            document=self._nodes[target][OA + "hasSource"][0].rpartition("/")[2],
            section=self._texts(node, "section"),
            caveats=self._texts(node, "caveats"),
            themes=tuple(
                str(_notation(theme))
                for theme in sorted(self._nodes[node].get(_THEME, ()), key=lambda theme: (theme != main, theme))
            ),
            figures=tuple(
                Figure(**{name: self._one(below, predicate) for name, predicate in _FIGURE.items()})  # type: ignore[arg-type]
                for below in self._ordered(node, KG + "figure")
            ),
            disputed=tuple(self._other(below) for below in self._ordered(node, KG + "disputedBy")),
            **values,
        )

    def _other(self, node: str) -> Other:
        values: dict[str, Any] = {name: self._one(node, predicate) for name, predicate in _OTHER.items()}
        values["page"] = int(values["page"]) if values["page"] is not None else None
        return Other(**values)

    def _one(self, node: str, predicate: str) -> str | None:
        return next(iter(self._nodes[node].get(predicate, ())), None)

    def _ordered(self, node: str, predicate: str) -> list[str]:
        return sorted(self._nodes[node].get(predicate, ()), key=lambda each: int(self._nodes[each][_POSITION][0]))

    def _texts(self, node: str, name: str) -> tuple[str, ...]:
        return tuple(self._nodes[each][KG + "text"][0] for each in self._ordered(node, _LISTS[name]))


def _notation(iri: str | None) -> str | None:
    return None if iri is None else iri.rpartition("/")[2]
