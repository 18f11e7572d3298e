"""Named graphs and SPARQL 1.1 over them: one port, two stores; what stands in the graphs is `graph`'s matter.

port       TripleStore, Response, Limits
embedded   OxigraphStore: in memory
template   fill: queries with places for terms
guard      what a free query may ask, read from its tokens
formats    media types and content negotiation
sandbox    free queries in processes that can be killed (nursery makes them, zygote is their inside)
terms      the one place where our terms and the engine's meet
"""

from kg.store.embedded import OxigraphStore
from kg.store.port import Limits, Response, TripleStore
from kg.store.template import fill

__all__ = ["Limits", "OxigraphStore", "Response", "TripleStore", "fill"]
