"""Pages of a listing: an opaque cursor that says where the next begins, and of which version of the library."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from flask import request

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

_T = TypeVar("_T")


class ExpiredError(InputError):
    """The library changed since the page before: what comes next can no longer be told (HTTP 410)."""


def begin(cursor: str | None, version: str) -> int:
    """How many entries the pages before had.

    Raises:
        InputError: the cursor is none of ours.
        ExpiredError: it is of another version of the library.
    """
    if cursor is None:
        return 0
    try:
        made, _, at = base64.urlsafe_b64decode(cursor.encode("ascii")).decode("ascii").partition(" ")
        offset = int(at)
    except (ValueError, binascii.Error):
        offset, made = -1, ""
    if not 0 <= offset <= 10_000_000:
        raise InputError("the cursor is none that this service gave; begin without one")
    if made != version:
        raise ExpiredError("the library changed since the page before; begin again without a cursor")
    return offset


def link_next(response: Response, offset: int, version: str) -> Response:
    """Puts the address of the next page into the response, as a link of RFC 8288."""
    cursor = base64.urlsafe_b64encode(f"{version} {offset}".encode()).decode()
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
    response.headers["Link"] = f'<{request.path}?{urlencode([*kept, ("cursor", cursor)])}>; rel="next"'
    return response


def cut(found: Sequence[_T], offset: int, limit: int) -> tuple[list[_T], bool]:
    """The entries of a page, and whether more come after."""
    return list(found[offset : offset + limit]), len(found) > offset + limit
