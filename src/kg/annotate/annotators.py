"""The annotators in the order in which they run: each may read what those before it found."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from kg.annotate import (
    authorities,
    inspections,
    metadata,
    people,
    recommendations,
    references,
    speaker,
    stance,
    statistics,
    themes,
)
from kg.model import Annotated
from kg.vocabulary import Vocabulary

Annotator = Callable[[Annotated, Vocabulary], Annotated]

ANNOTATORS: tuple[Annotator, ...] = (
    metadata.annotate,
    authorities.annotate,
    references.annotate,
    inspections.annotate,
    people.annotate,
    themes.annotate,
    stance.annotate,
    speaker.annotate,
    recommendations.annotate,
    statistics.annotate,
)


def versions() -> tuple[str, ...]:
    """The names of the rules of today, each with its version, as graphs name what found a fact."""
    modules = (import_module(annotator.__module__) for annotator in ANNOTATORS)
    return tuple(module.NAME for module in modules if hasattr(module, "NAME"))
