"""Reading documents: speed and memory, exact quotes on their pages, whole paragraphs, and what hostile files do.

Real reports are not ours to ship: without `../shared/reports` only the hostile files are read.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pypdfium2

from kg.errors import SourceError
from kg.extract import pdf, read
from kg.extract.guard import Guard
from kg.extract.pdf.pieces import PageReader
from kg.extract.pdf.tags import read_tags
from kg.model import BlockRole, Document
from kg.passages import split

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT.parent / "shared" / "reports"

WORDS = 8
"""Shorter ones are labels and cells."""

EVERY = 8


def bare(text: str) -> str:
    return re.sub(r"[\s\d.•▪■◼●\ue000-\uf8ff-]+", "", text)


def by_tags(path: Path) -> set[str]:
    """Paragraphs and list items as the tag tree alone has them, page by page."""
    found = set()
    with pypdfium2.PdfDocument(path) as document:
        reader = PageReader()
        for page in document:
            tags, groups = read_tags(page), {}
            for piece in reader.pieces(page):
                tag = tags.get(piece.mark)
                if tag and tag.group:
                    groups.setdefault(tag.group, []).append(f"{piece.before}{piece.text}")
            found.update(bare("".join(group)) for group in groups.values())
    return found


def by_reader(path: Path) -> list[tuple[int, str]]:
    """Paragraphs and bullets as we read them, those over a page break left out: no tag joins pages."""
    document = read(path)
    spans = [
        (block.page, document.text[block.span.start : block.span.end])
        for block in document.blocks
        if block.role in (BlockRole.PARAGRAPH, BlockRole.BULLET) and len({box.page for box in block.boxes}) == 1
    ]
    return [(page, text) for page, text in spans if len(text.split()) >= WORDS]


def by_geometry(path: Path) -> set[str]:
    """As we read them where no page has tags."""
    pdf.read_tags = lambda _: {}
    try:
        return {bare(text) for _, text in by_reader(path)}
    finally:
        pdf.read_tags = read_tags


def printed(path: Path) -> list[str]:
    """What pdfium itself finds on each page, without white space."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [exact(page) for page in pages]


def exact(text: str) -> str:
    for raw, kept in (("\ufffe", "-"), ("\x02", "-"), ("\xad", "-"), ("ﬁ", "fi"), ("ﬂ", "fl")):
        text = text.replace(raw, kept)
    return re.sub(r"\s+", "", text)


def check(document: Document, pages: list[str], total: Counter[str]) -> None:
    """Looks for each sentence, cell by cell, on the page that is named for it."""
    passages = split(document)
    total["passages"] += len(passages)
    for sentence in (span for passage in passages for span in passage.sentences):
        total["sentences"] += 1
        for page in document.pages:
            start, end = max(sentence.start, page.start), min(sentence.end, page.end)
            for part in re.split(r"\t|\n\n|• ", document.text[start:end]) if start < end else ():
                total["parts"] += 1
                total["found"] += exact(part) in pages[page.number - 1]


def reading(paths: list[Path]) -> None:
    total: Counter[str] = Counter()
    seconds, refused = 0.0, []
    for path in paths:
        start = time.process_time()
        try:
            document = read(path)
        except SourceError as error:
            refused.append(f"{path.stem}: {error.reason}")
            continue
        seconds += time.process_time() - start
        total["pages"] += len(document.pages)
        check(document, printed(path), total)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(paths)} reports, {total['pages']} pages: {total['pages'] / seconds:.0f} pages a CPU second, {peak} MB")
    print(f"refused: {'; '.join(refused) or 'none'}")
    print(f"{total['passages']} passages, {total['sentences']} sentences")
    print(f"parts of them found on the page named: {total['found']} of {total['parts']}")


def whole(paths: list[Path]) -> None:
    """Compares paragraphs and bullets with what tags alone and geometry alone make of the page."""
    total: Counter[tuple[bool, bool]] = Counter()
    for path in paths:
        try:
            ours = by_reader(path)
        except SourceError:
            continue
        tags, geometry = by_tags(path), by_geometry(path)
        for page, text in ours:
            ways = bare(text) in tags, bare(text) in geometry
            total[ways] += 1
            if not any(ways):
                print(f"in no way: {path.stem} p{page}: {text[:50]}")
    print(f"{total.total()} paragraphs and bullets of {WORDS} words and more, on one page")
    for ways, label in (((True, True), "both"), ((True, False), "tags alone"), ((False, True), "geometry alone")):
        print(f"as {label}: {total[ways]} ({total[ways] / total.total():.4f})")


def hostile() -> None:
    """Reads each hostile file in a child of its own."""
    sys.path.append(str(ROOT / "tests" / "support"))
    from hostile_other import hostile_other
    from hostile_pdf import built, hostile_pdf, words

    with tempfile.TemporaryDirectory() as folder:
        for name, data in {**hostile_pdf(built(words)), **hostile_other()}.items():
            path = Path(folder) / name
            path.write_bytes(data)
            with Guard() as guard:
                start = time.perf_counter()
                try:
                    outcome = f"read, {len(guard.read(path, name).text)} characters"
                except SourceError as error:
                    outcome = error.reason
            print(f"{name}\t{time.perf_counter() - start:.1f} s\t{outcome}")
            path.unlink()


def main() -> None:
    paths = sorted(REPORTS.rglob("*.pdf"))
    if paths:
        reading(paths)
        whole(paths[::EVERY])
    hostile()


if __name__ == "__main__":
    main()
