"""Where text stands: from a page's own coordinates to points from its top left, whatever its rotation and crop box."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    import pypdfium2

WIDE = 1.5
"""A space inside a text object that is wider than this many ems parts columns."""

_OFF = 3.0
"""Points by which an object and its first character may differ; more, and a form with its own matrix moved them."""


class Place(NamedTuple):
    """Edges, origin of the baseline and type size, in the page's coordinates: upwards from the bottom left."""

    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    size: float


class Sheet(NamedTuple):
    """A page's crop box and its rotation in degrees clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> Sheet:
        """The sheet of an open page."""
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right, top, page.get_rotation())

    def edges(self, place: Place) -> tuple[float, float, float, float, float]:
        """Left, top, right, bottom and baseline as a reader sees them, in points from the top left."""
        left, bottom, right, top, x, y, _ = place
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left, x - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom, y - self.bottom
        if self.rotation == 270:
            return self.top - top, self.right - right, self.top - bottom, self.right - left, self.right - x
        return left - self.left, self.top - top, right - self.left, self.top - bottom, self.top - y


_sides = [ctypes.c_double() for _ in range(4)]
_origin = [ctypes.c_double() for _ in range(2)]
_matrix = pdfium.FS_MATRIX()


def _box(textpage: Any, index: int) -> tuple[float, float, float, float] | None:
    """Left, right, bottom and top of a character's ink."""
    if not pdfium.FPDFText_GetCharBox(textpage, index, *_sides):
        return None
    left, right, bottom, top = (side.value for side in _sides)
    return left, right, bottom, top


def agrees(textpage: Any, index: int, place: Place) -> bool:
    """Whether a character stands inside the object it belongs to, as it does unless a form moved both."""
    box = _box(textpage, index)
    if box is None:
        return True
    left, right, bottom, top = box
    inside = place.left - _OFF <= left and right <= place.right + _OFF
    return inside and place.bottom - _OFF <= bottom and top <= place.top + _OFF


def measured(textpage: Any, start: int, end: int) -> Place | None:
    """The place of some characters by themselves; None where pdfium has no boxes for them."""
    boxes = [box for index in {start, end - 1} if (box := _box(textpage, index)) is not None]
    if not boxes or not pdfium.FPDFText_GetCharOrigin(textpage, start, *_origin):
        return None
    size = pdfium.FPDFText_GetFontSize(textpage, start)
    if pdfium.FPDFText_GetMatrix(textpage, start, _matrix):
        size *= (_matrix.c**2 + _matrix.d**2) ** 0.5
    return Place(
        min(box[0] for box in boxes),
        min(box[2] for box in boxes),
        max(box[1] for box in boxes),
        max(box[3] for box in boxes),
        _origin[0].value,
        _origin[1].value,
        size,
    )


def is_wide(textpage: Any, index: int) -> bool:
    """Whether the gap around a space is one between columns."""
    before, after = _box(textpage, index - 1), _box(textpage, index + 1)
    if before is None or after is None:
        return False
    size: float = pdfium.FPDFText_GetFontSize(textpage, index - 1)
    return after[0] - before[1] > WIDE * max(1.0, size)
