"""Office files made from parts, for the tests of their readers."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = (
    f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{OFFICE}" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def package(parts: dict[str, str]) -> bytes:
    """A zip of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for path, content in parts.items():
            archive.writestr(path, content)
    return made.getvalue()


def relations(*targets: tuple[str, str, str]) -> str:
    """A part's relations: id, kind and target each."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in targets
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def outline(document: Document) -> list[tuple[str, int | None, str]]:
    """Role, level and words of each block."""
    return [(b.role.value, b.level, document.text[b.span.start : b.span.end]) for b in document.blocks]
