"""Recognises the kind of a document from its title block and form; never from running text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.annotate.front import Front, words
from kg.model import BlockRole

if TYPE_CHECKING:
    from kg.model import Document

_LETTERS = (
    ("annual-engagement-letter", r"annual (?:engagement meeting|engagement|conversation)"),
    ("monitoring-visit-letter", r"monitoring visit"),
    ("focused-visit-letter", r"focused visit|focussed visit"),
    (
        "joint-send-revisit-letter",
        r"(?:joint )?(?:local )?area (?:SEND|special educational needs[\w /]*) revisit|revisit.{0,80}SEND",
    ),
    ("area-send-monitoring-report", r"area SEND monitoring inspection"),
    (
        "joint-send-inspection-letter",
        r"joint (?:local )?area (?:SEND|special educational needs)|(?:local )?area SEND inspection",
    ),
    ("jtai-letter", r"joint targeted area inspection|\bJTAI\b"),
)
_REPORTS = (
    (
        "area-send-monitoring-report",
        r"area SEND monitoring inspection|monitoring inspection of .{0,80}local area partnership",
    ),
    ("area-send-report", r"area SEND (?:full )?inspection|local area partnership report"),
    ("jtai-report", r"joint targeted area inspection|\bJTAI\b"),
    ("focused-visit-letter", r"focused visit|focussed visit"),
    ("monitoring-visit-letter", r"monitoring visit"),
    ("youth-justice-report", r"inspection of youth (?:offending|justice)|youth (?:offending|justice) services? in"),
    ("sif-report", r"inspection of services for children in need of help and protection"),
    (
        "safeguarding-inspection-report",
        (
            r"inspection of (?:looked after children services|safeguarding and looked after"
            r"|progress made in the provision of"
            r"|local authority arrangements for the protection|arrangements for the protection"
            r"|safeguarding services"
            r"|safeguarding arrangements|fostering|adoption)|annual unannounced inspection of contact"
        ),
    ),
    (
        "ilacs-report",
        (
            r"inspection of .{0,80}children[’']?s (?:social care )?services"
            r"|inspection of children[’']?s (?:social care )?services"
            r"|inspection of local authority children[’']?s services|re-?inspection of"
        ),
    ),
)
_COUNCIL = (
    ("minutes", r"^(?:draft )?minutes\b|\bminutes of (?:the|a)\b|\brecord of (?:the )?meeting\b"),
    ("practice-review", r"serious case review|child safeguarding practice review|local child safeguarding practice"),
    ("peer-review", r"peer (?:review|challenge|diagnostic)|sector[- ]led (?:review|improvement visit)"),
    (
        "monitoring-note",
        r"monitoring (?:note|visit note)|note of (?:the |a )?(?:monitoring|support) visit"
        r"|(?:progress|monitoring|visit) note\b",
    ),
    (
        "improvement-plan",
        r"improvement plan|action plan|written statement of action|improvement board (?:update"
        r"|report)|post[- ]inspection plan",
    ),
    ("self-evaluation", r"self[- ](?:evaluation|assessment)|\bSEF\b"),
    ("annual-report", r"annual report"),
)
_SCRUTINY = re.compile(r"\bscrutiny\b|\bselect committee\b", re.IGNORECASE)
_ENGAGEMENT = re.compile(r"annual (?:engagement|conversation)", re.IGNORECASE)
_MEETING = re.compile(r"\b(?:cabinet|committee|council|panel|executive|board|forum)\b", re.IGNORECASE)
_PAPER = re.compile(
    r"^(?:report (?:of|to|by|title|author)|decision[- ]maker|date of (?:decision|meeting)"
    r"|recommendations?\b|reason for|purpose of"
    r"|agenda item|wards? affected|lead (?:officer|member)|contact (?:officer|details)"
    r"|subject\b\s*:?|classification\b)",
    re.IGNORECASE,
)
_COVER = 6
_DECKS = frozenset({"application/vnd.openxmlformats-officedocument.presentationml.presentation"})
_EXPORTS = frozenset({"application/pdf", "text/plain", "text/markdown"})
"""What people save a deck as, where they do not keep it as one."""
_LISTED, _SHARE, _HEADED = 20, 0.6, 4


def of(document: Document, front: Front) -> str | None:
    """The notation of a document's kind; None where no rule recognises it."""
    if front.letter is not None:
        subject = words(front.letter.subject)
        opening = words(front.letter.opening)[:300]
        return _first(_LETTERS, subject) or _first(_LETTERS, opening) or "correspondence"
    title = words(front.title)
    if _by_inspectorate(front, title):
        found = _first(_REPORTS, title)
        if found is not None:
            return found
    return _of_council(document, front, words(front.title[:_COVER]))


def reports_inspection(kind: str | None) -> bool:
    """Whether a kind is a published report with a title block, which prints its date behind a label or not at all."""
    return kind in {name for name, _ in _REPORTS}


def _first(rules: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((kind for kind, pattern in rules if re.search(pattern, text, re.IGNORECASE)), None)


def _by_inspectorate(front: Front, title: str) -> bool:
    """Whether the title block has what a published report has and a council's paper about one has not."""
    if re.search(
        r"inspection (?:dates?|outcome)\s*:|(?:lead|reporting) inspector|age group"
        r"|report published|judgement\s+grade",
        title,
        re.IGNORECASE,
    ):
        return True
    top = words(front.top[:60])
    dated = re.search(
        r"(?:inspection|visit|published|lead inspector|reporting inspector)s?(?: dates?)?\s*:", top, re.IGNORECASE
    )
    return (
        dated is not None
        or re.match(r"(?:inspection|focused visit|joint|area SEND)\b", title, re.IGNORECASE) is not None
    )


def _of_council(document: Document, front: Front, title: str) -> str | None:
    slides = document.media_type in _DECKS
    deck = slides or (not _is_paper(front) and _is_slides(document))
    if _ENGAGEMENT.search(title):
        return "annual-engagement-presentation"
    found = _first(_COUNCIL, title)
    if found is not None:
        return found
    if _SCRUTINY.search(title):
        return "scrutiny-presentation" if deck else "scrutiny-paper"
    if slides or (deck and _is_listed(document)):
        return "council-presentation"
    return "council-report" if _is_paper(front) or _MEETING.search(title) else None


def _is_paper(front: Front) -> bool:
    return sum(_PAPER.match(line.text) is not None for line in front.top) >= 2


def _is_slides(document: Document) -> bool:
    """Whether most of what it says stands in short lines: bullets and headings, hardly any paragraph."""
    sizes = [block.span.end - block.span.start for block in document.blocks] or [
        len(part) for part in document.text.split("\n") if part.strip()
    ]
    total = sum(sizes)
    return total > 0 and sum(size for size in sizes if size > 400) < 0.35 * total


def _is_listed(document: Document) -> bool:
    """Whether a document whose title says nothing is a deck by its form: many headings and bullets, little else."""
    roles = Counter(block.role for block in document.blocks)
    listed = roles[BlockRole.HEADING] + roles[BlockRole.BULLET]
    return (
        document.media_type in _EXPORTS
        and listed >= max(_LISTED, _SHARE * roles.total())
        and roles[BlockRole.HEADING] >= _HEADED
    )
