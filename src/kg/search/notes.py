"""Notes that protect the reader: two accounts of one thing, grades that are no series, what is not held, caveats.

Each rests on evidence chosen before it; what documents say together is `linking`'s finding, told where the evidence
touches it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.linking import FAVOURABLE
from kg.model import Note
from kg.search import cues, dates, wording
from kg.vocabulary import english

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Citation, Discrepancy, Evidence, Held, NotHeld, Question
    from kg.search.candidate import Candidate
    from kg.search.scope import Holdings

_AUTHORITIES = 2
"""Above as many authorities, links are not asked for: each is made from all documents about it."""
_READ = 10
_NAMED = 3
_SEPARATE_AGAIN = "2023-01-01"
"""First day of the inspections that judge care leavers by themselves again (ILACS framework, January 2023)."""
_CARE_LEAVERS = "care-leavers"
_OF_INSPECTION = re.compile(r"\b(?:inspect\w+|ofsted|judg\w+|rated|graded?)\b", re.IGNORECASE)
_BEST = 1
_IN_SERIES = {"topic-over-time", "compare"}
"""Kinds of question whose answer may be read as a series."""


def discrepancies(holdings: Holdings, chosen: Sequence[Evidence]) -> tuple[Discrepancy, ...]:
    """What documents say that cannot both stand, where the evidence holds a side of it."""
    authorities = {piece.authority for piece in chosen if piece.authority}
    if len(authorities) > _AUTHORITIES:
        return ()
    found = [one for authority in sorted(authorities) for one in holdings.links(authority).discrepancies]
    return tuple(one for one in found if any(_touching(side.citation, chosen) for side in one.sides))


def of(
    holdings: Holdings,
    asked: Question,
    chosen: Sequence[Evidence],
    candidates: Sequence[Candidate],
    disagreeing: Sequence[Discrepancy],
) -> tuple[Note, ...]:
    """All notes for an answer.

    Args:
        holdings: what is held.
        asked: the question as read.
        chosen: the evidence.
        candidates: the same as it was ranked, in the same order.
        disagreeing: `discrepancies` of the evidence.
    """
    return (
        *(_of_discrepancy(one, chosen) for one in disagreeing),
        *_of_judgement(holdings, chosen, candidates),
        *_of_series(holdings, asked, chosen),
        *_of_missing(holdings, chosen),
        *_of_caveats(chosen),
    )


def missing(holdings: Holdings, asked: Question) -> tuple[NotHeld, ...]:
    """Documents that would hold what is asked for, as far as those held name them: of that kind, family and time."""
    families = cues.families(asked.text)[0]
    about = {
        held.name
        for held in holdings.documents
        if not asked.authorities or held.metadata.authority in asked.authorities
    }
    return tuple(
        each
        for each in holdings.missing()
        if each.kind
        and any(cited.document in about for cited in each.mentioned_in)
        and (each.kind in asked.pointed or cues.family(each.kind) in families or (not asked.pointed and not families))
        and (asked.speaker != "inspectorate" or holdings.vocabulary.kinds[each.kind].evaluated)
        and _in_time(each, asked)
    )[:_NAMED]


def _in_time(each: NotHeld, asked: Question) -> bool:
    if asked.since is None and asked.until is None:
        return bool(asked.pointed)
    if each.date is None:
        return False
    after = asked.since is None or dates.last_day(each.date) >= asked.since
    return after and (asked.until is None or dates.first_day(each.date) <= asked.until)


def _touching(cited: Citation, chosen: Sequence[Evidence]) -> tuple[str, ...]:
    """The ids of the pieces that share words with a citation."""
    return tuple(
        piece.id
        for piece in chosen
        if piece.citation.document == cited.document
        and piece.citation.start < cited.end
        and cited.start < piece.citation.end
    )


def _of_discrepancy(one: Discrepancy, chosen: Sequence[Evidence]) -> Note:
    sides = "; ".join(f"{side.reading}: “{' '.join(side.citation.quote.split())}”" for side in one.sides)
    kind = FAVOURABLE if one.kind == FAVOURABLE else "discrepancy"
    owing = tuple(id_ for side in one.sides for id_ in _touching(side.citation, chosen))
    return Note(kind, f"{one.title}. {sides[:1].upper()}{sides[1:]}. {one.explanation}", tuple(dict.fromkeys(owing)))


def _of_judgement(holdings: Holdings, chosen: Sequence[Evidence], candidates: Sequence[Candidate]) -> Iterator[Note]:
    """A council's good word of an inspection beside an outcome of that time that is not the best."""
    praising = [
        piece
        for piece in chosen
        if piece.speaker != "inspectorate"
        and piece.stance in ("strength", "progress")
        and _OF_INSPECTION.search(piece.citation.quote)
    ]
    for piece, candidate in zip(chosen, candidates, strict=True):
        kinder = [each for each in praising if each.authority == piece.authority and _near(each, piece)]
        if kinder and piece.evaluated and _below_best(holdings, candidate):
            said, outcome = wording.cited(kinder[0]), wording.cited(piece)
            text = f"The council speaks well of it: {said}. The published outcome: {outcome}."
            yield Note(FAVOURABLE, text, (kinder[0].id, piece.id))
            return


def _below_best(holdings: Holdings, candidate: Candidate) -> bool:
    grades = holdings.vocabulary.grades
    return any(fact.sort in grades and grades[fact.sort].rank > _BEST for fact in candidate.facts if fact.sort)


def _near(one: Evidence, other: Evidence) -> bool:
    """Whether two pieces are of the same year or of years side by side."""
    years = [piece.date or (piece.date_window[0] if piece.date_window else None) for piece in (one, other)]
    return all(years) and abs(int(str(years[0])[:4]) - int(str(years[1])[:4])) <= 1


def _of_series(holdings: Holdings, asked: Question, chosen: Sequence[Evidence]) -> Iterator[Note]:
    """Care leavers were judged by themselves until 2017 and again from January 2023; between, together with others."""
    about = {_CARE_LEAVERS, *holdings.vocabulary.narrower(_CARE_LEAVERS)}
    if not about & set(asked.themes) or not (asked.kind in _IN_SERIES or cues.GRADE.search(asked.text)):
        return
    cited = {piece.citation.document for piece in chosen}
    judged = [(held, how) for held in holdings.documents if held.name in cited and (how := _how_judged(held))]
    if len({how for _, how in judged}) < 2:
        return
    ways = "; ".join(
        f"{way} in {english.listed([_called(held) for held, how in judged if how == way])}"
        for way in sorted({how for _, how in judged})
    )
    names = {held.name for held, _ in judged}
    yield Note(
        "comparability-break",
        f"Grades for care leavers are not one series: they were judged {ways}. Inspections until 2017 and from January "
        "2023 judge care leavers by themselves, those between judge them together with children in care.",
        tuple(piece.id for piece in chosen if piece.citation.document in names),
    )


def _called(held: Held) -> str:
    return f"{held.metadata.title} ({_inspected(held)[:4]})"


def _how_judged(held: Held) -> str | None:
    """How an inspection report judges care leavers, by the days of the inspection; None where it judges nothing."""
    if held.metadata.kind == "sif-report":
        return "by themselves"
    if held.metadata.kind != "ilacs-report" or not (day := _inspected(held)):
        return None
    return "by themselves" if dates.first_day(day) >= _SEPARATE_AGAIN else "together with children in care"


def _inspected(held: Held) -> str:
    """The first day of the inspection that a document reports, else its own date; empty where neither is known."""
    started = next((event.start for event in held.metadata.events if event.start), None)
    date = held.metadata.date
    return started or date.value or (date.window[0] if date.window else "")


def _of_missing(holdings: Holdings, chosen: Sequence[Evidence]) -> Iterator[Note]:
    """Inspections and documents that the evidence names and that are not held."""
    told = 0
    for each in holdings.missing():
        owing = dict.fromkeys(id_ for cited in each.mentioned_in for id_ in _touching(cited, chosen[:_READ]))
        if owing and each.kind and told < _NAMED:
            told += 1
            yield Note("not-held", f"“{each.title}” is referred to and is not held.", tuple(owing))


def _of_caveats(chosen: Sequence[Evidence]) -> Iterator[Note]:
    """A note for each caveat of a document that is quoted."""
    for caveat in dict.fromkeys(caveat for piece in chosen for caveat in piece.caveats):
        owing = [piece for piece in chosen if caveat in piece.caveats]
        title = f"{owing[0].title} ({wording.date(owing[0])})"
        yield Note(
            "caveat", f"{title} says of itself: “{' '.join(caveat.split())}”", tuple(piece.id for piece in owing)
        )
