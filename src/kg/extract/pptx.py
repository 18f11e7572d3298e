"""Reads PowerPoint files by walking their XML: a slide is a page; titles, bullets, groups, tables, diagrams and notes.

A slide is cited by its number in the file, hidden ones counted, as the program shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.build import Build, clean
from kg.extract.office import A, P, Package, R, children
from kg.extract.plain import Piece
from kg.model import BlockRole, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_MEDIA = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TITLES = ("title", "ctrTitle")
_MARGINS = ("ftr", "hdr", "dt")
_LISTS = ("body", "obj", "", "tbl")
_NOTES = "Speaker notes"
_TITLE_WORDS = 14
_APART = 2
_BOX_LINES = 5
_BOX_WORDS = 8


def read(data: bytes, name: str, sha256: str) -> Document:
    """Reads a PowerPoint file.

    Raises:
        SourceError: the file is damaged, or holds no words.
    """
    package = Package(data, name)
    path = package.main("ppt/presentation.xml")
    root = package.xml(path)
    related = package.related(path)
    build = Build()
    slides = [] if root is None else [slide.get(R + "id", "") for slide in root.iter(P + "sldId")]
    for number, key in enumerate(slides, 1):
        target = related.get(key, ("", ""))[1]
        slide = package.xml(target)
        if slide is None:
            build.warnings.append(f"slide {number} is missing from the file")
            continue
        _slide(build, package, target, slide, number)
    return build.document(name, _MEDIA, sha256, structured=True)


def _slide(build: Build, package: Package, path: str, slide: etree._Element, number: int) -> None:
    """The blocks of one slide: its title first, then its shapes in the order of the file, then the notes."""
    if slide.get("show") in ("0", "false"):
        build.warnings.append(f"slide {number} is hidden when the slides are shown")
    shapes = list(_shapes(slide))
    title = next((shape for shape in shapes if _kind(shape) in _TITLES and _words(shape)), None)
    before = len(build.pieces)
    if title is not None:
        level = 1 if number == 1 else 2
        build.add(" ".join(_words(title).split()), Piece(0, 0, BlockRole.HEADING, _APART, level=level, settled=True))
    rest = [shape for shape in shapes if shape is not title]
    if title is None:
        rest = _untitled(build, rest, number)
    for shape in rest:
        _shape(build, package, path, shape)
    if len(build.pieces) == before and any(True for _ in slide.iter(P + "pic")):
        build.warnings.append(f"slide {number} is a picture: it needs OCR")
    if any(data.get("uri") == _CHART for data in slide.iter(A + "graphicData")):
        build.warnings.append(f"slide {number} has a chart, whose numbers are not read")
    _notes(build, package, path)
    build.page(number)


def _shapes(parent: etree._Element) -> Iterator[etree._Element]:
    """The shapes and tables of a slide, those inside groups among them."""
    for child in children(parent):
        if child.tag in (P + "sp", P + "graphicFrame"):
            yield child
        elif child.tag in (P + "cSld", P + "spTree", P + "grpSp"):
            yield from _shapes(child)


def _kind(shape: etree._Element) -> str | None:
    """The type of a placeholder, "" for one that has none; None for a shape that is no placeholder."""
    found = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return None if found is None else found.get("type", "")


def _untitled(build: Build, shapes: list[etree._Element], number: int) -> list[etree._Element]:
    """Takes the first short line of a slide without a title for one; the shapes that remain."""
    for index, shape in enumerate(shapes):
        words = _words(shape)
        if _kind(shape) in (*_MARGINS, "sldNum") or not words:
            continue
        if "\n" not in words and len(words.split()) <= _TITLE_WORDS and not words.endswith((".", ";", ",")):
            level = 1 if number == 1 else 2
            heading = Piece(0, 0, BlockRole.HEADING, _APART, level=level, confidence=0.6, settled=True)
            build.add(words, heading)
            return [*shapes[:index], *shapes[index + 1 :]]
        break
    return shapes


def _words(shape: etree._Element) -> str:
    body = shape.find(P + "txBody")
    return "" if body is None else clean("\n".join(_paragraph_words(p) for p in body.iter(A + "p")))


def _shape(build: Build, package: Package, path: str, shape: etree._Element) -> None:
    kind = _kind(shape)
    if kind == "sldNum":
        return
    for number, row in enumerate(shape.iter(A + "tr")):
        cells = ("\n".join(_paragraph_words(p) for p in cell.iter(A + "p")) for cell in row.iter(A + "tc"))
        build.row(list(cells), 0 if number else _APART)
    body = shape.find(P + "txBody")
    words = _words(shape)
    if kind is None and _is_box(shape, words):
        build.add(words, Piece(0, 0, BlockRole.PARAGRAPH, _APART, settled=True))
        return
    for index, paragraph in enumerate(() if body is None else body.iter(A + "p")):
        build.add(_paragraph_words(paragraph), _piece(paragraph, kind, 0 if index else _APART))
    _diagram(build, package, path, shape)


def _is_box(shape: etree._Element, words: str) -> bool:
    """Whether a shape is a box of short lines, such as a post and who holds it, to be kept together."""
    lines = words.split("\n")
    marked = any(shape.iter(A + "buChar", A + "buAutoNum"))
    return 1 < len(lines) <= _BOX_LINES and not marked and all(len(line.split()) <= _BOX_WORDS for line in lines)


def _piece(paragraph: etree._Element, kind: str | None, gap: int) -> Piece:
    """What a paragraph is: a bullet in a list's placeholder or with a mark of its own, else plain."""
    if kind in _MARGINS:
        return Piece(0, 0, BlockRole.FURNITURE, gap, settled=True)
    properties = paragraph.find(A + "pPr")
    marks = set() if properties is None else {child.tag for child in properties}
    marked = A + "buChar" in marks or A + "buAutoNum" in marks
    listed = kind is not None and kind in _LISTS and A + "buNone" not in marks
    if marked or listed:
        level = 0 if properties is None else int(properties.get("lvl", "0"))
        return Piece(0, 0, BlockRole.BULLET, gap, level=level + 1, settled=True)
    return Piece(0, 0, BlockRole.PARAGRAPH, gap, bold=_is_bold(paragraph))


def _is_bold(paragraph: etree._Element) -> bool:
    runs = [run for run in paragraph.iter(A + "r") if "".join(map(str, run.itertext())).strip()]
    faces = [run.find(A + "rPr") for run in runs]
    return bool(runs) and all(face is not None and face.get("b") in ("1", "true") for face in faces)


def _paragraph_words(paragraph: etree._Element) -> str:
    made = []
    for child in children(paragraph):
        if child.tag == A + "br":
            made.append("\n")
        elif child.tag in (A + "r", A + "fld") and child.get("type") != "slidenum":
            made.extend(text.text or "" for text in child.iter(A + "t"))
    return "".join(made).replace("\v", "\n")


def _diagram(build: Build, package: Package, path: str, shape: etree._Element) -> None:
    """The boxes of a diagram (SmartArt), such as an organisation chart, a block each."""
    for ids in shape.iter(_DIAGRAM + "relIds"):
        target = package.related(path).get(ids.get(R + "dm", ""), ("", ""))[1]
        root = package.xml(target)
        for point in () if root is None else root.iter(_DIAGRAM + "pt"):
            words = "\n".join(_paragraph_words(p) for p in point.iter(A + "p"))
            build.add(words, Piece(0, 0, BlockRole.PARAGRAPH, 0, settled=True))


def _notes(build: Build, package: Package, path: str) -> None:
    """The speaker's notes, under a heading that says so."""
    targets = [target for kind, target in package.related(path).values() if kind == "notesSlide"]
    root = package.xml(targets[0]) if targets else None
    bodies = [] if root is None else [shape for shape in _shapes(root) if _kind(shape) == "body" and _words(shape)]
    if bodies:
        build.add(_NOTES, Piece(0, 0, BlockRole.HEADING, _APART, level=3, settled=True))
    for body in bodies:
        for paragraph in body.iter(A + "p"):
            build.add(_paragraph_words(paragraph), Piece(0, 0, BlockRole.PARAGRAPH, 0))
