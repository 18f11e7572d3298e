"""Finds a quote again in a text that was read anew: by its position, else by its words and what stood around them.

What differs in white space or in how a character is encoded (a ligature, a no-break space) is the same words; anything
else is not, and then there is no anchor. Nothing is ever matched by likeness.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.briefing import Cited

_SOFT_HYPHEN = "\u00ad"


class Text:
    """A text prepared once for many quotes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain, self._at = _plain(text)

    def find(self, cited: Cited) -> Span | None:
        """Where the words of a quote stand now; None where they stand nowhere.

        Where they stand several times, it is the place whose surroundings are most alike, and of equal ones the nearest
        to where they stood.
        """
        if self.text[cited.start : cited.end] == cited.quote:
            return Span(cited.start, cited.end)
        wanted, _ = _plain(cited.quote)
        places = list(self._places(wanted)) if wanted else []
        if not places:
            return None
        before, after = _plain(cited.prefix)[0], _plain(cited.suffix)[0]

        def alike(place: int) -> tuple[int, int]:
            led = _shared(before[::-1], self._plain[max(0, place - len(before)) : place][::-1])
            end = place + len(wanted)
            followed = _shared(after, self._plain[end : end + len(after)])
            return led + followed, -abs(self._at[place] - cited.start)

        best = max(places, key=alike)
        return Span(self._at[best], self._at[best + len(wanted) - 1] + 1)

    def _places(self, wanted: str) -> Iterator[int]:
        """Where the words stand whole: not as a part of longer words."""
        place = self._plain.find(wanted)
        while place >= 0:
            end = place + len(wanted)
            cut = (place and self._joined(place)) or (end < len(self._plain) and self._joined(end))
            if not cut:
                yield place
            place = self._plain.find(wanted, place + 1)

    def _joined(self, place: int) -> bool:
        """Whether two letters or digits stand side by side here, with nothing between them in the text."""
        one, other = self._plain[place - 1], self._plain[place]
        return one.isalnum() and other.isalnum() and self._at[place] - self._at[place - 1] <= 1


def _plain(text: str) -> tuple[str, list[int]]:
    """The characters of a text without white space and in compatibility form, and where each of them stands."""
    plain: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        if character.isspace() or character == _SOFT_HYPHEN:
            continue
        for part in unicodedata.normalize("NFKC", character) if not character.isascii() else character:
            if not part.isspace():
                plain.append(part)
                at.append(place)
    return "".join(plain), at


def _shared(one: str, other: str) -> int:
    """How many characters two strings have in common at their beginning."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
