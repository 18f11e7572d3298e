"""The words that these documents use alike: section headings, salutations, roles, contact lines, caveats, imprints.

General to the genre (letters and reports of inspectorates, councils' slides and papers); no document, place or person
is named here.
"""

from __future__ import annotations

import re


def _any(*alternatives: str) -> re.Pattern[str]:
    """One of several patterns, in any case."""
    return re.compile("(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


_SUB = _any(
    r"(?:key |our |main |identified )?strengths(?: and areas (?:for|of) development)?",
    r"progress(?: (?:to date|so far|made|update|since .{2,30}|from .{2,30}|against .{2,40}))?",
    r"(?:key |main |identified )?areas? (?:for|of|requiring) (?:further |future )?"
    r"(?:development|improvement|focus|concern)",
    r"(?:our |key |planned |the )?next steps?",
    r"impact|context|evidence|so what|even better if|actions? taken",
    r"(?:current |key |our |main |remaining )?challenges",
    r"(?:key )?(?:achievements|successes|actions|messages|issues|risks|priorities|outcomes)",
    r"(?:our |future )?plans|future (?:plans|focus|work|priorities)",
    r"where (?:we|are we|we are|were we|we were)\b.{0,30}",
    r"what (?:(?:have |had |did |are |will )?we(?:'ve|’ve| have| are| will)?) "
    r"(?:done|do|did|doing|achieved|know|need|plan)(?: so far| to do| next)?",
    r"what(?:'s|’s| is) (?:working|going|not).{0,30}",
    r"what (?:are we worried about|needs to happen).{0,20}|what (?:difference|impact).{0,40}|how do we know.{0,20}",
)
_SECTION = _any(
    r"(?:(?:main|key|headline|summary of|summary of key|our) )?findings(?: and evaluation of progress)?",
    r"areas? for (?:priority action|priority improvement|immediate action)|priority actions?",
    r"what needs to improve.{0,90}",
    r"overview|executive summary|summary|introduction|background|recommendations?|conclusions?|next steps",
    r"key strengths|areas covered by the visit|overall effectiveness|evaluation of progress|case study.{0,80}",
    r"the (?:experiences and progress|impact of leaders|effectiveness of) .{5,160}",
    r"what is it like to be .{5,120}|what (?:is|does|has) the (?:local )?(?:area )?partnership .{5,80}",
    r"(?:local area |inspection |about the )?(?:details?|this inspection|inspection team|context)",
    r"inspection arrangements|previous inspection findings?|information about (?:this|the) .{3,60}",
    r"purpose of (?:the )?report|legal implications|financial implications|equalit(?:y|ies) .{3,40}",
)
_GRADED = _any(r": (?:inadequate|requires improvement(?: to be good)?|good|outstanding)\.$")
_CLAUSE = _any(
    r"(?:we|they|it|this|these|you|i|since|the following|following|inspectors|leaders|including|such as|as follows|and"
    r"|but|with|however|for example|e\.g\.|to|by)\b",
    r".*\b(?:have|has|had|is|are|was|were|will|would|should|must|needs? to|include[sd]?|including|following|that|which"
    r"|continues?|remains?)\b",
)
_WH = _any(r"(?:what|where|how|why|who|when|which)\b")
_DANGLING = re.compile(
    r"(?:\b(?:a|an|the|of|to|and|or|in|for|with|by|on|at|from|as|that|which|who|whose|is|are|was|were|be|been|has|have|had"
    r"|not|their|its|his|her|our|your|this|these|those|some|any|all|both|more|most|very|than|into|under|between|through"
    r"|about|where|when|while|because|if|but|also|will|would|can|could|should|may|must|do|does|other|such)|[,&/–-])$",
    re.IGNORECASE,
)

_SALUTATION = _any(
    r"Dear\s+(?!.*[.!?]$)\S.{0,80},?", r"Dear (?:all|colleagues?|parents?|sirs?).{0,60},?", r"To whom it may concern,?"
)
_VALEDICTION = _any(
    r"yours (?:sincerely|faithfully|truly)[,.]?",
    r"(?:kind|kindest|best|warm) (?:regards|wishes)[,.]?|with (?:kind|best|warm).{0,20}|regards[,.]?",
)
_COPIES = re.compile(r"(?:cc|c\.c\.|copied to|copy to|copies to|distribution)\b[ :].*|cc", re.IGNORECASE | re.DOTALL)
_LABEL = _any(
    r"\b(?:direct t|direct (?:line|dial)|t|tel|telephone|textphone|minicom|fax|f|e|email|e-mail|web|website|mobile|m"
    r"|twitter)\b"
)
_ADDRESS = _any(
    r"(?<!\d)(?:\+44|\(?0)[\d() -]{7,16}\d",
    r"[\w.+'-]+@[\w.-]+\w|@\w+",
    r"https?://\S+|www\.[\w./-]+|[\w.-]+\.(?:gov|org|nhs|co|ac|police|sch)\.uk(?:/\S*)?",
)
_ROLE = _any(
    r"\b(?:director|inspectors?|hmi|chief|executive|officer|head|manager|leader|lead|chair|commissioner|secretary"
    r"|minister|principal|adviser|advisor|councillor|deputy|assistant|interim|member|dcs|accountable|nurse|clinical)\b"
)
_ORGANISATION = _any(
    r"\b(?:council|nhs|trust|group|board|services?|ofsted|commission|constabulary|police|probation|partnership|department"
    r"|authority|borough|county|foundation|icb|ccg|schools?)\b"
)
_CAVEAT = _any(
    r"\bnot (?:been )?(?:published|evaluated|inspected)\b|\bunpublished\b|\bplease note\b",
    r"\bnot (?:be (?:published|shared|circulated|disclosed)|for (?:wider )?(?:publication|circulation|distribution))\b",
    r"\b(?:confidential|in confidence|restricted|embargoed|official[ –-]+sensitive)\b",
    r"\b(?:subject to (?:change|validation)|provisional|unvalidated|draft)\b",
)
_IMPRINT = _any(
    r"The Office for Standards in Education, Children['’]s Services and Skills \(Ofsted\) (?:regulates|inspects)",
    r"If you would like a copy of this (?:document|publication|report) in a different format",
    r"You may (?:re-?use|copy) (?:this information|all or parts)|This publication is available at",
    r"Interested in our work\?|© Crown copyright",
)
_PAGE_NUMBER = _any(r"(?:page\s+)?\d{1,3}\s*(?:of|/)\s*\d{1,3}", r"page\s+\d{1,3}", r"[-–—]\s*\d{1,3}\s*[-–—]")
_CONTACT_LENGTH = 300
_QUESTION_LENGTH = 140
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_MONTH_NAME = _any(_MONTH)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = _any(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:{_DAY} (?:of )?)?{_MONTH} (?:{_DAY},? )?\d{{4}}",
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}",
)
_CAPTION = _any(r"(?:table|figure|fig\.|chart|graph|box|exhibit) ?\d{1,2}(?:\.\d{1,2})?\b")
_MARKS = re.compile(r"[*_:\s]+$")


def bare(line: str) -> str:
    """A line's words without emphasis, closing colon and continuation mark."""
    plain = " ".join(line.replace("*", "").replace("__", "").split())
    return _MARKS.sub("", re.sub(r"\s*\((?:cont|contd|continued)[.…'’d]*\)$", "", plain, flags=re.IGNORECASE))


def is_sub_heading(line: str) -> bool:
    """Whether a line is one of the headings that stand inside a section or below a slide's title."""
    return _SUB.fullmatch(bare(line)) is not None


def is_section_heading(line: str) -> bool:
    """Whether a line is one of the headings of a letter's or report's sections."""
    return bare(line)[:1].isupper() and _SECTION.fullmatch(bare(line)) is not None


def is_known_heading(line: str) -> bool:
    """Whether a line is a heading by its words alone."""
    plain = line.strip()
    if len(plain) > 160 or plain[:1] in "|-" or (plain.endswith((".", ",", ";")) and _GRADED.search(plain) is None):
        return False
    return is_section_heading(plain) or (bare(plain)[:1].isupper() and is_sub_heading(plain))


def is_clause(line: str) -> bool:
    """Whether a line states something, or leads into a list, rather than naming what follows."""
    plain = bare(line)
    return _WH.match(plain) is None and _CLAUSE.match(plain) is not None


def is_question(line: str) -> bool:
    """Whether a line asks what the section below it answers."""
    return line.endswith("?") and len(line) < _QUESTION_LENGTH and _WH.match(line) is not None


def dangles(text: str) -> bool:
    """Whether a text breaks off at a word or mark that cannot end a sentence."""
    return _DANGLING.search(text) is not None


def is_salutation(text: str) -> bool:
    """Whether a block greets the addressee."""
    return len(text) < 120 and _SALUTATION.fullmatch(text) is not None


def is_valediction(text: str) -> bool:
    """Whether a block takes leave before the signature."""
    return _VALEDICTION.fullmatch(text) is not None


def is_copies(text: str) -> bool:
    """Whether a block lists who else receives the letter."""
    return _COPIES.fullmatch(text) is not None


def is_contact(text: str) -> bool:
    """Whether a block is nothing but telephone numbers and addresses of the net."""
    if len(text) > _CONTACT_LENGTH or _ADDRESS.search(text) is None:
        return False
    return not any(character.isalnum() for character in _LABEL.sub("", _ADDRESS.sub("", text)))


def names_role(text: str) -> bool:
    """Whether a line names a post."""
    return _ROLE.search(text) is not None


def names_organisation(text: str) -> bool:
    """Whether a line names an organisation."""
    return _ORGANISATION.search(text) is not None


def is_caveat(text: str) -> bool:
    """Whether a block limits the use of the document: then it is content wherever it stands."""
    return _CAVEAT.search(text) is not None


def begins_imprint(text: str) -> bool:
    """Whether a block opens the publisher's imprint at the end of a document."""
    return _IMPRINT.match(text) is not None


def is_page_number(text: str) -> bool:
    """Whether a line is a page number and says so."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return _DATE.fullmatch(text) is not None


def is_month(word: str) -> bool:
    """Whether a word is the name of a month."""
    return _MONTH_NAME.fullmatch(word) is not None


def is_caption(text: str) -> bool:
    """Whether a line is the caption of a table or figure."""
    return _CAPTION.match(text) is not None
