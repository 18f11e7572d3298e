"""Writes the sentences of an answer around quotes chosen first, by the kind of question; each cites its quotes."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from kg.model import Sentence
from kg.search import wording
from kg.search.candidate import HAPPENED, PEOPLE
from kg.vocabulary import english

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.model import Citation, Evidence, FollowUp, Question
    from kg.search.candidate import Candidate, Fact

    Paired = Sequence[tuple[Evidence, Candidate]]

_QUOTES_A_DOCUMENT = 2
_QUOTES_IN_ALL = 3
_NUMBERS = 6
_FACTS = 8
_BY_DOCUMENT = {"topic-over-time", "compare", "follow-up"}
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]\w*\b")
_STATUS = {
    "confirmed_by_inspectorate": "A later inspection confirms it",
    "council_says_so_only": "Only the council says that it was done; no inspectorate held does",
    "partly": "Later documents tell of a part of it",
    "repeated": "It was asked for again later",
    "not_mentioned_again": "No later document held says what became of it",
    "later_document_not_held": "No later document that could tell of it is held",
}


def sentences(
    asked: Question, chosen: Sequence[Evidence], candidates: Sequence[Candidate], followed: Sequence[FollowUp]
) -> Iterator[Sentence]:
    """The sentences of an answer.

    Args:
        asked: the question as read.
        chosen: the evidence, best first.
        candidates: the same as it was ranked, in the same order.
        followed: what became of the recommendations that the evidence touches.
    """
    paired = list(zip(chosen, candidates, strict=True))
    made = list(_BY_KIND.get(asked.kind, _best)(asked, paired))
    yield from made or _best(asked, paired)
    if asked.kind == "follow-up":
        yield from _what_became(chosen, followed)


def _best(_: Question, paired: Paired) -> Iterator[Sentence]:
    for piece, __ in paired[:_QUOTES_IN_ALL]:
        yield _quoting([piece])


def _in_time(asked: Question, paired: Paired) -> Iterator[Sentence]:
    """A count, then the strongest quotes of each document in order of time."""
    ordered = sorted((piece for piece, _ in paired), key=wording.in_time)
    if asked.kind in _BY_DOCUMENT and ordered:
        yield Sentence(wording.counted(ordered), tuple(piece.id for piece in ordered))
    yield from _by_document(ordered)


def _by_stance(_: Question, paired: Paired) -> Iterator[Sentence]:
    """Inspected findings before what a council says of itself, each in order of time."""
    ordered = sorted((piece for piece, _ in paired), key=wording.in_time)
    for inspected in (True, False):
        yield from _by_document([piece for piece in ordered if (piece.speaker == "inspectorate") == inspected])


def _by_document(ordered: Sequence[Evidence]) -> Iterator[Sentence]:
    for _, pieces in groupby(ordered, key=lambda piece: piece.citation.document):
        strongest = sorted(pieces, key=lambda piece: -piece.score)[:_QUOTES_A_DOCUMENT]
        yield _quoting(sorted(strongest, key=lambda piece: piece.citation.start))


def _posts(_: Question, paired: Paired) -> Iterator[Sentence]:
    """Who held which post, as of when."""
    yield from _of_facts(paired, PEOPLE, _holding)


def _happened(_: Question, paired: Paired) -> Iterator[Sentence]:
    """What happened when, the earliest first."""
    yield from _of_facts(sorted(paired, key=_when), HAPPENED, lambda fact, _: fact.post or None)


def _when(pair: tuple[Evidence, Candidate]) -> tuple[str, str]:
    """The day that the facts of a piece tell of, those without one last."""
    piece, candidate = pair
    return min((fact.date for fact in candidate.facts if fact.date), default="9999"), piece.id


def _of_facts(
    paired: Paired, classes: Iterable[str], say: Callable[[Fact, Evidence], str | None]
) -> Iterator[Sentence]:
    told: set[str] = set()
    for piece, candidate in paired[:_FACTS]:
        facts = [fact for fact in candidate.facts if fact.class_ in classes]
        said = [words for fact in facts if (words := say(fact, piece)) and words not in told]
        if facts and said:
            told.update(said)
            yield Sentence(f"{'; '.join(dict.fromkeys(said))}: {wording.cited(piece)}", (piece.id,))


def _holding(fact: Fact, piece: Evidence) -> str | None:
    if not fact.person or not fact.post:
        return None
    employer = f", {fact.organisation}" if fact.organisation and fact.organisation not in fact.post else ""
    when = fact.date or piece.date
    return f"{fact.person}, {fact.post}{employer}{f' (as of {english.day(when)})' if when else ''}"


def _numbers(_: Question, paired: Paired) -> Iterator[Sentence]:
    """Every number stated, with whoever stated it and when."""
    for piece, candidate in paired[:_NUMBERS]:
        if any(fact.class_ == "Statistic" for fact in candidate.facts):
            yield _quoting([piece])


def _meaning(asked: Question, paired: Paired) -> Iterator[Sentence]:
    """What a short form stands for, where a document says so, and what was said."""
    for short in dict.fromkeys(_ACRONYM.findall(asked.text)):
        for piece, _ in paired:
            if whole := expansion(short, piece.citation.quote):
                yield Sentence(f"{short} stands for “{whole}” ({piece.title}, {wording.date(piece)}).", (piece.id,))
                break
    yield from _best(asked, paired)


def expansion(short: str, text: str) -> str | None:
    """The words before "(SHORT)" whose initials make it; None where the text gives none.

    Small words may stand between and are not counted: "Partners in Practice (PiP)".
    """
    found = re.search(rf"((?:[\w’'&/-]+ ){{1,10}})\({re.escape(short)}s?\)", text, re.IGNORECASE)
    if found is None:
        return None
    words = found[1].split()
    for start in range(len(words) - 1, -1, -1):
        initials = [word[0] for word in words[start:] if word[0].isalnum()]
        telling = [word[0] for word in words[start:] if len(word) > 3]
        if short.lower() in ("".join(initials).lower(), "".join(telling).lower()):
            return " ".join(words[start:])
    return None


def _what_became(chosen: Sequence[Evidence], followed: Sequence[FollowUp]) -> Iterator[Sentence]:
    """For each recommendation that the evidence holds, what later documents make of it."""
    for each in followed:
        owing = [piece.id for piece in chosen if shares(piece.citation, each.recommendation)]
        owing += [piece.id for piece in chosen if any(shares(piece.citation, cited) for cited in each.evidence)]
        quote = " ".join(each.recommendation.quote.split())
        yield Sentence(f"Of “{quote}”: {_STATUS[each.status].lower()}.", tuple(dict.fromkeys(owing)))


def shares(one: Citation, other: Citation) -> bool:
    """Whether two citations have words in common."""
    return one.document == other.document and one.start < other.end and other.start < one.end


def _quoting(pieces: Sequence[Evidence]) -> Sentence:
    return Sentence(wording.quoting(pieces), tuple(piece.id for piece in pieces))


_BY_KIND: dict[str, Callable[[Question, Paired], Iterator[Sentence]]] = {
    "topic-over-time": _in_time,
    "compare": _in_time,
    "follow-up": _in_time,
    "strengths-concerns": _by_stance,
    "when-which-inspection": _happened,
    "who-role": _posts,
    "figure": _numbers,
    "definition-programme": _meaning,
}
