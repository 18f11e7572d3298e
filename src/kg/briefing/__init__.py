"""Briefings: evidence that holds, in the form the committee reads. It cannot misquote and cannot lose a caveat.

citing    words of a document with all that must travel with them
anchors   a quote found again in a text that was read anew
ground    each quote as the library has it now
checks    the rules that a briefing keeps before it goes out
changes   what the ground's moving means for each claim
editing   claims changed, moved and taken out by their numbers
graph     a briefing as a named graph of its own, and back
paper     a briefing as it is read, and `forms/` what it is set as
"""

from kg.briefing.changes import Change, changes
from kg.briefing.checks import MOST_SIDES, check
from kg.briefing.citing import Source
from kg.briefing.ground import Ground
from kg.briefing.paper import Paper, paper, texts, when

__all__ = ["MOST_SIDES", "Change", "Ground", "Paper", "Source", "changes", "check", "paper", "texts", "when"]
