"""What reading PDF keeps of real inspection reports: words and their page, tables of judgements, no running heads.

The sample is every sixteenth report beside the repository; `QUALITY_STEP=1` reads all of them.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest

from kg.errors import SourceError
from kg.extract import read
from kg.model import BlockRole, Document

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
GRADED = re.compile(
    r"\t(?:outstanding|good|requires? improvement(?: to be good)?|adequate|inadequate)\W*\d?$", re.IGNORECASE
)
PASSAGE_ROLES = (BlockRole.PARAGRAPH, BlockRole.BULLET, BlockRole.ROW)

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="../shared is not here: the reports are not ours to ship")


class Report(NamedTuple):
    path: Path
    document: Document
    pages: list[str]
    """What pdfium itself finds on each page, without white space."""
    edges: list[list[str]]
    """The lines in the top and bottom 60 points of each page."""


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    paths = sorted(REPORTS.rglob("*.pdf"))[:: int(os.environ.get("QUALITY_STEP", "16"))]
    found = []
    for path in paths:
        try:
            document = read(path)
        except SourceError:
            assert not path.read_bytes().startswith(b"%PDF"), f"{path.name} is a PDF that was refused"
            continue
        found.append(Report(path, document, *printed(path)))
    return found


def printed(path: Path) -> tuple[list[str], list[list[str]]]:
    pdf = pypdfium2.PdfDocument(path)
    pages, edges = [], []
    for page in pdf:
        text = page.get_textpage()
        pages.append(bare(text.get_text_range()))
        height = page.get_height()
        strips = text.get_text_bounded(bottom=height - 60), text.get_text_bounded(top=60)
        edges.append([line.strip() for strip in strips for line in strip.splitlines() if line.strip()])
    pdf.close()
    return pages, edges


def bare(text: str) -> str:
    """Text without white space, with the line-end hyphens and ligatures of pdfium as we keep them."""
    for raw, kept in (("\ufffe", "-"), ("\x02", "-"), ("\xad", "-"), ("ﬁ", "fi"), ("ﬂ", "fl")):
        text = text.replace(raw, kept)
    return re.sub(r"\s+", "", text)


def test_every_word_stands_on_the_page_that_is_named(reports: list[Report]) -> None:
    for path, document, pages, _ in reports:
        for block in document.blocks:
            for box_page in {box.page for box in block.boxes}:
                page = document.pages[box_page - 1]
                start, end = max(block.span.start, page.start), min(block.span.end, page.end)
                for cell in document.text[start:end].split("\t"):
                    assert bare(cell) in pages[box_page - 1], (path.name, box_page, cell)


def test_nothing_but_running_heads_is_left_behind(reports: list[Report]) -> None:
    for path, document, pages, _ in reports:
        kept, whole = len(bare(document.text)), sum(map(len, pages))
        assert kept >= 0.95 * whole, (path.name, kept / whole)


def test_no_running_head_or_page_number_is_left_in_a_block(reports: list[Report]) -> None:
    for path, document, _, edges in reports:
        counts = Counter(mask(line) for lines in edges for line in set(lines))
        running = {line for line, count in counts.items() if count >= max(3, 0.3 * len(edges))}
        for block in document.blocks:
            text = document.text[block.span.start : block.span.end]
            if block.role in PASSAGE_ROLES and (block.page or 0) > 1:
                assert mask(text) not in running, (path.name, block.page, text)
                assert not text.isdigit(), (path.name, block.page, text)


def mask(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def test_judgements_stand_beside_their_areas(reports: list[Report]) -> None:
    for path, document, _, _ in reports:
        if "ilacs" in path.parts:
            texts = [document.text[b.span.start : b.span.end] for b in document.blocks if b.role is BlockRole.ROW]
            assert sum(GRADED.search(text) is not None for text in texts) >= 4, path.name


def test_paragraphs_are_whole(reports: list[Report]) -> None:
    """Whole is: it does not begin in the middle of a sentence. At least 995 of 1,000 are."""
    begun = Counter(
        document.text[block.span.start].islower()
        for _, document, _, _ in reports
        for block in document.blocks
        if block.role is BlockRole.PARAGRAPH
    )
    assert begun[False] >= 0.995 * begun.total()


def test_paragraph_numbers_run_without_a_gap(reports: list[Report]) -> None:
    """A number that is missing is a paragraph that was swallowed by the one before it."""
    for path, document, _, _ in reports:
        if "ilacs" in path.parts:
            numbers = [int(block.number) for block in document.blocks if (block.number or "").isdigit()]
            steps = Counter(after - before for before, after in pairwise(numbers))
            assert steps[1] >= 0.97 * steps.total(), (path.name, steps)
