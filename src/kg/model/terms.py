"""RDF terms as query results carry them: plain values that no store owns; `store` converts to and from its engine's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_XSD = "http://www.w3.org/2001/XMLSchema#"


class Iri(str):
    """An absolute IRI; a blank node is an Iri that begins with "_:"."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Literal:
    """An RDF literal: lexical form, datatype IRI, and a language tag in lower case where it has one."""

    lexical: str
    datatype: str = _XSD + "string"
    language: str | None = None

    def __str__(self) -> str:
        return self.lexical

    @classmethod
    def integer(cls, value: int) -> Literal:
        """An xsd:integer in canonical form."""
        return cls(str(value), _XSD + "integer")

    @classmethod
    def date(cls, value: str) -> Literal:
        """An xsd:gYear, xsd:gYearMonth or xsd:date, by the precision of an ISO 8601 date."""
        return cls(value, _XSD + ("gYear", "gYearMonth", "date")[value.count("-")])


Term = Iri | Literal
"""What a variable can be bound to."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The solutions of a SELECT query: variables in the query's order; an unbound variable is absent from its row."""

    variables: tuple[str, ...]
    rows: Sequence[Mapping[str, Term]]
