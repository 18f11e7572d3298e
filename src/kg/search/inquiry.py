"""What one `SERVICE kg:search` block asks for once all its values are known, and the search that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError, QueryError
from kg.model import Filters, Iri
from kg.search import scope
from kg.store.tokens import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.index import Hit
    from kg.search.blocks import Block, Operand, Reading
    from kg.search.scope import Holdings
    from kg.store.prologue import Constant

MAX_HITS = 1_000
"""Passages that all searches of a query together may find."""
USUAL = 20
"""Passages that a block finds where it does not say how many."""

_CONCEPTS = {"theme": "theme", "type": "kind", "kind": "kind", "speaker": "speaker", "stance": "stance"}
_FILTERS = {"about": "authority", "authority": "authority", "document": "document"} | _CONCEPTS
SEVERAL = frozenset({"theme", "about", "authority", "type", "kind", "document"})
"""Properties that may have several values, of which any will do."""
INPUTS = ("matches", "like", *_FILTERS, "since", "until", "limit", "minScore")
"""What a block says to the search."""
OUTPUTS = ("score", "rank")
"""What the search says of each passage, beside the passage itself."""


class Inquiry:
    """One search of a block, all its values known.

    Raises:
        QueryError: a value is none that a search understands, or names what is not held.
    """

    def __init__(self, reading: Reading, holdings: Holdings, block: Block, case: Mapping[str, Constant]) -> None:
        self._reading = reading
        self._holdings = holdings
        self._block = block
        self._case = case
        self.limit = self._limit()
        self._least = self._number("minScore")

    def run(self) -> Iterator[tuple[int, Hit]]:
        """The passages found with their rank, the best first."""
        try:
            hits = self._found()
        except QueryError:
            raise
        except InputError as error:
            raise QueryError(str(error), *place(self._reading.text, self._block.start)) from None
        return ((rank, hit) for rank, hit in enumerate(hits, 1) if self._least is None or hit.score >= self._least)

    def _found(self) -> list[Hit]:
        holdings = self._holdings
        asked = scope.read(holdings, "", self._filters())
        allowed = scope.statements(holdings, asked)
        documents = {held.id for held in scope.documents(holdings, asked)}
        within = documents if len(documents) < len(holdings.documents) else None
        passages = None if allowed is None else set(allowed.values())
        if "like" in self._block.operands:
            like = self._path("like", next(self._given("like")))
            return holdings.index.similar(like, limit=self.limit, documents=within, passages=passages)
        words = self._text("matches") or ""
        return holdings.index.search(words, limit=self.limit, documents=within, passages=passages)

    def _filters(self) -> Filters:
        named: dict[str, tuple[str, ...]] = {}
        for property_, word in _FILTERS.items():
            named[word] = named.get(word, ()) + tuple(self._name(property_, word))
        return Filters(
            authority=named["authority"],
            theme=named["theme"],
            document=named["document"],
            kind=named["kind"],
            speaker=next(iter(named["speaker"]), None),
            stance=next(iter(named["stance"]), None),
            since=self._text("since"),
            until=self._text("until"),
            limit=self.limit,
        )

    def _name(self, property_: str, word: str) -> Iterator[str]:
        """The values of a filter as the command line writes them: an IRI of ours without its scheme, or the words."""
        for operand, value in self._given(property_):
            if not isinstance(value.value, Iri):
                yield str(value.value)
                continue
            scheme, _, name = self._path(property_, (operand, value)).partition("/")
            if scheme != word or not name:
                raise self._fault(operand, f"{value.text} is no {word}")
            yield name

    def _path(self, property_: str, given: tuple[Operand, Constant]) -> str:
        operand, value = given
        base = self._holdings.names.base
        if not isinstance(value.value, Iri) or not value.value.startswith(base):
            raise self._fault(operand, f"kg:{property_} takes an IRI below {base}, and {value.text[:80]} is none")
        return self._holdings.names.path(value.value)

    def _text(self, property_: str) -> str | None:
        for operand, value in self._given(property_):
            if isinstance(value.value, Iri):
                raise self._fault(operand, f"kg:{property_} takes a literal, not an IRI")
            return value.value.lexical
        return None

    def _limit(self) -> int:
        found = self._number("limit")
        if found is None:
            return USUAL
        if not 1 <= found <= MAX_HITS or found != int(found):
            raise self._fault(self._block.operands["limit"][0], f"kg:limit is a whole number from 1 to {MAX_HITS:,}")
        return int(found)

    def _number(self, property_: str) -> float | None:
        text = self._text(property_)
        if text is None:
            return None
        try:
            return float(text)
        except ValueError:
            raise self._fault(self._block.operands[property_][0], f"kg:{property_} takes a number") from None

    def _given(self, property_: str) -> Iterator[tuple[Operand, Constant]]:
        for operand in self._block.operands.get(property_, ()):
            yield operand, operand.constant or self._case[operand.variable or ""]

    def _fault(self, operand: Operand, reason: str) -> QueryError:
        return QueryError(reason, *self._reading.place(operand.token))
