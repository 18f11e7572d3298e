"""What goes through a library document by document: those held, every number stated, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import search
from kg.library import naming, records
from kg.linking import Citations

if TYPE_CHECKING:
    from kg.library.opened import Opened
    from kg.library.records import Record
    from kg.model import Filters


def sources(opened: Opened) -> Record:
    """`kg sources` as JSON."""
    files = opened.folder.sources()
    held = [
        records.document(each.name, opened.annotated(each.id), opened.vocabulary)
        | {"names": naming.names(each.id, files)}
        for each in opened.holdings.documents
    ]
    return {"held": held, "not_held": records.not_held(opened.not_held)}


def statistics(opened: Opened, filters: Filters) -> list[Record]:
    """`kg statistics` as JSON: every number stated in the documents that the filters leave.

    Raises:
        InputError: a filter names what does not exist.
    """
    asked = search.scope.read(opened.holdings, "", filters)
    found: list[Record] = []
    for held in search.scope.documents(opened.holdings, asked):
        annotated = opened.annotated(held.id)
        cite = Citations(annotated, held.name)
        found += [records.citation(cite(said.span)) | records.statistic(said) for said in annotated.statistics]
    return found[: filters.limit]


def violations(opened: Opened) -> dict[str, tuple[str, ...]]:
    """Violations of the shapes and quotes that differ from their text, by document; empty when all is well."""
    from kg import graph

    found = {}
    for document_id in opened.folder.ids():
        annotated, quads = opened.annotated(document_id), opened.folder.graph(document_id)
        exact = (*graph.mismatches(annotated), *graph.altered(quads, annotated, opened.names))
        if messages := (*exact, *graph.check(graph.parse(quads), opened.settings.base)):
            found[annotated.document.name] = messages
    return found
