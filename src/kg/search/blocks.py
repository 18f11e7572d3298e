"""Where a query asks `SERVICE kg:search`, and what each block says; told from tokens, no text is ever pasted.

What a block's words mean, and the search itself, are `service`'s matter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.store.prologue import Constant, Prologue, constant
from kg.store.tokens import Kind, Token, place, tokens
from kg.vocabulary.names import KG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SERVICE = KG + "search"
_TOP = -1  # the group that is the whole query
_END = Token(Kind.OTHER, "", 0)


@dataclass(frozen=True, slots=True)
class Operand:
    """What stands behind a property of a block: a variable, by its name, or a constant."""

    token: Token
    variable: str | None
    constant: Constant | None


@dataclass(frozen=True, slots=True)
class Block:
    """One `SERVICE kg:search { ?passage kg:matches "…" ; … }`.

    Attributes:
        index: of its first token, the word SERVICE.
        start, end: where it stands in the query's text.
        passage: name of the variable that is to be bound to the passages found.
        operands: by the local name of the property, in the order written.
    """

    index: int
    start: int
    end: int
    passage: str
    operands: dict[str, tuple[Operand, ...]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Given:
    """A VALUES block or BIND: its variables, and a row of constants for each of its solutions (None for UNDEF)."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Constant | None, ...], ...]


class Reading:
    """A query's tokens with the braces they stand in.

    Raises:
        QueryError: a string does not end.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tuple(tokens(text))
        self.prologue = Prologue(self.tokens)
        self._group: list[int] = []  # of each token: index of the brace around it
        self._end: dict[int, int] = {}
        self._sources: dict[int, Given | None] = {}  # the VALUES and BINDs that were asked for, by their first token
        self._places: dict[int, list[int]] = {}  # where they stand, by group
        open_ = [_TOP]
        for index, token in enumerate(self.tokens):
            self._group.append(open_[-1])
            if token.keyword in {"VALUES", "BIND"}:
                self._places.setdefault(open_[-1], []).append(index)
            if token.text == "{":
                open_.append(index)
            elif token.text == "}" and len(open_) > 1:
                self._end[open_.pop()] = index

    def place(self, token: Token) -> tuple[int, int]:
        """Line and column of a token."""
        return place(self.text, token.start)

    def blocks(self) -> Iterator[Block]:
        """The blocks that ask for a search; every other SERVICE is left to be refused.

        Raises:
            QueryError: a block says what no search understands.
        """
        for index, token in enumerate(self.tokens):
            if token.keyword != "SERVICE":
                continue
            at = index + 1 + (self._at(index + 1).keyword == "SILENT")
            target = self._at(at)
            if target.kind in {Kind.IRI, Kind.NAME} and self.prologue.resolve(target) == SERVICE:
                yield self._block(index, at + 1)

    def given(self, index: int, variable: str) -> Given | None:
        """What binds a variable to constants where a token stands: the nearest VALUES or BIND around it.

        It is sought in the group of the token and in those around that; from a sub-select only if it hands on the
        variable.
        """
        group = self._group[index]
        while True:
            for at in self._places.get(group, ()):
                found = self._source(at)
                if found is not None and variable in found.variables and _whole(found, variable):
                    return found
            if group == _TOP or not self._passes(group, variable):
                return None
            group = self._group[group]

    def _at(self, index: int) -> Token:
        return self.tokens[index] if index < len(self.tokens) else _END

    def _block(self, index: int, brace: int) -> Block:
        if self._at(brace).text != "{" or brace not in self._end:
            raise QueryError("a search is written SERVICE kg:search { … }", *self.place(self.tokens[index]))
        end = self._end[brace]
        passage, operands = _Body(self, brace + 1, end).read()
        start, last = self.tokens[index], self.tokens[end]
        return Block(index, start.start, last.start + 1, passage, operands)

    def _passes(self, group: int, variable: str) -> bool:
        """Whether a variable that is bound outside a group has the same value within."""
        if self._at(group + 1).keyword != "SELECT":
            return True
        depth = 0
        for token in self.tokens[group + 2 :]:
            depth += (token.text == "(") - (token.text == ")")
            if depth == 0 and (token.text == "{" or token.keyword == "WHERE"):
                return False
            if depth == 0 and (token.text == "*" or (token.kind is Kind.VARIABLE and token.text[1:] == variable)):
                return True
        return False

    def _source(self, index: int) -> Given | None:
        if index not in self._sources:
            read = self._values if self.tokens[index].keyword == "VALUES" else self._bind
            self._sources[index] = read(index)
        return self._sources[index]

    def _bind(self, index: int) -> Given | None:
        """BIND("…" AS ?name); None where it computes."""
        value = constant(self.text, self.tokens, index + 2, self.prologue)
        if value is None or self._at(index + 1).text != "(":
            return None
        after = index + 2 + value.tokens
        if self._at(after).keyword != "AS" or self._at(after + 1).kind is not Kind.VARIABLE:
            return None
        return Given((self._at(after + 1).text[1:],), ((value,),))

    def _values(self, index: int) -> Given | None:
        """A block of data; None where it is malformed, of which the engine will complain."""
        at, single = index + 1, self._at(index + 1).kind is Kind.VARIABLE
        names = []
        at += not single
        while self._at(at).kind is Kind.VARIABLE:
            names.append(self._at(at).text[1:])
            at += 1
        at += not single
        if self._at(at).text != "{" or at not in self._end:
            return None
        cells = self._cells(at + 1, self._end[at])
        if not names or len(cells) % len(names):
            return None
        rows = tuple(tuple(cells[row : row + len(names)]) for row in range(0, len(cells), len(names)))
        return Given(tuple(names), rows)

    def _cells(self, index: int, end: int) -> list[Constant | None]:
        """The terms between two tokens, row by row."""
        cells: list[Constant | None] = []
        while index < end:
            value = constant(self.text, self.tokens, index, self.prologue)
            if value is not None or self.tokens[index].keyword == "UNDEF":
                cells.append(value)
            index += value.tokens if value is not None else 1
        return cells


def _whole(given: Given, variable: str) -> bool:
    """Whether every row binds the variable."""
    column = given.variables.index(variable)
    return all(row[column] is not None for row in given.rows)


class _Body:
    """The inside of a block: one subject and its properties, in the grammar of triples less all that is nested."""

    def __init__(self, reading: Reading, index: int, end: int) -> None:
        self._reading = reading
        self._found: Sequence[Token] = reading.tokens[:end]
        self._index = index
        self._close = reading.tokens[end]

    def read(self) -> tuple[str, dict[str, tuple[Operand, ...]]]:
        """The passage's variable, and the operands by property."""
        passage: str | None = None
        operands: dict[str, list[Operand]] = {}
        while self._index < len(self._found):
            subject = self._next()
            if subject.kind is not Kind.VARIABLE:
                raise self._fault("a search begins with a variable for the passages it finds", subject)
            if passage not in {None, subject.text[1:]}:
                raise self._fault("a block holds one search; write another block for another", subject)
            passage = subject.text[1:]
            self._properties(operands)
        if passage is None:
            raise self._fault('a search names its passages and its words: ?passage kg:matches "…"', self._close)
        return passage, {name: tuple(values) for name, values in operands.items()}

    def _properties(self, operands: dict[str, list[Operand]]) -> None:
        while True:
            name = self._property()
            operands.setdefault(name, []).append(self._operand())
            while self._take(","):
                operands[name].append(self._operand())
            if not self._take(";"):
                break
            while self._take(";"):
                pass
            if self._index == len(self._found) or self._found[self._index].text == ".":
                break
        if not self._take(".") and self._index < len(self._found):
            raise self._fault("expected ; or . in a search, which holds nothing but properties of its passages")

    def _property(self) -> str:
        token = self._next()
        iri = self._reading.prologue.resolve(token) if token.kind in {Kind.IRI, Kind.NAME} else ""
        if not iri.startswith(KG):
            raise self._fault(f"{token.text[:40]!r} is no property of a search", token)
        return iri[len(KG) :]

    def _operand(self) -> Operand:
        token = self._next()
        if token.kind is Kind.VARIABLE:
            return Operand(token, token.text[1:], None)
        value = constant(self._reading.text, self._found, self._index - 1, self._reading.prologue)
        if value is None:
            raise self._fault("expected an IRI, a literal or a variable", token)
        self._index += value.tokens - 1
        return Operand(token, None, value)

    def _take(self, sign: str) -> bool:
        taken = self._index < len(self._found) and self._found[self._index].text == sign
        self._index += taken
        return taken

    def _next(self) -> Token:
        if self._index >= len(self._found):
            raise self._fault("the search is not finished", self._close)
        self._index += 1
        return self._found[self._index - 1]

    def _fault(self, reason: str, token: Token | None = None) -> QueryError:
        return QueryError(reason, *self._reading.place(token or self._found[self._index]))
