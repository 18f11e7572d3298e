"""The terms of the ontology as `ontology/kg.ttl` describes them, and the tables and picture made of them for the docs.

`python -m kg.vocabulary.terms` prints what stands between the markers of docs/ontology.md.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from kg.settings import DEFAULT_BASE, resource
from kg.vocabulary.names import KG, PREFIXES, RDF, RDFS
from kg.vocabulary.turtle import load

_OWL = "http://www.w3.org/2002/07/owl#"
_PREFIXES = {iri: prefix for prefix, iri in (PREFIXES | {"owl": _OWL}).items()}
_KINDS = {_OWL + "Class": "class", _OWL + "ObjectProperty": "link", _OWL + "DatatypeProperty": "value"}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of our own; names are compact ("kg:Statement"), absent ones None.

    Attributes:
        kind: class, link (to a thing) or value (a literal).
        parents: what it is declared below, in other vocabularies or ours.
        domain, range: of a property; a domain of None means several classes have it.
    """

    name: str
    kind: str
    label: str
    comment: str
    parents: tuple[str, ...] = ()
    domain: str | None = None
    range: str | None = None


def terms() -> tuple[Term, ...]:
    """Classes and properties, in the file's order."""
    facts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=resource("ontology", "kg.ttl"), base_iri=DEFAULT_BASE):
        facts[str(quad.subject).strip("<>")][quad.predicate.value].append(str(getattr(quad.object, "value", "")))
    return tuple(
        _term(iri, said) for iri, said in facts.items() if iri.startswith(KG) and said[RDF + "type"][0] in _KINDS
    )


def markdown() -> str:
    """The picture, a table of classes with their properties, and a table of schemes, as Markdown."""
    return "\n".join((*_picture(), "", *_classes(), "", *_schemes(), ""))


def _term(iri: str, said: defaultdict[str, list[str]]) -> Term:
    def named(predicate: str) -> tuple[str, ...]:
        return tuple(map(compact, said[RDFS + predicate]))

    return Term(
        name=compact(iri),
        kind=_KINDS[said[RDF + "type"][0]],
        label=said[RDFS + "label"][0],
        comment=said[RDFS + "comment"][0],
        parents=(*named("subClassOf"), *named("subPropertyOf")),
        domain=next(iter(named("domain")), None),
        range=next(iter(named("range")), None),
    )


def compact(iri: str) -> str:
    """An IRI by its prefix, as "owl:Class"; one of no namespace that we use stays whole."""
    for namespace, prefix in _PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _local(name: str | None) -> str:
    return (name or "").partition(":")[2]


def _picture() -> list[str]:
    """Classes and the links between them; a quotation stands in a passage, so do all that are quotations."""
    lines = ["```mermaid", "classDiagram"]
    known = {term.name: term for term in terms()}
    for term in known.values():
        if term.kind == "class":
            lines += [f"  {_local(parent)} <|-- {_local(term.name)}" for parent in term.parents if parent in known]
        elif term.domain in known and term.range in known:
            lines.append(f"  {_local(term.domain)} --> {_local(term.range)} : {_local(term.name)}")
    return [*lines, "```"]


def _classes() -> list[str]:
    lines = ["| class or property | what it means | values | declared below |", "|---|---|---|---|"]
    every = terms()
    for owner in (*(term for term in every if term.kind == "class"), None):
        title = f"**{owner.name}**" if owner else "**of several classes, or of concepts**"
        said = owner.comment if owner else ""
        lines.append(f"| {title} | {said} | | {', '.join(owner.parents) if owner else ''} |")
        lines += [
            f"| {term.name} | {term.comment} | {term.range or ''} | {', '.join(term.parents)} |"
            for term in every
            if term.kind != "class" and _owner(term, every) == owner
        ]
    return lines


def _owner(term: Term, every: tuple[Term, ...]) -> Term | None:
    return next((each for each in every if each.name == term.domain), None)


def _schemes() -> list[str]:
    lines = ["| scheme | concepts | examples |", "|---|---|---|"]
    registers = load(DEFAULT_BASE)
    for name, held in registers.schemes.items():
        lines.append(f"| `{name}/` | {len(held)} | {', '.join(list(held)[:6])} |")
    lines.append(f"| `authority/` | {len(registers.authorities)} | {', '.join(list(registers.authorities)[:3])} |")
    return lines


if __name__ == "__main__":
    sys.stdout.write(markdown())
