"""One document as one named graph: written, read back, and checked against `shapes/` and against the text itself.

writer  what a document says, as an rdflib graph without blank nodes
quads   a graph as canonical N-Quads, and back
reader  N-Quads and the document's text, as what the document says
parts   the names (paths) of facts
order   the one order of things of which order says nothing, so that read∘write is the identity
shapes  a graph against `shapes/`, by pySHACL
fields  what things of each class may have, as the shapes say it
linked  what follows from several documents, as an authority's linked graph
exact   what shapes cannot say: quotes are slices of the text, passages hold their statements

Nothing here is imported before it is used: rdflib and pySHACL take their time to load.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph.exact import altered, mismatches
    from kg.graph.linked import linked_nquads, write_linked
    from kg.graph.order import canonical
    from kg.graph.quads import nquads, parse
    from kg.graph.reader import read
    from kg.graph.shapes import check
    from kg.graph.writer import write

__all__ = [
    "altered",
    "canonical",
    "check",
    "linked_nquads",
    "mismatches",
    "nquads",
    "parse",
    "read",
    "write",
    "write_linked",
]

_MODULES = {
    "altered": "exact",
    "canonical": "order",
    "check": "shapes",
    "linked_nquads": "linked",
    "mismatches": "exact",
    "nquads": "quads",
    "parse": "quads",
    "read": "reader",
    "write": "writer",
    "write_linked": "linked",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value
