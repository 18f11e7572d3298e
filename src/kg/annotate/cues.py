"""Words of a sentence that show a stance; weighing them is `stance`'s matter.

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


def cues(*listed: tuple[str, float, str]) -> tuple[Cue, ...]:
    """Cues with their patterns compiled."""
    return tuple((stance, weight, re.compile(_factored(pattern))) for stance, weight, pattern in listed)


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
    parts = [re.sub(r"^(\(\?<![^)]*\))\\b", r"\\b\1", part) for part in parts]  # two conditions of one place
    if not all(part.startswith(r"\b") for part in parts):
        return pattern
    return r"\b(?:" + "|".join(part.removeprefix(r"\b") for part in parts) + ")"


WORDS = cues(
    (
        CONCERN,
        2.4,
        r"\btoo (?:many|few|high|long|often|much|slow\w*|low|variable|late|little|narrow|reliant|wide|soon|readily"
        r"|quickly)\b|\bnot (?:yet|always|consistently|sufficiently|enough|well|good|routinely|effective\w*"
        r"|adequate\w*|fully|regularly|robust\w*|clear\w*|timely|as (?:well|good|effective|established|strong)"
        r"|in touch|seen|considered|explored|instrumental|evident)\b|\binsufficien\w*|\binconsisten\w*|\bweak\w*"
        r"|\bpoor\w*|\binadequate\w*|\bdelay(?:s|ed)?\b|\bdrift\w*|\bshortfalls?\b|\black(?:s|ing|ed)?\b|\bgaps?\b"
        r"|\bunable\b|\bfail(?:s|ed|ing|ure|ures)?\b|\bineffective\w*|\binaccura\w*|\bsuperficial\w*|\bunclear\b"
        r"|\bover-?(?:ly )?optimis\w*|\bdeteriorat\w*|\bunmet\b|\bneglected\b|\boverlooked\b"
        r"|\bmissed opportunit\w+|\bworr(?:y|ies|ied|ying)\b|\bissues? remains?\b|\bunder-?developed\b|\beroded\b"
        r"|\bpoorer\b|\bworse\w*|\bunsafe\b|\bunacceptabl\w*|\bunsatisfactory\b|\blong ?standing\b"
        r"|\bcould be (?:\w+ )?(?:improved|enhanced|better|stronger|strengthened|clearer)\b|\blittle (?:evidence"
        r"|impact|progress|understanding|information|support|to)\b|\bthere (?:is|was|are|were"
        r"|has been) (?:currently |also )?(?:no|little|limited|insufficient|only)\b|\bun(?:approved|assessed"
        r"|suitable|planned|supported|stable|reliable|filled|tested|seen|visited|heard|addressed|prepared"
        r"|realistic|coordinated)\b|\bnot \w+ enough\b|\b(?:considerable|extended) periods\b|\bcould be more \w+"
        r"|\b(?<!where )(?:improvements?|work) (?:is|are) (?:still |also )?(?:required|needed)\b"
        r"|\bsome way to go\b|\bshould have been\b|\byet to\b|\bleft to (?:find|manage|cope)\b|\bovercrowd\w+"
        r"|\bcris[ie]s point\w*|\boverdue\b|\bout of date\b|\bnegative (?:experience|impact|effect)\w*"
        r"|\bbarriers?\b|\bcomplicat\w+|\b(?:too|very) early\b|\bearly stages?\b|\bshortcomings?\b"
        r"|\blimitations?\b|\breactive\b|\bincorrect\w*|\bdissatisfaction\b|\bpotential barriers\b|\bhard to\b"
        r"|\bnot had\b|\bmissed\b|\bproblems?\b|\b(?:is|are|was|were|remains?|still|so) low\b|\bnot have enough\b"
        r"|\ba need (?:for|to)\b|\b(?:significant|major|key|real|main|particular|constant) challenges?\b"
        r"|\bnot received\b|\binfancy\b|\bnowhere\b|\bless (?:favourable|well|effective|consistent|secure|likely"
        r"|positive|robust)\b|\bhinder\w*|\bhamper\w*|\bimped\w*|\bundermin\w*|\bbacklogs?\b|\bunallocated\b"
        r"|\bnot being met\b|\bmore (?:work )?(?:is |needs )?to (?:be done|do)\b|\bmore work (?:is )?(?:needed"
        r"|required)\b|\b(?:can|could) be (?:further |better |more )(?:developed|improved|strengthened)\b"
        r"|\btime-consuming\b|\bfocus(?:es|ed)? (?:too much )?on process\b|\blong way to go\b|\bnot all (?:are|do"
        r"|have|children|social|staff|partners|schools|agencies|plans)\b|\bonly (?:half|some|a few"
        r"|a small (?:number|minority|proportion))\b|\bdeclin(?:e|ed|ing) in (?:the |some )?(?:quality|standards?"
        r"|practice|performance)\b|\b(?:is|are|was|were) (?:being )?missing (?:this|the|key|important|out"
        r"|from (?:the|some|most|many))\b|\boverlooks?\b|\bovershadow\w*|\bwould (?:value|welcome|like) (?:a |more"
        r"|better)|\brestricted (?:time|capacity|access|opportunit\w+)\b|\bleft (?:at risk|waiting|without)\b"
        r"|\bnever\b|\bdisproportionate\w*|\bstill a challenge\b|\b(?:a|specific|main|key|major|particular"
        r"|significant|serious) concerns?\b|\binequit\w*|\bfragmented\b",
    ),
    (
        CONCERN,
        1.7,
        r"\b(?:do|does|did|has|have|had|is|are|was|were|can|could)(?: not\b|n[’']t\b)|\bcannot\b|\bno (?:clear"
        r"|effective|consistent|evidence|formal|strategic|oversight|agreed|single)\b|\bchalleng(?:e|es"
        r"|ing)\b(?! (?:and support|from|to))|\blimit(?:s|ed)\b|\b(?:can|could|may) limit\b|\bvariab\w+"
        r"|\bvar(?:ied|ies|y|ying)\b|\bmixed\b|\buneven\w*|\bstruggl\w*|\bdifficult\w*|\bfrustrat\w*"
        r"|\bdissatisf\w*|\bunnecessary\b|\bunknown\b|\bcompounded\b|\b(?:long|lengthy|prolonged|high) (?:waits?"
        r"|waiting|delays?|periods?|levels?|rates?|turnover|caseloads?|numbers?|vacanc\w+)\b|\bextensive periods\b"
        r"|\bwait(?:s|ing)? (?:times?|lists?|too|longer|over|more than)\b|\blonger than\b|\bslow(?:ed|er|ly)?\b"
        r"|\bunaware\b|\bnot aware\b|\b(?:in)?sufficient (?:numbers?|capacity|staff)\b(?<!\bsufficient capacity)"
        r"|\bshortages?\b|\bpressures?\b|\binstability\b|\bchurn\b|\boutdated\b|\bloss of\b|\bonly a (?:minority"
        r"|few|handful|third|quarter)\b|\brarely\b|\bseldom\b"
        r"|\b(?<!learning from )(?<!audits and )complaints?\b(?! (?:procedure|process|service|officer|system))"
        r"|\bcomplain(?:ed|ing|s)\b|\brequires? improvement\b|\b(?<!when they )(?<!as they )need(?:s"
        r"|ed)? (?:to (?:be )?|further |improve|strengthen|more )|\b(?<!where improvements )(?:is|are) needed\b"
        r"|\bfurther (?:work|improvement|progress|development)\b|\bremains? (?:high|too|a )|\bdominated by\b"
        r"|\bexacerbat\w*|\bnegatively\b|\bconfus\w+|\bover-?relian\w+|\breliant on\b|\bdisrupt\w*|\bhandovers\b"
        r"|\bdecommissioned\b|\breject\w*|\bunregistered\b|\bhigher than we would like\b",
    ),
    (CONCERN, 0.5, r"\bconcerns?\b|\brisks?\b|\bat risk\b"),
    (
        CONCERN,
        2.2,
        r"\bmost at risk\b|\bmay (?:reduce|fall|close|be lost)\b|\b(?:recent |tragic )?deaths? of\b|\bmurder\w*"
        r"|\bstabb\w+|\bfatal\w*|\bserious (?:injur\w+|harm|incidents?)\b",
    ),
    (
        CONCERN,
        0.9,
        r"\bdespite\b|\bfew\b|\bstill\b|\bless\b|\b(?:most|many|some) rely on\b",
    ),
    (
        STRENGTH,
        2.0,
        r"\bstrong(?:er|ly)?\b|\bstrengths?\b(?! and (?:areas|weak|difficult))|\beffective(?:ly)?\b|\bexcellent\w*"
        r"|\boutstanding\b|\bgood\b(?! (?:enough|practice example))|\bwell[- ](?:\w+ed|\w+-?informed|known|led"
        r"|thought|understood|built|run|placed|met)\b|\b(?:works?|working|worked|supported|engaged|attended"
        r"|embedded|met|do|does|well-being is promoted|known|informed) (?:very |really |extremely )?well\b"
        r"|\bpositive(?:ly)?\b|\bsuccess(?:ful|fully|es)?\b|\brobust\w*|\bcomprehensive\w*|\bskil(?:led|ful"
        r"|fully)\b|\btimely\b|\bappropriate(?:ly)?\b|\bimpress\w+|\bhighly (?:\w+ed|effective|skilled|valued"
        r"|motivated)\b|\bproud\b|\baccurate(?:ly)?\b|\bpurposeful\w*|\bconfident\b|\bsensitiv\w+|\bvalued?\b"
        r"|\bpraise\w*|\bappreciat\w+|\bcommend\w*|\brigorous(?:ly)?\b|\bbenefit(?:s|ed)? (?:from|greatly)\b"
        r"|\bthorough(?:ly)?\b|\bprompt(?:ly)?\b|\bswift(?:ly)?\b|\bhigh[- ]quality\b|\bcommit(?:ted|ment)\b"
        r"|\bresolute\b|\bdetermin(?:ed|ation)\b|\bambitious\b|\bpassionate\w*|\bknowledgeable\b|\bnurturing\b"
        r"|\bproactive(?:ly)?\b|\bcreativ\w+|\binnovativ\w+|\bresponsive\b|\binformative\b|\bmeaningful(?:ly)?\b"
        r"|\bhelpful\b|\bcompetitive\b|\benthusias\w+|\bbuy[- ]in\b|\bsolid\b|\bsound\b(?!ing)|\bvital role\b"
        r"|\bsufficient\b|\bfavourabl[ey]\b|\btenaci\w+|\bexemplary\b|\bexceptional\w*|\bthriv\w+|\bflourish\w*"
        r"|\bfuture[- ]proofed\b|\bmotivated\b|\bpermanent\b(?! exclusion)|\bmanageable\b|\bstable\b|\bspeedily\b"
        r"|\bquickly\b|\bsensibl[ey]\b|\bwarm(?:ly)?\b|\baccelerated\b|\bbetter than (?:the )?(?:\w+ )?(?:national"
        r"|average|sn|statistical|england|regional|similar|all|most)|\bexcel\w*|\bdecisive\w*|\bastute\w*"
        r"|\binsightful\b|\bvigilant\b|\bopen and honest\b|\bmak(?:e|es|ing) a (?:real |positive |significant "
        r"|tangible )?difference\b|\bachiev(?:e|es|ing) (?:good|well)\b",
    ),
    (
        STRENGTH,
        0.9,
        r"\bclear(?:ly)?\b|\bdetailed\b|\bdedicated\b|\bexperienced\b|\bclose(?:ly)?\b|\bhelp(?:s|ing)? (?:to"
        r"|children|them|families|young|professionals)\b|\bensur(?:es|ing)\b|\benabl(?:es|ed|ing)\b"
        r"|\bregular(?:ly)?\b|\bsecure\b|\bsafe(?:r|ly)?\b|\btailored\b|\bbespoke\b|\bhave access to\b"
        r"|\bstrengthens\b|\breduces\b|\bimproves\b|\bactively\b|\buseful(?:ly)?\b|\bensur(?:e|ed) that\b"
        r"|\bprovide(?:s)?\b.{0,30}\bsupport\b|\bsupports? children\b|\bfully\b|\bkeen\b|\bcare(?:fully|ful)\b"
        r"|\btrust(?:ed|ing)?\b|\bcontribut\w+|\bunderstand\b",
    ),
    (STRENGTH, 1.5, r"\brightly\b"),
    (
        PROGRESS,
        2.1,
        r"\b(?<!areas for )(?<!area for )(?<!need )(?<!needs )(?<!requires )(?<!practice )improv(?:ed|ing"
        r"|ements?)\b(?! (?:boards?|plans?|journey|partner|adviser|advisor|action|notice|activity|support|work"
        r"|priorit\w+|programme|strategy|outcomes))"
        r"|\b(?<!experiences and )(?<!learner )(?<!and learning )(?<!their )(?<!his )(?<!her )"
        r"(?<!children[’']s )(?<!pupils[’'] )(?<!monitor )(?<!track )(?<!monitoring )(?<!tracking )"
        r"(?<!academic )(?<!educational )progress(?:ed"
        r"|ing)?\b(?! (?:your plans|towards|and attainment|8|meetings?|is (?:too|not)))|\bstrengthen(?:ed|ing)\b"
        r"|\b(?:re-?)?launch(?:ed)?\b|\bcreated\b|\bintroduced\b|\b(?:re)?shap(?:ed|ing)\b|\brefreshed\b"
        r"|\brevised\b|\brevis(?:ed|ion)\b|\bdeveloped (?!a |an )|\brebuil(?:t|ding)\b|\bimplemented\b"
        r"|\bcompleted\b|\bachieved\b(?! as)|\bsecured\b|\bis now\b|\bare now\b|\bnow (?:in place|complete\w*|well"
        r"|being|able|have|has|more|receiv\w+)\b|\bmore than (?:doubled|trebled|halved)\b|\bcontinu(?:es|ing"
        r"|ed) to (?:improve|progress|develop|reduce|assess)\b|\bbeginning to\b|\bstarting to\b|\bregained\b"
        r"|\bmomentum\b|\bis having an impact\b|\bearly (?:indicat\w+|signs|data)\b|\btaken (?:action|steps)\b"
        r"|\b(?:action|steps) (?:has|have) been taken\b|\bfar fewer\b|\brolled out\b|\bupdated\b|\bextended\b"
        r"|\bexpanded\b|\bembed(?:ded|ding)\b|\bredesigned\b|\brecruited\b|\bappointed\b|\baddressed\b"
        r"|\bresolved\b|\binvested\b|\badditional (?:funding|investment|money|capacity|training|posts"
        r"|resources?)\b|\bnew (?:specialist|team|service|post|approach|model|panel|policy|guidance|structure"
        r"|system)\b|\bhas (?:moved|led to|resulted)\b|\bleading to\b|\bincrease in performance\b|\bcatching up\b"
        r"|\breformation\b|\b(?:has|have) been (?:identified(?! as)|allocated|trained|established|reviewed"
        r"|strengthened|put in place|successful in)\b|\bset up\b|\bturn(?:ed|ing) around\b|\bundertaken work\b"
        r"|\bwork has taken place\b|\bsignificant(?:ly)? (?:better|improved|ongoing work|efforts?)\b"
        r"|\bswiftly to develop\b|\bha(?:s|ve) (?:\w+ly )?(?:strengthened|responded|introduced|developed|invested"
        r"|increased|reduced|taken (?:\w+ |\w+ and \w+ )?(?:action|steps)|begun|started|put in place"
        r"|made (?:\w+ )?(?:changes|improvements))\b|\b(?:is|are) taking (?:\w+ )?(?:action|steps)\b"
        r"|\bsigns? of (?:\w+ )*improve\w*|\befforts are being made\b|\bopened\b|\bhave accessed training\b"
        r"|\bworking (?:hard|closely) (?:to|with)\b",
    ),
    (
        PROGRESS,
        0.8,
        r"\brecent(?:ly)?\b|\bsince\b|\bnow\b|\bnew\b|\badditional\b|\bgreater\b|\bestablished\b|\bdeveloping\b"
        r"|\bhas been\b|\bin place\b|\bhave been\b",
    ),
    (
        PROGRESS,
        1.5,
        r"\bprogress (?:has|had) been made\b|\b(?:made|making) (?:\w+ )?(?:progress (?:in|on|with|since)"
        r"|improvements)\b",
    ),
    (
        PLAN,
        2.4,
        r"\bplans? (?:to|for(?! (?:children|young|each|them|those|the child))|are in place|is in place)\b"
        r"|\b(?:ongoing|immediate|key) priorit(?:y|ies)\b|\bplanned\b(?! direct)|\bplanning (?:to|stage)\b"
        r"|\bintend(?:s|ed|ing)?\b|\b(?:is|are|currently) (?:also |now )?being (?:developed|negotiated|considered"
        r"|explored|designed|established|planned|recruited|introduced|piloted|drafted|rolled|built|created"
        r"|pursued)\b|\bin the process of\b|\b(?<!has been )(?<!have been )under ?way\b|\bdue to (?:open|start"
        r"|begin|launch|complete|be|go)\b|\bto be (?:(?!looked)\w+ed|built|in place|taken|held|made)\b|\bawait(?:s"
        r"|ing)?\b|\b(?<!asylum[- ])seek(?:s|ing)\b|\baim(?:s|ing)? (?:to|for)\b|\banticipat\w+|\bgoing to\b"
        r"|\bexplor(?:ing|ation of)\b|\bapplying (?:to|for)\b|\bworking towards\b|\bfuture efforts\b"
        r"|\bnext steps?\b(?! (?:are|is) not)|\bon (?:target|track)\b|\bpropos(?:ed|als?)\b|\bexpect(?:s|ed)? to\b"
        r"|\bwould (?:like to|be strengthened)\b|\bin draft\b|\bpursued\b|\b(?:is|are) (?:also "
        r"|now )?(?:organising|preparing|piloting|rolling out|drawing up)\b|\b(?:we|you|they|council|leaders"
        r"|authority|team) (?:are|is) (?:now |also |currently |actively )?(?:developing|building|establishing"
        r"|planning|recruiting|working with|working to|considering|looking|exploring|refocusing|designing"
        r"|progressing|reviewing|rolling)\b",
    ),
    (PLAN, 1.7, r"\bwill(?! be used)\b"),
    (
        NEUTRAL,
        2.0,
        r"\bshould (?:prepare|send|set out the actions|oversee implementation)\b|\bthis (?:letter|report|booklet"
        r"|document|note|paper|visit)\b|\bwas carried out\b|\binspectors? (?:spoke|visited|looked|met|reviewed"
        r"|observed|read|considered|evaluated|used|held|also)\b|\bin accordance\b|\bmethodology\b|\b(?:is"
        r"|are) responsible for\b|\bthank(?:s| you)\b|\bcopying this letter\b|\bin line with (?:the |its |our "
        r"|their |an? )?(?:\w+ )?(?:national\w*|average|sn|statistical|england|similar|neighbours?|regional|this"
        r"|that|these|those|other|inspection|year|previous|framework|measure|legislation)\b|\bconsistent with\b"
        r"|\bremain\w* (?:the same|unchanged)\b|\bnot notably\b|\bas (?:required|appropriate|expected)\b|\b(?:is"
        r"|are) (?:currently )?(?:residing|living) in\b|\bif (?:required|allocated|they|the)\b|\bshould the\b"
        r"|\byou (?:also )?(?:described|discussed|outlined|explained|shared|set out) (?:the|your|how|that)\b"
        r"|\bwe (?:discussed|talked|heard)\b|\bsorry to hear\b|\b(?:was|were) (?:also )?(?:discussed|interesting"
        r"|helpful|described)\b|\bin post since\b|\bwill be available\b|\btook place (?:from|on|between|over)\b"
        r"|\bthis included information\b",
    ),
    (
        NEUTRAL,
        0.9,
        r"\bcurrently\b|\btakes? place\b|\bchaired by\b|\breviewed by\b|\ballocated to\b|\bdata\b|\bchosen\b"
        r"|\breceives?\b|\bapprox\w+|\bapply\b|\bapplied\b|\bcontinues? to use\b|\bmeet expected\b",
    ),
)
"""Cues anywhere in a sentence."""
