"""The documents held, as the graph describes them; names that several share are lengthened until they differ."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.model import Basis, Caveat, DocumentDate, Event, Held, Metadata, Party
from kg.search.queries import template
from kg.vocabulary import names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import Span, Term
    from kg.store import TripleStore

    Row = Mapping[str, Term]


def read(store: TripleStore) -> tuple[Held, ...]:
    """The documents held, by name."""
    rows = store.select(template("documents")).rows
    parts: dict[str, list[Row]] = {}
    for row in store.select(template("document_parts")).rows:
        parts.setdefault(str(row["document"]), []).append(row)
    for of_document in parts.values():
        of_document.sort(key=_span)
    called = shortest([str(row["fileName"]) for row in rows])
    held = [_held(row, name, parts.get(str(row["document"]), [])) for row, name in zip(rows, called, strict=True)]
    return tuple(sorted(held, key=lambda each: (each.name, each.id)))


def shortest(paths: Sequence[str]) -> list[str]:
    """For each path the shortest end that no other path shares: the file's own name where that is enough."""
    parts = [path.split("/") for path in paths]
    ends = Counter("/".join(part[-length:]) for part in parts for length in range(1, len(part) + 1))
    return [
        next(
            (end for length in range(1, len(part)) if ends[end := "/".join(part[-length:])] == 1),
            "/".join(part),
        )
        for part in parts
    ]


def _held(row: Row, name: str, parts: Sequence[Row]) -> Held:
    caveats = [part for part in parts if _local(part["relation"]) == "caveat"]
    return Held(
        id=_local(row["document"]),
        name=name,
        metadata=_metadata(row, parts),
        caveats=tuple(dict.fromkeys(str(caveat["text"]) for caveat in caveats)),
        media_type=str(row["mediaType"]),
        sha256=str(row["sha256"]),
        pages=int(str(row["pageCount"])) if "pageCount" in row else None,
        passages=int(str(row.get("passages", 0))),
    )


def _metadata(row: Row, parts: Sequence[Row]) -> Metadata:
    def of(relation: str) -> list[Row]:
        return [part for part in parts if _local(part["relation"]) == relation]

    return Metadata(
        title=str(row["title"]),
        kind=_local(row["kind"]) if "kind" in row else None,
        date=DocumentDate(
            value=_text(row, "date"),
            basis=Basis(_local(row["dateBasis"])),
            window=(str(row["earliest"]), str(row["latest"])) if "earliest" in row else None,
            reason=_text(row, "dateReason"),
        ),
        events=tuple(
            Event(_local(part["type"]), _text(part, "first"), _text(part, "last"), _span(part)) for part in of("event")
        ),
        authority=_local(row["authority"]) if "authority" in row else None,
        author=_text(row, "author"),
        evaluated=str(row["evaluated"]) == "true",
        addressees=tuple(map(_party, of("addressee"))),
        signatories=tuple(map(_party, of("signatory"))),
        caveats=tuple(Caveat(_local(part["type"]), _span(part)) for part in of("caveat")),
    )


def _party(part: Row) -> Party:
    return Party(str(part["name"]), _text(part, "post"), _text(part, "organisation"), _span(part))


def _span(part: Row) -> Span:
    return names.span(str(part["part"]))


def _text(row: Row, name: str) -> str | None:
    return str(row[name]) if name in row else None


def _local(iri: Term) -> str:
    return str(iri).replace("#", "/").rpartition("/")[2]
