"""Pieces into printed lines, by geometry alone; what a line is part of comes along from the tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.pdf.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.pdf.pieces import Piece

COLUMN_GAP = 2.0
"""Pieces of one line that stand further apart than this many ems belong to different columns."""

_GLYPHS = "•●▪■◼◾⁃◦‣∙·○□❑➢✓✔\ue000-\uf8ff"
_GLYPH = re.compile(f"([{_GLYPHS}])\\s*")
_DASH = re.compile(r"([-–—−─‒o§])\s+(?=\S)")
_NUMBER = re.compile(r"(?:(\d{1,3}(?:\.\d{1,2}){0,2})(?:[.)]\s*|\s+)|\(?([a-hA-H]|[ivx]{1,4})[.)]\s+)(?=\S)")
_GLUED = re.compile(r"(\d{1,3})\.(?=[A-Z‘“])")

_CLOSING = ".,;:)’”?!"
"""Never after a space, which pdfium sees after the raised number of a note."""

_UNTAGGED = Tag()


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of one column or cell.

    Attributes:
        base: baseline from the top of the page, in points, as are the edges.
        size, bold: of most of its characters; `light` when none of them is bold, `italic` when all are.
        tag: of most of its characters.
        marker: the bullet glyph or number that it may begin with, "" for none; it is so only where it hangs.
        begins: how many characters of `text` the marker and the space after it take.
        text_left: where the words after the marker begin.
    """

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    light: bool
    italic: bool
    tag: Tag
    marker: str = ""
    begins: int = 0
    text_left: float = 0.0

    @property
    def is_glyph(self) -> bool:
        """Whether it begins with a bullet that can be nothing else."""
        return bool(self.marker) and _GLYPH.match(self.marker) is not None


def lines_of(pieces: Sequence[Piece], tags: dict[int, Tag], page: int) -> list[Line]:
    """The lines of one column or cell, top to bottom; pieces of one printed line that a gap parts stay apart."""
    fragments: list[list[Piece]] = []
    for piece in pieces:
        if fragments and piece.before != "\n" and _continues(fragments[-1][-1], piece, tags):
            fragments[-1].append(piece)
        else:
            fragments.append([piece])
    merged = _merge(fragments, tags)
    lines = [_line(fragment, tags, page) for fragment in merged]
    return [line for line in lines if line.text]


def _group(piece: Piece, tags: dict[int, Tag]) -> int:
    return tags.get(piece.mark, _UNTAGGED).group


def _continues(piece: Piece, other: Piece, tags: dict[int, Tag]) -> bool:
    """Whether a piece that pdfium puts on the same line belongs to it and to its column."""
    em = max(piece.size, other.size, 1.0)
    raised = min(piece.size, other.size) < 0.8 * em
    if abs(piece.base - other.base) > (0.7 if raised else 0.3) * em or other.right < piece.left:
        return False
    return other.left - piece.right <= COLUMN_GAP * em or _same(piece, other, tags) or _is_marker(piece.text)


def _same(piece: Piece, other: Piece, tags: dict[int, Tag]) -> bool:
    group = _group(piece, tags)
    return group > 0 and group == _group(other, tags)


def _is_marker(text: str) -> bool:
    probe = text + " x"
    return any(
        (match := pattern.match(probe)) is not None and match.end() >= len(text) for pattern in (_GLYPH, _DASH, _NUMBER)
    )


def _merge(fragments: list[list[Piece]], tags: dict[int, Tag]) -> list[list[Piece]]:
    """Fragments of one baseline put together; the rest ordered from the top, and from the left on one baseline."""
    full = max((piece.size for fragment in fragments for piece in fragment if len(piece.text) > 4), default=0.0)
    merged: list[list[Piece]] = []
    for fragment in sorted(fragments, key=lambda pieces: (_is_note(pieces, full), _base(pieces), pieces[0].left)):
        near = merged if _is_note(fragment, full) else merged[-4:]
        host = next((line for line in near if _fits(line, fragment, tags)), None)
        if host is None:
            merged.append(fragment)
        else:
            host.extend(fragment)
            host.sort(key=lambda piece: piece.left)
    return merged


def _is_note(fragment: list[Piece], full: float) -> bool:
    """Whether it is the raised number of a note, which finds its line last."""
    return len(fragment) == 1 and len(fragment[0].text) <= 3 and fragment[0].size < 0.8 * full


def _base(pieces: list[Piece]) -> float:
    return max(pieces, key=lambda piece: (piece.size, len(piece.text))).base


def _fits(line: list[Piece], fragment: list[Piece], tags: dict[int, Tag]) -> bool:
    """Whether a fragment stands on a line's baseline, beside it and near enough to be read on."""
    em = max(1.0, *(piece.size for piece in line))
    small = max(piece.size for piece in fragment) < 0.8 * em
    if abs(_base(line) - _base(fragment)) > (0.55 if small else 0.25) * em:
        return False
    left, right = fragment[0].left, max(piece.right for piece in fragment)
    for piece in line:
        if piece.left < right - 0.3 * em and left < piece.right - 0.3 * em:
            return False
    first, last = (line, fragment) if line[0].left < left else (fragment, line)
    gap = last[0].left - max(piece.right for piece in first if piece.left <= last[0].left)
    return gap <= COLUMN_GAP * em or _same(first[-1], last[0], tags) or _is_marker(first[-1].text)


def _line(pieces: list[Piece], tags: dict[int, Tag], page: int) -> Line:
    text, starts = _text(pieces)
    weights: dict[Tag, int] = {}
    bold = 0
    for piece in pieces:
        tag = tags.get(piece.mark, _UNTAGGED)
        weights[tag] = weights.get(tag, 0) + len(piece.text)
        bold += len(piece.text) if piece.bold else 0
    total = sum(weights.values())
    main = max(pieces, key=lambda piece: (len(piece.text) >= 3, piece.size, len(piece.text)))
    marker, begins = _marker(text)
    return Line(
        page=page,
        text=text,
        left=min(piece.left for piece in pieces),
        top=min(piece.top for piece in pieces),
        right=max(piece.right for piece in pieces),
        bottom=max(piece.bottom for piece in pieces),
        base=main.base,
        size=round(_dominant(pieces) * 2) / 2,
        bold=bold >= 0.9 * total,
        light=bold == 0,
        italic=all(piece.italic for piece in pieces),
        tag=max(weights, key=lambda tag: weights[tag]),
        marker=marker,
        begins=begins,
        text_left=_text_left(pieces, starts, begins),
    )


def _dominant(pieces: list[Piece]) -> float:
    sizes: dict[float, int] = {}
    for piece in pieces:
        sizes[piece.size] = sizes.get(piece.size, 0) + len(piece.text)
    return max(sizes, key=lambda size: sizes[size])


def _text(pieces: Iterable[Piece]) -> tuple[str, list[int]]:
    """The words of a line, and where in them each piece starts."""
    text, starts = "", []
    last: Piece | None = None
    for piece in pieces:
        if last is not None:
            text += _space(last, piece)
        starts.append(len(text))
        text += piece.text
        last = piece
    return text, starts


def _space(last: Piece, piece: Piece) -> str:
    em = max(last.size, piece.size)
    if piece.before and piece.text[0] in _CLOSING and piece.left - last.right < 0.35 * em:
        return ""
    raised = last.size < 0.8 * piece.size and last.text.isdigit()
    if piece.before != "\n" and not raised:
        return piece.before
    return " " if piece.left - last.right > 0.12 * em else ""


def _marker(text: str) -> tuple[str, int]:
    for pattern in (_GLYPH, _DASH, _GLUED, _NUMBER):
        match = pattern.match(text)
        if match is not None:
            return match[match.lastindex or 0], match.end()
    return "", 0


def _text_left(pieces: list[Piece], starts: list[int], begins: int) -> float:
    """Where the words after the marker begin; inside a piece, by share of its width."""
    for piece, start in zip(pieces, starts, strict=True):
        if start + len(piece.text) > begins:
            share = max(0, begins - start) / len(piece.text)
            return piece.left + share * (piece.right - piece.left)
    return pieces[0].left
