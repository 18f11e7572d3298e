"""Links between the pages: each leads to something, and each fragment to an element of its page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from kg.library import Library

ALIKE = 2
"""Addresses of one shape that are visited: pages of one sort link alike."""
HOME = "http://localhost"


class Linked(HTMLParser):
    """The addresses that a page leads to, and the ids of its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: Counter[str] = Counter()
        self.feed(page)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name in {"href", "src"} and value]
        self.ids.update(value for name, value in attrs if name == "id" and value)


def shape(address: str) -> str:
    """An address without what tells things of one sort apart."""
    parts = urlsplit(address)
    sort = [each if re.fullmatch(r"[a-z-]+", each) else "*" for each in parts.path.split("/")]
    names = sorted(set(re.findall(r"(?:^|&)([a-z_]+)=", parts.query)))
    return "/".join(sort[:3]) + parts.path[-4:].partition(".")[2] + "?" + "&".join(names)


def test_every_link_leads_to_something_and_every_id_stands_once(client: FlaskClient) -> None:
    waiting, seen, shapes = deque(["/"]), {"/"}, Counter[str]()
    failed, twice = {}, {}
    while waiting:
        address = waiting.popleft()
        shapes[shape(address)] += 1
        if shapes[shape(address)] > ALIKE:
            continue
        with client.get(address, headers={"Accept": "text/html"}) as answer:
            if answer.status_code >= 400:
                failed[address] = answer.status_code
            found = Linked(answer.text) if answer.mimetype == "text/html" else Linked("")
            onward = [*found.links, *answer.headers.getlist("Location")]
        if any(count > 1 for count in found.ids.values()):
            twice[address] = [name for name, count in found.ids.items() if count > 1]
        for link in onward:
            target = urldefrag(urljoin(HOME + address, link)).url
            inside = target.removeprefix(HOME)
            if target.startswith(HOME + "/") and not inside.startswith("/static/") and inside not in seen:
                seen.add(inside)
                waiting.append(inside)
    assert len(shapes) > 40
    assert (failed, twice) == ({}, {})


def test_every_fragment_within_a_document_is_an_element_of_it(client: FlaskClient, library: Library) -> None:
    lost = defaultdict(list)
    for held in library.documents():
        page = Linked(client.get(f"/documents/{held.name}?theme=all").text)
        lost[held.name] += [link for link in page.links if link.startswith("#") and link[1:] not in page.ids]
        assert max(page.ids.values()) == 1
    assert {name: links for name, links in lost.items() if links} == {}
