"""Reads the registers of `ontology/` into a `Vocabulary`, once a base, and into the quads of the vocabulary graph."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from kg.settings import DEFAULT_BASE, resource
from kg.vocabulary.names import DCTERMS, KG, PREFIXES, RDFS, SKOS, VOCABULARY, Names
from kg.vocabulary.places import Gazetteer
from kg.vocabulary.registers import (
    Authority,
    Body,
    BodyKind,
    Concept,
    Framework,
    Grade,
    Kind,
    Vocabulary,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_C = TypeVar("_C", bound=Concept)


def files() -> tuple[Path, ...]:
    """The Turtle files of `ontology/`, in order of name."""
    return tuple(sorted(resource("ontology").glob("*.ttl")))


def triples(base: str) -> Iterator[ox.Triple]:
    """Every triple of `ontology/`, each once a file, with the data's IRIs below `base`."""
    for file in files():
        for quad in ox.parse(path=file, base_iri=DEFAULT_BASE):
            yield quad.triple if base == DEFAULT_BASE else _moved(quad.triple, base)


@cache
def nquads(base: str) -> bytes:
    """The vocabulary graph as canonical N-Quads: sorted lines, no blank node.

    What has a preferred label has it as rdfs:label too, without a language, so that plain SPARQL can name it.
    """
    graph = ox.NamedNode(Names(base).iri(VOCABULARY))
    stated = tuple(triples(base))
    lines = {f"{triple.subject} {triple.predicate} {triple.object} {graph} .\n" for triple in stated}
    lines |= {f"{label.subject} {label.predicate} {label.object} {graph} .\n" for label in _labels(stated)}
    return "".join(sorted(lines)).encode()


def _labels(stated: tuple[ox.Triple, ...]) -> Iterator[ox.Triple]:
    for triple in stated:
        if triple.predicate.value == SKOS + "prefLabel" and isinstance(triple.object, ox.Literal):
            yield ox.Triple(triple.subject, ox.NamedNode(RDFS + "label"), ox.Literal(triple.object.value))


def _moved(triple: ox.Triple, base: str) -> ox.Triple:
    def move(term: ox.NamedNode) -> ox.NamedNode:
        if not term.value.startswith(DEFAULT_BASE):
            return term
        return ox.NamedNode(base + term.value[len(DEFAULT_BASE) :])

    subject, predicate, object_ = triple.subject, triple.predicate, triple.object
    return ox.Triple(
        move(subject) if isinstance(subject, ox.NamedNode) else subject,
        predicate,
        move(object_) if isinstance(object_, ox.NamedNode) else object_,
    )


class _Facts:
    """The properties of one subject, by compact name ("skos:altLabel"), values in the file's order."""

    def __init__(self) -> None:
        self.values: defaultdict[str, list[str]] = defaultdict(list)

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self.values[name])

    def one(self, name: str) -> str:
        return self.values[name][0]

    def maybe(self, name: str) -> str | None:
        return next(iter(self.values[name]), None)


_COMPACT = {SKOS: "skos:", KG: "kg:", DCTERMS: "dcterms:", PREFIXES["rdf"]: "rdf:"}


def _compact(iri: str) -> str:
    for namespace, prefix in _COMPACT.items():
        if iri.startswith(namespace):
            return prefix + iri[len(namespace) :]
    return iri


def _subjects(base: str) -> dict[str, _Facts]:
    """Facts by path. Notations with a datatype of ours go under its name: `kg:gss`."""
    subjects: defaultdict[str, _Facts] = defaultdict(_Facts)
    for triple in triples(base):
        subject, value = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(base):
            continue
        name = _compact(triple.predicate.value)
        if isinstance(value, ox.Literal) and value.datatype.value.startswith(KG):
            name = _compact(value.datatype.value)
        text = value.value if isinstance(value, ox.Literal) else str(getattr(value, "value", ""))
        path = subject.value[len(base) :]
        subjects[path].values[name].append(text.removeprefix(base) if isinstance(value, ox.NamedNode) else text)
    return dict(subjects)


def _notation(path: str) -> str:
    return path.partition("/")[2]


def _concept(facts: _Facts) -> dict[str, object]:
    broader = facts.maybe("skos:broader")
    return {
        "id": facts.one("skos:notation"),
        "label": facts.one("skos:prefLabel"),
        "alternatives": facts.all("skos:altLabel"),
        "acronyms": facts.all("kg:acronym"),
        "cues": facts.all("skos:hiddenLabel"),
        "definition": facts.maybe("skos:definition") or "",
        "broader": None if broader is None else _notation(broader),
        "related": tuple(_notation(path) for path in facts.all("skos:related")),
    }


def _plain(facts: _Facts) -> Concept:
    return Concept(**_concept(facts))  # type: ignore[arg-type]


def _kind(facts: _Facts) -> Kind:
    framework = facts.maybe("kg:reportsUnder")
    return Kind(
        **_concept(facts),  # type: ignore[arg-type]
        evaluated=facts.one("kg:evaluatedByDefault") == "true",
        speaker=_notation(facts.one("kg:defaultSpeaker")),
        framework=None if framework is None else _notation(framework),
    )


def _grade(facts: _Facts) -> Grade:
    return Grade(**_concept(facts), rank=int(facts.one("kg:rank")))  # type: ignore[arg-type]


def _framework(facts: _Facts) -> Framework:
    return Framework(
        **_concept(facts),  # type: ignore[arg-type]
        inspectorates=tuple(_notation(path) for path in facts.all("kg:inspectorate")),
        grades=tuple(_notation(path) for path in facts.all("kg:usesGrade")),
        since=facts.maybe("kg:inForceFrom"),
        until=facts.maybe("kg:inForceUntil"),
    )


def _body(facts: _Facts) -> Body:
    return Body(**_concept(facts), nhs=KG + "NhsBody" in facts.all("rdf:type"))  # type: ignore[arg-type]


def _body_kind(facts: _Facts) -> BodyKind:
    return BodyKind(**_concept(facts), pattern=facts.one("kg:namePattern"))  # type: ignore[arg-type]


def _authority(facts: _Facts) -> Authority:
    return Authority(
        gss=facts.one("kg:gss"),
        label=facts.one("skos:prefLabel"),
        name=facts.one("kg:shortName"),
        aliases=facts.all("skos:altLabel"),
        decoys=facts.all("kg:decoy"),
        former=facts.maybe("kg:formerGss"),
        la_code=facts.one("kg:laCode"),
        urn=facts.one("kg:urn"),
        region=facts.one("kg:region"),
        neighbours=tuple(_notation(path) for path in facts.all("kg:statisticalNeighbour")),
    )


def _scheme(subjects: Mapping[str, _Facts], name: str, make: Callable[[_Facts], _C]) -> dict[str, _C]:
    made = [make(facts) for facts in subjects.values() if facts.maybe("skos:inScheme") == name]
    return {concept.id: concept for concept in made}


@cache
def load(base: str) -> Vocabulary:
    """The registers with their IRIs below `base`; read once a base.

    Raises:
        ValueError: a register contradicts itself: one name stands for two authorities.
    """
    subjects = _subjects(base)
    plain = ("theme", "stance", "speaker", "event", "caveat", "basis", "recommendation", "follow-up", "discrepancy")
    schemes: dict[str, Mapping[str, Concept]] = {name: _scheme(subjects, name, _plain) for name in plain}
    kinds = _scheme(subjects, "kind", _kind)
    grades = _scheme(subjects, "grade", _grade)
    frameworks = _scheme(subjects, "framework", _framework)
    inspectorates = _scheme(subjects, "inspectorate", _body)
    bodies = _scheme(subjects, "body", _body)
    body_kinds = _scheme(subjects, "body-kind", _body_kind)
    schemes |= {"kind": kinds, "grade": grades, "framework": frameworks, "inspectorate": inspectorates}
    schemes |= {"body": bodies, "body-kind": body_kinds}
    registered = [_authority(facts) for facts in subjects.values() if facts.maybe("skos:inScheme") == "authority"]
    authorities = {each.gss: each for each in sorted(registered, key=lambda each: each.gss)}
    return Vocabulary(
        base=base,
        schemes=schemes,
        themes=schemes["theme"],
        kinds=kinds,
        stances=schemes["stance"],
        speakers=schemes["speaker"],
        grades=grades,
        events=schemes["event"],
        caveats=schemes["caveat"],
        frameworks=frameworks,
        inspectorates=inspectorates,
        bodies=bodies,
        body_kinds=body_kinds,
        authorities=authorities,
        places=Gazetteer(
            [(name, each.gss) for each in registered for name in each.names],
            [decoy for each in registered for decoy in each.decoys],
        ),
    )
