"""Where numbers in a sentence are no findings: dates, ages, paragraphs, key stages, telephones, a child's own words."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?"
    r"|Dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ORDINARY = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen)"
)
_AGE = rf"(?:\d{{1,2}}|{_ORDINARY})"
_AGES = rf"{_AGE}(?:\s*(?:,|and|or|to|–|-|/|&|,\s*and)\s*{_AGE})*"

_DATES = (
    rf"\b{_DAY}(?:\s*(?:,|and|to|–|-|&)\s*{_DAY})*\s+(?:of\s+)?{_MONTH}\b(?:,?\s+\d{{4}})?",
    rf"\b{_MONTH}\s+(?:{_DAY},?\s+)?\d{{4}}\b",
    r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b",
    r"\b\d{4}-\d{2}-\d{2}\b",
    r"\b(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)\b",
    r"\b[0-3]\d\s?/\s?[0-3]\d\b",
    r"(?<!approximately )(?<!offer )(?<!about )(?<!over )(?<!around )(?<!nearly )(?<!almost )(?<!£)(?<!total of )"
    r"\b(?:19|20)\d\d(?:s|’s|'s)?\b(?!,\d|\.\d|\s?%)",
    r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|noon)\b",
    r"\b\d{1,2}:\d\d\b",
    r"\b(?:first|last|next|past)\s+\d{1,2}\s?m\b",
)
_AGE_LABELS = (
    rf"\bage\s+of\s+{_AGE}\s+years\s+and\s+{_AGE}\s+months\b",
    rf"\bage(?:s|d)?\s+(?:of\s+|from\s+|between\s+|under\s+|over\s+|up to\s+|range\s+)*{_AGES}\b",
    rf"\b{_AGES}(?:\s*-?\s*(?:and|to|or)\s*)?[\s-]*(?:yrs?|years?)[\s-]+olds?\b",
    rf"\b{_AGE}-\s(?:and|to|or)\s{_AGE}[\s-]year[\s-]olds?\b",
    r"\b\d{1,2}\s?[-–]\s?\d{1,2}\s?(?:yrs?|yos?|years?)\b(?!\s+(?:strategy|plan))",
    rf"\b(?:birth|pre-?birth)\s+to\s+{_AGE}\b",
    rf"\b{_AGE}\s+(?:years?|months?)\s+(?:of age|old|and (?:over|under|older|above|younger))\b",
    rf"\b(?:post|pre|under|over|rising)[-‐‑–](?:\d{{1,2}}|{_ORDINARY})s?\b",
    r"\b(?:post|pre)\s\d{1,2}\b",
    r"\b(?:0|[1-9]|1\d)\s?(?:to|-|–)\s?(?:1[6-9]|2[15])\s+years\b(?!\s+(?:to|in))|\b(?:1[6-9])\s(?:to"
    r"|and)\s2[0-5]\s+years\b",
    rf"\b(?:under|over)\s+{_AGE}s\b",
    rf"\b(?:people|leavers|those|children|adults|persons?|students|residents)\s+(?:over|under|above|below)\s+{_AGE}\b",
    rf"\b{_AGE}\s*\+|\b\d{{1,2}}\s?plus\b",
    r"\b(?:until|turn(?:s|ed|ing)?|reach(?:es|ed|ing)?|were over|are over|are under|beyond|before|after"
    r"|past)\s+(?:they\s+\w+\s+)?"
    r"(?:1[0-9]|2[0-5])(?=\s*(?:[.,;:)]|$|or\b|years\b(?!\s+(?:on|later|ago))|to\s+(?:1[0-9]|2[0-5])\b))",
    r"\b(?:at|by)\s+(?:1[5-8]|21|25)(?=\s*(?:[.,;:)]|$|and (?:a|three) (?:quarter|half)))",
    r"\b1[5-8] and (?:a|three) (?:quarter|half)",
    r"\b(?:up to|until)\s+(?:age\s+)?(?:1[0-9]|2[0-5])(?=\s*(?:[.,;:)]|$|in\b))",
    r"\b(?:0|1[0-9]|[1-9])\s?(?:[-–]|to)\s?(?:[1-9]|1[0-9]|2[0-5])\b(?!\s*(?:%|per cent|hours?|days?|weeks?|months?"
    r"|years|hpw|minutes|nights|children|pupils|young people|cases|families|schools|places|members|workers"
    r"|staff))(?=\s*[A-Za-z(.,;)]|$)(?!\s*(?:in|at|on|last|this|over|since|by|per|from|and|as)\b)",
    r"(?<=\bchild )\(\d{1,2}\)|(?<=\bboy )\(\d{1,2}\)|(?<=\bgirl )\(\d{1,2}\)|(?<=\bperson )\(\d{1,2}\)"
    r"|(?<=\bsibling )\(\d{1,2}\)",
)
_NAMED = (
    r"\b(?:key\s+stages?|KS|years?(?=\s+(?:[1-9]|1[0-3])\b(?!\s*%))|tiers?|levels?|phases?|parts?|sections?"
    r"|regulations?|reg|paragraphs?|paras?|pages?|chapters?|article"
    r"|schedule|annex(?:e)?|appendix|table|figure|fig|box|option|action|item|objective|outcome|priority|recommendation"
    r"|finding|theme|stage|step|band|quarter|q|week|day|version"
    r"|grades?|module|room|floor|ward|group|question|domain|strand|pillar|workstream|slide|route|unit|category|class"
    r"|note|no|attainment|progress|performance|working together|covid|v)"
    r"[.\s-]*\d{1,3}(?:\.\d{1,2})*(?:\([a-z0-9]\))*[A-Z]?(?:\s*(?:,|and|to|or|–|-|&"
    r"|/)\s*\d{1,3}(?:\.\d{1,2})*(?:\([a-z0-9]\))*[A-Z]?)*\b(?!\s?%|\.\d|,\d{3})",
    r"\b9\s?[-–]\s?[1-9]\b|\b(?:five|5)\s+(?:or more\s+)?(?:good\s+)?(?:GCSE|A\*?\s?[-–to])",
    r"\b(?:two|three|four)[- ](?:thirds|quarters|fifths)\b",
    r"\b\d{1,2}:\d{1,2}\b|\b24/7\b",
    r"\bwithin\s+(?:a\s+)?\d+(?:\s|-)miles?\b",
    r"\b(?:one|two|1|2)[- ](?:to|and)[- ](?:one|1|a)\b|\bone or two\b|\btwo or three\b|\bone another\b|\bno one\b"
    r"|\bone-\w+",
    rf"\b(?:\d{{1,2}}|{_ORDINARY})\s+or\s+(?:more|fewer|less|over|under)\b|\bmore than one\b|\bat least one\b",
    r"\b(?:two|three|four|five|six|\d)[- ](?:part|way|tier|tiered|stage|step|phase|fold|page|day|sided|pronged|point"
    r"|star|strand|weekly|monthly|yearly)s?\b",
    r"\b(?:big|top|first|square|phase|plan)\s+(?:one|two|three|five)\b",
)
_CONTACT = (
    r"\b(?:\+44|0)\d{2,4}[\s\d]{5,10}\d\b",
    r"\b[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}\b",
    r"\b[Rr]ef(?:erence)?\s+n\w*[.:\s]+\d+",
    r"\S+@\S+|(?:https?://|www\.)\S+",
    r"\b(?:URN|ref(?:erence)?|no|number|registration)[.:\s]+(?:\w{0,3}\d{5,}|\w+/\w+\d+)\b",
    r"\b\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w’']+\s){1,3}(?:Street|Road|Lane|Avenue|Square|Place|Way|Gate|Drive|Close|House"
    r"|Court|Park|Crescent|Terrace)\b",
)
_OUTLINE = (
    r"^\s*\(?\d{1,3}(?:\.\d{1,3})+\)?(?=[\s\t]+[A-Za-z])",
    r"^\s*\(?\d{1,3}[.)](?=\s|\t)",
    r"^\s*\d{1,3}\t",
    r"^\s*\d{1,2}(?=\s[A-Z]{3,}\s(?:is|was|has)\b)",
    r"^\s*\d{1,3}(?=\s?(?:[A-Z][a-z]+\s+[a-z]|This|The|Ofsted)\b)",
    r"(?<=[.”’)])\s?\d{1,2}\s*$",
    r"(?<=[a-z][.,;])\d{1,2}\b",
)
_OWN_WORDS = (r"[‘“\"'](?:I|My|I[’']m|I[’']ve)\b[^’”\"']*",)
_ALL = re.compile("|".join(f"(?:{pattern})" for pattern in (*_DATES, *_CONTACT, *_OUTLINE, *_OWN_WORDS)))
_FOLDED = re.compile("|".join(f"(?:{pattern})" for pattern in (*_AGE_LABELS, *_NAMED)), re.IGNORECASE)


def labels(words: str) -> list[tuple[int, int]]:
    """Where in a sentence a number is part of a name, as (start, end) offsets; they may overlap."""
    return [match.span() for pattern in (_ALL, _FOLDED) for match in pattern.finditer(words)]
