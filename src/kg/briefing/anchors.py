"""Finds a quote again in a text that was read anew: by its position, else by its words and what stood around them.

What readers of a file differ in is the same words: white space, how a character is encoded (a ligature, a no-break
space, the shape of a quotation mark or dash), the signs before list items, and the hyphen of a word that a line's end
divides. Anything else is not, and then there is no anchor. Nothing is ever matched by likeness.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.briefing import Cited

_SKIPPED = frozenset("\u00ad\u2022\u25cf\u25aa\u25a0\u25e6\u2023\u25ab\u25a1")
"""The soft hyphen, and the signs that stand before list items; the private ones of symbol fonts besides."""
_SHAPES = {
    ord(sign): as_
    for signs, as_ in (
        ("\u2018\u2019\u201b", "'"),
        ("\u201c\u201d", '"'),
        ("\u2010\u2012\u2013\u2014\u2015\u2212\ufffe\x02", "-"),
    )
    for sign in signs
}
"""Quotation marks and dashes that are one sign in several shapes; the last two are a reader's line-end hyphen."""


class _Plain:
    """The characters of a text that tell words, and where each of them stands.

    Attributes:
        hyphens: the places of `said` before which a hyphen stands, and whether it may be the line's and not the word's.
    """

    __slots__ = ("at", "hyphens", "said")

    def __init__(self, text: str) -> None:
        said: list[str] = []
        self.at: list[int] = []
        self.hyphens: dict[int, bool] = {}
        for place, character in enumerate(text):
            if character.isspace() or character in _SKIPPED or "\ue000" <= character <= "\uf8ff":
                continue
            shown = character if character.isascii() and character != "\x02" else _shape(character)
            for part in shown:
                if part == "-":
                    self.hyphens[len(said)] = _may_be_the_lines(text, place)
                elif not part.isspace():
                    said.append(part)
                    self.at.append(place)
        self.said = "".join(said)


class Text:
    """A text prepared once for many quotes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = _Plain(text)

    def find(self, cited: Cited) -> Span | None:
        """Where the words of a quote stand now; None where they stand nowhere.

        Where they stand several times, it is the place whose surroundings are most alike, and of equal ones the nearest
        to where they stood.
        """
        if self.text[cited.start : cited.end] == cited.quote:
            return Span(cited.start, cited.end)
        wanted = _Plain(cited.quote)
        places = list(self._places(wanted)) if wanted.said else []
        if not places:
            return None
        said, at, length = self._plain.said, self._plain.at, len(wanted.said)
        before, after = _Plain(cited.prefix).said, _Plain(cited.suffix).said

        def alike(place: int) -> tuple[int, int]:
            led = _shared(before[::-1], said[max(0, place - len(before)) : place][::-1])
            followed = _shared(after, said[place + length : place + length + len(after)])
            return led + followed, -abs(at[place] - cited.start)

        best = max(places, key=alike)
        return Span(at[best], at[best + length - 1] + 1)

    def _places(self, wanted: _Plain) -> Iterator[int]:
        """Where the words stand whole: not as a part of longer words."""
        said, length = self._plain.said, len(wanted.said)
        place = said.find(wanted.said)
        while place >= 0:
            end = place + length
            cut = (place and self._joined(place)) or (end < len(said) and self._joined(end))
            if not cut and self._hyphened(place, wanted):
                yield place
            place = said.find(wanted.said, place + 1)

    def _joined(self, place: int) -> bool:
        """Whether two letters or digits stand side by side here, with nothing between them in the text."""
        one, other = self._plain.said[place - 1], self._plain.said[place]
        return one.isalnum() and other.isalnum() and self._plain.at[place] - self._plain.at[place - 1] <= 1

    def _hyphened(self, place: int, wanted: _Plain) -> bool:
        """Whether each hyphen of the one stands in the other, but for those that a line's end may have put there."""
        length = len(wanted.said)
        here = {
            at - place: loose
            for at in range(place + 1, place + length)
            if (loose := self._plain.hyphens.get(at)) is not None
        }
        there = {at: loose for at, loose in wanted.hyphens.items() if 0 < at < length}
        return all(loose for at, loose in here.items() if at not in there) and all(
            loose for at, loose in there.items() if at not in here
        )


def _shape(character: str) -> str:
    return unicodedata.normalize("NFKC", character).translate(_SHAPES)


def _may_be_the_lines(text: str, place: int) -> bool:
    """Whether a hyphen stands between a letter and the end of its line."""
    if not place or not text[place - 1].isalpha():
        return False
    rest = text[place + 1 : place + 8]
    return text[place] in "\ufffe\x02" or (
        not rest.lstrip().startswith("-") and "\n" in rest[: len(rest) - len(rest.lstrip())]
    )


def _shared(one: str, other: str) -> int:
    """How many characters two strings have in common at their beginning."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
