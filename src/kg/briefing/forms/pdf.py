"""A briefing as PDF/UA-1, set by typst, which refuses what is not accessible; and how many sides it fills."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.briefing.forms import picture

if TYPE_CHECKING:
    from kg.briefing.paper import Paper

_TEMPLATE = Path(__file__).with_name("briefing.typ")


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA-1; the same paper gives the same bytes."""
    return _compiled(json.dumps(asdict(paper), ensure_ascii=False), picture.svg(paper), picture.alternative(paper))


def sides(paper: Paper) -> int:
    """How many sides of A4 the paper fills."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf(paper))
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


@lru_cache(maxsize=4)
def _compiled(said: str, drawn: str, alternative: str) -> bytes:
    import typst

    inputs = {"paper": said, "picture": drawn, "alt": alternative}
    made = typst.compile(
        str(_TEMPLATE), format="pdf", pdf_standards="ua-1", sys_inputs=inputs, ignore_system_fonts=True
    )
    return bytes(made)
