"""Documents that those held refer to and that are not held, as the graph tells; `linking` says which are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.linking import references
from kg.model import Citation, Reference
from kg.search.evidence import document_id, headings
from kg.search.queries import template
from kg.vocabulary import names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import NotHeld, Term
    from kg.search.scope import Holdings


def not_held(holdings: Holdings) -> tuple[NotHeld, ...]:
    """What the documents held refer to and is not among them, with every mention; by date."""
    path = holdings.names.path
    rows = holdings.store.select(template("references")).rows
    above = headings(holdings, (path(str(row["passage"])) for row in rows if "passage" in row))
    held = {each.id: each for each in holdings.documents}
    mentions = []
    for row in rows:
        by = held[document_id(path(str(row["document"])))]
        section = above.get(path(str(row["passage"])), ()) if "passage" in row else ()
        made = _reference(row)
        page = int(str(row["page"])) if "page" in row else None
        cited = Citation(by.name, made.span.start, made.span.end, page, str(row["text"]), section)
        mentions.append((made, by.metadata.authority, cited))
    mentions.sort(key=lambda mention: (mention[2].document, mention[2].start))
    return references.grouped(mentions, holdings.documents)


def _reference(row: Mapping[str, Term]) -> Reference:
    return Reference(
        span=names.span(str(row["reference"])),
        title=str(row["title"]),
        kind=str(row["kind"]).rpartition("/")[2] if "kind" in row else None,
        date=str(row["date"]) if "date" in row else None,
        annotator="",
    )
