"""Semantic search inside SPARQL: each `SERVICE kg:search` block is searched first and becomes VALUES in its place.

So every SPARQL 1.1 engine, here or remote, answers the query that comes out; `blocks` says where the blocks stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.model import Iri
from kg.search.blocks import Block, Given, Operand, Reading
from kg.search.inquiry import INPUTS, MAX_HITS, OUTPUTS, SEVERAL, Inquiry
from kg.store.guard import MAX_LENGTH
from kg.store.terms import ntriples
from kg.store.tokens import Kind, decode, place
from kg.vocabulary.names import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.search.scope import Holdings
    from kg.store.prologue import Constant

MAX_BLOCKS = 4
"""Searches written in one query."""
MAX_SEARCHES = 50
"""Searches that are run where the words or filters of a block have several values."""
_MAYBE = re.compile(r"service|\\u", re.IGNORECASE)
_UNKNOWN = (
    "kg:{name} must be known before the query runs, and ?{variable} is not: write the value itself, or give "
    "?{variable} by VALUES or BIND of constants in the group of the search or in one around it"
)


@dataclass(frozen=True, slots=True)
class Edit:
    """Text put in place of a stretch of the query."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A query that any engine understands, and how it came to be."""

    source: str
    edits: tuple[Edit, ...] = ()

    @property
    def text(self) -> str:
        """The query as an engine gets it."""
        parts, end = [], 0
        for edit in self.edits:
            parts += [self.source[end : edit.start], edit.text]
            end = edit.end
        return "".join((*parts, self.source[end:]))

    def located(self, error: QueryError) -> QueryError:
        """An engine's complaint about `text`, with line and column of what was written."""
        if error.line is None or error.column is None or not self.edits:
            return error
        lines = self.text.split("\n")[: error.line - 1]
        offset = sum(len(line) + 1 for line in lines) + error.column - 1
        for edit in self.edits:
            if offset < edit.start:
                break
            if offset < edit.start + len(edit.text):
                offset = edit.start
                break
            offset += edit.end - edit.start - len(edit.text)
        return QueryError(error.reason, *place(self.source, offset))


def rewrite(query: str, holdings: Callable[[], Holdings]) -> Rewritten:
    """The query with every search done and in its place, and with the house's prefixes where it uses them undeclared.

    Args:
        query: SPARQL 1.1 text, of which blocks `SERVICE kg:search` are no engine's matter.
        holdings: what is searched; asked only where a block stands.

    Raises:
        QueryError: a block cannot be understood or asks for too much; with line and column.
    """
    if len(query) > MAX_LENGTH or not (_used(query) or _MAYBE.search(query)):
        return Rewritten(query)
    reading = Reading(decode(query))
    missing = _undeclared(reading)
    declared = "".join(f"PREFIX {prefix} <{iri}> " for prefix, iri in missing.items())
    reading.prologue.prefixes.update(missing)
    blocks = tuple(reading.blocks())
    if len(blocks) > MAX_BLOCKS:
        raise QueryError(f"a query has at most {MAX_BLOCKS} searches", *place(reading.text, blocks[MAX_BLOCKS].start))
    edits = [Edit(0, 0, declared)] if declared else []
    if blocks:
        edits += _Searches(reading, holdings()).edits(blocks)
    return Rewritten(reading.text, tuple(edits))


def _used(query: str) -> bool:
    """Whether the query uses one of the house's prefixes and seems not to declare it."""
    return any(not _declaration(name).search(query) for name in PREFIXES if name + ":" in query)


@cache
def _declaration(name: str) -> re.Pattern[str]:
    return re.compile(rf"\bprefix\s+{name}:", re.IGNORECASE)


def _undeclared(reading: Reading) -> dict[str, str]:
    used = {token.text.partition(":")[0] for token in reading.tokens if token.kind is Kind.NAME}
    declared = reading.prologue.prefixes
    return {f"{name}:": iri for name, iri in PREFIXES.items() if name in used and f"{name}:" not in declared}


class _Searches:
    """The searches of one query."""

    def __init__(self, reading: Reading, holdings: Holdings) -> None:
        self._reading = reading
        self._holdings = holdings
        self._hits = 0
        self._run = 0

    def edits(self, blocks: Iterable[Block]) -> list[Edit]:
        """What stands in place of each block. All are understood before the first is searched for."""
        planned = [(block, *self._planned(block)) for block in blocks]
        return [Edit(block.start, block.end, self._values(block, names, asked)) for block, names, asked in planned]

    def _planned(self, block: Block) -> tuple[tuple[str, ...], list[tuple[tuple[str, ...], Inquiry]]]:
        """The variables that a block takes from outside, and for each of their values the search it asks for."""
        self._check(block)
        cases = self._cases(block)
        names = tuple(dict.fromkeys(name for case in cases for name in case))
        asked = []
        for case in cases:
            search = Inquiry(self._reading, self._holdings, block, case)
            self._run += 1
            self._hits += search.limit
            if self._hits > MAX_HITS or self._run > MAX_SEARCHES:
                reason = f"a query finds at most {MAX_HITS:,} passages in {MAX_SEARCHES} searches; lower kg:limit"
                raise QueryError(reason, *place(self._reading.text, block.start))
            asked.append((tuple(case[name].text for name in names), search))
        return names, asked

    def _check(self, block: Block) -> None:
        """Refuse what is no property of a search, and one that is given once too often."""
        taken = [block.passage]
        for name, operands in block.operands.items():
            first = operands[0]
            if name not in {*INPUTS, *OUTPUTS}:
                known = ", ".join(f"kg:{each}" for each in (*INPUTS, *OUTPUTS))
                raise self._fault(first, f"kg:{name} is no property of a search; there are {known}")
            if len(operands) > 1 and name not in SEVERAL:
                raise self._fault(operands[1], f"kg:{name} has one value")
            if name in OUTPUTS and first.variable is None:
                raise self._fault(first, f"kg:{name} gives a value to a variable; kg:minScore asks for one")
            taken += {operand.variable for operand in operands if operand.variable is not None}
        if len(taken) != len(set(taken)):
            raise QueryError("a variable stands for two things in one search", *place(self._reading.text, block.start))
        if ("matches" in block.operands) == ("like" in block.operands):
            reason = "a search needs kg:matches with words, or kg:like with a passage"
            raise QueryError(reason, *place(self._reading.text, block.start))

    def _cases(self, block: Block) -> list[dict[str, Constant]]:
        """For each way in which the block's variables are given from outside, their values."""
        needed: dict[int, tuple[Given, list[str]]] = {}
        for name, operands in block.operands.items():
            for operand in operands:
                if name in OUTPUTS or operand.variable is None:
                    continue
                given = self._reading.given(block.index, operand.variable)
                if given is None:
                    raise self._fault(operand, _UNKNOWN.format(name=name, variable=operand.variable))
                needed.setdefault(id(given), (given, []))[1].append(operand.variable)
        return [_merged(rows) for rows in product(*(_columns(*each) for each in needed.values()))]

    def _values(self, block: Block, names: tuple[str, ...], asked: list[tuple[tuple[str, ...], Inquiry]]) -> str:
        """The block's solutions, as SPARQL."""
        outputs = [name for name in OUTPUTS if name in block.operands]
        columns = [*names, block.passage, *(str(block.operands[name][0].variable) for name in outputs)]
        rows = []
        for given, search in asked:
            for rank, hit in search.run():
                found = {"score": f"{hit.score:.4f}", "rank": str(rank)}
                passage = ntriples(Iri(self._holdings.names.iri(hit.path)))
                rows.append(f"({' '.join((*given, passage, *(found[name] for name in outputs)))})")
        head = f"VALUES ({' '.join('?' + name for name in columns)})"
        if not rows:  # not every engine takes an empty block of data, or the plain word false
            return f"{{ {head} {{ ({' '.join('UNDEF' for _ in columns)}) }} FILTER(1 = 0) }}"
        return f"{{ {head} {{ {' '.join(rows)} }} }}"

    def _fault(self, operand: Operand, reason: str) -> QueryError:
        return QueryError(reason, *self._reading.place(operand.token))


def _columns(given: Given, names: list[str]) -> list[dict[str, Constant]]:
    """The values of some of the variables given, each combination once."""
    columns = {name: given.variables.index(name) for name in names}
    rows = ({name: cell for name, at in columns.items() if (cell := row[at]) is not None} for row in given.rows)
    return list({tuple(cell.text for cell in row.values()): row for row in rows}.values())


def _merged(rows: tuple[dict[str, Constant], ...]) -> dict[str, Constant]:
    return {name: value for row in rows for name, value in row.items()}
