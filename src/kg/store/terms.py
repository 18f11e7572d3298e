"""RDF terms between our nouns and Oxigraph's; the one file where the two meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Iri, Literal, Rows, Term

if TYPE_CHECKING:
    from collections.abc import Mapping


def term(engine: object) -> Term:
    """Our term for one of the engine's.

    Raises:
        StoreError: it is a triple used as a term, which this house does not hold.
    """
    if isinstance(engine, ox.NamedNode):
        return Iri(engine.value)
    if isinstance(engine, ox.Literal):
        return Literal(engine.value, engine.datatype.value, engine.language)
    if isinstance(engine, ox.BlankNode):
        return Iri(f"_:{engine.value}")
    raise StoreError("the result holds a triple as a term; only IRIs, blank nodes and literals are held here")


def ntriples(value: Term) -> str:
    """The term as N-Triples writes it, which is also valid SPARQL.

    Raises:
        ValueError: the IRI or language tag is malformed, or the term is a blank node, which no query can name.
    """
    if isinstance(value, Literal):
        if value.language is not None:
            return str(ox.Literal(value.lexical, language=value.language))
        return str(ox.Literal(value.lexical, datatype=ox.NamedNode(value.datatype)))
    if not isinstance(value, Iri):
        raise TypeError(f"{value!r} is neither an Iri nor a Literal")
    return str(ox.NamedNode(value))


def rows(solutions: ox.QuerySolutions) -> Rows:
    """All solutions; call it in the thread that ran the query, to which they belong."""
    names = tuple(variable.value for variable in solutions.variables)
    known: dict[object, Term] = {}  # solutions repeat their terms
    return Rows(names, tuple(_row(names, solution, known) for solution in solutions))


def _row(names: tuple[str, ...], solution: ox.QuerySolution, known: dict[object, Term]) -> Mapping[str, Term]:
    found: dict[str, Term] = {}
    for name, engine in zip(names, solution, strict=True):
        if engine is None:
            continue
        value = known.get(engine)
        if value is None:
            value = known[engine] = term(engine)
        found[name] = value
    return found
