"""What an agent may ask: each tool gives rows that carry their exact quote, page, date, speaker and caveats.

The first lines of a tool's docstring are what the agent is told.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kg.model import Filters
from kg.vocabulary.names import document

if TYPE_CHECKING:
    from kg.library import Library
    from kg.library.tables import Table

Found = dict[str, Any]
Text = Annotated[str, Field(min_length=1, max_length=1000)]
Limit = Annotated[int, Field(ge=1, le=200, description="The most rows to return.")]


class Only(BaseModel):
    """Filters, the same words as on the command line; each narrows what is found."""

    model_config = ConfigDict(extra="forbid")

    authority: str | None = Field(default=None, description="Only documents about this council: name or GSS code.")
    theme: str | None = Field(
        default=None, description="Only this theme and those below it: a notation, as care-leavers."
    )
    document: str | None = Field(default=None, description="Only this document, by its file name.")
    kind: str | None = Field(default=None, description="Only documents of this kind: a notation, as ilacs-report.")
    speaker: Literal["inspectorate", "council", "council_as_reported_by_inspectorate"] | None = Field(
        default=None, description="Only what this speaker says. A council's own account is no finding."
    )
    stance: Literal["strength", "progress", "concern", "priority_action", "neutral_context", "plan"] | None = Field(
        default=None, description="Only statements of this stance."
    )
    since: str | None = Field(default=None, description="Only documents of this day, month or year and later: 2021-06.")
    until: str | None = Field(default=None, description="Only documents of this day, month or year and earlier.")

    def filters(self, limit: int) -> Filters:
        """As the library takes them."""
        given = {name: value for name, value in self if value is not None}
        return Filters(**given, limit=limit)


_ALL = Only()
_NONE = "Nothing was found. That is no evidence that it is not so."


class Tools:
    """The tools over one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(self, query: Text, only: Only = _ALL, limit: Limit = 10) -> Found:
        """Passages of the documents held, ranked by meaning and by word.

        `passage` gives what stands around one. Quote exactly, with document and page, and pass the caveats on.
        """
        return _rows(self._library.tables.search(query, only.filters(limit)))

    def ask(self, question: Text, only: Only = _ALL, limit: Limit = 20) -> Found:
        """An answer made of quotes, or the reason why the documents held do not answer.

        Where `answered` is false, `evidence` holds near misses that do not answer it. `notes` protect the reader.
        """
        record = self._library.record(self._library.ask(question, only.filters(limit)))
        del record["sparql"]
        return record

    def timeline(self, topic: Text, only: Only = _ALL, limit: Limit = 50) -> Found:
        """What was said about a topic over time, the oldest first, with who said it and how it judges.

        A date may be inferred: `date_basis` and `date_window` say so.
        """
        answer = self._library.ask(f"What was said about {topic} over time?", only.filters(limit))
        found = _rows(self._library.tables.evidence(answer))
        found["rows"].sort(key=lambda row: (_day(row), row["document"], row["start"]))
        return found | {"answered": answer.answered, "reason": answer.reason}

    def statistics(self, only: Only = _ALL, limit: Limit = 50) -> Found:
        """Numbers that were stated: value, unit, what was counted, of whom, when, and compared with what."""
        return _rows(self._library.tables.statistics(only.filters(limit)))

    def discrepancies(self, only: Only = _ALL, limit: Limit = 20) -> Found:
        """What documents say that cannot both stand; rows of one `number` belong together.

        Neither side is called right.
        """
        return _rows(self._library.tables.discrepancies(only.filters(limit)))

    def followup(self, only: Only = _ALL, limit: Limit = 20) -> Found:
        """What became of each recommendation; rows of one `number` belong together.

        Only an inspectorate's later finding confirms. Silence is never "done".
        """
        return _rows(self._library.tables.followup(only.filters(limit)))

    def sources(self) -> Found:
        """The documents held, and those they refer to that are not held: what this library cannot tell."""
        return _rows(self._library.tables.sources())

    def sparql(self, query: Annotated[str, Field(min_length=1, max_length=100_000)]) -> Found:
        """A SPARQL 1.1 SELECT or ASK query over the graphs; prefix kg: is <https://w3id.org/throughline/ns#>.

        Quotations have kg:text, oa:start, oa:end, kg:page and kg:inPassage; statements also kg:theme, kg:stance and
        kg:speaker. `caveats` are those of the documents that the result names.
        """
        result = self._library.sparql(query, "application/sparql-results+json")
        found: Found = json.loads(result.body)
        return {"result": found, "caveats": self._caveats(result.body.decode())}

    def passage(
        self,
        document: Annotated[str, Field(description="The document's file name, as every row gives it.")],
        start: Annotated[int, Field(ge=0, description="Where the words begin in the kept text.")],
        end: Annotated[int, Field(ge=0, description="Where they end.")],
    ) -> Found:
        """The passage that some words stand in, with the one before and the one after, and what is said in it."""
        held = self._library.held(document)
        shown = self._library.show(document)
        around = [at for at, each in enumerate(shown["passages"]) if each["start"] < end and start < each["end"]]
        near = range(max(around[0] - 1, 0), min(around[-1] + 2, len(shown["passages"]))) if around else range(0)
        said = [each for each in shown["statements"] if each["start"] < end and start < each["end"]]
        return {
            "title": held.metadata.title,
            "date": held.metadata.date.value,
            "date_basis": held.metadata.date.basis.value,
            "caveats": list(held.caveats),
            "passages": [shown["passages"][at] | {"holds_the_words": at in around} for at in near],
            "statements": said,
        }

    @cached_property
    def all(self) -> tuple[Any, ...]:
        """Every tool, by the word of the command line where it has one."""
        return (
            self.search,
            self.ask,
            self.timeline,
            self.statistics,
            self.discrepancies,
            self.followup,
            self.sources,
            self.sparql,
            self.passage,
        )

    def _caveats(self, result: str) -> dict[str, list[str]]:
        """The caveats of the documents whose names stand in a result, by file name."""
        base = re.escape(self._library.names.iri(document("")))
        named = set(re.findall(base + "([0-9a-f]{16})", result))
        return {
            held.name: list(held.caveats) for held in self._library.documents() if held.id in named and held.caveats
        }


def _rows(table: Table) -> Found:
    found: Found = {"rows": table.records()}
    return found if table.rows else found | {"note": _NONE}


def _day(row: Found) -> str:
    return str(row["date"] or (row["date_window"] or "9999")[:10])
