"""Documents that those held refer to and that are not held, as the graph tells; `linking` says which are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.linking import references
from kg.model import Citation, Reference
from kg.vocabulary import names

if TYPE_CHECKING:
    from kg.model import NotHeld
    from kg.search.said import Row
    from kg.search.scope import Holdings


def not_held(holdings: Holdings) -> tuple[NotHeld, ...]:
    """What the documents held refer to and is not among them, with every mention; by date."""
    mentions = []
    for held in holdings.documents:
        view = holdings.view(held.id)
        for row in view.rows("references"):
            section = view.headings.get(row["passage"], ()) if "passage" in row else ()
            made = _reference(row)
            page = int(row["page"]) if "page" in row else None
            cited = Citation(held.name, made.span.start, made.span.end, page, row["text"], section)
            mentions.append((made, held.metadata.authority, cited))
    mentions.sort(key=lambda mention: (mention[2].document, mention[2].start))
    return references.grouped(mentions, holdings.documents)


def _reference(row: Row) -> Reference:
    return Reference(
        span=names.span(row["reference"]),
        title=row["title"],
        kind=row["kind"].rpartition("/")[2] if "kind" in row else None,
        date=row.get("date"),
        annotator="",
    )
