"""A document's text with its pages and blocks, and the passages it is broken into; `extract` reads it.

Every offset is a Unicode code point into `Document.text`; a quote is always `text[start:end]`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]`: half-open, never empty, neither edge on white space."""

    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """Where a part of a block is printed, in PDF points from the page's top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class PageForm(StrEnum):
    """How a page holds its words."""

    TEXT = "text"
    OCR = "ocr"
    """It is an image whose words were recognised by a machine, and may be wrong."""
    IMAGE = "image"
    """It is an image whose words were not read."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or a slide: `number` counts from 1 as the file has it; the text of the page is `text[start:end]`."""

    number: int
    start: int
    end: int
    form: PageForm = PageForm.TEXT


class BlockRole(StrEnum):
    """What a block is on its page. Furniture is kept in the text but never becomes a passage."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROW = "row"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, bullet, table row or heading, whole even where a page break cuts it.

    Attributes:
        span: its words, without the bullet glyph or the paragraph number.
        role: what it is; letterhead, address, signature, imprint and running heads are furniture.
        level: rank of a heading or depth of a bullet, from 1; None for the rest.
        page: the page its first word stands on; None where the format has no pages.
        number: the printed paragraph number ("17"), where there is one.
        confidence: 1.0 where geometry and tags agree, or the format says it; lower where it was inferred.
        boxes: where it is printed, for highlighting; empty where the format has no geometry.
    """

    span: Span
    role: BlockRole
    level: int | None = None
    page: int | None = None
    number: str | None = None
    confidence: float = 1.0
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its kept text, pages and blocks in reading order.

    Attributes:
        name: the file's own name.
        media_type: as registered with IANA, told by content and not by the name.
        sha256: of the file's bytes, lower-case hexadecimal; the document's identity.
        text: for `.txt` and `.md` the decoded file, unchanged.
        warnings: what could not be read, one line each ("page 4 is an image: it needs OCR").
    """

    name: str
    media_type: str
    sha256: str
    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    warnings: tuple[str, ...] = ()

    def pages_of(self, form: PageForm) -> tuple[int, ...]:
        """The numbers of the pages of a form."""
        return tuple(page.number for page in self.pages if page.form is form)

    @property
    def id(self) -> str:
        """The first 16 hexadecimal digits of the hash: short enough to read aloud, long enough to be unique."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above a passage: its words and its rank, from 1."""

    span: Span
    level: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one section that is embedded and cited as context: an exact slice, under one heading path.

    Attributes:
        span: its words.
        headings: the path of headings above it, outermost first.
        sentences: the sentences and bullets inside it, in order, none overlapping.
        page: the page its first word stands on; None where the format has no pages.
        number: the printed number of its first paragraph, where there is one.
        ocr: whether words of it were recognised in an image by a machine, and may be wrong.
    """

    span: Span
    headings: tuple[Heading, ...] = ()
    sentences: tuple[Span, ...] = field(default=())
    page: int | None = None
    number: str | None = None
    ocr: bool = False


def listed(pages: Sequence[int]) -> str:
    """Page numbers in words: "page 4", "pages 2, 5 to 9"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    said = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
    return f"page{'s' if len(pages) > 1 else ''} {said}"
