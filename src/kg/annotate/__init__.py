"""What one document says: each annotator takes what is known and returns more, from document and passages alone.

metadata         kind, title, dates, author, addressees, signatories, caveats
authorities      authorities and bodies named; the one the document is about
references       other documents and inspections named
inspections      inspections reported on and referred to, with inspectors and judgements
people           people with their posts
themes           one statement a sentence, with what it is about
stance           strength, progress, concern, priority action, context or plan
speaker          who says it
recommendations  formal asks
statistics       numbers that somebody stated
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Annotated, Metadata

if TYPE_CHECKING:
    from kg.model import Document, Passage
    from kg.vocabulary import Vocabulary

__all__ = ["annotate"]


def annotate(document: Document, passages: tuple[Passage, ...], vocabulary: Vocabulary) -> Annotated:
    """Everything that a document says, found by rule: the same document and registers give the same facts.

    Args:
        document: as `extract` read it.
        passages: as `passages.split` cut it.
        vocabulary: the registers whose names are looked for.
    """
    from kg.annotate.annotators import ANNOTATORS  # here, as a question needs the themes alone

    annotated = Annotated(document, passages, Metadata(title=document.name))
    for annotator in ANNOTATORS:
        annotated = annotator(annotated, vocabulary)
    return annotated
