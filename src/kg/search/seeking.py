"""What facts a question seeks beside statements (posts, inspections, figures, grades), and how well one answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.search import cues, dates, posts, question
from kg.search.candidate import HAPPENED, PEOPLE
from kg.search.people import holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.model import Question
    from kg.search.candidate import Fact
    from kg.search.people import Somebody
    from kg.vocabulary import Vocabulary

_FORMS = re.compile(
    r"\b(?:list|dates?|days?|joint|local|formal|areas?|full|place|carried|held|happen(?:ed)?|mention(?:ed)?|recent|last"
    r"|latest|next|first|previous|published|conducted|visited|involving)\b",
    re.IGNORECASE,
)
"""Words that go with inspections and are no matter of their own."""
_UNDATED, _VAGUE, _OTHER_TIME, _ANY, _SOME = 0.6, 0.7, 0.4, 0.3, 0.7
_DAY = 2
_TOLD, _IN_POST = 0.5, 0.9
"""What speaking of somebody is worth beside a post: without and with a word for a post."""
TOLD = 0.6
"""What naming somebody in the part that is asked for is worth, where the graph has no post: "led by Ada Marsh"."""
_BY_NAME = re.compile(r"\b[A-Z][a-z’'-]+ [A-Z][a-z’'-]+\b")
FITS = 0.55
"""From here on a post is the one that is asked for."""


@dataclass(frozen=True, slots=True)
class Seeking:
    """What a question seeks in the graph.

    Attributes:
        classes: classes of fact.
        posts: the posts asked for, where somebody is.
        people: every form of the names of those asked for.
        families: families of inspections or meetings asked for; any where empty.
        alone: whether the facts themselves are asked for, and no matter beside them: "which visits were there?"
        graded: whether judgements are asked for.
        pointed: kinds of document pointed to; who signed is asked of those alone.
        since, until: the time asked for.
    """

    classes: tuple[str, ...]
    posts: tuple[posts.Post, ...] = ()
    people: tuple[str, ...] = ()
    families: frozenset[str] = frozenset()
    alone: bool = False
    graded: bool = False
    pointed: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def fit(
        self,
        fact: Fact,
        kind: str | None,
        best: tuple[float, ...] = (),
        exact: frozenset[tuple[str | None, str]] = frozenset(),
    ) -> float:
        """How well a fact answers to what is sought, from 0 to 1.

        Args:
            fact: of one of `classes`.
            kind: the kind of document that it stands in.
            best: the best that there is for each post: whoever fits one best is as good an answer as another's best.
            exact: what happened on which day: a bare year of the same adds nothing to it.
        """
        if fact.class_ not in PEOPLE:
            return self._of_what_happened(fact, exact) if fact.class_ in HAPPENED else _SOME
        if self.people:
            return 1.0 if fact.person in self.people else 0.0
        fits = self.of_posts(fact, kind)
        return max(
            (each / top if top >= FITS else each for each, top in zip(fits, best or (1.0,) * len(fits), strict=True)),
            default=0.0,
        )

    def of_posts(self, fact: Fact, kind: str | None) -> tuple[float, ...]:
        """How well somebody's post fits each of those that are sought."""
        letter = not self.pointed or kind in self.pointed
        return tuple(posts.fit(post, fact) if letter or not post.relation else 0.0 for post in self.posts)

    def told(self, text: str) -> float:
        """How far some words answer that are no post: they name the person, or speak of the post whoever holds it."""
        if self.people:
            named = any(holds(text, form) for form in self.people)
            return (_IN_POST if posts.named(text) else _TOLD) if named else 0.0
        share = posts.told(self.posts, text) if self.posts else 0.0
        return TOLD if share == 1.0 and _BY_NAME.search(text) else _TOLD * share

    def primary(self, facts: Iterable[Fact]) -> frozenset[tuple[str | None, str]]:
        """Family and day of what happened, as far as facts give the day: others may tell of the same less exactly."""
        happened = (fact for fact in facts if fact.class_ in HAPPENED and fact.date and fact.date.count("-") == _DAY)
        return frozenset((cues.family(fact.sort), str(fact.date)) for fact in happened)

    def _of_what_happened(self, fact: Fact, exact: frozenset[tuple[str | None, str]] = frozenset()) -> float:
        if not self.families:
            return _ANY if fact.date else 0.0
        if cues.family(fact.sort) not in self.families:
            return 0.0
        if not fact.date:
            return _UNDATED
        family = cues.family(fact.sort)
        if any(day.startswith(fact.date) and day != fact.date for of, day in exact if of == family):
            return _VAGUE
        after = self.since is None or dates.last_day(fact.date) >= self.since
        before = self.until is None or dates.first_day(fact.date) <= self.until
        return 1.0 if after and before else _OTHER_TIME


def sought(asked: Question, vocabulary: Vocabulary, people: Callable[[], Sequence[Somebody]] = tuple) -> Seeking:
    """What a question seeks, by its own words; `people` gives those whom the documents held name."""
    who = asked.kind == "who-role" or (asked.kind == "when-which-inspection" and cues.WHO.search(asked.text))
    when = asked.kind == "when-which-inspection" or cues.WHEN.search(asked.text)
    classes = [*(PEOPLE if who else ()), *(HAPPENED if when else ())]
    if asked.kind == "figure":
        classes.append("Statistic")
    graded = bool(cues.GRADE.search(asked.text))
    if graded:
        classes.append("Judgement")
    text = question.unplaced(asked.text, vocabulary)
    wanted = posts.asked(text) if who else ()
    families, rest = cues.families(text) if when else (frozenset(), text)
    listed = asked.kind == "when-which-inspection" and bool(families) and not question.matter(_FORMS.sub(" ", rest))
    return Seeking(
        classes=tuple(classes),
        posts=wanted,
        people=_forms(asked, people) if asked.people else (),
        families=families,
        alone=listed or (asked.kind == "who-role" and bool(wanted or asked.people)),
        graded=graded,
        pointed=asked.pointed,
        since=asked.since,
        until=asked.until,
    )


def following(seeks: Seeking, asked: Question, answer: str) -> Seeking | None:
    """What to seek next where a question asks for a post and who holds it: those in the posts that an answer names.

    Args:
        seeks: what was sought first.
        asked: the question.
        answer: the words of the best evidence so far.
    """
    if not cues.THAT_POST.search(asked.text):
        return None
    named = posts.follow(answer)
    return replace(seeks, posts=named) if named else None


def _forms(asked: Question, people: Callable[[], Sequence[Somebody]]) -> tuple[str, ...]:
    return tuple(form for each in people() if each.name in asked.people for form in each.telling)
