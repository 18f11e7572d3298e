"""What a briefing stands on: each of its quotes as the library has it now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.briefing.anchors import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.briefing.citing import Source
    from kg.model import Person
    from kg.model.briefing import Cited

    Sources = Callable[[str, str], Source | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """A quote as it was taken in, and as it stands now; `now` is None where its words stand nowhere any more."""

    cited: Cited
    now: Cited | None
    why: str | None = None


class Ground:
    """The documents that a briefing cites, each read once."""

    def __init__(self, sources: Sources) -> None:
        """`sources` gives the document of an id, else the one that a file's name calls now; None where neither is."""
        self._find = sources
        self._sources: dict[tuple[str, str], _Read | None] = {}

    def standing(self, cited: Cited) -> Standing:
        """How a quote stands now. A quote is found again by its words alone, and is never altered."""
        source = self._read(cited)
        if source is None:
            return Standing(cited, None, f"{cited.name} is no longer held")
        span = source.text.find(cited)
        if span is None:
            return Standing(cited, None, f"its words are no longer in {cited.name}")
        return Standing(cited, source.source.cite(span))

    def people(self, cited: Cited) -> tuple[Person, ...]:
        """Those whom the document of a quote names."""
        source = self._read(cited)
        return source.source.annotated.people if source else ()

    def _read(self, cited: Cited) -> _Read | None:
        key = cited.document, cited.name
        if key not in self._sources:
            found = self._find(*key)
            self._sources[key] = _Read(found) if found else None
        return self._sources[key]


class _Read:
    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def text(self) -> Text:
        return Text(self.source.annotated.document.text)
