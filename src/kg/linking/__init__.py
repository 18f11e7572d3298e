"""What follows from several documents together: so far, which documents are referred to and not held.

citations   a span of a document as a citation
references  documents referred to, held or not
"""

from kg.linking.citations import Citations
from kg.linking.references import is_held, not_held

__all__ = ["Citations", "is_held", "not_held"]
