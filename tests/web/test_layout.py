"""The reader shows every word of every block, in order, and each passage and statement can be linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Span
from kg.web import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.library import Library
    from kg.model import Annotated


def anchors(runs: tuple[layout.Run, ...]) -> Iterator[str]:
    for run in runs:
        for line in run.lines:
            yield from (each.anchor for each in line.passages if each.anchor)
            yield from (piece.anchor for piece in line.pieces if piece.anchor)


@pytest.fixture(scope="module")
def documents(library: Library) -> list[Annotated]:
    return [library.annotated(held.name) for held in library.documents()]


def test_every_block_is_shown_whole_and_in_order(documents: list[Annotated], library: Library) -> None:
    for annotated in documents:
        runs = layout.runs(annotated, layout.Asked(annotated.statements), library.vocabulary)
        text = annotated.document.text
        shown = ["".join(piece.text for piece in line.pieces) for run in runs for line in run.lines]
        assert shown == [text[block.span.start : block.span.end] for block in annotated.document.blocks]


def test_every_passage_and_statement_has_one_anchor(documents: list[Annotated], library: Library) -> None:
    for annotated in documents:
        found = list(anchors(layout.runs(annotated, layout.Asked(), library.vocabulary)))
        assert len(found) == len(set(found))
        wanted = {layout.fragment(passage.span) for passage in annotated.passages}
        wanted |= {layout.fragment(statement.span) for statement in annotated.statements}
        assert wanted <= set(found)


def test_every_statement_that_is_lit_is_remarked_on_once_and_where_it_begins(
    documents: list[Annotated], library: Library
) -> None:
    for annotated in documents:
        runs = layout.runs(annotated, layout.Asked(annotated.statements[::-1]), library.vocabulary)
        remarks = [remark.href for run in runs for line in run.lines for remark in line.remarks]
        assert remarks == ["#" + layout.fragment(span) for span in sorted(one.span for one in annotated.statements)]


def test_passages_are_numbered_from_one_without_a_gap(documents: list[Annotated], library: Library) -> None:
    for annotated in documents:
        runs = layout.runs(annotated, layout.Asked(), library.vocabulary)
        numbers = [each.number for run in runs for line in run.lines for each in line.passages]
        assert numbers == list(range(1, len(annotated.passages) + 1))


def test_a_stretch_that_is_asked_for_is_marked_exactly(documents: list[Annotated], library: Library) -> None:
    annotated = max(documents, key=lambda each: len(each.statements))
    first, second = annotated.statements[0].span, annotated.statements[1].span
    at = Span(first.start + 1, second.end)
    runs = layout.runs(annotated, layout.Asked(at=at), library.vocabulary)
    marked = [piece for run in runs for line in run.lines for piece in line.pieces if piece.marked]
    assert (marked[0].start, marked[-1].end) == (at.start, at.end)
    assert [piece.anchor for piece in marked].count(layout.fragment(at)) == 1


def test_headings_begin_below_the_title_and_skip_no_level(documents: list[Annotated], library: Library) -> None:
    for annotated in documents:
        runs = layout.runs(annotated, layout.Asked(), library.vocabulary)
        levels = [int(line.tag[1]) for run in runs for line in run.lines if line.role == "heading"]
        for before, level in zip([1, *levels], levels, strict=False):
            assert 2 <= level <= before + 1
