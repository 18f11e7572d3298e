"""The documents held, as the graph describes them; names that several share are lengthened until they differ."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.model import Basis, Caveat, DocumentDate, Event, Held, Metadata, Party
from kg.vocabulary import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Span
    from kg.search.said import Row
    from kg.search.views import View


def read(views: Iterable[View]) -> tuple[Held, ...]:
    """The documents held, by name, from their views."""
    rows = [(view, row) for view in views for row in view.rows("documents")]
    called = shortest([row["fileName"] for _, row in rows])
    held = [_held(row, name, _parts(view)) for (view, row), name in zip(rows, called, strict=True)]
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


def _parts(view: View) -> Sequence[Row]:
    return sorted(view.rows("document_parts"), key=_span)


def _held(row: Row, name: str, parts: Sequence[Row]) -> Held:
    caveats = [part for part in parts if _local(part["relation"]) == "caveat"]
    return Held(
        id=_local(row["document"]),
        name=name,
        metadata=_metadata(row, parts),
        caveats=tuple(dict.fromkeys(caveat["text"] for caveat in caveats)),
        media_type=row["mediaType"],
        sha256=row["sha256"],
        pages=int(row["pageCount"]) if "pageCount" in row else None,
        passages=int(row.get("passages", 0)),
    )


def _metadata(row: Row, parts: Sequence[Row]) -> Metadata:
    def of(relation: str) -> list[Row]:
        return [part for part in parts if _local(part["relation"]) == relation]

    return Metadata(
        title=row["title"],
        kind=_local(row["kind"]) if "kind" in row else None,
        date=DocumentDate(
            value=_text(row, "date"),
            basis=Basis(_local(row["dateBasis"])),
            window=(row["earliest"], row["latest"]) if "earliest" in row else None,
            reason=_text(row, "dateReason"),
        ),
        events=tuple(
            Event(_local(part["type"]), _text(part, "first"), _text(part, "last"), _span(part)) for part in of("event")
        ),
        authority=_local(row["authority"]) if "authority" in row else None,
        author=_text(row, "author"),
        evaluated=row["evaluated"] == "true",
        addressees=tuple(map(_party, of("addressee"))),
        signatories=tuple(map(_party, of("signatory"))),
        caveats=tuple(Caveat(_local(part["type"]), _span(part)) for part in of("caveat")),
    )


def _party(part: Row) -> Party:
    return Party(part["name"], _text(part, "post"), _text(part, "organisation"), _span(part))


def _span(part: Row) -> Span:
    return names.span(part["part"])


def _text(row: Row, name: str) -> str | None:
    return row.get(name)


def _local(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]
