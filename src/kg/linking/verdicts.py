"""What a sentence says became of a matter: that it is well now, that it is not, both, or neither.

The stance of a statement is what its author thinks of its whole subject; here each clause is read for one matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linking.subjects import Subject, read_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

_WELL = re.compile(
    r"\b(?:timely|prompt(?:ly)?|swift(?:ly)?|quick(?:ly)?|speedily|effective(?:ly)?|efficient(?:ly)?|good|well"
    r"|strong(?:er|ly)?|robust(?:ly)?"
    r"|thorough(?:ly)?|comprehensive(?:ly)?|clear(?:ly|er)?|detailed|appropriate(?:ly)?|consistent(?:ly)?"
    r"|improv(?:ed|ing|ement|ements)|better"
    r"|strengthened|purposeful|regular(?:ly)?|rigorous(?:ly)?|high[- ]quality|skil(?:led|ful|fully)"
    r"|sensitive(?:ly)?|confident(?:ly)?"
    r"|accurate(?:ly)?|reliable|positive(?:ly)?|benefit(?:s|ed)?|success(?:ful|fully)?|sufficient(?:ly)?"
    r"|suitable|valued?|tenacious(?:ly)?"
    r"|persistent(?:ly)?|careful(?:ly)?|meaningful(?:ly)?|embedded|in place|easily|excellent|impressive(?:ly)?"
    r"|outstanding|proactive(?:ly)?"
    r"|diligent(?:ly)?|child[- ](?:centred|focused)|manageable|stable|tight(?:ly)?|up[- ]to[- ]date|routinely"
    r"|individualised|tailored|creative"
    r"|decisive(?:ly)?|responsive|useful(?:ly)?|helpful(?:ly)?|a strength|high standard|rightly|fully|equipped"
    r"|proud|trusting"
    r"|within (?:time|the required|statutory|expected|agreed)\w*|on time|solid|imaginative|insightful"
    r"|warm(?:ly)?|determined|authoritative"
    r"|(?:know|knows|understand|understands|understood) \w*|widespread|readily|much needed|secure|sound"
    r"|balanced|exemplary|incisive"
    r"|(?:is|are|have been|has been|were|was) (?:now )?(?:met|considered|addressed|reviewed|tracked|monitored"
    r"|recorded|heard|achieved|completed|seen|offered|identified|supported|helped))\b",
    re.IGNORECASE,
)  # fmt: skip
_ILL = re.compile(
    r"\b(?:not|never|neither|cannot|without|unable|lack(?:s|ed|ing)?|too (?:many|few|long|often|late|high"
    r"|slow\w*|low|much|little|variable|early|soon|reliant|narrow|broad|generic|vague|focused|\w+)"
    r"|insufficien\w*|inconsisten\w*|inadequa\w*|inappropriate\w*|ineffective\w*|inaccura\w*|incomplete"
    r"|inexperienced|instability|unstable"
    r"|weak\w*|poor(?:ly|er)?|delay(?:s|ed)?|drift\w*|variab\w*|varie[sd]|vary|mixed|uneven|limited|limits"
    r"|few(?:er)?|rarely|seldom"
    r"|underdeveloped|under[- ]?developed|unclear|unsuitable|unsatisfactory|unsafe|unmet|unknown|unaware"
    r"|unnecessar\w*|unassessed|unapproved|overdue|backlog\w*|shortfall\w*|shortage\w*|gaps?"
    r"|fail(?:s|ed|ing|ure|ures)?|absen(?:t|ce)|deteriorat\w*|declin(?:ed|ing|e)|dipped|dropped|worse\w*"
    r"|slow(?:ly|er)?|superficial|generic|vague"
    r"|need(?:s|ed)? (?:to (?:be )?(?:\w+ )?(?:improve|strengthen|develop|do|ensure|embed|better|further|more"
    r"|address|increase|rectif)\w*|improv\w*|strengthen\w*|more|further|better|greater)"
    r"|requires? (?:improvement|further|more|strengthening)|more (?:work |needs )?(?:to do|to be done|is needed"
    r"|is required|needs)|(?:further|more) work|yet to|still (?:too|not|need\w*|wait\w*|to be)"
    r"|remain(?:s|ed)? (?:a (?:challenge|concern|significant|priority)|an area|too|high|low|variable|weak|poor"
    r"|inconsistent|challenging|pertinent|prevalent)"
    r"|only (?:a|some|just|recently|\d+)|(?:in|at) (?:its|the|an|their|very)? ?(?:infancy|early stages?)"
    r"|challenges? (?:in|remain\w*|with|to|of|for)|significant challenge|missed|overlooked|hinder\w*|hamper\w*"
    r"|imped\w*"
    r"|(?:a )?(?:small )?minority|less (?:\w+ )?(?:well|effective|consistent|timely|good|clear|robust"
    r"|favourable|developed|evident|likely)"
    r"|(?:caseloads|workloads) (?:are|is|remain) (?:still |very )?high"
    r"|areas? (?:to|for|of|that) (?:\w+ ){0,3}?(?:strengthen\w*|improve\w*|develop\w*)"
    r"|could (?:be|have been) (?:\w+ )?(?:better|clearer|strengthened|improved|more|stronger)"
    r"|should (?:have been|be)|struggl\w*|fragile|fractured|compounded|disrupt(?:ed|ing|s)?|left (?:in|at|for"
    r"|without)|harm(?:ed)? (?:for|too)|neglected|n[’']t|no (?:clear|evidence|formal|longer[- ]term|systematic"
    r"|consistent|single|strategic|agreed|oversight)|high (?:turnover|caseloads|numbers? of changes|vacancy)"
    r"|numerous|wait(?:s|ing|ed)? (?:too|for too|over|a long|lists?|times?|longer))\b",
    re.IGNORECASE,
)  # fmt: skip
_RELIEF = re.compile(
    r"\b(?:no longer|(?:do|does|did) not (?:have|need) to|(?:without|no|avoid(?:s|ing)?|prevent(?:s|ing)?"
    r"|minimis(?:e|es|ing)|reduc(?:e|es|ed|ing)"
    r"|address(?:es|ed|ing)?"
    r"|tackl(?:e|es|ed|ing)|mitigat(?:e|es|ing)) (?:\w+ ){0,2}?(?:delays?|drift|gaps?|disruption|shortfalls?"
    r"|instability)"
    r"(?: (?:and|or) (?:delays?|drift))?)\b",
    re.IGNORECASE,
)  # fmt: skip
_GIVEN = re.compile(
    r"\b(?:when|where|if) (?:the |their |a |these )?(?:children|child|young people|parents?|families|family"
    r"|circumstances|risks?|concerns?|they|it)\b(?: \w+){0,3}? (?:unable to|cannot|not|fails?|failed|worsen\w*"
    r"|deteriorat\w*)\b[^,.;]*",
    re.IGNORECASE,
)
"""A case in which something is done: it is no finding that children cannot live at home."""
_IDLE = re.compile(
    r"\bwho (?:cannot|can[’']t|(?:are|is|were|have|has|do|does) (?:not|unable|never|too)) (?:\w+ ){0,5}"
    r"|\bnot only\b|\b(?:where|when|if) (?:necessary|needed|appropriate|required|not)\b"
    r"|\bstrengths and (?:weaknesses|areas\b)"
    r"|\bnot limited to\b|\bwhether or not\b|\b(?:not|never) (?:lost|complacent|shy away)\b|\bchallenge(?:s"
    r"|d)? (?:delays?|drift)\b"
    r"|\b(?:address|tackl)\w* (?:\w+ ){0,3}neglect\b",
    re.IGNORECASE,
)  # fmt: skip
_TURN = re.compile(
    r"(?:[,;:]\s+|\s[–-]\s|\s)(?=(?:but|however|although|though|yet|whereas|albeit|despite|while|whilst"
    r"|except)\b)|;\s+",
    re.IGNORECASE,
)
_CONCEDED = re.compile(
    r"^(?:although|though|while|whilst|despite|even though|notwithstanding)\b[^,]*,\s*", re.IGNORECASE
)
_NEGATED = re.compile(
    r"\b(?:not|never|n[’']t|neither|nor|lack of|lacks?|lacking|insufficient(?:ly)?|less|without|no|too"
    r"|absence of|far from|fails? to|need(?:s|ed)? to(?: be)?|yet to|should|must|could|would)\b[^,;]*$",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"\bfor (?:these|those|this|such|other) (?:\w+ )?(?:children|young people|families|groups?|cohort|arrangements)\b"
    r"|^(?:however, |but )?(?:some|a few|few|a small number|a minority|a number of|certain|several|in (?:some"
    r"|stronger|better|good|a few|a small number)|in the (?:best|better|stronger)|stronger|better|the best"
    r"|where|at (?:their|its) best|for (?:some|a few|a small|others))\b"
    r"|\b(?:mostly|most|the majority)\b(?! (?:vulnerable|recent\w*|appropriate\w*|complex|effective\w*|important\w*))",
    re.IGNORECASE,
)
_FOR_FEW = re.compile(
    r"\b(?:some|occasional\w*|a (?:very )?small (?:number|minority|proportion)|a (?:few|minority)"
    r"|one or two|isolated)\b",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"\b(?:ambitious (?:in|for|to)|ambition to|aim(?:s|ed|ing)? (?:to|at)|investment|invested|towards"
    r"|is a (?:key )?priority|priorit(?:y|ise[sd]?)|working (?:to|hard)"
    r"|commit(?:ment|ted) to|determined to|seek(?:s|ing)? to|beginning to|starting to|will|would|are being"
    r"|is being|plans? to|planned|intend\w*|initiatives?"
    r"|early (?:signs|impact|days)|could|can help|expected|recognise the|aware of|in (?:development|progress)"
    r"|has started|recently (?:introduced|launched|appointed|started|begun))\b",
    re.IGNORECASE,
)  # fmt: skip
_GOOD, _BAD = ("strength", "progress"), ("concern", "priority_action")
_OVER = re.compile(
    r"\bno longer\b|\bhas (?:now )?(?:ended|ceased|stopped)"
    r"|\bno (?:child|children|young person|care leaver)s? (?:has|have|is|are)\b"
    r"|\b(?:has|have) been (?:fully |successfully )?(?:addressed|resolved|eliminated|discontinued)\b"
    r"|\b(?:is|are) now (?:fully )?(?:met|complete|completed)\b",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence says of a matter.

    Attributes:
        better: that it is well, or better than before.
        worse: that it is not well.
        over: outright that what was wrong has ended.
        partial: that it is well for some.
        few: that it is not well for a few only.
        told: whether its words say so, and not its stance alone.
    """

    better: bool = False
    worse: bool = False
    over: bool = False
    partial: bool = False
    told: bool = True
    few: bool = False


def verdict(words: str, asked: Subject, stance: str | None) -> Verdict:
    """The verdict of a sentence on what is asked for.

    Args:
        words: the sentence on one line.
        asked: the matter; only clauses that name it, or name none, count.
        stance: of the statement; it settles what no clause tells.
    """
    good, bad = stance in _GOOD, stance in _BAD
    told = [_clause(clause, good=good) for clause in _bearing(words, asked)]
    better, worse = any(well for well, _ in told), any(ill for _, ill in told)
    over = bool(_OVER.search(words))
    if over and not worse:
        return Verdict(better=True, over=True)
    if (worse and not better and good) or not (better or worse):
        # what the words and the stance say apart, neither says
        return Verdict(better=good, worse=bad, partial=True, told=False)
    if stance == "plan" and not worse:
        return Verdict(told=False)
    partial = bool(_PARTIAL.search(words) or _MEANT.search(words)) or (better and bad)
    return Verdict(better, worse, over, partial, few=worse and bool(_FOR_FEW.search(words)))


def _bearing(words: str, asked: Subject) -> Iterator[str]:
    """The clauses that bear on a matter: those that name it and those that name nothing else."""
    clauses = list(_clauses(words))
    subjects = [read_subject(clause) for clause in clauses]
    naming = [bool(subject.matters & asked.matters) for subject in subjects]
    for clause, subject, names in zip(clauses, subjects, naming, strict=True):
        if names or not any(naming) or not subject.matters:
            yield clause


def _clauses(words: str) -> Iterator[str]:
    conceded = _CONCEDED.match(words)
    if conceded:
        yield conceded[0]
        words = words[conceded.end() :]
    start = 0
    for turn in _TURN.finditer(words):
        if turn.start() > start:
            yield words[start : turn.start()]
            start = turn.start()
    yield words[start:]


def _clause(words: str, *, good: bool) -> tuple[bool, bool]:
    """Whether a clause says that something is well, and that it is not; where it says both, its stance tells which.

    What is well after what is wrong is only what is wanted ("delays in timely visits"), unless the whole is praise.
    """
    plain = _IDLE.sub(" ", _GIVEN.sub(" ", _RELIEF.sub(" well ", words)))
    ill = bool(_ILL.search(plain))
    well = any(not _NEGATED.search(plain[: found.start()]) for found in _WELL.finditer(plain))
    if well and ill and _led_by_ill(plain):
        return good, not good
    return well, ill


def _led_by_ill(words: str) -> bool:
    """Whether what is wrong is said first: then what is well in the clause is only what is wanted."""
    ill, well = _ILL.search(words), _WELL.search(words)
    return bool(ill and well and ill.start() < well.start())
