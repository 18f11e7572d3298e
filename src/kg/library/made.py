"""What documents are made with today: the program, the rules, the shapes, the registers, the model."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from kg import __version__
from kg.library.folder import FORMAT
from kg.settings import resource
from kg.vocabulary import load

if TYPE_CHECKING:
    from pathlib import Path

    from kg.settings import Settings


@cache
def made_with(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Each thing that documents are made with, and its version; of files, how many and what their hash begins with."""
    from kg.annotate.annotators import versions
    from kg.index.model_files import ModelFiles

    vocabulary = load(settings.base)
    shapes = tuple(sorted(resource("shapes").glob("*.ttl")))
    registers = tuple(sorted(resource("ontology").glob("*.ttl")))
    return (
        ("Throughline", f"{__version__}, library format {FORMAT}"),
        ("Rules", ", ".join(versions())),
        ("Shapes", f"{len(shapes)} files, SHA-256 begins {_hash(shapes)}"),
        ("Registers", f"{len(vocabulary.themes)} themes; {len(registers)} files, SHA-256 begins {_hash(registers)}"),
        ("Search by meaning", f"{settings.model or 'all-MiniLM-L6-v2'}, {ModelFiles.find(settings.model).name}"),
        ("Pages that are images", "read by OCR" if settings.ocr else "named, not read"),
        ("Names begin", settings.base),
    )


def _hash(files: tuple[Path, ...]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
