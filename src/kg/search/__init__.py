"""From a question to its evidence and an answer made of it.

catalogue  the documents held
question   what is asked, by its own words
dates      the days it is about
scope      which documents and statements may answer
evidence   the statements that bear on it, ranked
answer     sentences around quotes chosen first, notes that protect the reader, or an honest no
missing    documents referred to and not held
timeline   every statement that filters leave, in order of time
service    SERVICE kg:search inside SPARQL: blocks reads where it stands, inquiry searches
queries/   the SPARQL that is run and shown
"""

from kg.search import catalogue
from kg.search.answer import ask
from kg.search.evidence import passages
from kg.search.missing import not_held
from kg.search.scope import Holdings
from kg.search.service import rewrite
from kg.search.timeline import Said, Tally, quoted, said, tally

__all__ = [
    "Holdings",
    "Said",
    "Tally",
    "ask",
    "catalogue",
    "not_held",
    "passages",
    "quoted",
    "rewrite",
    "said",
    "tally",
]
