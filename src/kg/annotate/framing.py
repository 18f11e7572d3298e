"""How a sentence begins and what stands above it: cues of a stance beside the words of the sentence itself.

Cues are as `cues` has them: (stance, weight, pattern), for words in lower case.
"""

from __future__ import annotations

from kg.annotate.cues import CONCERN, NEUTRAL, PLAN, PRIORITY, PROGRESS, STRENGTH, cues

OPENINGS = cues(
    (
        PLAN,
        2.6,
        r"(?:develop|promote|build|embed|ensure|improve|reduce|strengthen|create|deliver|establish|continue|extend"
        r"|explore|implement|launch|roll out|complete|identify|recruit|secure|maintain|refresh|align|consider"
        r"|agree|introduce|raise|drive|prepare|grow|champion|make|provide|expand)\s+(?!of\b|in\b|on\b)|(?:work"
        r"|support|focus|progress|review|target|increase|further|plan)\s+(?:to|with|the|closely|at|on|our|your|all"
        r"|children|families|how|capacity)\b",
    ),
    (
        PLAN,
        1.8,
        r"(?:developing|delivering|creating|planning|exploring|recruiting|building|seeking|establishing|designing"
        r"|aligning|moving)\b",
    ),
    (PLAN, 2.5, r"(?:plans?|proposals?|exploration|options?) (?:for|to|of)\b"),
    (
        PROGRESS,
        2.0,
        r"(?!required|based|limited|mixed|varied|continued|need|focused|unregistered|attempted|related"
        r"|detailed)(?:re)?[a-z]{3,}ed\b(?! (?:by|for|children))",
    ),
    (
        PROGRESS,
        1.5,
        r"(?:new|additional|more|greater|improvements?|improved|establishment|introduction|implementation|creation"
        r"|completion|re-?launch|roll ?out)\b(?! (?:needs?|work|to))",
    ),
    (
        NEUTRAL,
        1.6,
        r"there (?:is|are|was|were|have been|has been) (?:currently |also )?(?:\d[\d,]*|one|two|three|four|five|six"
        r"|seven|eight|nine|ten)\b|(?:in|at|during) (?:the year )?(?:\d{1,2} )?(?:\w+ )?20\d\d\b",
    ),
    (
        STRENGTH,
        2.6,
        r"(?:no|zero) (?:\w+ )?(?:exclusions?|suspensions?|issues|delays?|drift|waiting|backlogs?|complaints"
        r"|concerns|unallocated)\b.{0,40}$",
    ),
    (STRENGTH, 1.5, r"(?:positively|encouragingly|commendably|impressively|successful|strong)\b"),
    (CONCERN, 1.9, r"(?:however|but|nevertheless|nonetheless|unfortunately|conversely|worryingly|in contrast)\b"),
    (CONCERN, 1.0, r"(?:too|not|no|only|high|lack|volume|some|many|number|several parents|one parent)\b"),
    (
        NEUTRAL,
        3.0,
        r"(?:thank|thanks|please|dear|i (?:am|would|hope|look)|yours|we (?:were|are) (?:very )?(?:sorry|grateful"
        r"|interested))\b",
    ),
    (
        NEUTRAL,
        3.0,
        r"(?:th(?:is|e) (?:letter|report|visit|inspection|methodology) (?:summari[sz]es|outlines|sets out|is based"
        r"|was carried out|was conducted|was led|evaluates|for this)|we understand|a copy of this|ofsted will"
        r"|inspectors (?:also )?(?:looked|considered|visited|spoke|met|reviewed|used|evaluated|observed|read)"
        r"|the lead inspector|(?:her|his) majesty['’]s chief inspector)\b",
    ),
    (
        CONCERN,
        1.0,
        r"(?:as a result|consequently|this (?:means|leads|limits|results))\b(?=.{0,120}\b(?:not|unable|too|delay\w*"
        r"|limit\w*)\b)",
    ),
)
"""Cues of how a sentence begins, behind its bullet."""

HEADINGS = cues(
    (PRIORITY, 12.0, r"priority action|priority and immediate action|immediate and priority action"),
    (
        CONCERN,
        6.0,
        r"what .{0,60}needs? to (?:improve|be better|change)|recommendations?$|^within \w+ months|^immediately:?$",
    ),
    (CONCERN, 2.6, r"needs? to do better|areas? (?:for|of) (?:improvement|development)|areas? that need"),
    (
        CONCERN,
        3.0,
        r"challenges|not yet good enough|significant concerns|serious weakness|matters to address|weakness"
        r"|issues affecting|areas? of concern|worried about|pressures|what is not working|risks$",
    ),
    (
        STRENGTH,
        2.4,
        r"\bstrengths\b|proud|what is working well|what.s (?:going|working) well|doing that is effective|(?:good"
        r"|effective|best) practice|successes",
    ),
    (
        PLAN,
        2.6,
        r"next steps|what happens next|design principles|priorities(?! for action)|future|our plan|planned|ambitions?"
        r"|vision|building for|what we will do|forward plan|actions?$",
    ),
    (
        PROGRESS,
        2.0,
        r"\bprogress\b(?! and attainment| of\b| in care)|what (?:we )?have (?:we )?done|what we have|we have"
        r"|\bimpact\b|redesigned|achievements|what is better|improvements? (?:since|made)",
    ),
    (
        NEUTRAL,
        6.0,
        r"service information|information about|in this area$|judgements mean|grade descriptors|about (?:the"
        r"|this) inspection|inspection (?:team|details|methodology)|how (?:we|inspectors)|statistics"
        r"|inspection provider|(?:caseholding|roles and responsibilities|terms of reference|membership|attendees"
        r"|apologies|background|legal)",
    ),
    (NEUTRAL, 0.8, r"where (?:are )?we (?:are )?now|context|partners in practice|structure|overview"),
)
"""Cues in a heading; the nearest heading counts in full, each one above it for half of the one below."""
