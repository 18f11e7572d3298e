"""A Document as JSON between the reading child and its parent: plain data, so that nothing a file did can be run."""

from __future__ import annotations

import json
from typing import Any

from kg.model import Block, BlockRole, Box, Document, Page, PageForm, Span


def dump(document: Document) -> bytes:
    """The document as JSON, read back equal by `parse`."""
    fields = {
        "name": document.name,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "text": document.text,
        "pages": [_page(page) for page in document.pages],
        "blocks": [_block(block) for block in document.blocks],
        "warnings": document.warnings,
    }
    return json.dumps(fields, separators=(",", ":")).encode("ascii")


def _page(page: Page) -> tuple[Any, ...]:
    edges = (page.number, page.start, page.end)
    return edges if page.form is PageForm.TEXT else (*edges, page.form)


def _block(block: Block) -> tuple[Any, ...]:
    boxes = [(box.page, box.left, box.top, box.right, box.bottom) for box in block.boxes]
    span = block.span
    return (span.start, span.end, block.role, block.level, block.page, block.number, block.confidence, boxes)


def parse(data: bytes) -> Document:
    """The document that `dump` wrote."""
    fields = json.loads(data)
    return Document(
        name=fields["name"],
        media_type=fields["media_type"],
        sha256=fields["sha256"],
        text=fields["text"],
        pages=tuple(_parsed_page(*page) for page in fields["pages"]),
        blocks=tuple(_parsed(*block) for block in fields["blocks"]),
        warnings=tuple(fields["warnings"]),
    )


def _parsed_page(number: int, start: int, end: int, form: str = PageForm.TEXT) -> Page:
    return Page(number, start, end, PageForm(form))


def _parsed(start: int, end: int, role: str, *rest: Any) -> Block:
    level, page, number, confidence, boxes = rest
    return Block(Span(start, end), BlockRole(role), level, page, number, confidence, tuple(Box(*box) for box in boxes))
