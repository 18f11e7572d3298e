"""The words that these documents use alike: section headings, salutations, roles, contact lines, caveats, imprints.

General to the genre (letters and reports of inspectorates, councils' slides and papers); no document, place or person
is named here.
"""

from __future__ import annotations

import re

_PROGRESS = r"progress(?: (?:to date|so far|made|update|since .{2,30}|from .{2,30}|against .{2,40}))?"
_SUB = re.compile(
    rf"(?:(?:key |our |main |identified )?strengths(?: and areas (?:for|of) development)?|{_PROGRESS}"
    r"|(?:key |main |identified )?areas? (?:for|of|requiring) (?:further |future )?(?:development|improvement|focus|concern)"
    r"|(?:our |key |planned |the )?next steps?|impact|context|(?:current |key |our |main |remaining )?challenges"
    r"|where (?:we|are we|we are|were we|we were)\b.{0,30}"
    r"|what (?:have we|we have|we've|we|did we|are we|we are|will we|we will) (?:done|do|did|doing|achieved|know|need|plan)(?: so far| to do| next)?"
    r"|what(?:'s|’s| is) (?:working|going|not).{0,30}|what (?:are we worried about|needs to happen).{0,20}|what (?:difference|impact).{0,40}"
    r"|(?:key )?(?:achievements|successes|actions|messages|issues|risks|priorities|outcomes)|actions? taken"
    r"|(?:our |future )?plans|future (?:plans|focus|work|priorities)|evidence|how do we know.{0,20}|so what|even better if)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:(?:main|key|headline|summary of|summary of key|our)? ?findings(?: and evaluation of progress)?"
    r"|areas? for (?:priority action|priority improvement|immediate action)|priority actions?|what needs to improve.{0,90}"
    r"|overview|executive summary|areas covered by the visit|recommendations?|conclusions?|introduction|background"
    r"|overall effectiveness|next steps|summary|the (?:experiences and progress|impact of leaders|effectiveness of) .{5,160}"
    r"|what is it like to be .{5,120}|what (?:is|does|has) the (?:local )?(?:area )?partnership .{5,80}"
    r"|(?:local area |inspection |about the )?(?:details?|this inspection|inspection team|context)"
    r"|case study.{0,80}|key strengths|inspection arrangements|previous inspection findings?|information about .{3,80}"
    r"|evaluation of progress|purpose of (?:the )?report|legal implications|financial implications|equalit(?:y|ies) .{3,40})",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:(?:we|they|it|this|these|you|i|since|the following|following|inspectors|leaders|including|such as|as follows|and|but|with"
    r"|however|for example|e\.g\.|to|by)\b|.*\b(?:have|has|had|is|are|was|were|will|would|should|must|need to|needs to|include[sd]?|"
    r"including|following|that|which|continues?|remains?)\b)",
    re.IGNORECASE,
)
_WH = re.compile(r"(?:what|where|how|why|who|when|which)\b", re.IGNORECASE)
_DANGLING = re.compile(
    r"(?:\b(?:a|an|the|of|to|and|or|in|for|with|by|on|at|from|as|that|which|who|whose|is|are|was|were|be|been|has|have|had|not|their"
    r"|its|his|her|our|your|this|these|those|some|any|all|both|more|most|very|than|into|under|between|through|about|where|when|while"
    r"|because|if|but|also|will|would|can|could|should|may|must|do|does|other|such)|[,&/–-])$",
    re.IGNORECASE,
)

_SALUTATION = re.compile(
    r"(?:Dear\s+(?!.*[.!?]$)\S.{0,80}|Dear (?:all|colleagues?|parents?|sirs?).{0,60}|To whom it may concern),?",
    re.IGNORECASE,
)
_VALEDICTION = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|(?:kind|kindest|best|warm) (?:regards|wishes)|with (?:kind|best|warm).{0,20}|regards)[,.]?",
    re.IGNORECASE,
)
_COPIES = re.compile(r"(?:cc|c\.c\.|copied to|copy to|copies to|distribution)\b[ :].*|cc", re.IGNORECASE | re.DOTALL)
_EMAIL = r"[\w.+'-]+@[\w.-]+\w"
_URL = r"(?:https?://\S+|www\.[\w./-]+|[\w-]+(?:\.[\w-]+)*\.(?:gov|org|nhs|co|ac|police|sch)\.uk(?:/\S*)?)"
_PHONE = r"\+?[\d() -]{9,18}"
_CONTACT_LABEL = r"(?:direct t|direct (?:line|dial)|t|tel|telephone|textphone|minicom|fax|f|e|email|e-mail|web|website|mobile|m|twitter)"
_CONTACT = re.compile(
    rf"(?:{_CONTACT_LABEL}[:.]? *)?(?:{_PHONE}|{_EMAIL}|{_URL}|@\w+)(?: +(?:{_CONTACT_LABEL}[:.]? *)?(?:{_PHONE}|{_EMAIL}|{_URL}|@\w+))*",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_ROLE = re.compile(
    r"\b(?:director|inspectors?|hmi|chief|executive|officer|head|manager|leader|lead|chair|commissioner|secretary|minister|principal"
    r"|adviser|advisor|councillor|deputy|assistant|interim|lead member|member|dcs|accountable|nurse|clinical)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:council|nhs|trust|group|board|service|services|ofsted|commission|constabulary|police|probation|partnership|department"
    r"|authority|borough|county|foundation|icb|ccg|schools?)\b",
    re.IGNORECASE,
)
_CAVEAT = re.compile(
    r"\b(?:not (?:been )?(?:published|evaluated|inspected|for (?:wider )?(?:publication|circulation|distribution|sharing))"
    r"|will not be published|unpublished|confidential(?!ity)|in confidence|restricted|embargoed|official[ –-]+sensitive|not be (?:shared|"
    r"circulated|disclosed)|please note|subject to (?:change|validation)|provisional|unvalidated|draft)\b",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"(?:The Office for Standards in Education, Children['’]s Services and Skills \(Ofsted\) (?:regulates|inspects)|"
    r"If you would like a copy of this (?:document|publication|report) in a different format|"
    r"You may (?:re-?use|copy) (?:this information|all or parts)|This publication is available at|Interested in our work\?|"
    r"© Crown copyright)",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})|page\s+\d{1,3}|[-–—]\s*\d{1,3}\s*[-–—]", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}",
    re.IGNORECASE,
)
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
    if len(plain) > 160 or plain[:1] in "|-" or plain.endswith((".", ",", ";")):
        return False
    return is_section_heading(plain) or (bare(plain)[:1].isupper() and is_sub_heading(plain))


def is_clause(line: str) -> bool:
    """Whether a line states something, or leads into a list, rather than naming what follows."""
    plain = bare(line)
    return _WH.match(plain) is None and _CLAUSE.match(plain) is not None


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
    return _CONTACT.fullmatch(text) is not None


def has_postcode(text: str) -> bool:
    """Whether a block holds a British postcode."""
    return _POSTCODE.search(text) is not None


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
