"""Quotes found again in the same files read by another reader: the same words, or reported broken; never other words.

The sample is the PDFs of the corpus and, beside the repository, every fifth of fifty reports; `QUALITY_STEP=1` reads
all fifty (README.md has the figures).
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from kg.briefing import Source
from kg.briefing.anchors import Text
from kg.extract import read
from kg.model import Annotated, BlockRole, Metadata, Span
from kg.passages import sentences, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Document

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT.parent / "shared" / "reports"
FIFTY, A_FILE = 50, 20
SAID = {BlockRole.PARAGRAPH: False, BlockRole.BULLET: False, BlockRole.ROW: True}


def test_quotes_of_the_sample_corpus_are_found_by_another_reader() -> None:
    found, broken, altered = measured(sorted((ROOT / "corpus").glob("*.pdf")))
    assert altered == []
    assert found >= 75
    assert broken == []


@pytest.mark.skipif(not REPORTS.is_dir(), reason="../shared is not here: the reports are not ours to ship")
def test_quotes_of_reports_are_found_by_another_reader() -> None:
    """At least 995 of 1,000, whatever the sample."""
    files = [path for path in sorted(REPORTS.rglob("*.pdf")) if path.read_bytes().startswith(b"%PDF")]
    fifty = files[:: len(files) // FIFTY][:FIFTY]
    found, broken, altered = measured(fifty[:: int(os.environ.get("QUALITY_STEP", "5"))])
    assert altered == []
    assert found >= 0.995 * (found + len(broken)), broken


def measured(files: list[Path]) -> tuple[int, list[str], list[str]]:
    """How many quotes were found again, those that were not, and those that were found as other words."""
    found, broken, altered = 0, [], []
    for path in files:
        document, anew = read(path), read_anew(path)
        text, cite = (
            Text(anew),
            Source(Annotated(document, split(document), Metadata(path.name)), path.name, None, {}).cite,
        )
        spans = list(quotable(document))
        for span in spans[:: max(1, len(spans) // A_FILE)][:A_FILE]:
            cited = cite(span)
            place = text.find(cited)
            if place is None:
                broken.append(cited.quote)
            elif bare(anew[place.start : place.end]) != bare(cited.quote):
                altered.append(cited.quote)
            else:
                found += 1
    return found, broken, altered


def quotable(document: Document) -> Iterator[Span]:
    """Every sentence of four words or more."""
    for block in document.blocks:
        if block.role in SAID:
            for span in sentences(document.text, block.span.start, block.span.end, row=SAID[block.role]):
                if len(document.text[span.start : span.end].split()) >= 4:
                    yield span


def read_anew(path: Path) -> str:
    """The text that pypdf finds, without the lines at the edges of pages that recur or are page numbers."""
    pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(path).pages]
    counts = Counter(mask for lines in pages for mask in {masked(lines[at]) for at in edges(lines)})
    often = max(3, 0.3 * len(pages))
    return "\n".join(
        line
        for lines in pages
        for at, line in enumerate(lines)
        if not (at in edges(lines) and (counts[masked(line)] >= often or line.strip().isdigit()))
    )


def edges(lines: list[str]) -> set[int]:
    printed = [at for at, line in enumerate(lines) if line.strip()]
    return {*printed[:2], *printed[-3:]}


def masked(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


def bare(text: str) -> str:
    """The letters and digits of a text alone, which are found in another way than `anchors` finds them."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
