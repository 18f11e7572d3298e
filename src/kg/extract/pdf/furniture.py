"""What is no content: running heads, footers and page numbers go; letterhead, signature and imprint are marked."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.model import BlockRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.pdf.drafts import Draft
    from kg.extract.pdf.lines import Line
    from kg.extract.pdf.tables import Content

_EDGE = 0.09
_SHARE = 0.3
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_CONTENTS = re.compile(r"(?:table of )?contents\b", re.IGNORECASE)
_ENDS_IN_PAGE = re.compile(r"\s\d{1,3}$")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$|…+\s*\d{1,3}$")


def drop_running(contents: Sequence[Content], heights: Sequence[float]) -> None:
    """Takes out lines at the edge of pages that recur, digits aside, and page numbers."""
    edges = [
        [line for line in content.lines() if _at_edge(line, height)]
        for content, height in zip(contents, heights, strict=True)
    ]
    counts = Counter(masked for lines in edges for masked in {_masked(line.text) for line in lines})
    often = max(3, _SHARE * len(contents))
    for content, lines in zip(contents, edges, strict=True):
        content.drop({line for line in lines if counts[_masked(line.text)] >= often or _PAGE_NUMBER.match(line.text)})


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height


def _masked(text: str) -> str:
    return _DIGITS.sub("0", text)


_IMPRINT = re.compile(
    r"The Office for Standards in Education, Children.s Services and Skills (?:\(Ofsted\) )?regulates"
    r"|Interested in our work\?"
    r"|If you would like a copy of this (?:document|report) in a different format"
    r"|You may (?:re-?use|copy|use) (?:this|all or parts of this)|This (?:document|report) may be reproduced"
    r"|If you are not happy with the (?:inspection|report)"
    r"|Any complaints about the (?:inspection|review|report)|Further copies of this report"
    r"|© ?(?:Crown|Ofsted|CQC)|Raising standards,? improving lives",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"Dear\b")
_CLOSING = re.compile(r"Yours\s+(?:sincerely|faithfully|truly)|(?:With )?(?:kind|best) regards\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\bwww\.|@"
    r"|^(?:T|F|E|Tel|Telephone|Textphone|Text|Fax|Email|E-mail|W)\b[: ]|^0\d{3}"
)
_SHORT = 14
_SENTENCE = re.compile(r"^(?:\S+\s+){4,}\S+\.$")
"""A caveat may be short, and is content: "This letter will not be published."."""


def mark_furniture(drafts: list[Draft]) -> None:
    """Marks tables of contents, letterhead, signature and imprint, which stay in the text but make no passage."""
    for draft in drafts:
        if draft.words().lower() in ("and", "or"):  # printed between the parts of a title
            _mark(draft)
    _mark_contents(drafts)
    _mark_letterhead(drafts)
    _mark_signature(drafts)
    _mark_imprint(drafts)


def _mark(draft: Draft) -> None:
    draft.role, draft.level = BlockRole.FURNITURE, None


def _mark_contents(drafts: list[Draft]) -> None:
    """A table of contents: tagged so, or with leaders, or the lines below "Contents" up to the last page number."""
    for index, draft in enumerate(drafts):
        if draft.lines[0].tag.kind == "TOCI" or any(_LEADERS.search(line.text) for line in draft.lines):
            _mark(draft)
        elif _CONTENTS.match(draft.words()):
            below = [other for other in drafts[index:] if other.page == draft.page]
            numbered = [place for place, other in enumerate(below) if _ENDS_IN_PAGE.search(other.words())]
            if len(numbered) >= 3:
                for other in below[: numbered[-1] + 1]:
                    _mark(other)


def _mark_letterhead(drafts: list[Draft]) -> None:
    """Short lines before the salutation on the first page; the title and anything that is a sentence stay."""
    for index, draft in enumerate(drafts):
        if draft.page > 1:
            return
        if _SALUTATION.match(draft.words()) and _is_short(draft):
            for above in drafts[: index + 1]:
                if _is_short(above) and above.role is not BlockRole.HEADING:
                    _mark(above)
            return


def _mark_signature(drafts: list[Draft]) -> None:
    for index, draft in enumerate(drafts):
        if _CLOSING.match(draft.words()) and _is_short(draft):
            _mark(draft)
            for below in drafts[index + 1 :]:
                if not (_is_short(below) or below.cells) or below.role is BlockRole.BULLET:
                    break
                _mark(below)


def _mark_imprint(drafts: list[Draft]) -> None:
    """From the first sentence of an imprint to the next heading on a later page: two reports may be in one file."""
    opened = 0
    for draft in drafts:
        if opened and draft.role is BlockRole.HEADING and draft.page > opened:
            opened = 0
        if not opened and is_imprint(draft):
            opened = draft.page
        if opened:
            _mark(draft)


def is_imprint(draft: Draft) -> bool:
    """Whether a draft opens an imprint."""
    return _IMPRINT.match(draft.words()) is not None


def _is_short(draft: Draft) -> bool:
    words = draft.words()
    if _ADDRESS.search(words):
        return True
    return len(words.split()) <= _SHORT and _SENTENCE.search(words) is None
