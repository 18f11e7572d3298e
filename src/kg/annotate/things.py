"""The words for the thing counted that stand behind a number: "newly qualified social workers"."""

from __future__ import annotations

import re

_STOPS = frozenset(
    (
        "a about across after against all along also although among an and any are as at available be because been "
        "before being below between both but by can compared could currently did do does during each either for "
        "from given had has have he however if in including inside into is it its just less like living may more "
        "most much must near nearly no none nor not now of off on one only or our out outside over overall owing "
        "per placed recently remain remained remains respectively shall she should since so some still such than "
        "that the their them then there these they this those though through thus to together too under until up "
        "upon us was we were when where whereas which while who whom whose why will with within without would yet "
        "you your aged waiting using judged left said told having receiving completed read made held seen known "
        "put set met found kept spent won led run gone went live lives reach opens attend attends receive work "
        "works felt need needs use want report reported ongoing underway active"
    ).split()
)
_WORDS = 6
_PLURAL = re.compile(r"(?:[a-z]{2,}(?<!s)(?<!u)(?<![’'])s|people|children|men|women|staff|[A-Z]{2,}s?)$")
_SINGULAR = re.compile(
    r"(?:child|person|parent|home|school|class|case|boy|girl|team|review|unit|notification|incident|placement|agency"
    r"|complaint|referral|worker|adviser|officer|academy|college|setting|provider|fatality|death)$",
    re.IGNORECASE,
)
_ONE_OF_THEM = re.compile(r"(?:person|boy|girl)$", re.IGNORECASE)
_COMPOUND = frozenset("years services needs skills resources rights standards operations careers sports".split())
_ANOTHER = re.compile(r"\s+[a-z]+(?:s|staff|people)\b")
_JOINED = re.compile(
    r"\s+(?:young people|families|carers|(?:[a-z]+ )?(?:providers|workers|guardians|schools|staff)|adults)\b"
)
_JOINED_ON = re.compile(r"\s+and" + _JOINED.pattern)
_WORD = re.compile(r"[\s\u00a0]*[‘'“\"*(]?([A-Za-z][\w’'/&-]*)[’'”\"*)]?")


def thing(words: str, at: int) -> tuple[str | None, int]:
    """The words for the thing counted that stand behind a number ending at `at`, and where they end; None for none."""
    more = re.match(r"\s+(?:more|further|additional|other)\b(?!\s+(?:than|likely))", words[at:])
    at += more.end() if more else 0
    taken: list[tuple[str, int]] = []
    while len(taken) < _WORDS and (match := _WORD.match(words, at)):
        word, plain = match[1], match[1].casefold()
        joins = plain == "and" and taken and _JOINED.match(words, match.end())
        named = plain == "work" and taken and taken[-1][0].casefold() == "social"
        if (plain in _STOPS and not joins and not named) or (taken and words[match.start() : match.start(1)].strip()):
            break
        taken.append((word, match.end(1)))
        at = match.end()
        ended = (_PLURAL.search(word) or _ONE_OF_THEM.search(word)) and not (
            plain in _COMPOUND and _ANOTHER.match(words, at)
        )
        if (ended and not _JOINED_ON.match(words, at)) or (
            words[at : at + 1] in {*".,;:()|\t"} or re.match(r"\n(?!\s*[a-z])", words[at:])
        ):
            break
    if (
        not taken
        or taken[-1][0].casefold() == "and"
        or not (_PLURAL.search(taken[-1][0]) or _SINGULAR.search(taken[-1][0]))
    ):
        return None, at
    begin = taken[0][1] - len(taken[0][0])
    return " ".join(re.sub(r"[“”\"*]", "", words[begin : taken[-1][1]]).split()), taken[-1][1]
