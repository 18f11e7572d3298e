"""The rules that a briefing must keep before it goes out, each a function in a visible tuple.

Each rule gives a fault for each line that breaks it: the line's number, what is wrong, and what to do.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kg.briefing.graph import DATE
from kg.briefing.numbering import claims
from kg.model.briefing import RELEASES, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.briefing.ground import Ground, Standing
    from kg.model.briefing import Briefing, Cited, Claim

    Rule = Callable[["Checked"], Iterator[Fault]]

MOST_SIDES = 4

_INSPECTORATE = (
    r"\b(?:Ofsted|CQC|Care Quality Commission|HMICFRS|HMIP|inspectors?|inspectorates?|(?:the|an) inspection|ILACS)\b"
)
_FINDS = r"\b(?:f(?:ind|inds|ound)|judged?|confirm(?:s|ed)?|identif\w+|praised?|conclude[sd]?|rated?|graded?|noted?)\b"
_FINDING = re.compile(rf"{_INSPECTORATE}[^.;]{{0,60}}?{_FINDS}", re.IGNORECASE)
_TREND = re.compile(
    r"\b(?:improv\w+|declin\w+|better|worse\w*|deteriorat\w+|risen|rose|fell|fallen|up from|down from|progressed"
    r"|moved from|remain\w*|still|since)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.])(?<![A-Za-z]-)\d[\d,]*(?:\.\d+)?")
"""A number, which is no part of a name (COVID-19, post-16)."""
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")


class Checked:
    """A briefing with how each of its quotes stands now, found once for all rules.

    Args:
        sides: of A4 that it fills; None where that is not known.
    """

    def __init__(self, briefing: Briefing, ground: Ground, sides: int | None = None) -> None:
        self.briefing = briefing
        self.ground = ground
        self.sides = sides
        self.claims = tuple(claims(briefing))
        self._standing = {cited.id: ground.standing(cited) for cited in briefing.evidence}

    def evidence(self) -> Iterator[tuple[str, Cited, Standing]]:
        """Each use of a quote with its line and how it stands."""
        for line, claim in self.claims:
            for cited in claim.evidence:
                yield line, cited, self._standing[cited.id]

    def kept(self) -> Iterator[tuple[str, Cited, Cited]]:
        """The same for the quotes whose words still stand: as they were taken in, and as they are now."""
        for line, cited, standing in self.evidence():
            if standing.now is not None:
                yield line, cited, standing.now


def check(briefing: Briefing, ground: Ground, sides: int | None = None) -> tuple[Fault, ...]:
    """Every fault, by rule; empty where the briefing may go out."""
    checked = Checked(briefing, ground, sides)
    return tuple(fault for rule in RULES for fault in rule(checked))


def _front(name: str, mend: str) -> Rule:
    """The rule that a field of the front page is filled in."""

    def rule(checked: Checked) -> Iterator[Fault]:
        if not getattr(checked.briefing, name).strip():
            yield Fault(f"has-{name}", name, f"the briefing has no {name}", mend)

    rule.__name__ = f"has_{name}"
    return rule


def _date(checked: Checked) -> Iterator[Fault]:
    given = checked.briefing.date
    if not is_date(given):
        what = f"{given} is no date" if given.strip() else "the briefing has no date"
        yield Fault("has-date", "date", what, "write the date as 2024-07-04")


def is_date(text: str) -> bool:
    """Whether it is a day, month or year that there is, as ISO 8601 writes it."""
    if not DATE.fullmatch(text) or text.startswith("0"):
        return False
    try:
        date.fromisoformat(text) if len(text) == len("2024-07-04") else None
    except ValueError:
        return False
    return True


def _release(checked: Checked) -> Iterator[Fault]:
    if checked.briefing.release not in RELEASES:
        said = "say whether it is for general release (general) or not for publication (restricted)"
        yield Fault("has-release", "release", f"{checked.briefing.release!r} is no publication status", said)


def _recommendations(checked: Checked) -> Iterator[Fault]:
    if not any(each.strip() for each in checked.briefing.recommendations):
        said = "say what the reader is asked to do, even if that is to note the report"
        yield Fault("has-recommendations", "recommendations", "nothing is recommended", said)


def _sections(checked: Checked) -> Iterator[Fault]:
    if not checked.claims:
        yield Fault("has-claims", "sections", "the briefing says nothing", "add evidence from an answer or a document")
    for number, part in enumerate(checked.briefing.parts, 3):
        if not part.title.strip():
            yield Fault("has-headings", str(number), "the section has no heading", "give it one")


def _words(checked: Checked) -> Iterator[Fault]:
    for line, claim in checked.claims:
        if not claim.words.strip():
            yield Fault("claim-has-words", line, "the quotes stand without a word of yours", "say what they show")


def _evidence(checked: Checked) -> Iterator[Fault]:
    for line, claim in checked.claims:
        if not claim.evidence:
            yield Fault("claim-has-evidence", line, "nothing is cited for this", "add a quote, or take the claim out")


def _held(checked: Checked) -> Iterator[Fault]:
    for line, cited, standing in checked.evidence():
        if standing.now is None:
            said = f"“{_short(cited.quote)}” cannot be checked: {standing.why}"
            yield Fault("quote-stands", line, said, "add the document again, or take the quote out")


def _exact(checked: Checked) -> Iterator[Fault]:
    for line, cited, now in checked.kept():
        if (cited.start, cited.end, cited.quote, cited.document) != (now.start, now.end, now.quote, now.document):
            said = f"“{_short(cited.quote)}” stands elsewhere in {now.name} than it did"
            yield Fault("quote-in-place", line, said, "refresh the evidence, and read what stands around it now")


def _caveats(checked: Checked) -> Iterator[Fault]:
    for line, cited, now in checked.kept():
        if cited.caveats != now.caveats or cited.unpublished != now.unpublished:
            said = f"{now.title} says of itself what the briefing does not carry"
            yield Fault("caveats-carried", line, said, "refresh the evidence, so that its caveats come with it")


def _attributed(checked: Checked) -> Iterator[Fault]:
    fields = ("title", "date", "date_basis", "author", "evaluated", "page", "paragraph", "speaker", "stance")
    for line, cited, now in checked.kept():
        changed = [name for name in fields if getattr(cited, name) != getattr(now, name)]
        if changed:
            said = f"{', '.join(changed).replace('_', ' ')} of “{_short(cited.quote)}” is another now"
            yield Fault("attribution-current", line, said, "refresh the evidence")


def _disputed(checked: Checked) -> Iterator[Fault]:
    for line, cited, now in checked.kept():
        known = {(other.document, other.quote) for other in cited.disputed}
        for other in now.disputed:
            if (other.document, other.quote) not in known:
                said = f"{other.title} says otherwise: “{_short(other.quote)}”"
                yield Fault("dispute-disclosed", line, said, "refresh the evidence, so that both accounts are shown")


def _followed(checked: Checked) -> Iterator[Fault]:
    for line, cited, now in checked.kept():
        if cited.status != now.status:
            said = f"what became of “{_short(cited.quote)}” is now: {(now.status or 'unknown').replace('_', ' ')}"
            yield Fault("follow-up-current", line, said, "refresh the evidence, and see that your words still hold")


def _compared(checked: Checked) -> Iterator[Fault]:
    for line, claim in checked.claims:
        regimes = {cited.regime for cited in claim.evidence} - {None}
        if len(regimes) > 1 and _TREND.search(claim.words):
            said = (
                "a judgement of care leavers alone is compared with one of children in care and care leavers together"
            )
            yield Fault("comparable", line, said, "say what each judgement was, without calling it better or worse")


def _self_report(checked: Checked) -> Iterator[Fault]:
    for line, claim in checked.claims:
        found = _FINDING.search(claim.words)
        if found and claim.evidence and not any(_is_finding(cited) for cited in claim.evidence):
            said = f"“{found[0]}”, but no quote here is an inspectorate’s finding"
            yield Fault("self-report-named", line, said, "say that the council says so, or cite the finding")


def _numbers(checked: Checked) -> Iterator[Fault]:
    for line, claim in checked.claims:
        known = _known_numbers(claim, checked.briefing)
        for number in _NUMBER.findall(claim.words):
            if number.strip(",").replace(",", "") not in known:
                yield Fault("numbers-cited", line, f"no quote here says {number}", "cite it, or take it out")


def _numbers_told(checked: Checked) -> Iterator[Fault]:
    for line, cited, _ in checked.evidence():
        used = [figure for figure in cited.figures if figure.value]
        lacks = [
            name for name, value in (("date", cited.date), ("speaker", cited.speaker or cited.author)) if not value
        ]
        if used and not all(figure.population or figure.indicator for figure in used):
            lacks.append("population")
        if used and lacks:
            said = f"{used[0].value} in “{_short(cited.quote)}” has no {' and no '.join(lacks)}"
            yield Fault("numbers-told", line, said, "cite a document that says when, by whom and of whom")


def _quotes(checked: Checked) -> Iterator[Fault]:
    for line, claim in checked.claims:
        held = [_plain(cited.quote) for cited in claim.evidence]
        for one, other in _QUOTED.findall(claim.words):
            words = one or other
            if not any(_plain(words) in quote for quote in held):
                said = f"“{_short(words)}” stands in quotation marks and in no quote here"
                yield Fault("words-verbatim", line, said, "quote the words as they are, or leave the marks out")


def _posts(checked: Checked) -> Iterator[Fault]:
    for line, claim in checked.claims:
        for cited in claim.evidence:
            for person in checked.ground.people(cited):
                posts = [role.role for role in person.roles]
                named = any(
                    re.search(rf"\b{re.escape(name)}\b", claim.words) for name in {person.name, *person.surface_forms}
                )
                if named and posts and not any(post.lower() in claim.words.lower() for post in posts):
                    said = f"{person.name} is named without the post held then"
                    yield Fault("person-in-post", line, said, f"write, as {cited.title} does: {posts[0]}")


def _published(checked: Checked) -> Iterator[Fault]:
    if checked.briefing.release == "general":
        for line, cited, standing in checked.evidence():
            if cited.unpublished or (standing.now and standing.now.unpublished):
                said = f"{cited.title} is not published"
                yield Fault("nothing-unpublished", line, said, "take the quote out, or mark the briefing restricted")


def _length(checked: Checked) -> Iterator[Fault]:
    if checked.sides is not None and checked.sides > MOST_SIDES and not checked.briefing.long:
        said = f"the briefing fills {checked.sides} sides of A4, and four are the most"
        yield Fault("four-sides", "length", said, "shorten it, or say that it is longer")


RULES: tuple[Rule, ...] = (
    _front("title", "say what it is about"),
    _front("author", "say who answers for it"),
    _front("audience", "say who it is for"),
    _front("purpose", "say what it is for, in a sentence"),
    _date,
    _release,
    _recommendations,
    _sections,
    _words,
    _evidence,
    _held,
    _exact,
    _caveats,
    _attributed,
    _disputed,
    _followed,
    _compared,
    _self_report,
    _numbers,
    _numbers_told,
    _quotes,
    _posts,
    _published,
    _length,
)


def _is_finding(cited: Cited) -> bool:
    return cited.speaker == "inspectorate" and cited.evaluated


def _known_numbers(claim: Claim, briefing: Briefing) -> set[str]:
    """The numbers that quotes, dates, titles and pages of the evidence give, and those of the briefing's own title."""
    said: Iterable[str] = (
        text
        for cited in claim.evidence
        for text in (cited.quote, cited.title, cited.date or "", cited.paragraph or "", str(cited.page or ""))
    )
    words = " ".join((*said, briefing.title))
    found = {number.strip(",").replace(",", "") for number in _NUMBER.findall(words.replace("-", " "))}
    return found | {number.lstrip("0") for number in found}


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).strip(" .,;").casefold()


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"
