"""Reads a page that is an image by Tesseract, a program of its own: printed lines with their places, as other pages.

Tesseract is run once a page, on one thread and with a limit of time. What it says is never sure: pages that are read
so are marked, and lines that it hardly believes itself are left out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from lxml import html

from kg.extract.pdf.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypdfium2
    from lxml.html import HtmlElement

DPI = 300
SECONDS = 60.0
"""Of wall clock, for one page."""

_PIXELS = 20_000_000
"""A page that would have more is drawn smaller."""
_SURE = 40.0
"""Mean confidence, of 100, below which a line is taken for specks and pictures."""
_WIDE = 1.5
"""A gap of more than this many ems parts columns."""
_ALIKE = 0.2
"""How far the size of a line may be off the page's usual one and be the same: letters with and without tails."""

_BBOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"baseline (\S+) (\S+?)(?:;|$)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")


class OcrError(Exception):
    """Tesseract is not installed, or failed over a page; the message says which."""


class _Word(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


def installed() -> bool:
    """Whether Tesseract is here."""
    return shutil.which("tesseract") is not None


def recognised(page: pypdfium2.PdfPage) -> list[Piece]:
    """The text of an open page as Tesseract reads its picture; empty where it finds none.

    Raises:
        OcrError: Tesseract is missing, or failed.
    """
    width, height = page.get_size()
    scale = min(DPI / 72, (_PIXELS / max(1.0, width * height)) ** 0.5)
    return _pieces(_run(_drawn(page, scale), round(scale * 72)), scale)


def _drawn(page: pypdfium2.PdfPage, scale: float) -> bytes:
    """The page in grey, as a portable graymap."""
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        rows = bytes(bitmap.buffer)
        width, stride = bitmap.width, bitmap.stride
        head = b"P5 %d %d 255\n" % (width, bitmap.height)
        return head + b"".join(rows[at : at + width] for at in range(0, stride * bitmap.height, stride))
    finally:
        bitmap.close()


def _run(image: bytes, dpi: int) -> bytes:
    """What Tesseract says of an image, as hOCR."""
    command = ["tesseract", "stdin", "stdout", "-l", "eng", "--dpi", str(max(dpi, 70)), "-c", "tessedit_create_hocr=1"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603  (a fixed command; the image goes in by its standard input)
            command, input=image, capture_output=True, timeout=SECONDS, env=environment, check=False
        )
    except FileNotFoundError:
        raise OcrError("Tesseract is not installed") from None
    except subprocess.TimeoutExpired:
        raise OcrError(f"Tesseract took more than {SECONDS:g} s") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").split("\n")
        raise OcrError(f"Tesseract failed: {next((line for line in said if line.strip()), done.returncode)}")
    return done.stdout


def _pieces(hocr: bytes, scale: float) -> list[Piece]:
    lines = [
        (line, words)
        for line in html.document_fromstring(hocr).iter("span")
        if line.get("class") != "ocrx_word"
        if (words := _words(line, scale)) and sum(word.confidence for word in words) >= _SURE * len(words)
    ]
    if not lines:
        return []
    titles = [line.get("title", "") for line, _ in lines]
    sizes = [float(found[1]) / scale if (found := _SIZE.search(title)) else 10.0 for title in titles]
    usual = median(sizes)
    pieces = []
    for (_, words), title, size in zip(lines, titles, sizes, strict=True):
        em = usual if abs(size - usual) <= _ALIKE * usual else round(size)
        baseline = _BASELINE.search(title)
        below = float(baseline[2]) / scale if baseline else 0.0
        pieces += [_piece(part, em, below, first=part[0] is words[0]) for part in _columns(words, em)]
    return pieces


def _words(line: HtmlElement, scale: float) -> list[_Word]:
    found = []
    for span in line.iterchildren("span"):
        text = " ".join("".join(span.itertext()).split())
        box, sure = _BBOX.search(span.get("title", "")), _CONFIDENCE.search(span.get("title", ""))
        if text and box:
            left, top, right, bottom = (float(edge) / scale for edge in box.groups())
            found.append(_Word(text, left, top, right, bottom, float(sure[1]) if sure else 0.0))
    return found


def _columns(words: Sequence[_Word], em: float) -> list[list[_Word]]:
    """The words of a line, parted where columns are."""
    parts: list[list[_Word]] = []
    for word in words:
        if parts and word.left - parts[-1][-1].right <= _WIDE * em:
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def _piece(words: Sequence[_Word], size: float, below: float, *, first: bool) -> Piece:
    bottom = max(word.bottom for word in words)
    return Piece(
        text=" ".join(word.text for word in words),
        before="\n" if first else " ",
        left=words[0].left,
        top=min(word.top for word in words),
        right=max(word.right for word in words),
        bottom=bottom,
        base=bottom + below,
        size=size,
        bold=False,
        italic=False,
        mark=-1,
        artifact=False,
    )
