"""Passages by meaning and by word: embedders, the two indexes, and their fusion; it knows paths and words, no graph.

passage_index  the face: put, remove, search, similar, weigh
entries        what lasts: one checked file a document
snapshot       the searchable index, assembled from them in memory
vectors        FAISS, behind the port VectorIndex
words          Tantivy (BM25)
fusion         two rankings made one
embedders      which Embedder does what: transformer for passages, onnx_embedder for questions (twin makes it)
"""

from kg.index.embedders import bulk_embedder, question_embedder
from kg.index.entries import Entry
from kg.index.passage_index import Hit, PassageIndex
from kg.index.ports import Embedder, VectorIndex

__all__ = ["Embedder", "Entry", "Hit", "PassageIndex", "VectorIndex", "bulk_embedder", "question_embedder"]
