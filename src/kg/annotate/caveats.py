"""Words that limit how a document may be used; they travel with every quote of it."""

from __future__ import annotations

import re

from kg.model import Caveat, Document, PageForm, Span

_THIS = (
    r"(?:(?:this|the|these|that|our|your) (?:\w+ )?(?:letter|note|document|presentation|record|minutes|slides)"
    r"|this (?:report|paper)"
    r"|comments(?: made)?|views expressed|contents?|what (?:was|is) said|claims)"
)
_SENTENCES = (
    (
        "unpublished",
        (
            rf"\b{_THIS}\b[^.]{{0,40}}\bnot (?:be |being |been )*published\b|\bnot (?:been )?for publication\b"
            r"|\bunpublished (?:letter|note|document|report)\b|\b(?:letter|note|document|report) (?:is"
            r"|remains) unpublished\b"
        ),
    ),
    (
        "not-evaluated",
        (
            rf"\b{_THIS}\b[^.]{{0,60}}\bnot (?:been )?(?:evaluated|inspected|verified|validated)\b"
            r"|\bnot (?:been )?(?:evaluated|inspected|verified|validated) (?:by (?:ofsted|inspectors"
            r"|the inspectorate|hmi|cqc)|as part of an inspection)\b|\bnot (?:an )?inspection findings?\b"
            r"|\bis not an inspection\b"
            rf"|\b{_THIS}\b[^.]{{0,60}}\b(?:not a judgement|unevaluated)\b"
        ),
    ),
    (
        "to-be-published",
        r"\b(?:letter|report) will be published\b|\bwe will publish (?:this|the) (?:letter"
        r"|report)\b",
    ),
    ("embargoed", r"\bembargo(?:ed)?\b"),
    (
        "provisional",
        (
            r"\b(?:data|figures?|results?|numbers?)\b[^.]{0,40}\b(?:is|are|remain) (?:provisional"
            r"|unvalidated|not (?:yet )?validated)\b"
            r"|\b(?:provisional|unvalidated) (?:data|figures?|results?)\b|\bsubject to validation\b"
        ),
    ),
    (
        "limited-scope",
        (
            r"\bcarried out (?:fully|wholly|entirely|partly) by remote means\b|\bdid not (?:look at"
            r"|consider|inspect|evaluate|review)\b[^.]{0,80}"
            r"\b(?:visit|inspection)\b|\b(?:visit|inspection)\b[^.]{0,60}\bdid not (?:look at|consider"
            r"|inspect|evaluate|review|cover)\b"
        ),
    ),
    (
        "self-report",
        r"\b(?:this|our) (?:is )?(?:our |the council[’']s )?(?:own )?self[- ](?:assessment"
        r"|evaluation|report)\b[^.]{0,60}\b(?:is|sets out|gives|shows|has not)\b",
    ),
)
_MARKINGS = (
    (
        "confidential",
        r"(?:strictly )?(?:private and )?confidential\b|\bofficial[- –]+sensitive\b"
        r"|\bnot for publication\b|\brestricted\b|\bexempt (?:information|from publication)\b",
    ),
    ("draft", r"\bdraft\b(?! (?:plan|guidance|policy|strategy|budget))"),
    ("embargoed", r"\bembargo(?:ed)?\b"),
)
_ITSELF = re.compile(
    r"\b(?:this|our) (?:\w+ )?(?:letter|note|document|report|record)\b|\bcomments made\b|\bas part of an inspection\b"
    r"|\bis not an inspection\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?][”’\"')]?(?=\s)|\n\s*\n")
_MARKING_LENGTH = 90


def find(document: Document) -> tuple[Caveat, ...]:
    """The caveats of a document, each with the sentence or marking that says it, in order."""
    found = {
        (kind, _sentence(document.text, match.start(), match.end()))
        for kind, pattern in _SENTENCES
        for match in re.finditer(pattern, document.text, re.IGNORECASE)
    }
    for match in re.finditer(r"[^\n]+", document.text):
        line = match.group().strip(" #*|-")
        if line and len(line) <= _MARKING_LENGTH and not line.endswith("."):
            found |= {(kind, _trimmed(document.text, match.start(), match.end())) for kind in _marked(line)}
    if document.pages_of(PageForm.OCR):
        found.add(("ocr", document.blocks[-1].span))  # the line in which the reader says so
    return tuple(Caveat(kind, span) for kind, span in sorted(found, key=lambda pair: (pair[1], pair[0])))


def of_itself(document: Document, found: tuple[Caveat, ...]) -> tuple[Caveat, ...]:
    """The caveats of an inspectorate's report: that others' plans or records were never evaluated is its finding."""
    return tuple(
        each
        for each in found
        if each.kind != "not-evaluated" or _ITSELF.search(document.text[each.span.start : each.span.end])
    )


def _marked(line: str) -> list[str]:
    """Kinds that a short line marks by itself: in capitals, or with the mark at its beginning or end."""
    kinds = []
    for kind, pattern in _MARKINGS:
        match = re.search(pattern, line, re.IGNORECASE)
        if match and (line.isupper() or match.group().isupper() or match.group() == line):
            kinds.append(kind)
    return kinds


def _sentence(text: str, start: int, end: int) -> Span:
    begins = max((stop.end() for stop in _STOP.finditer(text, max(0, start - 600), start)), default=None)
    if begins is None:
        begins = max(0, start - 600) if start > 600 else 0
    stop = _STOP.search(text, end)
    closes = stop.end() if stop else len(text)
    return _trimmed(text, begins, min(closes, end + 600))


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    mark = re.match(r"[\s#*|>•■◼▪●\uf0b7-]*", part)
    lead = mark.end() if mark else 0
    return Span(start + lead, start + len(part.rstrip()))
