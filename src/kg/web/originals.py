"""The files as they came, beside their text: the file itself, and pages of a PDF as pictures with a quote marked."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, request, send_file

from kg.errors import NotHeldError, SourceError
from kg.extract import draw_guarded
from kg.model import Span
from kg.web import frame

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from werkzeug import Response as Answer

    from kg.extract.pdf.picture import Edges
    from kg.model import Document

routes = Blueprint("originals", __name__)

PDF = "application/pdf"
WIDTH = 1000
"""Pixels: sharp in half a desk's screen."""
_MOST = 32_000_000
"""Bytes of pictures kept in memory."""
_AT_ONCE = 2


class Pictures:
    """Pages drawn lately, the last used first, within a bound; no more than two are drawn at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._drawing = threading.Semaphore(_AT_ONCE)
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def get(self, key: str, path: Path, name: str, page: int, marks: Sequence[Edges]) -> bytes:
        """The picture of a page, drawn unless it is kept.

        Raises:
            SourceError: it cannot be drawn.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        with self._drawing:
            made = draw_guarded(path, name, page, WIDTH, marks)
        with self._lock:
            self._kept[key] = made
            while sum(map(len, self._kept.values())) > _MOST and len(self._kept) > 1:
                self._kept.popitem(last=False)
        return made


@routes.get("/originals/<document_id>")
def original(document_id: str) -> Response:
    """The file as it came, to be kept: it is never shown in the browser as a page of ours."""
    document, path = _kept(document_id)
    name = document.name.rpartition("/")[2]
    return send_file(path.resolve(), "application/octet-stream", as_attachment=True, download_name=name)


@routes.get("/originals/<document_id>/<int:page>.png")
def picture(document_id: str, page: int) -> Answer:
    """A page of a PDF; `at` marks the blocks of a stretch of its text."""
    document, path = _kept(document_id)
    if document.media_type != PDF:
        raise NotHeldError("only pages of a PDF are drawn; download the file instead")
    marks = tuple(marked(document, page, stretch(request.args.get("at", ""), len(document.text))))
    key = hashlib.sha256(repr((document_id, page, marks, WIDTH)).encode()).hexdigest()[:24]
    response = Response(mimetype="image/png")
    response.set_etag(key)
    response.headers["Cache-Control"] = "private, max-age=3600"
    if key not in request.if_none_match:
        pictures = current_app.extensions.setdefault("kg.pictures", Pictures())
        try:
            response.set_data(pictures.get(key, path, document.name, page, marks))
        except SourceError as error:
            raise NotHeldError(str(error)) from None
    return response.make_conditional(request)


def stretch(text: str, length: int) -> Span | None:
    """A stretch "120,480" of a text of that length; None where it is none."""
    start, comma, end = text.partition(",")
    if not (comma and start.isdecimal() and end.isdecimal() and len(text) < 20):
        return None
    return Span(int(start), int(end)) if int(start) < int(end) <= length else None


def marked(document: Document, page: int, at: Span | None) -> tuple[Edges, ...]:
    """Where the blocks that a stretch touches are printed on a page."""
    return tuple(
        (box.left, box.top, box.right, box.bottom)
        for block in document.blocks
        if at is not None and block.span.start < at.end and at.start < block.span.end
        for box in block.boxes
        if box.page == page
    )


def page_of(document: Document, at: Span | None) -> int:
    """The page on which a stretch begins; the first for none."""
    begun = (block.boxes[0].page for block in document.blocks if at and block.boxes and block.span.end > at.start)
    return next(begun, 1)


def _kept(document_id: str) -> tuple[Document, Path]:
    folder = frame.library().folder
    if not any(document_id in source.versions for source in folder.sources()):
        raise NotHeldError("no such file is held")
    return folder.document(document_id), folder.original(document_id)
