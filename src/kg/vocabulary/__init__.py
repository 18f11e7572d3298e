"""The registers of `ontology/`: themes, kinds, stances, speakers, grades, authorities; and the names of all things.

names      namespaces and the IRIs minted from content
registers  concepts and authorities as values, with their look-ups
places     names of authorities found in a text
turtle     reads the Turtle files
"""

from __future__ import annotations

from kg.vocabulary.registers import Authority, Body, BodyKind, Concept, Framework, Grade, Kind, Vocabulary
from kg.vocabulary.turtle import load, nquads

__all__ = ["Authority", "Body", "BodyKind", "Concept", "Framework", "Grade", "Kind", "Vocabulary", "load", "nquads"]
