"""The tag tree of a page: what each marked-content id is part of; roles are taken from it, text and order never."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    import pypdfium2

_LIMIT = 50_000
"""Elements looked at on a page; a tree that is larger, or cyclic, is cut there."""

_DEPTH = 64

_PARAGRAPHS = frozenset(
    (
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "Title",
        "LI",
        "TD",
        "TH",
        "Caption",
        "Note",
        "FENote",
        "BlockQuote",
        "TOCI",
    )
)
"""Elements that begin a paragraph of their own; the rest (Span, Link, LBody …) belongs to the one around it."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What a piece of text is, after the tags.

    Attributes:
        group: number of the innermost paragraph-like element; equal for pieces of one paragraph.
        kind: that element's type: P, H2, LI, TD …
        depth: how many lists it stands in.
        table, row, cell: running numbers of the innermost table, row and cell it stands in; 0 outside tables.
    """

    group: int = 0
    kind: str = ""
    depth: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0


def read_tags(page: pypdfium2.PdfPage) -> dict[int, Tag]:
    """The tag of each marked-content id of a page; empty where the page has no tags."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return {}
    try:
        return _walk(tree)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _walk(tree: Any) -> dict[int, Tag]:
    tags: dict[int, Tag] = {}
    count = pdfium.FPDF_StructTree_CountChildren(tree)
    roots = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(min(count, _LIMIT))]
    stack = [(root, Tag(), 0) for root in reversed(roots) if root]
    seen = 0
    while stack and seen < _LIMIT:
        element, outer, depth = stack.pop()
        seen += 1
        tag = _entered(outer, _type(element), seen)
        children = []
        for index in range(min(pdfium.FPDF_StructElement_CountChildren(element), _LIMIT)):
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mark >= 0:
                tags.setdefault(mark, tag)
                continue
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child and depth < _DEPTH:
                children.append((child, tag, depth + 1))
        stack.extend(reversed(children))
    return tags


def _entered(outer: Tag, kind: str, number: int) -> Tag:
    """The tag of what stands in an element of a type; `number` is unique to the element."""
    tag = outer
    if kind in _PARAGRAPHS:
        tag = replace(tag, group=number, kind=kind)
    if kind == "L":
        return replace(tag, depth=tag.depth + 1)
    if kind == "Table":
        return replace(tag, table=number, row=0, cell=0)
    if kind == "TR":
        return replace(tag, row=number, cell=0)
    if kind in ("TD", "TH"):
        return replace(tag, cell=number)
    return tag


_buffer = ctypes.create_string_buffer(128)


def _type(element: Any) -> str:
    length = pdfium.FPDF_StructElement_GetType(element, _buffer, 128)
    return _buffer.raw[: max(0, min(length, 128) - 2)].decode("utf-16-le", "replace")
