"""From a question to its evidence and an answer made of it.

views      what our queries find in each document's graph, kept ready
said       what one document says, made of its view
catalogue  the documents held
people     those whom they name, and whom a question means
question   what is asked, by its own words
dates      the days it is about
scope      which documents and statements may answer
seeking    which facts are sought beside statements: posts, inspections, figures
posts      which post is asked for, and who fits it
candidate  what may become evidence
evidence   the statements and facts that bear on it, fetched
ranking    the same in order
joining    sentences that belong together made one piece
support    whether the evidence answers
premises   what a question takes for granted: names, inspections, an inspectorate's word
counting   whether a figure counts what is asked for
answer     sentences around quotes chosen first, notes that protect the reader, or an honest no
composing  the sentences of an answer, by the kind of question
notes      what protects the reader: two accounts, grades that are no series, what is not held
evaluation how well questions of a gold folder are answered
baselines  what answers are measured beside
missing    documents referred to and not held
neighbourhood  what a thing is connected with in the graphs
suggesting what may be meant as somebody types
timeline   every statement that filters leave, in order of time
service    SERVICE kg:search inside SPARQL: blocks reads where it stands, inquiry searches
queries/   the SPARQL that is run and shown
"""

from kg.search import catalogue, people, views
from kg.search.answer import ask
from kg.search.evidence import passages
from kg.search.missing import not_held
from kg.search.neighbourhood import Neighbours, Thing, neighbourhood
from kg.search.people import Somebody
from kg.search.scope import Holdings
from kg.search.service import rewrite
from kg.search.suggesting import Suggestible, Suggestion, suggest, suggestible
from kg.search.timeline import Said, Tally, quoted, said, tally

__all__ = [
    "Holdings",
    "Neighbours",
    "Said",
    "Somebody",
    "Suggestible",
    "Suggestion",
    "Tally",
    "Thing",
    "ask",
    "catalogue",
    "neighbourhood",
    "not_held",
    "passages",
    "people",
    "quoted",
    "rewrite",
    "said",
    "suggest",
    "suggestible",
    "tally",
    "views",
]
