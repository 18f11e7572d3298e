"""What looks like a person's name and what like a post, by form alone; whether somebody is meant, `people` says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

HONORIFIC = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Baroness|Cllr|Cllrs|Councillor|Alderman|Prof"
    r"|Professor|Rev|Reverend"
    r"|Canon|DCI|DI|Detective|PC|Judge)\b\.?"
)
_PIECE = r"(?:(?:Mc|Mac|O['’]|[Dd]['’]|De|Di|Le|La|St)?[A-ZÀ-Þ][a-zß-ÿ]+(?:['’](?!s\b)[a-zß-ÿ]+)?)"
TOKEN = rf"{_PIECE}(?:[-‑]{_PIECE})*"
_INITIAL = r"(?:[A-Z]\.?(?![A-Za-z]))"
_PARTICLE = r"(?:de|da|del|della|van|von|der|den|la|le|bin|al|el)"
_WORD = re.compile(rf"(?:{HONORIFIC}|{TOKEN}|{_INITIAL}|{_PARTICLE}\b)")
_SPACES = re.compile(r"[ \t\u00a0]+")
_WRAPPED = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]+|[ \t\u00a0]*\n")
_INSIDE = re.compile(r"[\w’'-](?!s\b)")
AFTER = re.compile(
    r"(?:,?\s*\b(?:CBE|OBE|MBE|DBE|KBE|CB|QPM|QC|KC|JP|DL|BSc|BA|MA|MB|ChB|MSc|MBA|DCH|FRCA"
    r"|FRCP|FRCPCH|RGN|PhD|MP)\b)+"
)
"""Letters after a name."""
_LIST_GAP = re.compile(
    r"(?:,?\s*\(?(?:S?HMI|AI|OI|CQC|Senior HMI|HMI designate"
    r"|(?:Contracted|Seconded|Associate|Additional|Ofsted|CQC) [Ii]nspector)\)?(?=[\s,;.)]|$)"
    r"(?: designate)?|\s*\([^()]{1,40}\))?"
    r"\s*(?:,\s*(?:and\b|&)?|;|\band\b|&|/)\s*"
)

POST_HEADS = frozenset(
    """director directors officer manager head chief chair chairman chairperson chairwoman vice-chair inspector
    inspectors commissioner constable leader lead secretary member adviser advisor principal superintendent commander
    mayor executive nurse president scrutineer headteacher teacher consultant doctor coordinator co-ordinator ceo hmi
    dcs minister psychologist practitioner supervisor governor treasurer solicitor clerk analyst administrator
    sergeant lieutenant judge partner champion""".split()
)
_NEVER = frozenset(
    """house road street lane avenue square place court close gate park hall centre center building floor office
    quay hill way drive terrace row crescent wharf city town county borough council councils authority district
    parish unitary metropolitan department ministry agency trust foundation nhs hospital hospitals university
    college colleges school schools academy academies nursery team teams service services board boards panel
    committee partnership partnerships partner partners forum group groups unit hub hubs network alliance
    commission commissioning clinical integrated care quality police constabulary probation ofsted cafcass
    children childrens child young people person adult adults family families parent parents carer carers foster
    fostering adoption leaver leavers learning education educational early years help support safeguarding
    protection assessment intervention review reviewing independent inclusion send disability disabilities special
    needs health mental emotional wellbeing well-being social worker workers work practice practices workforce
    performance improvement development strategy strategic policy plan planning plans report reports letter
    inspection inspections visit visits visiting judgement judgements grade grades outcome outcomes progress
    experience experiences impact leaders leadership management governance finance financial resources resource
    resident residents housing communities community public local national regional area areas north south east
    west northern southern eastern western central england english britain british london kingdom united europe
    his her majesty majestys the a an and or of for to in on at by with from into this that these those there we our
    you your they their it its is are was were be been have has had will would should could may might must can
    all any some many most more few no not new next last first second third main key what when where which who
    how why please thank thanks dear yours sincerely faithfully regards copy copied cc note page contents summary
    findings strengths weaknesses recommendation recommendations priority action actions overall effectiveness
    good outstanding inadequate requires requirement adequate january february march april june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday spring summer
    autumn winter christmas easter home homes offer safety signs model framework programme program project scheme
    campaign initiative strategy act regulations code guidance statutory legislation law bill order crown copyright
    telephone email textphone website direct tel fax www http post transport admissions place places placement
    placements participation voice engagement youth justice offending custody crime violence exploitation missing
    attendance exclusion exclusions attainment virtual pathway pathways transition transitions transformation
    operational operations assistant deputy interim acting associate executive senior lead group corporate chief
    director directors officer officers manager managers head heads inspector inspectors regional divisional
    commissioner constable secretary member members adviser advisers advisor advisors principal superintendent
    commander mayor nurse president scrutineer headteacher headteachers teacher teachers consultant coordinator
    minister psychologist practitioner practitioners governor governors analyst chair name title date time agenda item
    decision cabinet scrutiny overview minutes present apologies attendees attendance background introduction
    conclusion appendix annex table figure number numbers total data source sources year years month months week
    day days term terms half quarter annual monthly weekly daily meeting meetings engagement conversation building
    buildings sustainability stay staying close put pupil pupils student students language therapy speech
    primary secondary nurseries post level stage stages music sport arts culture library libraries digital technology
    system systems information communication communications media press legal democratic electoral human equality
    diversity race accommodation accommodated supported unaccompanied asylum seeking seekers refugee refugees
    kinship residential respite short breaks break homes private voluntary sector business economy economic
    employment training apprenticeship skills jobs customer experience environment climate net zero prevention
    preventative joint targeted multi agency single focused monitoring standard full revisit self evaluation
    signature signed purposeful effective strong positive improved better successful increased reduced restorative
    relational trauma informed systemic contextual mockingbird making difference lead responsible body
    bodies sufficiency stability permanence edge front door contact referral referrals response emergency duty
    out hours specialist targeted universal intensive complex needs domestic abuse substance misuse neglect
    sexual harm hidden drive kooth barnardos barnardo action nspcc caring shared lives civic
    company companies division rehabilitation valley castle point keynes accountable territorial contracted
    parenting seconded designate shadow reporting shire guildhall municipal
    """.split()
)
_SURNAMES_TOO = frozenset(
    """young hill hall lane day may march good law bill page english leader head bishop chambers june april august
    summer winter foster""".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed: `text` without honorific; `honorific` is "" where none is printed; the span has both."""

    text: str
    honorific: str
    span: Span

    @property
    def words(self) -> tuple[str, ...]:
        """Its words without honorific."""
        return tuple(self.text.split())


def starting(text: str, start: int, end: int, *, wrapped: bool = False) -> Name | None:
    """The name that a stretch of text begins with: two to four name words, or one after an honorific.

    Args:
        text: the document's text.
        start: where the stretch begins.
        end: where it ends.
        wrapped: whether the name may go on after a line break, as in a box of a chart.
    """
    words = list(_run(text, start, end, wrapped=wrapped))
    honorifics = 0
    while honorifics < len(words) and re.fullmatch(HONORIFIC, words[honorifics][0]):
        honorifics += 1
    body = words[honorifics:][:4]
    while body and (_initial_or_particle(body[-1][0]) or (len(body) > 2 and body[-1][0].casefold() in _SURNAMES_TOO)):
        body.pop()
    named = [word for word, _, _ in body if not _initial_or_particle(word)]
    if not named or len(body) < (1 if honorifics else 2):
        return None
    honorific = " ".join(word for word, _, _ in words[:honorifics])
    return Name(" ".join(word for word, _, _ in body), honorific, Span(words[0][1], body[-1][2]))


def ending(text: str, start: int, end: int) -> Name | None:
    """The name of two to four words that a stretch of text ends with; the longest that could be one."""
    for at in (match.start() for match in list(re.finditer(r"(?<!\S)\S", text[start:end]))[-4:]):
        name = starting(text, start + at, end)
        if name is not None and name.span.end == end:
            return name
    return None


def each(text: str, start: int, end: int) -> Iterator[Name]:
    """Names of a list, "A B, C D HMI and E F (AI)", as long as it goes on; none where it does not begin with a name."""
    at = start
    while True:
        name = starting(text, at, end)
        if name is None:
            return
        yield name
        gap = _LIST_GAP.match(text, name.span.end, end)
        if gap is None:
            return
        at = gap.end()


def exactly(text: str, start: int, end: int) -> Name | None:
    """The name that a stretch of text is, and nothing else but letters after a name ("CBE")."""
    name = starting(text, start, end, wrapped=True)
    if name is None or AFTER.sub("", text[name.span.end : end]).strip(" ,.*"):
        return None
    return name


def is_post(words: str) -> bool:
    """Whether words name a post: they hold the head noun of one."""
    return any(
        word.casefold().strip(",.;:()’'").removesuffix("’s").removesuffix("'s") in POST_HEADS
        for word in re.split(r"[\s/]+", words)
    )


def is_common(word: str) -> bool:
    """Whether a capitalised word belongs to the language of posts, bodies and headings, not to a name."""
    folded = word.casefold().replace("’", "'").removesuffix("'s").replace("'", "")
    return folded in _NEVER and folded not in _SURNAMES_TOO


def _run(text: str, start: int, end: int, *, wrapped: bool) -> Iterator[tuple[str, int, int]]:
    """Words that a name can be made of, from `start` on, up to the first that cannot."""
    gaps = _WRAPPED if wrapped else _SPACES
    at = start
    while match := _WORD.match(text, at, end):
        word = match.group()
        if match.end() < end and _INSIDE.match(text, match.end()):
            return
        if not re.fullmatch(HONORIFIC, word) and is_common(word):
            return
        yield word, match.start(), match.end()
        gap = gaps.match(text, match.end(), end)
        if gap is None:
            return
        at = gap.end()


def _initial_or_particle(word: str) -> bool:
    return re.fullmatch(rf"{_INITIAL}|{_PARTICLE}", word) is not None
