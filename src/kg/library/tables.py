"""Every listing as one kind of table: each row a quote with its page, document, date, speaker and caveats.

The rows are those of the records that `--json` prints; `sheets` writes them as CSV and XLSX.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.library import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.library import Library
    from kg.library.records import Record
    from kg.model import Answer, Filters, Held, Statement
    from kg.search import Said

    Cell = str | int | float | bool | None

CITED = (
    "quote",
    "page",
    "document",
    "title",
    "date",
    "date_basis",
    "date_window",
    "speaker",
    "caveats",
    "section",
    "start",
    "end",
)
"""The columns that stand in every table; the dates are the document's own."""

_STATISTIC = ("indicator", "value", "unit", "population", "period", "comparator", "relation")
_HELD = ("title", "kind", "date", "authority", "author", "evaluated", "pages")
_SOURCE = ("held", "source", "source_kind", "source_date", "authority", "author", "evaluated", "pages")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; several values of one cell are parted by " | ".

    Attributes:
        name: what is listed, in one word.
        columns: the first are the listing's own, then those of `CITED`.
        rows: a cell a column; None where nothing is known.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> list[dict[str, Cell]]:
        """A dictionary a row, as data frames take them."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Tables:
    """The listings of one library as tables, under the words of the command line."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(self, text: str, filters: Filters | None = None) -> Table:
        """The passages that `Library.search` ranks."""
        found: list[Record] = self._library.search_record(text, filters)["results"]
        own = [(number, one["score"], _joined(one["themes"])) for number, one in enumerate(found, 1)]
        return self._table("search", ("rank", "score", "themes"), zip(own, found, strict=True))

    def ask(self, question: str, filters: Filters | None = None) -> Table:
        """The evidence of the answer to a question."""
        return self.evidence(self._library.ask(question, filters))

    def evidence(self, answer: Answer) -> Table:
        """The evidence of an answer, the best first; none of a question that is not answered is left out."""
        found: list[Record] = self._library.record(answer)["evidence"]
        own = [
            (answer.answered, number, one["score"], one["stance"], _joined(one["themes"]), one["evaluated"])
            for number, one in enumerate(found, 1)
        ]
        columns = ("answered", "rank", "score", "stance", "themes", "evaluated")
        return self._table("evidence", columns, zip(own, found, strict=True))

    def statements(self, said: Sequence[Said]) -> Table:
        """Statements as `Library.said` lists them, in that order."""
        pieces = self._library.quoted(said)
        rows = [
            (
                (piece.stance, _joined(piece.themes), self._place(piece.authority), piece.evaluated),
                records.citation(piece.citation) | {"speaker": piece.speaker},
            )
            for piece in pieces
        ]
        return self._table("statements", ("stance", "themes", "authority", "evaluated"), rows)

    def _place(self, gss: str | None) -> str | None:
        return self._library.vocabulary.authorities[gss].label if gss else None

    def statistics(self, filters: Filters | None = None) -> Table:
        """The numbers that `Library.statistics` lists; a range has its values in one cell."""
        found = self._library.statistics(filters)
        own = [tuple(_cell(one[name]) for name in _STATISTIC) for one in found]
        return self._table("statistics", _STATISTIC, zip(own, found, strict=True))

    def discrepancies(self, filters: Filters | None = None) -> Table:
        """The sides of what `Library.discrepancies` lists, one a row; `number` tells which belong together."""
        rows = [
            ((number, one["kind"], one["title"], side["reading"], one["explanation"]), side)
            for number, one in enumerate(self._library.discrepancies(filters), 1)
            for side in one["sides"]
        ]
        return self._table("discrepancies", ("number", "kind", "matter", "reading", "explanation"), rows)

    def followup(self, filters: Filters | None = None) -> Table:
        """Recommendations, each followed by what later documents say of it; `number` tells which belong together."""
        rows = [
            ((number, one["status"], part), cited)
            for number, one in enumerate(self._library.followup(filters), 1)
            for part, cited in (
                ("recommendation", one["recommendation"]),
                *(("evidence", piece) for piece in one["evidence"]),
            )
        ]
        return self._table("followup", ("number", "status", "part"), rows)

    def sources(self) -> Table:
        """Documents held, one a row, then those not held, with a row for each place that mentions them."""
        listed = self._library.sources()
        held = [((True, *(one[name] for name in _HELD)), {"document": one["name"]}) for one in listed["held"]]
        missing = [
            ((False, one["title"], one["kind"], one["date"], None, None, None, None), mention)
            for one in listed["not_held"]
            for mention in one["mentioned_in"]
        ]
        return self._table("sources", _SOURCE, [*held, *missing])

    def _table(self, name: str, own: Sequence[str], rows: Iterable[tuple[Sequence[Cell], Record]]) -> Table:
        cite = _Cited(self._library)
        made = tuple((*cells, *cite(span)) for cells, span in rows)
        return Table(name, (*own, *CITED), made)


class _Cited:
    """Puts with the words of a record what its document says of itself, and who says them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._statements: dict[str, tuple[Statement, ...]] = {}

    @cached_property
    def _held(self) -> Mapping[str, Held]:
        return {held.name: held for held in self._library.documents()}

    def __call__(self, span: Record) -> tuple[Cell, ...]:
        """The cells of `CITED`; a record without words stands for its whole document."""
        held = self._held[span["document"]]
        dated = held.metadata.date
        return (
            span.get("quote"),
            span.get("page"),
            held.name,
            held.metadata.title,
            dated.value,
            dated.basis.value,
            "/".join(dated.window) if dated.window else None,
            self._speaker(held, span),
            _joined(held.caveats),
            " › ".join(span.get("section", ())) or None,
            span.get("start"),
            span.get("end"),
        )

    def _speaker(self, held: Held, span: Record) -> str | None:
        """Who says the words, or (of a passage) who says something in them; None where no statement stands there."""
        if "speaker" in span:
            return _cell(span["speaker"])  # type: ignore[return-value]
        if "start" not in span:
            return None
        if held.id not in self._statements:
            self._statements[held.id] = self._library.annotated(held.id).statements
        said = (
            each.speaker
            for each in self._statements[held.id]
            if each.span.start < span["end"] and span["start"] < each.span.end
        )
        return _joined(dict.fromkeys(speaker for speaker in said if speaker))


def _cell(value: Any) -> Cell:
    if isinstance(value, list | tuple):
        return _joined(map(str, value))
    return value  # type: ignore[no-any-return]


def _joined(values: Iterable[str]) -> str | None:
    return " | ".join(values) or None
