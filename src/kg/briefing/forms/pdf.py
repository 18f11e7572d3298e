"""A briefing as PDF/UA-1, set by typst, which refuses what is not accessible; and how many sides it fills."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.briefing.forms import picture
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.briefing.paper import Paper

_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_TEMPLATE = Path(__file__).with_name("briefing.typ")


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA-1; the same paper gives the same bytes.

    Raises:
        InputError: it has a character that the typefaces of the PDF have not.
    """
    import typst

    try:
        return _compiled(*_inputs(paper), accessible=True)
    except typst.TypstError as error:
        found = _LACKING.search(str(error))
        if not found:
            raise
        said = f"the PDF has no letter for {found[1]!r}: take it out, or build the Word or the HTML form"
        raise InputError(said) from None


def sides(paper: Paper) -> int:
    """How many sides of A4 the paper fills."""
    import pypdfium2

    try:
        made = pdf(paper)
    except InputError:  # a letter is lacking, which takes its room all the same
        made = _compiled(*_inputs(paper), accessible=False)
    document = pypdfium2.PdfDocument(made)
    try:
        return len(document)
    finally:
        document.close()


def png(svg: str) -> bytes:
    """A picture as PNG, for forms that take no SVG."""
    import typst

    source = (
        "#set page(width: auto, height: auto, margin: 2pt)\n"
        '#image(bytes(sys.inputs.picture), format: "svg", width: 450pt)'
    )
    made = typst.compile(
        source.encode(), format="png", ppi=192.0, sys_inputs={"picture": svg}, ignore_system_fonts=True
    )
    return bytes(made)


def _inputs(paper: Paper) -> tuple[str, str, str]:
    """What the template reads: the paper as JSON, its picture, and that in words."""
    return json.dumps(asdict(paper), ensure_ascii=False), picture.svg(paper), picture.alternative(paper)


@lru_cache(maxsize=4)
def _compiled(said: str, drawn: str, alternative: str, *, accessible: bool) -> bytes:
    import typst

    inputs = {"paper": said, "picture": drawn, "alt": alternative}
    made = typst.compile(
        str(_TEMPLATE),
        format="pdf",
        pdf_standards="ua-1" if accessible else [],
        sys_inputs=inputs,
        ignore_system_fonts=True,
    )
    return bytes(made)
