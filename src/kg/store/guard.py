"""What a free query may ask, told from its tokens before an engine sees it; how long it may run is the sandbox's.

Engines recurse over a query's text and can be killed by it; they fetch what SERVICE names; and with the union default
graph on they ignore FROM. So text is measured, SERVICE refused and the data set clause read here.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.store.prologue import Prologue
from kg.store.tokens import Kind, Token, decode, place, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

MAX_LENGTH = 256_000
"""Characters in a query; hand-written ones have hundreds, one with a thousand search hits about 150,000."""
MAX_DEPTH = 100
"""Brackets within brackets; the engine's stack ends at 500 to 5,000, by construct."""
MAX_TOKENS = 10_000
"""Tokens outside VALUES; the engine's stack ends at 20,000 to 40,000 in a chain of operators."""
MAX_DATA = 100_000
"""Tokens inside VALUES, which the engine reads without recursion."""

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"})
_NEVER = re.compile("[\0\ud800-\udfff]")
_OPERANDS = frozenset({Kind.VARIABLE, Kind.NUMBER, Kind.STRING, Kind.LANGUAGE, Kind.NAME, Kind.IRI, Kind.WORD})
_MAX_READINGS = 20
_OPEN = frozenset({"{", "(", "[", "<<"})
_CLOSE = frozenset({"}", ")", "]", ">>"})


class Form(StrEnum):
    """The four query forms."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


@dataclass(frozen=True, slots=True)
class Request:
    """A query that may be run.

    Attributes:
        text: the query with its code-point escapes decoded.
        form: which of the four it is.
        default_graphs, named_graphs: the data set that the query's FROM clauses name; both None where it names none.
        base: resolves its relative IRIs where it has no BASE of its own; empty for none.
    """

    text: str
    form: Form
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    base: str = ""


def inspect(query: str, base: str = "") -> Request:
    """Measure and read a free query; `base` resolves its relative IRIs where it has no BASE.

    Raises:
        QueryError: it is too long or too deep, an update, or asks a SERVICE; with line and column.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query has {len(query):,} characters; at most {MAX_LENGTH:,} are read")
    text = decode(query)
    if never := _NEVER.search(text):
        raise QueryError("a character that no query may hold", *place(text, never.start()))
    found = _measured(text)
    lower = text.lower()
    if "service" in lower:
        _refuse_service(text, found)
    form, after = _form(text, found)
    if "from" in lower:
        default_graphs, named_graphs = _dataset(found, after, base)
        if default_graphs or named_graphs:
            return Request(text, form, default_graphs, named_graphs, base)
    return Request(text, form, None, None, base)


def refuse_unknown(graphs: Sequence[str], held: Collection[str]) -> None:
    """Refuse a data set that names a graph which is not held; nothing is ever fetched.

    Raises:
        QueryError: it names the first such graph.
    """
    for graph in graphs:
        if graph not in held:
            raise QueryError(f"the graph <{graph}> is not held here, and nothing is fetched from elsewhere")


def _measured(text: str) -> list[Token]:
    """All tokens, unless they are too many or too deep."""
    found: list[Token] = []
    depth = data = 0
    in_data = False  # between VALUES and its closing brace
    for token in tokens(text):
        found.append(token)
        if token.kind is Kind.SIGN:
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
        in_data = token.text != "}" if in_data else token.keyword == "VALUES"
        data += in_data
        if depth > MAX_DEPTH:
            raise QueryError(f"more than {MAX_DEPTH} brackets within brackets", *place(text, token.start))
        if data > MAX_DATA or len(found) - data > MAX_TOKENS:
            raise QueryError("the query has too many parts; split it", *place(text, token.start))
    return found


def _refuse_service(text: str, first: Sequence[Token]) -> None:
    """Refuse every SERVICE in every reading; one that we answer ourselves has become VALUES before it comes here.

    By the grammar the longest match wins, so that `?a<?b#>` holds an IRI; engines read by context, see "less than" and
    a comment, and go on in the next line. A query that has many such places is refused.
    """
    starts = [0]
    for start in starts:
        found = tuple(_readable(text, start)) if start else first[Prologue(first).end :]
        for token in found:
            if token.keyword == "SERVICE":
                reason = "SERVICE is refused: no request ever leaves this process"
                raise QueryError(reason, *place(text, token.start))
        doubtful = _doubtful(found, inside=start > 0)
        starts += [token.start + 1 for token in doubtful if token.start + 1 not in starts]
        if len(starts) > _MAX_READINGS:
            raise QueryError("too many IRIs that could be comparisons; write a space after <", *place(text, starts[-1]))


def _readable(text: str, start: int) -> Iterator[Token]:
    """The tokens of a reading as far as it goes: where a string does not end, no engine gets further either."""
    with suppress(QueryError):
        yield from tokens(text, start)


def _doubtful(found: Sequence[Token], *, inside: bool) -> Iterator[Token]:
    """The IRIs that an engine may take for "less than" and that hold what would then begin a comment or a string.

    They stand in parentheses; a reading that begins `inside` of them does not see the first.
    """
    open_brackets: list[str] = []
    in_data = False
    for before, token in pairwise(found):
        in_data = token.text != "}" if in_data else token.keyword == "VALUES"
        if token.kind is Kind.SIGN and token.text in _OPEN:
            open_brackets.append(token.text)
        elif token.kind is Kind.SIGN and token.text in _CLOSE and open_brackets:
            open_brackets.pop()
        if token.kind is not Kind.IRI or in_data or not {"#", "'"} & set(token.text):
            continue
        in_expression = open_brackets[-1] == "(" if open_brackets else inside
        if in_expression and (before.kind in _OPERANDS or before.text == ")"):
            yield token


def _form(text: str, found: Sequence[Token]) -> tuple[Form, int]:
    """The query's form, and the index of the token after it."""
    index = Prologue(found).end
    if index >= len(found):
        raise QueryError("no SELECT, ASK, CONSTRUCT or DESCRIBE", *place(text, len(text)))
    first = found[index]
    if first.keyword in _UPDATES:
        raise QueryError(f"{first.keyword} is an update: this endpoint only reads", *place(text, first.start))
    try:
        return Form(first.keyword), index + 1
    except ValueError:
        reason = f"expected SELECT, ASK, CONSTRUCT or DESCRIBE, not {first.text[:40]!r}"
        raise QueryError(reason, *place(text, first.start)) from None


def _dataset(found: Sequence[Token], start: int, base: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The graphs of the FROM and of the FROM NAMED clauses, absolute."""
    names = Prologue(found, base)
    default_graphs: list[str] = []
    named_graphs: list[str] = []
    depth = 0
    for index in range(start, len(found)):
        token = found[index]
        if token.kind is Kind.SIGN:
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if token.keyword != "FROM" or depth:
            continue
        named = index + 1 < len(found) and found[index + 1].keyword == "NAMED"
        target = found[index + 1 + named : index + 2 + named]
        if target and target[0].kind in {Kind.IRI, Kind.NAME}:
            (named_graphs if named else default_graphs).append(names.resolve(target[0]))
    return tuple(default_graphs), tuple(named_graphs)
