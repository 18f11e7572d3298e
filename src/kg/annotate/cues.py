"""Words that show a stance: in the sentence, at its start, in the heading above; weighing them is `stance`'s matter.

A cue is (stance, weight, pattern). Weights are relative: about 2 for a word that decides, below 1 for one that hints.
Every pattern is for words in lower case.
"""

from __future__ import annotations

import re

STRENGTH, PROGRESS, CONCERN, PRIORITY, NEUTRAL, PLAN = (
    "strength",
    "progress",
    "concern",
    "priority_action",
    "neutral_context",
    "plan",
)

Cue = tuple[str, float, re.Pattern[str]]


def _cues(*cues: tuple[str, float, str]) -> tuple[Cue, ...]:
    return tuple((stance, weight, re.compile(_factored(pattern))) for stance, weight, pattern in cues)


def _factored(pattern: str) -> str:
    """A choice between words with the edge of the word in front of all: the same matches, found five times sooner."""
    parts, depth, listed = [""], 0, False
    for mark in re.findall(r"\\.|.", pattern):
        listed = (listed or mark == "[") and mark != "]"
        depth += 0 if listed else (mark == "(") - (mark == ")")
        if mark == "|" and not depth and not listed:
            parts.append("")
        else:
            parts[-1] += mark
    if not all(part.startswith(r"\b") for part in parts):
        return pattern
    return r"\b(?:" + "|".join(part.removeprefix(r"\b") for part in parts) + ")"


WORDS = _cues(
    (
        CONCERN,
        2.4,
        r"\btoo (?:many|few|high|long|often|much|slow\w*|low|variable|late|little|narrow|reliant|wide|soon|readily"
        r"|quickly)\b"
        r"|\bnot (?:yet|always|consistently|sufficiently|enough|well|good|routinely|effective\w*|adequate\w*|fully"
        r"|regularly|robust\w*"
        r"|clear\w*|timely|as (?:well|good|effective|established|strong)|in touch|seen|considered|explored"
        r"|instrumental|evident)\b"
        r"|\binsufficien\w*|\binconsisten\w*|\bweak\w*|\bpoor\w*|\binadequate\w*|\bdelay(?:s|ed)?\b|\bdrift\w*"
        r"|\bshortfalls?\b"
        r"|\black(?:s|ing|ed)?\b|\bgaps?\b|\bunable\b|\bfail(?:s|ed|ing|ure|ures)?\b|\bineffective\w*|\binaccura\w*"
        r"|\bsuperficial\w*"
        r"|\bunclear\b|\bover-?(?:ly )?optimis\w*|\bdeteriorat\w*|\bunmet\b|\bneglected\b|\boverlooked\b"
        r"|\bmissed opportunit\w+|\bworr(?:y|ies|ied|ying)\b|\bissues? remains?\b"
        r"|\bunder-?developed\b|\beroded\b|\bpoorer\b|\bworse\w*|\bunsafe\b|\bunacceptabl\w*|\bunsatisfactory\b"
        r"|\blong ?standing\b"
        r"|\bcould be (?:\w+ )?(?:improved|enhanced|better|stronger|strengthened|clearer)\b|\blittle (?:evidence"
        r"|impact|progress|understanding|information|support|to)\b"
        r"|\bthere (?:is|was|are|were|has been) (?:currently |also )?(?:no|little|limited|insufficient|only)\b"
        r"|\bovercrowd\w+|\bcris[ie]s point\w*|\boverdue\b|\bout of date\b|\bnegative (?:experience|impact|effect)\w*"
        r"|\bbarriers?\b"
        r"|\bcomplicat\w+|\b(?:too|very) early\b|\bearly stages?\b|\bshortcomings?\b|\blimitations?\b|\breactive\b"
        r"|\bincorrect\w*|\bdissatisfaction\b|\bpotential barriers\b|\bhard to\b|\bnot had\b|\bmissed\b|\bproblems?\b"
        r"|\b(?:is|are|was|were|remains?|still|so) low\b|\bnot have enough\b|\ba need (?:for|to)\b|\b(?:significant"
        r"|major|key|real|main|particular|constant) challenges?\b|\bnot received\b|\binfancy\b"
        r"|\bnowhere\b|\bless (?:favourable|well|effective|consistent|secure|likely|positive|robust)\b|\bhinder\w*"
        r"|\bhamper\w*|\bimped\w*"
        r"|\bundermin\w*|\bbacklogs?\b|\bunallocated\b|\bnot being met\b|\bmore (?:needs )?to (?:be done|do)\b"
        r"|\blong way to go\b"
        r"|\bleft (?:at risk|waiting|without)\b|\bnever\b|\bdisproportionate\w*|\bstill a challenge\b|\b(?:a|specific"
        r"|main|key|major|particular|significant|serious) concerns?\b|\binequit\w*|\bfragmented\b",
    ),
    (
        CONCERN,
        1.7,
        r"\b(?:do|does|did|has|have|had|is|are|was|were|can|could)(?: not\b|n[’']t\b)|\bcannot\b|\bno (?:clear"
        r"|effective|consistent|evidence|formal"
        r"|strategic|oversight|agreed|single)\b|\bchalleng(?:e|es|ing)\b(?! (?:and support|from|to))|\blimit(?:s|ed)\b"
        r"|\bvariab\w+|\bvaried\b|\bvaries\b"
        r"|\bmixed\b|\buneven\w*|\bstruggl\w*|\bdifficult\w*|\bfrustrat\w*|\bdissatisf\w*|\bunnecessary\b|\bunknown\b"
        r"|\bcompounded\b"
        r"|\b(?:long|lengthy|prolonged|high) (?:waits?|waiting|delays?|periods?|levels?|rates?|turnover|caseloads?"
        r"|numbers?|vacanc\w+)\b"
        r"|\bextensive periods\b|\bwait(?:s|ing)? (?:times?|lists?|too|longer|over|more than)\b|\blonger than\b"
        r"|\bslow(?:ed|er|ly)?\b|\bunaware\b|\bnot aware\b|\b(?:in)?sufficient (?:numbers?|capacity"
        r"|staff)\b(?<!\bsufficient capacity)|\bshortages?\b|\bpressures?\b|\binstability\b|\bchurn\b|\boutdated\b"
        r"|\bloss of\b"
        r"|\bonly a (?:minority|few|handful|third|quarter)\b|\brarely\b|\bseldom\b|\bcomplaints?\b|\bcomplain\w*"
        r"|\brequires? improvement\b"
        r"|\bneed(?:s|ed)? (?:to (?:be )?|further |improve|strengthen|more )|\b(?:is|are) needed\b|\bfurther (?:work"
        r"|improvement|progress|development)\b"
        r"|\bremains? (?:high|too|a )|\bdominated by\b|\bexacerbat\w*|\bnegatively\b|\bconfus\w+|\bover-?relian\w+"
        r"|\breliant on\b|\bdisrupt\w*"
        r"|\bhandovers\b|\bdecommissioned\b|\breject\w*|\bunregistered\b|\bhigher than we would like\b",
    ),
    (CONCERN, 0.5, r"\bconcerns?\b|\brisks?\b|\bat risk\b"),
    (
        CONCERN,
        0.9,
        r"\bdespite\b|\bfew(?:er)?\b|\bmany children\b|\bstill\b|\bless\b|\bsome (?:are|do|have|parents|children)\b",
    ),
    (
        STRENGTH,
        2.0,
        r"\bstrong(?:er|ly)?\b|\bstrengths?\b(?! and (?:areas|weak|difficult))|\beffective(?:ly)?\b|\bexcellent\w*"
        r"|\boutstanding\b|\bgood\b(?! (?:enough|practice example))"
        r"|\bwell[- ](?:\w+ed|\w+-?informed|known|led|thought|understood|built|run|placed|met)\b|\b(?:works?|working"
        r"|worked|supported|engaged|attended|embedded|met|do|does|well-being is promoted|known|informed) (?:very "
        r"|really |extremely )?well\b"
        r"|\bpositive(?:ly)?\b|\bsuccess(?:ful|fully|es)?\b|\brobust\w*|\bcomprehensive\w*|\bskil(?:led|ful|fully)\b"
        r"|\btimely\b|\bappropriate(?:ly)?\b"
        r"|\bimpress\w+|\bhighly (?:\w+ed|effective|skilled|valued|motivated)\b|\bproud\b|\baccurate(?:ly)?\b"
        r"|\bpurposeful\w*|\bconfident\b|\bsensitiv\w+|\bvalued?\b"
        r"|\bpraise\w*|\bcommend\w*|\brigorous(?:ly)?\b|\bbenefit(?:s|ed)? (?:from|greatly)\b|\bthorough(?:ly)?\b"
        r"|\bprompt(?:ly)?\b|\bswift(?:ly)?\b|\bhigh[- ]quality\b"
        r"|\bcommit(?:ted|ment)\b|\bresolute\b|\bdetermin(?:ed|ation)\b|\bambitious\b|\bpassionate\w*"
        r"|\bknowledgeable\b|\bnurturing\b|\bproactive(?:ly)?\b"
        r"|\bcreativ\w+|\binnovativ\w+|\bresponsive\b|\binformative\b|\bmeaningful(?:ly)?\b|\bhelpful\b"
        r"|\bcompetitive\b|\benthusias\w+|\bbuy[- ]in\b"
        r"|\bsolid\b|\bsound\b(?!ing)|\bvital role\b|\bsufficient\b|\bfavourabl[ey]\b|\btenaci\w+|\bexemplary\b"
        r"|\bexceptional\w*|\bthriv\w+|\bflourish\w*|\bfuture[- ]proofed\b"
        r"|\bmotivated\b|\bpermanent\b|\bmanageable\b|\bstable\b|\bspeedily\b|\bquickly\b|\bsensibl[ey]\b"
        r"|\bwarm(?:ly)?\b|\baccelerated\b|\bexcel\w*|\bdecisive\w*|\bastute\w*"
        r"|\binsightful\b|\bvigilant\b|\bopen and honest\b|\bmak(?:e|es|ing) a (?:real |positive |significant "
        r"|tangible )?difference\b|\bachiev(?:e|es|ing) (?:good|well)\b",
    ),
    (
        STRENGTH,
        0.9,
        r"\bclear(?:ly)?\b|\bdetailed\b|\bdedicated\b|\bexperienced\b|\bclose(?:ly)?\b|\bhelp(?:s|ing)? (?:to|children"
        r"|them|families|young|professionals)\b|\bensur(?:es|ing)\b|\benabl(?:es|ed|ing)\b"
        r"|\bregular(?:ly)?\b|\bsecure\b|\bsafe(?:r|ly)?\b|\btailored\b|\bbespoke\b|\bhave access to\b|\bstrengthens\b"
        r"|\breduces\b|\bimproves\b|\bactively\b|\brightly\b|\buseful(?:ly)?\b"
        r"|\bensur(?:e|ed) that\b|\bprovide(?:s)?\b.{0,30}\bsupport\b|\bsupports? children\b|\bfully\b|\bkeen\b"
        r"|\bcare(?:fully|ful)\b|\btrust(?:ed|ing)?\b|\bcontribut\w+|\bunderstand\b",
    ),
    (
        PROGRESS,
        2.1,
        r"\bimprov(?:ed|ing|ements?)\b(?! (?:board|plan|journey|partner|adviser|advisor|action|notice|activity|support"
        r"|programme|strategy|outcomes))|(?<!experiences and )\bprogress(?:ed|ing)?\b(?! (?:your plans|towards"
        r"|and attainment|8|meetings?|is (?:too|not)))"
        r"|\bstrengthen(?:ed|ing)\b|\b(?:re-?)?launch(?:ed)?\b|\bcreated\b|\bintroduced\b|\b(?:re)?shap(?:ed|ing)\b"
        r"|\brefreshed\b|\brevised\b|\brevis(?:ed|ion)\b|\bdeveloped (?!a |an )|\brebuil(?:t|ding)\b"
        r"|\bimplemented\b|\bcompleted\b|\bachieved\b(?! as)|\bsecured\b|\bis now\b|\bare now\b|\bnow (?:in place"
        r"|complete\w*|well|being|able|have|has|more|receiv\w+)\b|\bmore than (?:doubled|trebled|halved)\b"
        r"|\bcontinu(?:es|ing|ed) to (?:improve|progress|develop|reduce|assess)\b"
        r"|\bbeginning to\b|\bstarting to\b|\bregained\b|\bmomentum\b|\bis having an impact\b|\bearly (?:indicat\w+"
        r"|signs|data)\b|\btaken (?:action|steps)\b|\brolled out\b|\bupdated\b|\bextended\b|\bexpanded\b"
        r"|\bembed(?:ded|ding)\b|\bredesigned\b|\brecruited\b|\bappointed\b|\baddressed\b|\bresolved\b|\binvested\b"
        r"|\badditional (?:funding|investment|money|capacity|training|posts|resources?)\b"
        r"|\bnew (?:specialist|team|service|post|approach|model|panel|policy|guidance|structure|system)\b"
        r"|\bhas (?:moved|led to|resulted)\b|\bleading to\b|\bincrease in performance\b|\bcatching up\b|\breformation\b"
        r"|\b(?:has|have) been (?:identified(?! as)|allocated|trained|established|reviewed|strengthened|put in place"
        r"|successful in)\b|\bset up\b|\bturn(?:ed|ing) around\b|\bundertaken work\b|\bwork has taken place\b"
        r"|\bsignificant(?:ly)? (?:better|improved|ongoing work|efforts?)\b|\bswiftly to develop\b"
        r"|\bhave accessed training\b|\bworking (?:hard|closely) (?:to|with)\b",
    ),
    (
        PROGRESS,
        0.8,
        r"\brecent(?:ly)?\b|\bsince\b|\bnow\b|\bnew\b|\badditional\b|\bgreater\b|\bestablished\b|\bdeveloping\b"
        r"|\bhas been\b|\bin place\b|\bhave been\b",
    ),
    (
        PLAN,
        2.4,
        r"\bplans? (?:to|for|are in place|is in place)\b|\bplanned\b(?! direct)|\bplanning (?:to|stage)\b|\bintend(?:s"
        r"|ed|ing)?\b"
        r"|\b(?:is|are|currently) (?:also |now )?being (?:developed|negotiated|considered|explored|designed"
        r"|established|planned|recruited|introduced|piloted|drafted|rolled|built|created|pursued)\b"
        r"|\bin the process of\b|\bunder ?way\b|\bdue to (?:open|start|begin|launch|complete|be|go)\b|\bto be (?:\w+ed"
        r"|built|in place|taken|held|made)\b|\bawait(?:s|ing)?\b|(?<!asylum[- ])\bseek(?:s|ing)\b"
        r"|\baim(?:s|ing)? (?:to|for)\b|\banticipat\w+|\bgoing to\b|\bexplor(?:ing|ation of)\b|\bapplying (?:to|for)\b"
        r"|\bworking towards\b|\bfuture efforts\b|\bnext steps?\b(?! (?:are|is) not)|\bon (?:target|track)\b"
        r"|\bpropos(?:ed|als?)\b|\bexpect(?:s|ed)? to\b|\bwould (?:like to|be strengthened)\b|\bin draft\b|\bpursued\b"
        r"|\b(?:is|are) (?:also |now )?(?:organising|preparing|piloting|rolling out|drawing up)\b"
        r"|\b(?:we|you|they|council|leaders|authority|team) (?:are|is) (?:now |also |currently "
        r"|actively )?(?:developing|building|establishing|planning|recruiting|working with|working to|considering"
        r"|looking|exploring|refocusing|designing|progressing|reviewing|rolling)\b",
    ),
    (PLAN, 1.7, r"\bwill(?! be used)\b"),
    (
        NEUTRAL,
        2.0,
        r"\bthis (?:letter|report|booklet|document|note|paper|visit)\b|\bwas carried out\b|\binspectors? (?:spoke"
        r"|visited|looked|met|reviewed|observed|read|considered|evaluated|used|held|also)\b|\bin accordance\b"
        r"|\bmethodology\b"
        r"|\b(?:is|are) responsible for\b|\bthank(?:s| you)\b|\bcopying this letter\b|\bin line with\b"
        r"|\bconsistent with\b|\bremain\w* (?:the same|unchanged)\b|\bnot notably\b|\bas (?:required|appropriate"
        r"|expected)\b"
        r"|\bif (?:required|allocated|they|the)\b|\bshould the\b|\byou (?:also )?(?:described|discussed|outlined"
        r"|explained|shared|set out) (?:the|your|how|that)\b|\bwe (?:discussed|talked|heard)\b|\bsorry to hear\b",
    ),
    (
        NEUTRAL,
        0.9,
        r"\bcurrently\b|\btakes? place\b|\bchaired by\b|\breviewed by\b|\ballocated to\b|\bdata\b|\bchosen\b"
        r"|\breceives?\b|\bapprox\w+|\bapply\b|\bapplied\b|\bcontinues? to use\b|\bmeet expected\b",
    ),
)
"""Cues anywhere in a sentence."""

OPENINGS = _cues(
    (
        PLAN,
        2.6,
        r"(?:develop|promote|build|embed|ensure|improve|reduce|strengthen|create|deliver|establish|continue|extend"
        r"|explore|implement|launch|roll out|complete|identify|recruit|secure|maintain|refresh|align"
        r"|consider|agree|introduce|raise|drive|prepare|grow|champion|make|provide|expand)\s+(?!of\b|in\b|on\b)"
        r"|(?:work|support|focus|progress|review|target|increase|further|plan)\s+(?:to|with|the|closely|at|on|our|your"
        r"|all|children|families|how|capacity)\b",
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
        r"(?!required|based|limited|mixed|varied|continued|need)(?:re)?[a-z]{3,}ed\b(?! (?:by|for|children))",
    ),
    (
        PROGRESS,
        1.8,
        r"(?:new|additional|more|greater|improvements?|improved|establishment|introduction|implementation|creation"
        r"|completion|re-?launch|roll ?out)\b(?! (?:needs?|work|to))",
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

HEADINGS = _cues(
    (PRIORITY, 12.0, r"priority action|priority and immediate action|immediate and priority action"),
    (CONCERN, 6.0, r"what .{0,60}needs? to (?:improve|be better|change)|recommendations?$"),
    (CONCERN, 2.2, r"needs? to do better|areas? (?:for|of) (?:improvement|development)|areas? that need"),
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
        3.4,
        r"information about|in this area$|about (?:the|this) inspection|inspection (?:team|details|methodology)"
        r"|how (?:we|inspectors)|statistics|inspection provider|"
        r"(?:caseholding|roles and responsibilities|terms of reference|membership|attendees|apologies|background"
        r"|legal)",
    ),
    (NEUTRAL, 0.8, r"where (?:are )?we (?:are )?now|context|partners in practice|structure|overview"),
)
"""Cues in a heading; the nearest heading counts in full, each one above it for half of the one below."""

NEGATORS = re.compile(
    r"\b(?:not|no|never|nor|neither|without|cannot|rarely|seldom|hardly|lack(?:s|ed|ing)?(?: of)?|insufficiently|less"
    r"|absence of|too (?:few|little)|n[’']t|need(?:s|ed)? to(?: be)?|unable to|yet to"
    r"|more work (?:is needed )?to|fail(?:s|ed|ing)? to|inconsistent|could be)\b(?! (?:only|just"
    r"|least))(?:\W+\w+){0,4}?\W*$"
)
"""Words before a favourable cue that turn it: "not well coordinated"."""

RELIEVERS = re.compile(
    r"\b(?:no|not|without|never|rarely|reduc\w+|avoid\w*|prevent\w*|minimis\w*|tackl\w*|address\w*|resolv\w*"
    r"|mitigat\w*|overc[oa]m\w*|eliminat\w*|respond\w* to|identif(?:y|ies|ying)|manag(?:e|es|ing)|raise|share[sd]?"
    r"|respond\w*)\b(?:\W+\w+){0,2}?\W*$"
)
"""Words before an unfavourable cue that take it back: "reduces delay", "without drift"."""

UP = re.compile(
    r"\b(?:increas(?:e|es|ed|ing)|ris(?:e|es|en|ing)|rose|grown|grew|growing|growth|spiked|up from|escalat\w+"
    r"|higher number)\b(?! and)"
)
DOWN = re.compile(
    r"\b(?:reduc(?:ed|ing|tions?)|decreas(?:e|es|ed|ing)|fall(?:en|s|ing)?|fell|dropp?(?:ed|ing)?|declin(?:e|ed|ing)"
    r"|down (?:from|to|this)|halved|lower than (?:last|previous))\b"
)
ABOVE = re.compile(r"\b(?:above|higher than|exceed(?:s|ed|ing)?)\b")
BELOW = re.compile(r"\b(?:below|lower than)\b")
BURDENS = re.compile(
    r"\b(?:exclusions?|suspensions?|absen(?:ce|t|tees?)|neet|not known|unknowns?|re-?referrals?|turnover|vacanc\w+"
    r"|agency|caseloads?|workloads?|wait(?:s|ing)?|custody|offend\w*|crime|first[- ]time entrants"
    r"|moves|breakdowns?|missing|complaints?|delays?|demand|costs?|overspend|spend|residential placements"
    r"|placements? from|assessments and being placed|child protection plans|looked after|lac|cic|children in care"
    r"|care leaver numbers"
    r"|homeless\w*|poverty|gap|exploitation|risks?|backlog|instability|bed and breakfast|numbers? of children"
    r"|fixed[- ]period|fpe)\b"
)
"""Things of which less is better."""
