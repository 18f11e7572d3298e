"""The cue words by which a question is read: its kind, whose word it asks for, and which words carry no matter."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


WHO = re.compile(
    r"(?:^|[.,;:?]\s+(?:and\s+)?|\band\s+)who\b|\b(?:whose|by whom|name of the)\b"
    r"|\bwhich (?:officer|person|people|inspectors?|director)s?\b"
    r"|\b(?:which|what) (?:posts?|roles?|jobs?)\b",
    re.IGNORECASE,
)
"""Somebody is asked for, or the post somebody holds."""

THAT_POST = re.compile(r"\bwhose\b|\b(?:that|this|the) (?:post|role|job|position)\b", re.IGNORECASE)
"""A post is asked for, and then perhaps who holds it."""

WHEN = re.compile(
    r"^when\b|\band when\b|\b(?:on|in|at) (?:what|which) (?:dates?|days?|month|year)\b|\bwhat dates?\b|\bwith dates?\b",
    re.IGNORECASE,
)
"""A day is asked for."""

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "compare",
        _any(
            r"why do(?:es)? .{1,60}\bsay",
            "compare|comparison|versus|vs",
            "agree|disagree|differ|differences?",
            "side by side|same as",
        ),
    ),
    (
        "follow-up",
        _any(
            "what happened|what became|what has become|what was done",
            "followed? up|follow-up|acted on|since then|was it ever|bears? on it",
            "been (?:met|addressed|resolved|fixed|done)",
            r"(?:was|were|has|have) .{3,80}\b(?:met|addressed|resolved|fixed|done|completed?|closed|finished)",
            "later (?:documents?|reports?|letters?|inspections?)",
            "had to (?:improve|change)",
        ),
    ),
    (
        "figure",
        _any(
            "how (?:many|much|large|big|high|long|often)|by how much",
            "what (?:proportion|percentage|share|number|figures?|rate|amount)",
            r"(?:what|which) (?:is|was|were|are) (?:the )?(?:[\w’'-]+ ){0,4}?"
            "(?:proportion|percentage|share|number|total|rate|budget|cost|amount)s?",
            "figures? (?:for|on)|numbers? of|statistics",
        ),
    ),
    ("topic-over-time", _any("who said")),
    (
        "when-which-inspection",
        re.compile(
            r"^when\b|\b(?:on (?:what|which) (?:dates?|days?)|what dates?)\b"
            r"|\bwhich (?:inspection|visit|meeting|review)s?\b"
            r"|\b(?:was|were) there (?:an? )?(?:\w+ ){0,2}(?:visit|inspection|meeting|review)s?\b"
            r"|\b(?:list|what|which)\b.{0,40}\b(?:inspections|visits|meetings)\b",
            re.IGNORECASE,
        ),
    ),
    ("who-role", WHO),
    ("definition-programme", _any("stands? for", "what does .{1,60} mean", "definition|meaning of|explain")),
    (
        "strengths-concerns",
        _any(
            "strengths?|strong|positives?|praise[ds]?|proud|going well|worked well",
            "concerns?|concerned|weakness(?:es)?|weak|challenges?|criticis\\w+|risks?|shortfalls?|problems?|worr\\w+",
            "needs? to improve|improvement|admit\\w*",
        ),
    ),
    (
        "topic-over-time",
        _any(
            "over time|over the years|at different times|since|history|trend",
            r"(?:from|between) .{0,12}(?:19|20)\d\d",
            "developed?|fared|changed?|been (?:said|described|reported)|was said|say about|said about",
        ),
    ),
)
"""Kinds of question in the order in which they are tried; a question that fits none is a list."""

WHAT_IS_NAME = re.compile(r"^\s*[Ww]hat\s+(?:is|are|was)\s+(?:the\s+|an?\s+)?[A-Z]")
""" "What is Staying Close?": a name is to be explained."""

INSPECTORATE = re.compile(
    r"\b(?:ofsted|cqc|care quality commission|hmicfrs|hmip|hmi? (?:inspectorate of )?probation"
    r"|inspectors?|inspectorates?|inspection|focused visit|monitoring visit)\b"
    r"(?:(?!\bcouncil\b).){0,40}?"
    r"\b(?:find|finds|found|sa(?:y|id)|saw|see|judge[ds]?|identif\w+|raised?|report(?:ed)?|conclude[ds]?|praised?"
    r"|contain\w*|rate[ds]?|grade[ds]?|criticis\w+|require[ds]?)\b",
    re.IGNORECASE,
)
COUNCIL = re.compile(
    r"\b(?:council|local authority|officers?|leaders?|director)\b(?:\s+itself)?(?:(?!\bofsted\b|\binspect).){0,24}?"
    r"\b(?:itself|sa(?:y|ys|id)|tell|tells|told|claim\w*|admit\w*|report(?:s|ed)?|describe[ds]?|proud|plan(?:s|ned)?"
    r"|want\w*|state[ds]?)\b"
    r"|\bself-(?:evaluation|report|assessment)\b|\bslides?\b",
    re.IGNORECASE,
)
STRENGTH = _any("strengths?|positives?|praise[ds]?|proud|went well|going well|worked well|good practice")
CONCERN = _any(
    "concerns?|weakness(?:es)?|challenges?|criticis\\w+|risks?|shortfalls?|problems?|worr\\w+|admit\\w*|gaps?|fail\\w*"
)
PRIORITY_ACTION = _any("priority actions?")
TURN = re.compile(
    r"\b(?P<way>before|until|prior to|ahead of|after|since|following)\s+the\s+(?:last\s+|latest\s+|most recent\s+)?"
    r"(?P<what>(?:joint\s+|area\s+|local\s+){0,3}"
    r"(?:ILACS|SIF|JTAI|SEND|focused|monitoring|single|joint targeted area|youth justice)"
    r"(?:\s+(?:inspection|visit|revisit))?)\b",
    re.IGNORECASE,
)
"""A time told by an inspection: "before the ILACS", "since the last focused visit"."""
BEFORE = frozenset(("before", "until", "prior to", "ahead of"))
EVERYWHERE = _any(
    "everywhere|anywhere|elsewhere|nationally|national picture",
    "across (?:the country|england|areas)",
    "(?:other|all|any|which|different|most|several|many) (?:council|area|place|borough|count(?:y|ie)|authority)s?",
    "councils|(?:local )?authorities",
    r"(?<![\w,;] )where (?:do|does|did|is|are|was|were|has|have|can|could)",
)
"""Words that ask of all authorities and not of one."""
GRADE = _any("judg(?:e?ments?|ed)|grades?|graded|ratings?|rated|overall effectiveness|outcome of")
"""Words that ask for the grades of an inspection."""
JUDGED = _any("inspect\\w*|ofsted|judg\\w+|grad(?:e|ed|es|ing)|rat(?:ed|ing|ings)|outcomes?|feedback|effectiveness")
"""Words that tell of an inspection and what it concluded."""
SIDES = re.compile(
    r",?\s+(?:and|while|whereas|but|versus|vs\.?)\s+(?=(?:what|how|the|in|by|that|did|was|were|ofsted|inspect)\b)",
    re.IGNORECASE,
)
"""Where one side of a comparison ends and the other begins."""

_FAMILIES = (
    "focused-visit", "monitoring-visit", "send", "jtai", "youth-justice", "peer-review", "annual-engagement",
    "scrutiny", "sif", "safeguarding", "child-protection", "ilacs", "school", "inspection", "meeting",
)  # fmt: skip
_INSPECTED = frozenset(_FAMILIES) - {"annual-engagement", "scrutiny", "peer-review", "school", "meeting"}
_FAMILY_WORDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (_any("focused visits?"), frozenset(("focused-visit",))),
    (_any("monitoring visits?"), frozenset(("monitoring-visit",))),
    (re.compile(r"^(?:(?:joint|area|local) )*SEND$", re.IGNORECASE), frozenset(("send",))),
    (_any(r"(?:SEND|special educational needs).{0,40}(?:inspections?|revisits?|reports?|letters?)"
          r"|(?:inspections?|revisits?) .{0,20}(?:SEND|special educational needs)"), frozenset(("send",))),
    (_any("JTAI|joint targeted area inspections?"), frozenset(("jtai",))),
    (_any("youth (?:justice|offending) .{0,20}inspections?"), frozenset(("youth-justice",))),
    (_any("peer (?:reviews?|challenges?)"), frozenset(("peer-review",))),
    (_any("annual (?:engagement|conversation)s?(?: meetings?)?"), frozenset(("annual-engagement",))),
    (_any("ILACS"), frozenset(("ilacs",))),
    (_any("single inspections?|SIF"), frozenset(("sif",))),
    (_any("visits?"), frozenset(("focused-visit", "monitoring-visit"))),
    (_any("inspections?|inspected"), _INSPECTED),
    (_any("meetings?|conversations?"), frozenset(("annual-engagement", "scrutiny", "meeting"))),
)  # fmt: skip
"""Words for families of inspections and meetings; an exact name is not also read as a general one."""


def family(sort: str | None) -> str | None:
    """The family of a framework, a kind of event or a kind of document, by its notation; None where it has none."""
    return next((each for each in _FAMILIES if each in (sort or "")), None)


def families(text: str) -> tuple[frozenset[str], str]:
    """The families of inspections and meetings that a question names, none where it names none, and its other words."""
    found: set[str] = set()
    for pattern, meant in _FAMILY_WORDS:
        text, count = pattern.subn(" ", text)
        if count:
            found |= meant
    return frozenset(found), text


_LETTERS = ("focused-visit-letter", "monitoring-visit-letter", "joint-send-inspection-letter", "jtai-letter")
_REPORTS = ("ilacs-report", "sif-report", "area-send-report", "jtai-report")
_DECKS = ("annual-engagement-presentation", "scrutiny-presentation", "council-presentation")
DOCUMENTS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (_any("focused visits?(?: letters?)?"), ("focused-visit-letter",)),
    (_any("monitoring visits?(?: letters?)?"), ("monitoring-visit-letter",)),
    (
        _any(r"(?:joint )?(?:local )?(?:area )?SEND (?:inspections?|reports?|revisits?)(?: letters?)?"),
        ("joint-send-inspection-letter", "area-send-report"),
    ),
    (_any(r"JTAI|joint targeted area inspections?"), ("jtai-letter", "jtai-report")),
    (_any(r"ILACS(?: inspections?| reports?)?"), ("ilacs-report",)),
    (
        _any(
            r"annual (?:engagement|conversation)(?: meetings?)? letters?",
            r"letters? (?:\w+ ){0,2}the annual (?:engagement|conversation)(?: meetings?)?",
        ),
        ("annual-engagement-letter",),
    ),
    (_any("scrutiny(?: panels?| committees?| papers?| reports?)?"), ("scrutiny-presentation", "scrutiny-paper")),
    (_any("self-evaluations?|self-assessments?"), ("self-evaluation",)),
    (
        _any(r"(?:youth (?:justice|offending)|probation) (?:\w+ ){0,2}inspections?(?: reports?)?"),
        ("youth-justice-report",),
    ),
    (_any("peer (?:reviews?|challenges?)(?: reports?)?"), ("peer-review",)),
    (_any("(?:serious case|practice) reviews?"), ("practice-review",)),
    (_any("SIF (?:inspections?|reports?)"), ("sif-report",)),
    (_any("(?:improvement|action) plans?"), ("improvement-plan",)),
    (_any("minutes"), ("minutes",)),
    (_any("slides?|decks?|presentations?"), _DECKS),
    (_any("the (?:\\w+ )?letters?"), (*_LETTERS, "annual-engagement-letter")),
    (
        _any(r"(?:19|20)\d\d (?:\w+ ){0,2}inspections?"),
        ("ilacs-report", "sif-report", "area-send-report", "jtai-report", *_LETTERS),
    ),
)
"""Words by which a question points to documents of some kinds, the more exact first."""
EXACT = 2
"""The most kinds that exact words point to."""

FURNITURE = frozenset(
    "a about according across after against all also an any and are as at available basis be bears became because been"
    " before being between both by can contain compare could describe described describes did different do document"
    " documents does done during each ever find findings found for former from given had happened has have held her his"
    " how i if in into involving is it its itself large later led letter list look many may me mention mentioned more"
    " most moved much must named not of off on one ones only or other our out over put raise raised report reported"
    " reports said same saw say says see seen show shown shows since slides so some stand stands state stated such take"
    " taken tell than that the their them then there these they this those through time times to told took under up us"
    " was we went were what when where which who whom whose why will with within would yes you your please whether"
    " likely towards far strengths strength positive positives concern concerns concerned challenge challenges weakness"
    " weaknesses admit admits finding findings describe ofsted inspectors"
    " inspector inspectorate council council's authority authorities".split()
)
"""Words that carry a question but not its matter."""

OF_THE_REPORT = re.compile(
    r"\b(?:(?:Information about (?:the|this)|About (?:the|this)) (?:local area|inspection|report|visit|partnership)"
    r"|(?:Inspection|Provider|[Pp]artnership|[Ll]ocal authority) details|[Ii]nspection team)\b"
)
"""A heading above what a report says of itself: whom it is about, who is responsible there, who inspected."""
