"""Query templates: `.rq` text whose empty VALUES blocks are filled with terms, never with text.

In a template, a line `VALUES ?theme {}` or `VALUES (?passage ?score) {}` is a place for data. What comes out is a whole
SPARQL 1.1 query, which can be shown to people and run on every store.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Iri, Literal, Term
from kg.store.terms import ntriples

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLACE = re.compile(
    r"^([ \t]*)VALUES[ \t]+(\?\w+|\([ \t]*\?\w+(?:[ \t]+\?\w+)*[ \t]*\))[ \t]*\{[ \t]*\}[ \t]*\n?", re.MULTILINE
)

Value = Term | None


def fill(template: str, **values: Iterable[Term | tuple[Value, ...]] | None) -> str:
    """The template with its places filled.

    Args:
        template: SPARQL with lines `VALUES ?name {}`.
        values: by name of the variable, or of several joined by "_" (`passage_score` for `(?passage ?score)`): the
            terms, or a tuple of terms a row, in which None stands for UNDEF. A place whose name is absent or None is
            taken out, so that the variable is free; an empty iterable leaves the block empty, so that nothing matches.

    Raises:
        ValueError: a name has no place in the template, a row has the wrong length, or an IRI is malformed.
        TypeError: a value is no term.
    """
    given = {name: None if data is None else tuple(data) for name, data in values.items()}
    seen: set[str] = set()

    def place(match: re.Match[str]) -> str:
        indent, head = match.group(1), match.group(2)
        names = re.findall(r"\w+", head)
        seen.add("_".join(names))
        data = given.get("_".join(names))
        if data is None:
            return ""
        single = not head.startswith("(")
        lines = [f"{indent}  {_row(row, len(names), single=single)}\n" for row in data]
        return f"{indent}VALUES {head} {{\n{''.join(lines)}{indent}}}\n"

    text = _PLACE.sub(place, template)
    if unknown := given.keys() - seen:
        raise ValueError(f"the template has no place for {', '.join(sorted(unknown))}")
    return text


def _row(row: Term | tuple[Value, ...], width: int, *, single: bool) -> str:
    terms: tuple[Value, ...] = (row,) if isinstance(row, Iri | Literal) else tuple(row)
    if len(terms) != width:
        raise ValueError(f"{len(terms)} terms for {width} variables")
    text = " ".join("UNDEF" if term is None else ntriples(term) for term in terms)
    return text if single else f"({text})"
