"""Reads Markdown: structure is told by markdown-it, by line; the text stays the decoded file, blocks are its slices."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.extract.plain import Piece, refine
from kg.extract.plain.piece import trim, words
from kg.extract.plain.scan import Line, group, row
from kg.extract.text import decode
from kg.model import BlockRole, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BREAK = re.compile(r"\r\n|\r|\n")
_FRONT = re.compile(r"---[ \t]*\r?\n(?:[\w-]+:.*\r?\n|[ \t]+.*\r?\n|#.*\r?\n)*?---[ \t]*(?:\r?\n|$)")
_TAG = re.compile(r"<!--.*?(?:-->|$)|<[^>]*>", re.DOTALL)
_REFERENCE = re.compile(r"\s{0,3}\[[^\]]+\]:\s*\S+.*")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_WORD = re.compile(r"[^\W_]")
_LONGEST_HEADING = 30
_NUMBERED_PARAGRAPH = 25


def read(data: bytes, name: str, sha256: str) -> Document:
    """Reads a Markdown file.

    Raises:
        SourceError: the bytes are not text, or hold no words.
    """
    text = decode(data, name)
    found = refine(text, _pieces(text))
    if not found:
        raise SourceError(name, "holds no words")
    return Document(name, "text/markdown", sha256, text, blocks=found)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable("inline")


@dataclass(slots=True)
class _Walk:
    """Where the walk through the tokens has got to.

    Attributes:
        lines: every line of the text.
        lists: the depth of lists.
        item: the number of a list item whose first block is yet to come, "" where it has none; None outside of it.
        heading: the level of the heading that is open.
        taken: the lines that a token has claimed.
    """

    text: str
    lines: list[Line]
    lists: int = 0
    item: str | None = None
    heading: int | None = None
    taken: set[int] = field(default_factory=set)


def _pieces(text: str) -> list[Piece]:
    """The pieces of the text in order."""
    front = _FRONT.match(text)
    start = front.end() if front else 0
    walk = _Walk(text, _lines(text))
    found: list[Piece] = []
    if front:
        inner = trim(text, 0, start)
        found.append(Piece(*inner, role=BlockRole.FURNITURE))
    hidden = re.sub(r"[^\r\n]", " ", text[:start]) + text[start:]
    for token in _parser().parse(hidden):
        found.extend(_token(walk, token))
    found.extend(_left(walk, start))
    return _in_order(text, found)


def _lines(text: str) -> list[Line]:
    starts = [0, *(found.end() for found in _BREAK.finditer(text))]
    ends = [*(found.start() for found in _BREAK.finditer(text)), len(text)]
    return [Line(*edges) for edges in zip(starts, ends, strict=True)]


def _token(walk: _Walk, token: Token) -> Iterator[Piece]:
    """The pieces of one token; opening and closing ones only move the walk on."""
    _move(walk, token)
    if token.map is None:
        return
    if token.type == "tr_open":
        yield from _rows(walk, token.map)
    elif token.type == "hr":
        walk.taken.update(range(*token.map))
    elif token.type == "html_block":
        yield from _html(walk, token.map)
    elif token.type in ("fence", "code_block"):
        yield from _plain(walk, range(*token.map))
    elif token.type == "inline" and token.map[0] not in walk.taken:
        yield from _inline(walk, token.content, token.map)


def _move(walk: _Walk, token: Token) -> None:
    """Enters or leaves a list, an item of one, or a heading."""
    kind = token.type.removesuffix("_open").removesuffix("_close")
    if kind in ("bullet_list", "ordered_list"):
        walk.lists += token.nesting
    elif kind == "list_item":
        walk.item = token.info if token.nesting > 0 else None
    elif kind == "heading":
        walk.heading = int(token.tag[1]) if token.nesting > 0 else None


def _rows(walk: _Walk, lines: list[int]) -> Iterator[Piece]:
    walk.taken.update(range(*lines))
    piece = row(walk.text, walk.lines[lines[0]], "|", 0)
    if piece is not None:
        yield piece


def _html(walk: _Walk, lines: list[int]) -> Iterator[Piece]:
    """What stands between the tags of a stretch of HTML."""
    walk.taken.update(range(*lines))
    start, end = walk.lines[lines[0]].start, walk.lines[lines[1] - 1].end
    for tag in [*_TAG.finditer(walk.text, start, end), None]:
        inner = trim(walk.text, start, tag.start() if tag else end)
        if _WORD.search(walk.text, *inner):
            yield Piece(*inner)
        start = tag.end() if tag else end


def _plain(walk: _Walk, indexes: range) -> Iterator[Piece]:
    """Lines as plain text has them: headings, glyphs and tables that Markdown does not know are known there."""
    walk.taken.update(indexes)
    lines = [_unquoted(walk.text, walk.lines[index]) for index in indexes]
    held = [line for line in lines if _WORD.search(walk.text, line.start, line.end)]
    if held:
        yield from group(walk.text, held, 0)


def _unquoted(text: str, line: Line) -> Line:
    """A line without the marks of the quotation it stands in."""
    mark = _QUOTED.match(text, line.start, line.end)
    return Line(mark.end(), line.end) if mark else line


def _inline(walk: _Walk, content: str, lines: list[int]) -> Iterator[Piece]:
    """The words of a heading, a list item or a paragraph."""
    number, walk.item = walk.item, None
    if walk.heading is None and number is None and walk.lists == 0:
        yield from _plain(walk, range(*lines))
        return
    walk.taken.update(range(*lines))
    first, last = walk.lines[lines[0]], walk.lines[lines[1] - 1]
    at = walk.text.find(content.split("\n", 1)[0], first.start, first.end)
    inner = trim(walk.text, max(at, first.start), last.end)
    if not _WORD.search(walk.text, *inner):
        return
    count, held = words(walk.text[slice(*inner)]), lines[1] - lines[0]
    if walk.heading is not None and count <= _LONGEST_HEADING:
        yield Piece(*inner, BlockRole.HEADING, lines=held, level=walk.heading, settled=True)
    elif number is None or (number and count >= _NUMBERED_PARAGRAPH):
        yield Piece(*inner, lines=held, number=number)
    else:
        yield Piece(*inner, BlockRole.BULLET, lines=held, level=max(1, walk.lists), number=number or None)


def _left(walk: _Walk, start: int) -> Iterator[Piece]:
    """The lines that no token claims: what is nested too deeply for the parser."""
    for index, line in enumerate(walk.lines):
        quote = walk.text[line.start : line.end]
        if index not in walk.taken and line.start >= start and not _REFERENCE.fullmatch(quote):
            yield from _plain(walk, range(index, index + 1))


def _in_order(text: str, pieces: list[Piece]) -> list[Piece]:
    """Pieces in the order of the text, each with the blank lines before it."""
    made: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        end = made[-1].end if made else 0
        if piece.start >= end:
            made.append(piece.after(len(_BREAK.findall(text, end, piece.start)) - (1 if made else 0)))
    return made
