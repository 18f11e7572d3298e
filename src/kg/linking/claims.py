"""What a council says of an inspection, beside what the inspection published: grades, dates, and the same matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.graph import parts
from kg.linking import times
from kg.linking.inspections import family
from kg.linking.subjects import Rarity, Stems, about
from kg.model import Discrepancy, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.linking.sources import Source
    from kg.model import Inspection, Judgement, Statement
    from kg.vocabulary import Vocabulary

CLAIM, DATES, FAVOURABLE = "claim-and-judgement", "dates-disagree", "self-report-more-favourable"

_GRADE = re.compile(r"\brequires improvement(?: to be good)?\b|\b(?:outstanding|good|inadequate)\b", re.IGNORECASE)
_INSPECTED = re.compile(
    r"\b(?:ofsted|inspect(?:ors?|ion|ed)|judge(?:d|s|ment)|rated|rating|graded|ILACS|SIF)\b", re.IGNORECASE
)
_NOT_OURS = re.compile(
    r"\b(?:schools?|academ(?:y|ies)|settings?|providers?|nurser(?:y|ies)|childminders?|early years|colleges?|homes?"
    r"|pupils?|agency|agencies|per cent|audits?|audited|SEND|adoption|neighbour\w*|authorities)\b|%",
    re.IGNORECASE,
)  # fmt: skip
_NOT_A_CLAIM = re.compile(
    r"\b(?:to be|to become|becom\w+|journey|aim\w*|aspir\w*|towards?|plan\w*|ambition|until|next|would|will|should"
    r"|could|not|if|good practice|good progress|good quality|good understanding|good work)\b",
    re.IGNORECASE,
)  # fmt: skip
_ASPECTS = (
    re.compile(r"\bcare[- ](?:leavers?|experienced)|leaving care\b", re.IGNORECASE),
    re.compile(r"\bchildren in care\b|\blooked[- ]after\b", re.IGNORECASE),
    re.compile(r"\bhelp and protection\b", re.IGNORECASE),
    re.compile(r"\bleaders(?:hip)?\b", re.IGNORECASE),
    re.compile(r"\boverall\b", re.IGNORECASE),
)
_BUT = re.compile(r"\b(?:but|however|although|though|not|too|still|challenges?|higher than)\b", re.IGNORECASE)
_FEW_YEARS = 1500
_MISTAKEN = 62
"""Days by which a date may be mistaken: further away lies another inspection, of which a council has two a year."""
_SEVERAL_A_YEAR = re.compile(r"visit|monitoring|peer|youth|sef|self", re.IGNORECASE)
_BEFORE, _AFTER = 45, 200
_ALIKE = 0.5
_STEMS = 3


def misjudged(sources: Sequence[Source], vocabulary: Vocabulary) -> Iterator[Discrepancy]:
    """A council's claim of a grade that differs from the last judgement published before it."""
    for source in sources:
        for said in source.annotated.statements if not source.inspects else ():
            claim = _claim(source, said)
            published = claim and _published(sources, source, claim[0])
            if claim and published:
                report, judgement = published
                grade = (
                    vocabulary.grades[judgement.grade].label
                    if judgement.grade in vocabulary.grades
                    else judgement.grade
                )
                if _plain(grade) not in claim[1]:
                    judged = _judged(report, judgement, grade, vocabulary.base)
                    yield _against(source, said, claim[1], judgement, judged)


def misdated(sources: Sequence[Source]) -> Iterator[Discrepancy]:
    """A date that one document gives an inspection, beside the dates in the report of that inspection."""
    for source in sources:
        for told in source.annotated.inspections:
            if source.inspects and told is source.annotated.inspections[0]:
                continue
            report = _meant(sources, source, told)
            if report is not None:
                own = report.annotated.inspections[0]
                sides = (
                    _told(source, told, f"{told.start} ({source.label}, {source.date or 'undated'})"),
                    _told(report, own, f"{own.start} to {own.end} ({report.label})"),
                )
                why = "The one report held of such an inspection near that time bears other dates, and it is primary."
                yield Discrepancy(DATES, f"{told.name}: {told.start} or {own.start}", sides, why)


def more_favourable(sources: Sequence[Source]) -> Iterator[Discrepancy]:
    """A council's praise of itself beside an inspectorate's concern about the same matter, near in time."""
    stems = {s.name: [(one, about(s.words(one.span))) for one in s.annotated.statements] for s in sources}
    rarity = Rarity(words for told in stems.values() for _, words in told)
    for source in sources:
        near = [report for report in sources if report.inspects and _beside(source, report)]
        for report in near if not source.inspects else ():
            concerns = [(one, words) for one, words in stems[report.name] if _concern(one)]
            for said, words in stems[source.name]:
                found = _likest(said, words, concerns, rarity) if _praise(source, said) else None
                if found is not None:
                    yield _kinder(source, said, report, found)


def _likest(said: Statement, words: Stems, concerns: list[tuple[Statement, Stems]], rarity: Rarity) -> Statement | None:
    """The concern that speaks of the matter of a statement most closely; None where none does closely enough."""
    alike = [
        (rarity.alike(words, theirs), -one.span.start, one)
        for one, theirs in concerns
        if set(one.themes[:1]) & set(said.themes) and len(words & theirs) >= _STEMS
    ]
    best = max(alike, default=None, key=lambda each: each[:2])
    return best[2] if best and best[0] >= _ALIKE else None


def _concern(said: Statement) -> bool:
    return said.stance in ("concern", "priority_action") and said.speaker == "inspectorate"


def _praise(source: Source, said: Statement) -> bool:
    """Whether a council speaks well of itself without taking it back in the same breath."""
    return said.stance in ("strength", "progress") and not _BUT.search(source.words(said.span))


def _beside(source: Source, report: Source) -> bool:
    """Whether the inspection came at most half a year after the self-report, or shortly before it."""
    council, inspection = source.window, report.window
    if council is None or inspection is None:
        return False
    apart = times.gap(council, inspection)
    return apart <= (_AFTER if inspection[0] >= council[0] else _BEFORE)


def _kinder(source: Source, said: Statement, report: Source, found: Statement) -> Discrepancy:
    sides = (
        _said(source, said, f"the council’s account ({source.label}, {source.date or 'undated'})"),
        _said(report, found, f"the inspectorate’s finding ({report.label}, {report.date or 'undated'})"),
    )
    title = f"The council’s account is more favourable: {source.heading(said.span) or report.heading(found.span)}"
    return Discrepancy(
        FAVOURABLE,
        title,
        sides,
        "Both speak of the same matter within half a year; only the inspectorate’s is a finding.",
    )


def _claim(source: Source, said: Statement) -> tuple[re.Pattern[str], set[str]] | None:
    """The aspect and the grades that a statement claims of an inspection of the council itself."""
    if said.speaker == "inspectorate":
        return None
    words = source.words(said.span)
    if not _INSPECTED.search(words) or _NOT_OURS.search(words) or _NOT_A_CLAIM.search(_GRADE.sub("", words)):
        return None
    grades = {_plain(found) for found in _GRADE.findall(words)}
    aspects = [aspect for aspect in _ASPECTS if aspect.search(words)]
    return (aspects[0], grades) if grades and len(aspects) == 1 else None


def _published(sources: Sequence[Source], source: Source, aspect: re.Pattern[str]) -> tuple[Source, Judgement] | None:
    """The last judgement of that aspect published before a document, if not years before."""
    for report in reversed(sources):
        if not report.inspects or report.window is None or source.window is None or report.at >= source.window[0]:
            continue
        if times.gap(report.window, source.window) > _FEW_YEARS:
            return None
        graded = [one for told in report.annotated.inspections[:1] for one in told.judgements]
        fitting = [one for one in graded if aspect.search(one.aspect)]
        if fitting:
            return report, min(fitting, key=lambda one: len(one.aspect))
    return None


def _against(source: Source, said: Statement, claimed: set[str], judgement: Judgement, published: Side) -> Discrepancy:
    sides = (
        _said(source, said, f"{' or '.join(sorted(claimed))} ({source.label}, {source.date or 'undated'})"),
        published,
    )
    why = "The last inspection held that judged this gave another grade; the published judgement is the primary source."
    grade = published.reading.partition(" (")[0].lower()
    return Discrepancy(CLAIM, f"Claimed {' or '.join(sorted(claimed))}, judged {grade}: {judgement.aspect}", sides, why)


def _judged(report: Source, judgement: Judgement, grade: str, base: str) -> Side:
    """A judgement of the inspection that a report is of."""
    own = base + parts.inspection(report.id, report.annotated.inspections[0])
    reading = f"{grade} ({report.label}, {report.date or 'undated'})"
    return Side(report.cite(judgement.span), reading, parts.judgement(report.id, own, judgement))


def _said(source: Source, said: Statement, reading: str) -> Side:
    return Side(source.cite(said.span), reading, parts.statement(source.id, said))


def _told(source: Source, told: Inspection, reading: str) -> Side:
    return Side(source.cite(told.span), reading, parts.inspection(source.id, told))


def _plain(grade: str) -> str:
    return grade.lower().replace("-", " ").removesuffix(" to be good")


def _meant(sources: Sequence[Source], source: Source, told: Inspection) -> Source | None:
    """The one report that must be meant by a mention whose date no report held bears out; None where there is doubt."""
    if not told.start or "-" not in told.start or not told.framework or _SEVERAL_A_YEAR.search(told.framework):
        return None
    said = times.between(told.start, told.end)
    like = [
        report
        for report in sources
        if report is not source
        and report.inspects
        and report.framework
        and family(report.framework) == family(told.framework)
        and report.annotated.inspections
        and report.annotated.inspections[0].start
    ]
    near = [report for report in like if times.gap(said, _span(report)) <= _MISTAKEN]
    if len(near) != 1 or times.gap(said, _span(near[0])) == 0:
        return None
    return near[0]


def _span(report: Source) -> times.Window:
    """From the inspection's first day to the day of its report: a mention may mean either."""
    own = report.annotated.inspections[0]
    first, last = times.between(str(own.start), own.end)
    return first, max(last, report.published)
