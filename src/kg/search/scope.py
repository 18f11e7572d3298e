"""Which documents a question may be answered from: the filters, its own words, and the two made one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import InputError, NotHeldError
from kg.search import cues, dates, question

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection, Iterator
    from collections.abc import Set as AbstractSet

    from kg.index import PassageIndex
    from kg.linking import Links
    from kg.model import Filters, Held, NotHeld, Question
    from kg.search.people import Somebody
    from kg.search.views import View
    from kg.store import TripleStore
    from kg.vocabulary import Vocabulary
    from kg.vocabulary.names import Names


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held, as search sees it.

    Attributes:
        reach: gives the store with at least the graphs of some documents in it, by id; of all for None.
        view: gives what is known of a document without its graph, by its id.
        index: the passages of all documents.
        vocabulary, names: the registers, and IRIs below the library's base.
        documents: the documents held, by name.
        people: gives those whom the documents held name.
        missing: gives what they refer to and is not held.
        links: gives what follows from all documents about an authority together, by its GSS code.
    """

    reach: Callable[[Collection[str] | None], TripleStore]
    view: Callable[[str], View]
    index: PassageIndex
    vocabulary: Vocabulary
    names: Names
    documents: tuple[Held, ...]
    people: Callable[[], tuple[Somebody, ...]]
    missing: Callable[[], tuple[NotHeld, ...]]
    links: Callable[[str], Links]

    @property
    def store(self) -> TripleStore:
        """The graphs of all documents; `reach` costs less where a few are enough."""
        return self.reach(None)


def read(holdings: Holdings, text: str, filters: Filters) -> Question:
    """A question with the caller's filters; each filter wins over what the question's own words say.

    Raises:
        InputError: a filter names a theme, kind, speaker or stance that does not exist, or a date that is none.
        NotHeldError: a filter names an authority or a document that is not known.
    """
    if filters.since and filters.until and dates.first_day(_date(filters.since)) > dates.last_day(_date(filters.until)):
        raise InputError(f"the time asked for begins on {filters.since}, after it ends on {filters.until}")
    asked = _in_time(holdings, question.read(text, holdings.vocabulary, holdings.people))
    vocabulary = holdings.vocabulary
    return replace(
        asked,
        themes=_known("theme", filters.theme, vocabulary.themes) or asked.themes,
        authorities=tuple(_authority(name, vocabulary) for name in filters.authority) or asked.authorities,
        documents=tuple(_document(name, holdings) for name in filters.document),
        kinds=_known("kind", filters.kind, vocabulary.kinds),
        speaker=_one("speaker", filters.speaker, vocabulary.speakers) or asked.speaker,
        stance=_one("stance", filters.stance, vocabulary.stances) or asked.stance,
        moments=() if filters.since or filters.until else asked.moments,
        since=dates.first_day(_date(filters.since)) if filters.since else asked.since,
        until=dates.last_day(_date(filters.until)) if filters.until else asked.until,
        fixed=tuple(name for name in ("theme", "speaker", "stance") if getattr(filters, name)),
        limit=filters.limit,
    )


def _in_time(holdings: Holdings, asked: Question) -> Question:
    """A question that tells its time by the newest document or by an inspection, with the days that this means."""
    if asked.since or asked.until:
        return asked
    known = [held.metadata.date.value for held in holdings.documents if about(held, asked) and held.metadata.date.value]
    if lately := dates.lately(asked.text, max(known, default=None)):
        return replace(asked, since=lately.since, topic=question.matter(question.cut(asked.text, lately.spans)))
    if turn := cues.TURN.search(asked.text):
        return _turned(asked, turn, _day_of(holdings, asked, cues.families(turn["what"])[0]))
    return asked


def _turned(asked: Question, turn: re.Match[str], day: str | None) -> Question:
    """A question about the time before or since an inspection: its report is then not what is pointed to."""
    if day is None:
        return asked
    pointed = question.pointing(question.cut(asked.text, [turn.span()]))[1]
    if turn["way"].lower() in cues.BEFORE:
        return replace(asked, pointed=pointed, until=dates.day_before(dates.first_day(day)))
    return replace(asked, pointed=pointed, since=dates.first_day(day))


def _day_of(holdings: Holdings, asked: Question, families: frozenset[str]) -> str | None:
    """The first day of the latest inspection of some families that the documents report or refer to."""
    held = [each for each in holdings.documents if about(each, asked)]
    names = {each.name for each in held}
    days = [
        event.start
        for each in held
        if each.metadata.evaluated
        for event in each.metadata.events[:1]
        if event.start and cues.family(each.metadata.kind) in families
    ]
    days += [
        each.date
        for each in holdings.missing()
        if each.date
        and cues.family(each.kind) in families
        and any(cited.document in names for cited in each.mentioned_in)
    ]
    return max(days, default=None)


def at_home(holdings: Holdings, asked: Question) -> Question:
    """A question that names no place, read as about the one authority whose own papers are held, if there is one.

    A council holds its own papers, and reports of others to compare with; "everywhere" and its like ask of all.
    """
    home = _home(holdings)
    if home is None or asked.authorities or asked.documents or cues.EVERYWHERE.search(asked.text):
        return asked
    return replace(asked, authorities=(home,), assumed=True)


def _home(holdings: Holdings) -> str | None:
    """The one authority of which papers are held that are no inspectorate's findings; None where there are several."""
    kinds = holdings.vocabulary.kinds
    papers = [held.metadata for held in holdings.documents if held.metadata.authority]
    own = {paper.authority for paper in papers if not (paper.kind and kinds[paper.kind].evaluated)}
    return own.pop() if len(own) == 1 else None


def statements(holdings: Holdings, asked: Question) -> dict[str, str] | None:
    """The statements that bear the theme, speaker and stance that the caller set, each with its passage, by path.

    None where none of these is set: then any statement may answer.
    """
    wanted: dict[str, AbstractSet[str | None]] = {
        "theme": {each for theme in asked.themes for each in (theme, *holdings.vocabulary.narrower(theme))},
        "speaker": {asked.speaker},
        "stance": {asked.stance},
    }
    found: dict[str, str] | None = None
    for name in asked.fixed:
        marked = dict(_marked(holdings, name, wanted[name]))
        found = marked if found is None else {said: found[said] for said in found.keys() & marked.keys()}
    return found


def _marked(holdings: Holdings, name: str, values: AbstractSet[str | None]) -> Iterator[tuple[str, str]]:
    """The statements that bear one of some values, each with its passage."""
    for held in holdings.documents:
        for one in holdings.view(held.id).spoken:
            borne = one.themes if name == "theme" else {one.speaker if name == "speaker" else one.stance}
            if not values.isdisjoint(borne):
                yield one.path, one.passage


def documents(holdings: Holdings, asked: Question) -> tuple[Held, ...]:
    """The documents held that may answer: about the authority, of the kind, of the time or telling of an event then."""
    return tuple(held for held in holdings.documents if about(held, asked) and timely(held, asked))


def about(held: Held, asked: Question) -> bool:
    """Whether a document is of the authorities, names and kinds that are asked for."""
    return (
        (not asked.authorities or held.metadata.authority in _authorities(asked))
        and (not asked.documents or held.id in asked.documents)
        and (not asked.kinds or held.metadata.kind in asked.kinds)
    )


def _authorities(asked: Question) -> tuple[str | None, ...]:
    """The authorities that documents may be about; with one that is assumed, also none that is known."""
    return (*asked.authorities, None) if asked.assumed else asked.authorities


def timely(held: Held, asked: Question) -> bool:
    """Whether a document's date, its window, or an event it tells of touches the time that is asked for."""
    if asked.since is None and asked.until is None:
        return True
    return any(touches(held, since, until) for since, until in asked.moments or ((asked.since, asked.until),))


def touches(held: Held, since: str | None, until: str | None) -> bool:
    """Whether a document's date, its window, or an event it tells of touches a stretch of time."""
    said = held.metadata
    stretches = [(event.start, event.end or event.start) for event in said.events if event.start]
    if said.date.value:
        stretches.append((said.date.value, said.date.value))
    if said.date.window:
        stretches.append(said.date.window)
    return any(
        (since is None or dates.last_day(last or first) >= since) and (until is None or dates.first_day(first) <= until)
        for first, last in stretches
        if first
    )


def speakers(held: Held, asked: Question) -> tuple[str | None, ...]:
    """Whose word a comparison asks of a document, one for each of its sides that the document is of."""
    return tuple(who for who, since, until in asked.sides if touches(held, since, until))


def _known(what: str, ids: tuple[str, ...], known: object) -> tuple[str, ...]:
    for id_ in ids:
        _one(what, id_, known)
    return ids


def _one(what: str, id_: str | None, known: object) -> str | None:
    if id_ is not None and id_ not in known:  # type: ignore[operator]
        raise InputError(f"there is no {what} {id_!r}; there are: {', '.join(sorted(known))}")  # type: ignore[call-overload]
    return id_


def _authority(name: str, vocabulary: Vocabulary) -> str:
    found = vocabulary.authority(name) or vocabulary.authority_named(name)
    if found is None:
        raise NotHeldError(f"no authority is called {name!r}; use its usual name or its GSS code")
    return found.gss


def _document(name: str, holdings: Holdings) -> str:
    for held in holdings.documents:
        if name in (held.id, held.name) or held.name.endswith("/" + name):
            return held.id
    raise NotHeldError(f"no document called {name} is held; kg sources lists those that are")


def _date(text: str) -> str:
    if not dates.DATE.fullmatch(text):
        raise InputError(f"{text!r} is no date; write 2024, 2024-07 or 2024-07-04")
    return text
