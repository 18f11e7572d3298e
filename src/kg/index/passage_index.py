"""The face of the index: passages put in by document, found by meaning and by word; the graph's filters come as ids."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.errors import LibraryError
from kg.index import entries as files
from kg.index.embedders import question_embedder
from kg.index.fusion import DENSE_WEIGHT, DIGITS, fuse
from kg.index.ports import NOTHING, Nearest
from kg.index.snapshot import Snapshot
from kg.index.words import question_stems, stems

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from kg.index.entries import Entry
    from kg.index.ports import Embedder
    from kg.settings import Settings

DEPTH = 200
"""Candidates that each of the two rankings puts forward, at least."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, and why.

    Attributes:
        path: its name below the base.
        score: from 0 to 1, comparable within one search only.
        vector_rank, lexical_rank: place in each ranking, from 1; None where that ranking did not put it forward.
        similarity: cosine of question and passage, comparable between searches.
        words: BM25 score, 0 where no word is shared.
    """

    path: str
    score: float
    vector_rank: int | None
    lexical_rank: int | None
    similarity: float
    words: float


class PassageIndex:
    """The passages of a library by meaning (FAISS) and by word (BM25).

    What lasts is one file a document; the searchable index is assembled from them in memory with the first search after
    a change, always in the order of document ids, so it does not matter in which order documents came and went.
    Searches may run in several threads; one writer at a time is the library's matter.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """The index in a folder, which need not exist yet; `embedder` is the one for questions."""
        self.folder = folder
        self.embedder = embedder
        self._snapshot: Snapshot | None = None
        self._wanted: frozenset[str] | None = None
        self._changing = threading.Lock()

    @classmethod
    def open(cls, settings: Settings) -> PassageIndex:
        """The index of the library that the settings name. Nothing is read or loaded before it is needed.

        Raises:
            InputError: `settings.model` holds no model that can be used.
            LibraryError: the installed model is missing or damaged.
        """
        return cls(settings.library / "index", question_embedder(settings))

    def __len__(self) -> int:
        """How many passages it holds."""
        return len(self._assembled().paths)

    def documents(self) -> tuple[str, ...]:
        """Ids of the documents it holds, sorted."""
        return tuple(sorted(path.stem for path in self.folder.glob(f"[!.]*{files.SUFFIX}")))

    def put(self, document_id: str, entries: Sequence[Entry], vectors: NDArray[np.floating[Any]]) -> None:
        """Puts a document's passages in, in place of those it had.

        Args:
            document_id: `Document.id`.
            entries: its passages in reading order; may be empty.
            vectors: a unit row for each entry's `embedded`, from an embedder of the same name as the index's own. Embed
                one document a call: the last bits of a vector depend on what it is embedded with.

        Raises:
            LibraryError: the file cannot be written.
            ValueError: there is not one vector for each entry.
        """
        made = files.entries_of(document_id, entries, vectors, self.embedder.name)
        with self._changing:
            files.write(self._file(document_id), made)
            self._snapshot = None

    def kept(self, document_id: str, entries: Sequence[Entry]) -> NDArray[np.floating[Any]] | None:
        """The vectors that a document has, where the same words were embedded with the same model; else None."""
        try:
            held = files.read(self._file(document_id))
        except LibraryError:
            return None
        same = held.model == self.embedder.name and held.embedded == files.digest(entries)
        return held.vectors if same else None

    def remove(self, document_id: str) -> None:
        """Takes a document out, as if it had never been put in; one that is not held is passed over."""
        with self._changing:
            files.delete(self._file(document_id))
            self._snapshot = None

    def refresh(self, documents: Collection[str] | None = None) -> None:
        """Reads the files again with the next search: another process may have put documents in or taken them out.

        Args:
            documents: ids; only these are read, as a writer puts passages in before their document is held.
        """
        with self._changing:
            self._wanted = None if documents is None else frozenset(documents)
            self._snapshot = None

    def search(
        self,
        text: str,
        *,
        limit: int = 20,
        documents: Collection[str] | None = None,
        passages: Collection[str] | None = None,
        dense: float = DENSE_WEIGHT,
    ) -> list[Hit]:
        """The passages nearest to a text, best first; of equal ones the first by document id, then in reading order.

        Args:
            text: a question or some words.
            limit: the most hits to return.
            documents: ids; only their passages are ranked.
            passages: paths; only these are ranked.
            dense: share of meaning against words: 1 for vectors alone, 0 for words alone.

        Raises:
            LibraryError: a file of the index is damaged, or was made with another model.
        """
        held = self._assembled()
        scope = held.scope(documents, passages)
        depth = max(DEPTH, limit)
        words = near = beyond = NOTHING
        if dense < 1:
            words = held.words.search(question_stems(text), depth, scope.documents, scope.rows)
        if dense > 0:
            question = self.embedder.embed([text])[0]
            near = held.vectors.search(question, depth, scope.all_rows())
            rest = np.setdiff1d(words.ids, near.ids)
            beyond = held.vectors.search(question, len(rest), rest)
        return _hits(held.paths, _Found(near, beyond, words), dense, limit)

    def similar(
        self,
        path: str,
        *,
        limit: int = 20,
        documents: Collection[str] | None = None,
        passages: Collection[str] | None = None,
    ) -> list[Hit]:
        """The passages nearest in meaning to one that is held, itself left out; arguments as for `search`.

        Raises:
            NotHeldError: no such passage is held.
        """
        held = self._assembled()
        row = held.row(path)
        scope = held.scope(documents, passages)
        near = held.vectors.search(held.vectors.vector(row), limit + 1, scope.all_rows())
        others = near.ids != row
        found = _Found(Nearest(near.ids[others], near.scores[others]), NOTHING, NOTHING)
        return _hits(held.paths, found, 1.0, limit)

    def weigh(self, query: str, texts: Sequence[str]) -> list[float]:
        """How well each of some texts answers to a query's words: BM25, with the rarity that words have in this index.

        For ranking sentences inside passages; nothing is embedded.
        """
        weights = self._assembled().words.weigh(question_stems(query), texts)
        return [round(weight, DIGITS) for weight in weights]

    def share(self, query: str, text: str) -> float:
        """The share of a query's words that a text holds, from 0 to 1, the rare ones counting most."""
        return round(self._assembled().words.share(question_stems(query), text), DIGITS)

    def knows(self, word: str) -> bool:
        """Whether any passage, or a heading above it, holds a word in any of its forms."""
        return self._assembled().words.holds(stems(word))

    def _file(self, document_id: str) -> Path:
        if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z_-]*", document_id):
            raise ValueError(f"{document_id!r} is no document id")
        return self.folder / f"{document_id}{files.SUFFIX}"

    def _assembled(self) -> Snapshot:
        with self._changing:
            snapshot = self._snapshot
            if snapshot is None:
                there = [each for each in self.documents() if self._wanted is None or each in self._wanted]
                held = [files.read(self._file(document_id)) for document_id in there]
                for each in held:
                    if each.model != self.embedder.name:
                        raise LibraryError(
                            f"{self._file(each.document_id)} was embedded with the model {each.model}, "
                            f"and this one is {self.embedder.name}; rebuild the index"
                        )
                snapshot = self._snapshot = Snapshot(held, self.embedder.dimensions)
        return snapshot


@dataclass(frozen=True, slots=True)
class _Found:
    """What the rankings put forward: the nearest, how near the rest of the words' hits are, and the words' hits."""

    near: Nearest
    beyond: Nearest
    words: Nearest


def _hits(paths: Sequence[str], found: _Found, dense: float, limit: int) -> list[Hit]:
    candidates = np.union1d(found.near.ids, found.words.ids)
    similarity = _spread(candidates, found.near) + _spread(candidates, found.beyond)
    words = _spread(candidates, found.words)
    scores = fuse(similarity, words, dense)
    vector_ranks = {int(row): rank for rank, row in enumerate(found.near.ids, 1)}
    lexical_ranks = {int(row): rank for rank, row in enumerate(found.words.ids, 1)}
    return [
        Hit(
            path=paths[row],
            score=float(scores[place]),
            vector_rank=vector_ranks.get(row),
            lexical_rank=lexical_ranks.get(row),
            similarity=round(float(similarity[place]), DIGITS),
            words=round(float(words[place]), DIGITS),
        )
        for place in np.lexsort((candidates, -scores))[:limit]
        for row in [int(candidates[place])]
    ]


def _spread(candidates: NDArray[np.int64], nearest: Nearest) -> NDArray[np.float64]:
    """The score of each candidate, 0 where the ranking does not hold it."""
    scores = np.zeros(len(candidates), dtype=np.float64)
    scores[np.searchsorted(candidates, nearest.ids)] = nearest.scores
    return scores
