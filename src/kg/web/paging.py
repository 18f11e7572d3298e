"""Long lists cut into pages, as GOV.UK's pagination shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Paged(Generic[_T]):
    """One page of a list; `links` is what govukPagination takes, empty where one page holds all."""

    number: int
    shown: Sequence[_T]
    links: Mapping[str, object]


def paged(found: Sequence[_T], size: int, number: int, address: str, given: Mapping[str, str]) -> Paged[_T]:
    """The page of that number, counted from 1; a number that there is no page of gives the nearest.

    Args:
        found: the whole list.
        size: how many a page holds.
        number: of the page asked for.
        address: of the list, without its query.
        given: the query that every page keeps.
    """
    last = max(1, -(-len(found) // size))
    number = min(max(number, 1), last)
    kept = {name: value for name, value in given.items() if value}

    def href(page: int) -> str:
        return f"{address}?{urlencode({**kept, 'page': page})}"

    return Paged(number, found[(number - 1) * size : number * size], _links(number, last, href) if last > 1 else {})


def _links(number: int, last: int, href: Callable[[int], str]) -> dict[str, object]:
    near = [page for page in range(1, last + 1) if page in {1, last} or abs(page - number) <= 1]
    items: list[dict[str, object]] = []
    for before, page in zip([0, *near], near, strict=False):
        if page - before > 1:
            items.append({"ellipsis": True})
        items.append({"number": page, "href": href(page), "current": page == number})
    links: dict[str, object] = {"items": items}
    if number > 1:
        links["previous"] = {"href": href(number - 1)}
    if number < last:
        links["next"] = {"href": href(number + 1)}
    return links
