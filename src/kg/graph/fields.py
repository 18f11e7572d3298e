"""What a thing of each class may have, as the closed shapes of `shapes/` and the ontology say together.

Nothing is listed here by hand: a property that a shape gains is a field from then on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from kg.settings import DEFAULT_BASE, resource
from kg.vocabulary.names import KG, PREFIXES, RDF, RDFS, SKOS, XSD
from kg.vocabulary.turtle import triples

if TYPE_CHECKING:
    from collections.abc import Iterator, KeysView, Mapping

Values = Literal["text", "code", "date", "day", "number", "truth", "concept", "thing"]
"""What stands there; a code is text of a fixed pattern, a date is a day, a month or a year, as far as it is known."""

_SH = "http://www.w3.org/ns/shacl#"
_PREFIXES = {iri: prefix for prefix, iri in PREFIXES.items()}
_DATATYPES: dict[str, Values] = {
    "date": "day",
    "integer": "number",
    "decimal": "number",
    "boolean": "truth",
    "string": "text",
}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Field:
    """What a thing may have.

    Attributes:
        path: a SPARQL property path in the prefixes of the house: `kg:stance`, `^kg:judgement`.
        name: one word for it, fit for a variable.
        required: every thing of the class has it.
        single: no thing has several.
        scheme: of the concepts that it takes, as a name of a register; None where it takes none.
        leads: the class of the things that it leads to, None where it leads to none that has fields.
    """

    path: str
    name: str
    label: str
    comment: str
    required: bool
    single: bool
    values: Values
    scheme: str | None = None
    leads: str | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """A class with a closed shape: its name in the prefixes of the house, and what its things may have."""

    name: str
    word: str
    label: str
    comment: str
    fields: tuple[Field, ...]


class _Facts:
    """What Turtle says of each of its subjects, in its own order."""

    def __init__(self, said: Iterator[ox.Triple]) -> None:
        self.of: defaultdict[object, defaultdict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
        for triple in said:
            self.of[triple.subject][triple.predicate.value].append(triple.object)

    def all(self, subject: object, name: str) -> list[object]:
        return self.of[subject][name]

    def values(self, subject: object, name: str) -> list[str]:
        return [each.value for each in self.all(subject, name) if isinstance(each, ox.NamedNode | ox.Literal)]

    def value(self, subject: object, name: str) -> str | None:
        return next(iter(self.values(subject, name)), None)

    def members(self, head: object) -> Iterator[object]:
        """The members of an RDF list."""
        while self.all(head, RDF + "first"):
            yield self.all(head, RDF + "first")[0]
            head = self.all(head, RDF + "rest")[0]


@cache
def described() -> Mapping[str, Described]:
    """Every class with a closed shape that the ontology describes, by its name, in order of the files of shapes."""
    shapes, terms = _shapes(), _terms()
    return {name: _described(name, shapes, terms) for name in _closed()}


@cache
def _shapes() -> _Facts:
    files = sorted(resource("shapes").glob("*.ttl"))
    return _Facts(quad.triple for file in files for quad in ox.parse(path=file, base_iri=DEFAULT_BASE))


@cache
def _terms() -> _Facts:
    return _Facts(triples(DEFAULT_BASE))


@cache
def _closed() -> tuple[str, ...]:
    """The classes whose shapes are closed: all that their things may have is said."""
    shapes, terms = _shapes(), _terms()
    found = (
        target
        for shape in list(shapes.of)
        if shapes.value(shape, _SH + "closed") == "true"
        for target in shapes.values(shape, _SH + "targetClass")
    )
    return tuple(dict.fromkeys(_compact(each) for each in found if terms.value(ox.NamedNode(each), RDFS + "label")))


def _described(name: str, shapes: _Facts, terms: _Facts) -> Described:
    iri = KG + name.removeprefix("kg:")
    allowed = _allowed(iri, shapes)
    fields: dict[str, Field] = {}
    for target in _above(iri, terms):
        for shape in list(shapes.of):
            if target in shapes.values(shape, _SH + "targetClass"):
                for field in _fields(shape, shapes):
                    if field.path in allowed or not field.path[0].isalpha():
                        fields.setdefault(field.path, field)
    said = {_compact(RDF + "type"), *re.findall(r"\w+:\w+", " ".join(fields))}
    for unsaid in (each for each in allowed if each not in said):
        fields[unsaid] = _field(unsaid, shapes, _expanded(unsaid))  # no shape says more than that it may be there
    label, comment = _said(iri)
    return Described(name, _word(iri), label, comment, tuple(fields.values()))


def _allowed(iri: str, shapes: _Facts) -> KeysView[str]:
    """The properties that the closed shape of a class lets its things have."""
    closed = next(
        shape
        for shape in list(shapes.of)
        if shapes.value(shape, _SH + "closed") == "true" and iri in shapes.values(shape, _SH + "targetClass")
    )
    listed = (one for head in shapes.all(closed, _SH + "ignoredProperties") for one in shapes.members(head))
    return dict.fromkeys(_compact(each.value) for each in listed if isinstance(each, ox.NamedNode)).keys()


def _above(iri: str, terms: _Facts) -> tuple[str, ...]:
    """The classes that a class is below, the widest first, and then itself."""
    parents = [each for each in terms.values(ox.NamedNode(iri), RDFS + "subClassOf") if each.startswith(KG)]
    return tuple(dict.fromkeys((*(one for parent in parents for one in _above(parent, terms)), iri)))


def _fields(shape: object, shapes: _Facts) -> Iterator[Field]:
    """What a property shape says; one with a path of several steps is a check, and no field."""
    for path in shapes.all(shape, _SH + "path"):
        inverse = shapes.values(path, _SH + "inversePath")
        either = [one for head in shapes.all(path, _SH + "alternativePath") for one in shapes.members(head)]
        if isinstance(path, ox.NamedNode):
            yield _field(shape, shapes, path.value)
        elif inverse:
            yield _inverse(shape, shapes, inverse[0])
        elif either:
            yield from _parts([each.value for each in either if isinstance(each, ox.NamedNode)])


def _field(shape: object, shapes: _Facts, iri: str) -> Field:
    scheme = _scheme(shape, shapes, iri)
    leads = None if scheme else _leads(shape, shapes, iri)
    ours = iri.startswith(KG) or leads is None
    term = iri if ours else KG + str(leads).removeprefix("kg:")  # "document" says more than "is part of"
    label, comment = _said(term)
    return Field(
        path=_compact(iri),
        name=_word(term),
        label=label,
        comment=comment,
        required=int(shapes.value(shape, _SH + "minCount") or 0) > 0,
        single=shapes.value(shape, _SH + "maxCount") == "1",
        values="concept" if scheme else "thing" if leads else _values(shape, shapes, iri),
        scheme=scheme,
        leads=leads,
    )


def _inverse(shape: object, shapes: _Facts, iri: str) -> Field:
    """A link read backwards: to a thing of the class that has the property."""
    owner = _terms().value(ox.NamedNode(iri), RDFS + "domain")
    leads = _compact(owner) if owner and _compact(owner) in _closed() else None
    label, comment = _said(owner) if owner and leads else (f"whose {_said(iri)[0]}", _said(iri)[1])
    return Field(
        path="^" + _compact(iri),
        name=_word(owner) if owner and leads else _word(iri) + "Of",
        label=label,
        comment=comment,
        required=int(shapes.value(shape, _SH + "minCount") or 0) > 0,
        single=shapes.value(shape, _SH + "maxCount") == "1",
        values="thing",
        leads=leads,
    )


def _parts(either: list[str]) -> Iterator[Field]:
    """Links of which a thing has one: each that has a class to lead to, and the whole that all of them end in."""
    for iri in either:
        target = _terms().value(ox.NamedNode(iri), RDFS + "range")
        if target and _compact(target) in _closed():
            yield _link(_compact(iri), iri, target, required=False)
    whole = _whole(tuple(either))
    if whole:
        yield _link(f"({'|'.join(map(_compact, either))})+", whole, whole, required=True)


def _link(path: str, named: str, target: str, *, required: bool) -> Field:
    label, comment = _said(named)
    return Field(
        path, _word(named), label, comment, required=required, single=True, values="thing", leads=_compact(target)
    )


@cache
def _whole(either: tuple[str, ...]) -> str | None:
    """The class at the end of links that things of other classes have; None where there is not one."""
    shapes = _shapes()
    linked = [shape for shape in list(shapes.of) if shapes.value(shape, _SH + "path") in either]
    owners = {target for shape in linked for target in shapes.values(shape, _SH + "targetClass")}
    ends = {target for shape in linked for target in shapes.values(shape, _SH + "class")} - owners
    return ends.pop() if len(ends) == 1 else None


def _leads(shape: object, shapes: _Facts, iri: str) -> str | None:
    targets = (shapes.value(shape, _SH + "class"), _terms().value(ox.NamedNode(iri), RDFS + "range"))
    return next((_compact(each) for each in targets if each and _compact(each) in _closed()), None)


def _values(shape: object, shapes: _Facts, iri: str) -> Values:
    either = [one for head in shapes.all(shape, _SH + "or") for one in shapes.members(head)]
    if any(shapes.value(each, _SH + "datatype") == XSD + "date" for each in either):
        return "date"
    datatype = shapes.value(shape, _SH + "datatype") or _terms().value(ox.NamedNode(iri), RDFS + "range") or ""
    if datatype.startswith(XSD):
        found = _DATATYPES.get(datatype.removeprefix(XSD), "text")
        return "code" if found == "text" and shapes.value(shape, _SH + "pattern") else found
    return "truth" if shapes.all(shape, _SH + "in") else "thing"


def _scheme(shape: object, shapes: _Facts, iri: str) -> str | None:
    """The scheme that a property's values must be in, as its own shape says or the shape of its values does."""
    inner = [one for node in shapes.all(shape, _SH + "node") for one in shapes.all(node, _SH + "property")]
    about = [each for each in list(shapes.of) if iri in shapes.values(each, _SH + "targetObjectsOf")]
    for each in (*inner, *about):
        if shapes.value(each, _SH + "path") == SKOS + "inScheme":
            scheme = shapes.value(each, _SH + "hasValue")
            if scheme:
                return scheme.removeprefix(DEFAULT_BASE)
    return None


def _said(iri: str) -> tuple[str, str]:
    """The label and comment of a term; where the ontology has none, its name in words."""
    term = ox.NamedNode(iri)
    words = _HUMP.sub(" ", _compact(iri).partition(":")[2]).lower()
    return _terms().value(term, RDFS + "label") or words, _terms().value(term, RDFS + "comment") or ""


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _word(iri: str) -> str:
    local = _compact(iri).partition(":")[2]
    return local[:1].lower() + local[1:]


def _compact(iri: str) -> str:
    for namespace, prefix in _PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
