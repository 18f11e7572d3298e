"""Markdown: structure from the marks, text unchanged, the same rules for letters and slides as in plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.extract.markdown import read
from kg.model import BlockRole, Document

PAPER = """---
title: Scrutiny paper
date: 2022-05-01
---
# Care leavers in Fenbridge

Inspectors visited *twice* and
wrote to us.

## What we have done

- Opened **two** homes
  by the river
  - North House
- Hired advisers

1. Visit more often
2. Write shorter plans

| Measure | Value |
|---|---|
| In touch | 94% |

> Nobody asked me
> what I think.

A plan
------

<!-- hidden -->
<div>Said in a box</div>

[1]: https://fenbridge.gov.uk
"""


def load(text: str) -> Document:
    return read(text.encode(), "paper.md", "0" * 64)


def outline(text: str) -> list[tuple[str, int | None, str]]:
    held = load(text)
    return [(block.role.value, block.level, held.text[block.span.start : block.span.end]) for block in held.blocks]


def test_the_structure_is_told_by_the_marks() -> None:
    assert outline(PAPER) == [
        ("furniture", None, "---\ntitle: Scrutiny paper\ndate: 2022-05-01\n---"),
        ("heading", 1, "Care leavers in Fenbridge"),
        ("paragraph", None, "Inspectors visited *twice* and\nwrote to us."),
        ("heading", 2, "What we have done"),
        ("bullet", 1, "Opened **two** homes\n  by the river"),
        ("bullet", 2, "North House"),
        ("bullet", 1, "Hired advisers"),
        ("bullet", 1, "Visit more often"),
        ("bullet", 1, "Write shorter plans"),
        ("row", None, "Measure | Value"),
        ("row", None, "In touch | 94%"),
        ("paragraph", None, "Nobody asked me\n> what I think."),
        ("heading", 2, "A plan"),
        ("paragraph", None, "Said in a box"),
    ]


def test_the_text_is_the_file_unchanged() -> None:
    assert load(PAPER.replace("\n", "\r\n")).text == PAPER.replace("\n", "\r\n")


def test_line_ends_of_all_kinds_give_the_same_blocks() -> None:
    assert [(r, q.replace("\r\n", "\n")) for r, _, q in outline(PAPER.replace("\n", "\r\n"))] == [
        (r, q) for r, _, q in outline(PAPER)
    ]


def test_a_bold_line_below_marked_headings_is_a_heading_one_rank_lower() -> None:
    text = "# Report\n\n## Findings\n\n**Strengths of the team**\n\nThey are safe.\n\n## Plans\n\nHomes will open."
    assert ("heading", 3, "Strengths of the team") in outline(text)


def test_a_paragraph_cut_by_a_page_break_is_one_block() -> None:
    text = "# Findings\n\nLeaders know that too many children in the\n\n\n\ncity wait for help.\n"
    assert outline(text)[1] == (
        "paragraph",
        None,
        "Leaders know that too many children in the\n\n\n\ncity wait for help.",
    )


def test_what_is_nested_too_deeply_is_not_lost() -> None:
    text = "".join(f"{'  ' * depth}- Item {depth}\n" for depth in range(60))
    held = load(text)
    said = " ".join(held.text[block.span.start : block.span.end] for block in held.blocks)
    assert all(f"Item {depth}" in said for depth in range(60))


def test_a_file_without_words_is_refused() -> None:
    with pytest.raises(SourceError, match="holds no words"):
        load("# \n\n---\n")


marks = st.sampled_from(
    [
        "# Title",
        "Text here",
        "**bold**",
        "- item",
        "  - deeper",
        "> said",
        "1. one",
        "| a | b |",
        "|---|---|",
        "```",
        "<b>x</b>",
        "---",
        "===",
        "[a]: b",
        "    code",
        "\t",
        "&amp;",
        "\x00",
        "\r",
        "Dear Ada",
        "Findings",
    ]
)


@given(st.one_of(st.text(), st.lists(marks, max_size=40).map("\n".join), st.lists(marks, max_size=40).map("\n\n".join)))
def test_blocks_of_any_markdown_are_slices_in_order_with_clean_edges(text: str) -> None:
    try:
        held = read(text.encode("utf-8", "surrogatepass"), "any.md", "0" * 64)
    except SourceError:
        return
    last = 0
    for block in held.blocks:
        quote = held.text[block.span.start : block.span.end]
        assert quote.strip() == quote != ""
        assert block.span.start >= last
        assert (block.level is not None) == (block.role in (BlockRole.HEADING, BlockRole.BULLET))
        last = block.span.end
