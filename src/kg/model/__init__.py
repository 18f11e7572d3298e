"""The nouns of the house as frozen, slotted dataclasses; it reads nothing and knows no RDF.

text        a document's text with its pages and blocks; passages and sentences as exact slices
annotation  what a document says: metadata, statements, people, statistics …
review      what people say of facts that were found
evidence    a question as read, its evidence and the answer made of it
terms       RDF terms as query results carry them
"""

from kg.model.annotation import (
    Annotated,
    Basis,
    Caveat,
    DocumentDate,
    Event,
    Inspection,
    Judgement,
    Mention,
    Metadata,
    Party,
    Person,
    Recommendation,
    Reference,
    Role,
    Statement,
    Statistic,
)
from kg.model.evidence import Answer, Citation, Evidence, Filters, Held, Note, NotHeld, Question, Result, Sentence
from kg.model.links import Discrepancy, FollowedLimb, FollowUp, Joint, Link, Pointer, SameInspection, SamePerson, Side
from kg.model.review import Fields, Review, Verdict, Words
from kg.model.terms import Iri, Literal, Rows, Term
from kg.model.text import Block, BlockRole, Box, Document, Heading, Page, PageForm, Passage, Span, listed

__all__ = [
    "Annotated",
    "Answer",
    "Basis",
    "Block",
    "BlockRole",
    "Box",
    "Caveat",
    "Citation",
    "Discrepancy",
    "Document",
    "DocumentDate",
    "Event",
    "Evidence",
    "Fields",
    "Filters",
    "FollowUp",
    "FollowedLimb",
    "Heading",
    "Held",
    "Inspection",
    "Iri",
    "Joint",
    "Judgement",
    "Link",
    "Literal",
    "Mention",
    "Metadata",
    "NotHeld",
    "Note",
    "Page",
    "PageForm",
    "Party",
    "Passage",
    "Person",
    "Pointer",
    "Question",
    "Recommendation",
    "Reference",
    "Result",
    "Review",
    "Role",
    "Rows",
    "SameInspection",
    "SamePerson",
    "Sentence",
    "Side",
    "Span",
    "Statement",
    "Statistic",
    "Term",
    "Verdict",
    "Words",
    "listed",
]
