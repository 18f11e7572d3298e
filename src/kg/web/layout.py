"""A document's text as a reader sees it: blocks in order, cut where statements and marked stretches begin and end.

Every word shown is a slice of the kept text; nothing is dropped but white space between blocks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kg.graph import parts
from kg.model import BlockRole, Span
from kg.web import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Annotated, Block, Passage, Statement
    from kg.vocabulary import Vocabulary
    from kg.web.margin import Note
    from kg.web.wording import Speaker, Stance


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked to see: statements lit, things noted, and the stretch that a citation leads to."""

    lit: Sequence[Statement] = ()
    notes: Sequence[Note] = ()
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block; `anchor` is where `#char=…` leads; `marked`, `lit` and `noted` say why it stands out."""

    text: str
    start: int
    end: int
    anchor: str | None
    marked: bool
    lit: Stance | None
    noted: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """What is known of a statement that is lit, below its block."""

    stance: Stance
    speaker: Speaker
    themes: tuple[str, ...]
    href: str
    review: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A passage that begins here: its number in the document and its anchor; None where that stands elsewhere."""

    number: int
    anchor: str | None
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A block on its page.

    Attributes:
        tag: the HTML element that fits: h2 to h6, p, or li.
        depth: of a bullet, from 1.
        page: its page, where a new one begins here.
        passages: those that begin here.
        printed: the paragraph number that the document prints.
    """

    role: str
    tag: str
    depth: int
    page: int | None
    passages: tuple[Numbered, ...]
    printed: str | None
    pieces: tuple[Piece, ...]
    remarks: tuple[Remark, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that stand together: a list's bullets, a table's rows, or one line of anything else."""

    role: str
    lines: tuple[Line, ...]


def runs(annotated: Annotated, asked: Asked, vocabulary: Vocabulary) -> tuple[Run, ...]:
    """The document laid out, with some statements lit, some things noted and one stretch marked."""
    builder = _Builder(annotated, asked, vocabulary)
    grouped: list[Run] = []
    for line in builder.lines():
        together = line.role in {"bullet", "row", "furniture"}
        if together and grouped and grouped[-1].role == line.role and line.page is None:
            grouped[-1] = Run(line.role, (*grouped[-1].lines, line))
        else:
            grouped.append(Run(line.role, (line,)))
    return tuple(grouped)


def fragment(span: Span) -> str:
    """The fragment of a stretch of text after RFC 5147."""
    return f"char={span.start},{span.end}"


class _Builder:
    """Walks blocks, passages and statements once, all in order of the text."""

    def __init__(self, annotated: Annotated, asked: Asked, vocabulary: Vocabulary) -> None:
        self._id = annotated.document.id
        self._text = annotated.document.text
        self._blocks = annotated.document.blocks
        self._sentences = _sentences(annotated)
        self._reach = tuple(accumulate((span.end for span in self._sentences), max))
        self._passages = annotated.passages
        self._lit = {statement.span: statement for statement in sorted(asked.lit, key=lambda each: each.span)}
        self._spans = tuple(self._lit)
        self._notes = asked.notes
        self._at = asked.at
        self._vocabulary = vocabulary
        self._anchored: set[str] = set()

    def lines(self) -> Iterator[Line]:
        """One line a block."""
        tags = _heading_tags(self._blocks)
        numbers = iter(enumerate(self._passages, 1))
        waiting = next(numbers, None)
        page = None
        for index, block in enumerate(self._blocks):
            begun = []
            while waiting and waiting[1].span.start < block.span.end:
                begun.append(waiting)
                waiting = next(numbers, None)
            turned = block.page if block.page != page else None
            page = block.page
            yield self._line(block, tags.get(index), turned, begun)

    def _line(self, block: Block, tag: str | None, page: int | None, begun: list[tuple[int, Passage]]) -> Line:
        passages = tuple(self._numbered(number, passage.span) for number, passage in begun)
        pieces = tuple(self._pieces(block.span))
        lit = [self._lit[span] for span in _within(self._spans, block.span)]
        return Line(
            role=block.role.value,
            tag=tag or ("li" if block.role is BlockRole.BULLET else "p"),
            depth=min(block.level or 1, 4),
            page=page,
            passages=passages,
            printed=block.number,
            pieces=pieces,
            remarks=tuple(self._remark(statement) for statement in lit),
            notes=tuple(note for note in self._notes if block.span.start <= note.span.start < block.span.end),
        )

    def _pieces(self, block: Span) -> Iterator[Piece]:
        inside = self._inside(block)
        noted = [note.span for note in self._notes if note.span.start < block.end and block.start < note.span.end]
        edges = {block.start, block.end}
        for span in (*inside, *noted, *([self._at] if self._at else [])):
            edges |= {edge for edge in (span.start, span.end) if block.start < edge < block.end}
        cuts = sorted(edges)
        marked_yet = False
        for start, end in pairwise(cuts):
            sentence = next((span for span in inside if span.start <= start and end <= span.end), None)
            marked = self._at is not None and self._at.start <= start and end <= self._at.end
            anchor = None
            if marked and self._at and not marked_yet:
                anchor, marked_yet = self._claim(fragment(self._at)), True
            if anchor is None and sentence and sentence.start == start:
                anchor = self._claim(fragment(sentence))
            statement = self._lit.get(sentence) if sentence else None
            lit = wording.stance(statement.stance) if statement else None
            within = any(span.start <= start and end <= span.end for span in noted)
            yield Piece(self._text[start:end], start, end, anchor, marked, lit, within)

    def _inside(self, block: Span) -> Sequence[Span]:
        """The sentences that share words with a block."""
        first = bisect_right(self._reach, block.start)
        after = bisect_left(self._sentences, block.end, key=lambda span: span.start)
        return [span for span in self._sentences[first:after] if block.start < span.end]

    def _numbered(self, number: int, span: Span) -> Numbered:
        return Numbered(number, self._claim(fragment(span)), "#" + fragment(span))

    def _claim(self, anchor: str) -> str | None:
        """The anchor, if no element has it yet: an id stands once on a page."""
        if anchor in self._anchored:
            return None
        self._anchored.add(anchor)
        return anchor

    def _remark(self, statement: Statement) -> Remark:
        return Remark(
            stance=wording.stance(statement.stance),
            speaker=wording.speaker(statement.speaker),
            themes=tuple(self._vocabulary.themes[theme].label for theme in statement.themes),
            href="#" + fragment(statement.span),
            review="/library/review/fact?" + urlencode({"id": parts.statement(self._id, statement)}),
        )


def _sentences(annotated: Annotated) -> tuple[Span, ...]:
    spans = {span for passage in annotated.passages for span in passage.sentences}
    return tuple(sorted(spans | {statement.span for statement in annotated.statements}))


def _within(spans: Sequence[Span], block: Span) -> Sequence[Span]:
    """Those of the spans, which are in order, that begin in a block."""
    first, after = (bisect_left(spans, edge, key=lambda span: span.start) for edge in (block.start, block.end))
    return spans[first:after]


def _heading_tags(blocks: Sequence[Block]) -> dict[int, str]:
    """h2 to h6 for each heading by its place: no level of the page is skipped, whatever the document's own levels."""
    tags: dict[int, str] = {}
    above: list[int] = []
    for index, block in enumerate(blocks):
        if block.role is not BlockRole.HEADING:
            continue
        level = block.level or 1
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        tags[index] = f"h{min(len(above) + 1, 6)}"
    return tags
