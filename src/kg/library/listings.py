"""What goes through a library document by document: those held, every number stated, and what is wrong with them."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from kg import search
from kg.errors import LibraryError
from kg.library import briefing_graphs, linked_graphs, naming, records
from kg.library.spread import spread
from kg.linking import Citations
from kg.model import Citation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.library.folder import Folder
    from kg.library.opened import Opened
    from kg.library.records import Record
    from kg.model import Filters, Held
    from kg.vocabulary.names import Names


def sources(opened: Opened) -> Record:
    """`kg sources` as JSON."""
    files = opened.folder.sources()
    held = [
        records.held(each, _caveats(opened, each), opened.vocabulary) | {"names": naming.names(each.id, files)}
        for each in opened.holdings.documents
    ]
    return {"held": held, "not_held": records.not_held(opened.not_held)}


def _caveats(opened: Opened, held: Held) -> list[Citation]:
    """What a document warns of, with page and headings, by its text and view: reading graphs takes long."""
    if not held.metadata.caveats:
        return []
    document, contexts = opened.folder.document(held.id), opened.view(held.id).contexts.values()
    cited = []
    for span in (each.span for each in held.metadata.caveats):
        page = next((page.number for page in document.pages if page.start <= span.start < page.end), None)
        headings = next((context.headings for context in contexts if span in context.span), ())
        cited.append(Citation(held.name, span.start, span.end, page, document.text[span.start : span.end], headings))
    return cited


def statistics(opened: Opened, filters: Filters) -> list[Record]:
    """`kg statistics` as JSON: every number stated in the documents that the filters leave.

    Raises:
        InputError: a filter names what does not exist.
    """
    asked = search.scope.read(opened.holdings, "", filters)
    stated = (_stated(opened, held) for held in search.scope.documents(opened.holdings, asked))
    return list(islice(chain.from_iterable(stated), filters.limit))


def _stated(opened: Opened, held: Held) -> Iterator[Record]:
    """The numbers stated in one document."""
    annotated = opened.annotated(held.id)
    cite = Citations(annotated, held.name)
    return (records.citation(cite(said.span)) | records.statistic(said) for said in annotated.statistics)


def violations(opened: Opened) -> dict[str, tuple[str, ...]]:
    """Violations of the shapes and quotes that differ from their text, by document; empty when all is well.

    A linked graph is known by its path; it is held against what the documents make. So is a briefing known.
    """
    folder, names = opened.folder, opened.names
    found = dict(spread(partial(checked, folder=folder, names=names), folder.ids()))
    if not any(found.values()):
        linked = partial(linked_graphs.violations, folder=folder, names=names)
        found |= spread(linked, linked_graphs.groups(folder, names))
    briefings = partial(briefing_graphs.violations, folder=folder, names=names)
    found |= spread(briefings, list(briefing_graphs.there(folder)))
    return {name: messages for name, messages in found.items() if messages}


def checked(document_id: str, folder: Folder, names: Names) -> tuple[str, tuple[str, ...]]:
    """The name of a document and all that is wrong with its graph."""
    from kg import graph

    name = document_id
    try:
        document, quads = folder.document(document_id), folder.graph(document_id)
        name = document.name
        annotated = graph.read(quads, document, names)
    except (LibraryError, OSError, SyntaxError, ValueError) as error:
        return name, (str(error),)
    exact = (*graph.mismatches(annotated), *graph.altered(quads, annotated, names))
    return name, (*exact, *graph.check(graph.parse(quads), names.base))
