"""Reads which posts a question asks for, by noun or by verb, and tells how well a post that somebody holds fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.index.words import question_stems
from kg.search import cues, question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.search.candidate import Fact

_NOUNS = (
    "director|head|chair|chairman|chairwoman|chairperson|manager|officer|leader|lead|inspector|commissioner|member"
    "|adviser|advisor|executive|principal|doctor|nurse|commander|superintendent|judge|minister|scrutineer|sponsor"
)
_NOUN = re.compile(rf"\b(?:{_NOUNS})s?\b", re.IGNORECASE)
_RANKS = re.compile(r"\b(?:deputy|assistant|associate|vice|chief|lead|shadow)\b", re.IGNORECASE)
_TERMS = re.compile(
    r"\b(?:interim|acting|executive|corporate|strategic|statutory|senior|permanent|current|new|her|his|majesty['’]s"
    r"|hmi|mr|mrs|ms|dr|local|area|nominated|post|posts|role|roles|job|title|position|person|people|name[ds]?|basis"
    r"|independent|services?|represent(?:s|ed|ing)?|took part|attend(?:s|ed|ing)?|met|names?)\b",
    re.IGNORECASE,
)
"""Words of a post that do not tell it from another."""

_POSSESSIVE = re.compile(r"[’']s\b")
_INSPECTION = r"(?:(?!\bcouncil\b).){0,60}\b(?:inspections?|visits?|reviews?|revisits?)\b"
_BY_VERB: tuple[tuple[re.Pattern[str], frozenset[str], frozenset[str]], ...] = tuple(
    (re.compile(rf"\b(?P<verb>{verbs})\b{then}", re.IGNORECASE), frozenset(nouns.split()), frozenset(ranks.split()))
    for verbs, then, nouns, ranks in (
        ("led|leads|leading|lead", _INSPECTION, "inspector", "lead"),
        ("carried out|conducted|undertook|did|made|inspected", _INSPECTION, "inspector", ""),
        ("chairs|chaired|chairing|will chair", "", "chair chairman chairwoman chairperson", ""),
        (
            "heads|headed|runs?|ran|manages?|managed|leads?|led|in charge of|responsible for|oversees",
            "",
            "head director manager leader lead",
            "",
        ),
    )
)
"""Verbs that name a post, the more exact first: "who chairs the board" asks for a chair."""

PRESENT = "present"
_PRESENT = re.compile(
    r"\b(?:[Mm]eet(?:ing)? with|[Mm]et with|[Aa]ttended by|[Pp]resent(?: were)?:?|[Ii]n attendance:?|[Aa]ttendees:?)"
    r"\s+(?:(?:Mr|Mrs|Ms|Dr|Councillor) )?[A-Z][\w’'-]+ [A-Z]"
)
"""Who was present at a meeting, by name."""
_RELATIONS = (
    (re.compile(r"\b(?:sign(?:s|ed)?|wrote|written by|author(?:ed)?|from whom|sent by)\b", re.IGNORECASE), "signatory"),
    (
        re.compile(r"\b(?:attend(?:ed|s|ing)?|was present|were present|took part in the meeting|met)\b", re.IGNORECASE),
        PRESENT,
    ),
    (re.compile(r"\b(?:address(?:ed|ee)|written to|sent to|received|recipient)\b", re.IGNORECASE), "addressee"),
)
_WHO_DOES = re.compile(r"\bwho\s+(?:(?:now|currently|also|will|has|had)\s+)*(?P<verb>\w+)", re.IGNORECASE)
_CLAUSES = re.compile(r"[;?]|,?\s+\b(?:and|or)\s+(?=who\b|whose\b|which\b|what\b|in what\b)", re.IGNORECASE)
_INSPECTED = re.compile(
    r"\b(?:led|carried out|conducted|undertaken) (?:by\b|the (?:inspection|visit|review)\b)|\blead inspectors?\b",
    re.IGNORECASE,
)
_NAMED_POST = re.compile(
    rf"(?:[A-Z][\w’']+ )*\b(?:{_NOUNS.title()})\b(?: (?:of|for) (?:[A-Z][\w’']+(?: (?=[A-Z])| and )?)+)?"
)
"""A post in capitals: "Deputy Director", "Head of Family Help"."""
_MORE, _LESS = 0.65, 0.35
"""Weights of what a post and a question hold of each other's words, the better of the two ways."""
_OTHER_RANK = 0.25
_UNRANKED = 0.6


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a question asks for it.

    Attributes:
        nouns: what it may be called ("head", "director"); any where empty.
        ranks: words that part it from another ("deputy", "lead").
        words: stems of what it is of ("famili", "help").
        relation: signatory or addressee, where somebody of a letter is asked for.
    """

    nouns: frozenset[str]
    ranks: frozenset[str]
    words: frozenset[str]
    relation: str | None = None

    @property
    def named(self) -> bool:
        """Whether the question says which post, or of what, it asks for."""
        return bool(self.nouns or self.words or self.relation)


def asked(text: str) -> tuple[Post, ...]:
    """The posts that a question, its places left out, asks for: one for each of its clauses that asks for any."""
    return tuple(post for clause in _CLAUSES.split(text) if (post := _post(clause)).named)


def fit(post: Post, fact: Fact) -> float:
    """How well the post that somebody holds fits one that is asked for, from 0 to 1."""
    if post.relation:
        return 1.0 if fact.relation == post.relation else 0.0
    if post.nouns and not post.nouns & _nouns(fact.post):
        return 0.0
    own = set(_of_what(fact.post))
    employer = set(question_stems(fact.organisation)) if fact.organisation else set()
    if not post.words:
        return _of_rank(post, fact)
    covered = _share(post.words, own | employer)
    narrower = max(_share(own, post.words), _share(employer, post.words) if not post.nouns else 0.0)
    return max(_MORE * covered + _LESS * narrower, _LESS * covered + _MORE * narrower) * _of_rank(post, fact)


def named(text: str) -> bool:
    """Whether some words name a post."""
    return bool(_NOUN.search(text))


def told(posts: tuple[Post, ...], text: str) -> float:
    """How far some words speak of a post, whoever holds it: they name it and what it is of, or say who inspected."""
    if any(post.relation == PRESENT for post in posts) and _PRESENT.search(text):
        return 1.0
    held, nouns = set(question_stems(text)), _nouns(text)
    inspected = bool(_INSPECTED.search(text))
    return max((_told(post, held, nouns, inspected=inspected) for post in posts), default=0.0)


def _told(post: Post, held: set[str], nouns: frozenset[str], *, inspected: bool) -> float:
    if inspected and "inspector" in post.nouns:
        return 1.0
    return _share(post.words, held) if post.nouns & nouns else 0.0


def follow(text: str) -> tuple[Post, ...]:
    """The posts that a statement names: "Deputy Director approval required" answers "whose", and leads to a name."""
    return tuple(
        Post(_nouns(found), frozenset(rank.lower() for rank in _RANKS.findall(found)), frozenset(_of_what(found)))
        for found in (match.group() for match in _NAMED_POST.finditer(text))
    )


def _nouns(text: str) -> frozenset[str]:
    return frozenset(noun.lower().rstrip("s") for noun in _NOUN.findall(text))


def _post(clause: str) -> Post:
    relation = next((name for pattern, name in _RELATIONS if pattern.search(clause)), None)
    verb = _WHO_DOES.search(clause)
    nouns = _nouns(clause[: verb.start("verb")] + clause[verb.end("verb") :] if verb else clause)
    ranks = frozenset(rank.lower() for rank in _RANKS.findall(clause))
    if not nouns or nouns == {"inspector"}:
        for pattern, by_verb, ranked in _BY_VERB:
            if found := pattern.search(clause):
                nouns, ranks = by_verb, ranks | ranked
                clause = clause[: found.start("verb")] + clause[found.end("verb") :]
                break
    return Post(nouns, ranks - nouns, frozenset(_of_what(_elsewhere(clause))), relation)


def _elsewhere(clause: str) -> str:
    """A clause without the words for documents and inspections, which say where somebody is named."""
    return cues.families(question.pointing(clause)[0])[1]


def _of_what(words: str) -> Iterator[str]:
    """The stems of what a post is of: its own words without those that name posts, ranks and terms of office."""
    words = question.matter(words)
    for pattern in (_POSSESSIVE, _NOUN, _RANKS, _TERMS):
        words = pattern.sub(" ", words)
    yield from question_stems(words) if words.strip() else ()


def _of_rank(post: Post, fact: Fact) -> float:
    """A deputy is not the director, and who is not said to lead may not lead."""
    if not post.nouns:
        return 1.0
    ranks = {rank.lower() for rank in _RANKS.findall(fact.post)} - post.nouns
    if ranks - post.ranks:
        return _OTHER_RANK
    return 1.0 if ranks == post.ranks else _UNRANKED if post.ranks == {"lead"} else _OTHER_RANK


def _share(wanted: frozenset[str] | set[str], held: frozenset[str] | set[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 0.0
