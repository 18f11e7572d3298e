"""Named graphs and SPARQL 1.1 over them: one port, two stores; what stands in the graphs is `graph`'s matter.

port       TripleStore, Response, Limits
embedded   OxigraphStore: in memory
endpoint   EndpointStore: any SPARQL 1.1 endpoint
template   fill: queries with places for terms
guard      what a free query may ask, read from its tokens
formats    media types and content negotiation
sandbox    free queries in processes that can be killed (nursery makes them, zygote is their inside, lanes their number)
prologue   BASE and PREFIX of a query, and the constants in it
terms      the one place where our terms and the engine's meet
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store.embedded import OxigraphStore
from kg.store.port import Limits, Response, TripleStore
from kg.store.template import fill

if TYPE_CHECKING:
    from kg.settings import Settings

__all__ = ["Limits", "OxigraphStore", "Response", "TripleStore", "fill", "limits_of", "open_store"]


def open_store(settings: Settings) -> TripleStore:
    """The store that the settings name: the endpoint, or an empty one in memory.

    Raises:
        InputError: the endpoint's address is not one of HTTP.
    """
    if settings.endpoint is not None:
        from kg.store.endpoint import EndpointStore

        return EndpointStore(settings.endpoint, limits=limits_of(settings))
    return OxigraphStore(limits_of(settings))


def limits_of(settings: Settings) -> Limits:
    """What the settings let one free query take."""
    return Limits(seconds=settings.query_seconds, megabytes=settings.query_megabytes)
