"""Words that turn a cue, and which way a number goes: what negates, what relieves, up and down, above and below."""

from __future__ import annotations

import re

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
    r"(?<!to )\b(?:increas(?:e|es|ed|ing)|ris(?:e|es|en|ing)|rose|grown|grew|growing|growth|spiked|up from|escalat\w+"
    r"|higher number)\b(?! and)"
)
DOWN = re.compile(
    r"\b(?:reduc(?:ed|ing|tions?)|decreas(?:e|es|ed|ing)|fall(?:en|s|ing)?|fell|dropp?(?:ed|ing)?|declin(?:e|ed|ing)"
    r"|down (?:from|to|this)|halved|fewer|diminish\w*|narrow(?:ed|ing)|lower than (?:last|previous))\b"
)
ABOVE = re.compile(r"\b(?:above|higher than|exceed(?:s|ed|ing)?)\b")
BELOW = re.compile(r"\b(?:below|lower than)\b")
BURDENS = re.compile(
    r"\b(?:exclusions?|suspensions?|absen(?:ce|t|tees?)|neet|not known|unknowns?|re-?referrals?|turnover|vacanc\w+"
    r"|agency|caseloads?|workloads?|wait(?:s|ing)?|custody|offend\w*|crime|first[- ]time entrants"
    r"|moves|breakdowns?|missing|complaints?|delays?|demand|costs?|overspend|spend|residential placements"
    r"|placements? from|assessments and being placed|child protection plans|looked after|lac|cic|children in care"
    r"|care leaver numbers|cl numbers|uasc|referrals|contacts|ehcps?|identified as needing"
    r"|homeless\w*|poverty|gap|exploitation|risks?|backlog|instability|bed and breakfast|numbers? of children"
    r"|fixed[- ]period|fpe)\b"
)
"""Things of which less is better."""
