"""What lasts of the index: one file a document with its passages' paths, stems and vectors, checked when it is read.

A file is a line with the SHA-256 of the rest, a line of JSON that says what it is, a line of JSON with the stems, and
the vectors as rows of little-endian half-precision numbers. It follows from its document and the model alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.errors import LibraryError
from kg.index.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

FORMAT = 2
"""Raised when files or stems change, so that an older index is made again and not misread."""

SUFFIX = ".passages"


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as the index takes it.

    Attributes:
        path: its name below the base (`names.passage`).
        context: title and heading path, which say what the words themselves often do not.
        text: the passage's words.
    """

    path: str
    context: str
    text: str

    @property
    def embedded(self) -> str:
        """What is embedded: the context, then the text."""
        return f"{self.context}\n{self.text}" if self.context else self.text


@dataclass(frozen=True, slots=True)
class Entries:
    """The passages of one document, in order, as its file holds them.

    Attributes:
        model: name of the embedder that made the vectors.
        embedded: hash of what was embedded; where it is the same, so are the vectors.
        contexts, texts: stems, parted by spaces.
        vectors: one fp16 row a passage.
    """

    document_id: str
    model: str
    embedded: str
    paths: tuple[str, ...]
    contexts: tuple[str, ...]
    texts: tuple[str, ...]
    vectors: NDArray[np.float16]


def entries_of(document_id: str, entries: Sequence[Entry], vectors: NDArray[np.floating[Any]], model: str) -> Entries:
    """The entries of a document made ready to be kept: words as stems, vectors at half precision.

    Raises:
        ValueError: there is not one vector for each entry.
    """
    if vectors.ndim != 2 or len(vectors) != len(entries):
        raise ValueError(f"{len(entries)} passages need as many vectors, not an array of shape {vectors.shape}")
    return Entries(
        document_id=document_id,
        model=model,
        embedded=digest(entries),
        paths=tuple(entry.path for entry in entries),
        contexts=tuple(" ".join(stems(entry.context)) for entry in entries),
        texts=tuple(" ".join(stems(entry.text)) for entry in entries),
        vectors=vectors.astype(np.float16),
    )


def digest(entries: Sequence[Entry]) -> str:
    """The hash of what is embedded of some passages, in order."""
    return hashlib.sha256(json.dumps([entry.embedded for entry in entries]).encode()).hexdigest()


def to_bytes(entries: Entries) -> bytes:
    """The content of a document's file."""
    head = {
        "format": FORMAT,
        "document": entries.document_id,
        "model": entries.model,
        "embedded": entries.embedded,
        "shape": entries.vectors.shape,
    }
    words = {"paths": entries.paths, "contexts": entries.contexts, "texts": entries.texts}
    lines = [json.dumps(part, separators=(",", ":")).encode() for part in (head, words)]
    rest = b"\n".join([*lines, entries.vectors.astype("<f2").tobytes()])
    return hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


def from_bytes(content: bytes) -> Entries:
    """The entries that a file holds.

    Raises:
        ValueError: it is cut short or altered, or of another format; the message says which.
    """
    digest, _, rest = content.partition(b"\n")
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        raise ValueError("it is damaged")
    first, second, rows = rest.split(b"\n", 2)
    head, words = json.loads(first), json.loads(second)
    if head["format"] != FORMAT:
        raise ValueError(f"it is of format {head['format']}, and this version reads {FORMAT}")
    return Entries(
        document_id=head["document"],
        model=head["model"],
        embedded=head["embedded"],
        paths=tuple(words["paths"]),
        contexts=tuple(words["contexts"]),
        texts=tuple(words["texts"]),
        vectors=np.frombuffer(rows, dtype="<f2").reshape(head["shape"]),
    )


def write(path: Path, entries: Entries) -> None:
    """Writes a document's file, whole or not at all; the folder is made where it is missing.

    Raises:
        LibraryError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.new")
        with unfinished.open("wb") as file:
            file.write(to_bytes(entries))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _sync(path.parent)
    except OSError as error:
        raise LibraryError(f"{path} cannot be written: {error.strerror}") from error


def delete(path: Path) -> None:
    """Deletes a document's file; one that is not there is no error."""
    if path.exists():
        path.unlink()
        _sync(path.parent)


def read(path: Path) -> Entries:
    """Reads a document's file.

    Raises:
        LibraryError: it is missing, damaged or of another format; the message names it.
    """
    try:
        entries = from_bytes(path.read_bytes())
    except OSError as error:
        raise LibraryError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise LibraryError(f"{path}: {error}; rebuild the index") from error
    if entries.document_id != path.stem:
        raise LibraryError(f"{path}: it holds the document {entries.document_id}; rebuild the index")
    return entries


def _sync(folder: Path) -> None:
    """Makes a rename or a removal last; Windows cannot open a folder, and needs no such thing."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
