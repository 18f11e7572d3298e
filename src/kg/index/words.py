"""Passages found by their words: BM25 over English stems with Tantivy, in memory; it knows rows, not passages.

Text becomes stems once, when a document is put into the index, so that the index is assembled from stems in a tenth of
a second for two hundred documents, and needs no files of its own (Tantivy's carry random names, so a library with
a document removed would not be byte for byte what it was).
"""

from __future__ import annotations

import math
import sys
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import tantivy

from kg.index.ports import NOTHING, Nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

CONTEXT_BOOST = 0.5
"""Weight of a word in title and headings beside one in the text."""

K1 = 1.2
"""How soon a repeated word stops counting; Tantivy's own value."""

B = 0.75
"""How much length counts; Tantivy's own value."""

STATEMENT_LENGTH = 24.0
"""Stems in a statement of middling length, against which `weigh` calls another long or short."""

_HEAP = 256_000_000


def stems(text: str) -> list[str]:
    """The English stems of a text, in order: lower case, without accents."""
    found: list[str] = _analyser().analyze(text)
    return found


def question_stems(text: str) -> tuple[str, ...]:
    """The different stems of a question, without function words unless it has no others."""
    return tuple(dict.fromkeys(_question_analyser().analyze(text) or stems(text)))


class WordIndex:
    """An immutable index: row i is what was given i-th; two given the same rows answer the same."""

    def __init__(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """An index of rows, each the ordinal of its document, its context and its text, both as stems with spaces."""
        builder = tantivy.SchemaBuilder()
        for name in ("context", "text"):
            builder.add_text_field(name, tokenizer_name="stems", index_option="freq")
        for name in ("row", "document"):
            builder.add_unsigned_field(name, indexed=True, fast=True)
        self._schema = builder.build()
        index = tantivy.Index(self._schema)
        index.register_tokenizer("stems", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        writer = index.writer(_HEAP, 1)  # one thread: rows keep their order
        for row, (document, context, text) in enumerate(rows):
            entry = tantivy.Document()
            entry.add_unsigned("row", row)
            entry.add_unsigned("document", document)
            entry.add_text("context", context)
            entry.add_text("text", text)
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(
        self,
        words: Sequence[str],
        limit: int,
        documents: NDArray[np.int64] | None = None,
        rows: NDArray[np.int64] | None = None,
    ) -> Nearest:
        """The `limit` rows that hold any of the stems, by BM25; only those of these documents, only these rows.

        The filters work inside the query; how rare a word is counts over the whole index all the same.
        """
        if not words or limit <= 0:
            return NOTHING
        hits = self._searcher.search(self._query(words, documents, rows), limit, count=False).hits
        ids = self._searcher.fast_field_values("row", [address for _, address in hits])
        found = Nearest(np.array(ids, dtype=np.int64), np.array([score for score, _ in hits], dtype=np.float32))
        order = np.lexsort((found.ids, -found.scores))
        return Nearest(found.ids[order], found.scores[order])

    def weigh(self, words: Sequence[str], texts: Sequence[str]) -> list[float]:
        """The BM25 score of texts that need not be in the index, with the rarity that words have in it."""
        rarity = {word: self._rarity(word) for word in words}
        return [_score(rarity, _kept_stems(text)) for text in texts]

    def share(self, words: Sequence[str], text: str) -> float:
        """The share of some stems that a text holds, each as rare as it is in the index; 1 where there are none."""
        rarity = {word: self._rarity(word) for word in words}
        held = set(stems(text))
        whole = sum(rarity.values())
        return sum(weight for word, weight in rarity.items() if word in held) / whole if whole else 1.0

    def holds(self, words: Sequence[str]) -> bool:
        """Whether each of some stems is held by any row, in its text or its context."""
        return all(any(self._searcher.doc_freq(field, word) for field in ("text", "context")) for word in words)

    def _rarity(self, word: str) -> float:
        held = self._searcher.doc_freq("text", word)
        return math.log(1.0 + (self._searcher.num_docs - held + 0.5) / (held + 0.5))

    def _query(self, words: Sequence[str], documents: NDArray[np.int64] | None, rows: NDArray[np.int64] | None) -> Any:
        query, occur, schema = tantivy.Query, tantivy.Occur, self._schema
        clauses = []
        for word in words:
            clauses.append((occur.Should, query.term_query(schema, "text", word, "freq")))
            context = query.term_query(schema, "context", word, "freq")
            clauses.append((occur.Should, query.boost_query(context, CONTEXT_BOOST)))
        parts = [(occur.Must, query.boolean_query(clauses))]
        for name, values in (("document", documents), ("row", rows)):
            if values is not None:
                within = query.term_set_query(schema, name, values.tolist())
                parts.append((occur.Must, query.const_score_query(within, 0.0)))
        return query.boolean_query(parts)


@lru_cache(maxsize=100_000)
def _kept_stems(text: str) -> tuple[str, ...]:
    """The stems of a statement or heading, which many questions weigh; some 60 MB where all places are taken."""
    return tuple(map(sys.intern, stems(text)))


def _score(rarity: dict[str, float], words: tuple[str, ...]) -> float:
    counts = {word: words.count(word) for word in rarity}
    norm = K1 * (1 - B + B * len(words) / STATEMENT_LENGTH)
    return sum(weight * counts[word] * (K1 + 1) / (counts[word] + norm) for word, weight in rarity.items())


@cache
def _analyser() -> Any:
    return _built(function_words=True)


@cache
def _question_analyser() -> Any:
    return _built(function_words=False)


def _built(*, function_words: bool) -> Any:
    filters = tantivy.Filter
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(filters.remove_long(40))
    builder = builder.filter(filters.lowercase()).filter(filters.ascii_fold())
    if not function_words:
        builder = builder.filter(filters.stopword("english"))
    return builder.filter(filters.stemmer("english")).build()
