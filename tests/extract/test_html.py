"""Web pages: what is said is read in order, what surrounds it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_parts import outline

from kg.errors import SourceError
from kg.extract.html import read

if TYPE_CHECKING:
    from kg.model import Document

PAGE = """<!DOCTYPE html><html><head><title>Minutes</title><style>p{}</style></head><body>
<header>Site name</header><nav><ul><li>Home</li></ul></nav>
<main><header><h1>Improvement board</h1></header>
<p>Leaders <b>now</b> visit
   the teams.<script>alert(1)</script></p>
Said outside of any paragraph.
<ul><li>More homes<ul><li>North House</li></ul></li><li><p>More visits</p><p>Each month.</p></li></ul>
<h2>Figures</h2>
<table><thead><tr><th>Measure</th><th>2021</th></tr></thead>
<tbody><tr><td><p>In touch</p></td><td>94%</td></tr></tbody></table>
<p hidden>Secret.</p><p>One line<br>and the next.</p>
<p><strong>Next steps</strong></p><p>Write the plan again.</p></main>
<footer>Imprint</footer></body></html>"""


def load(page: str) -> Document:
    return read(page.encode(), "page.html", "0" * 64)


def test_what_is_said_is_read_in_order_without_what_surrounds_it() -> None:
    assert outline(load(PAGE)) == [
        ("heading", 1, "Improvement board"),
        ("paragraph", None, "Leaders now visit the teams."),
        ("paragraph", None, "Said outside of any paragraph."),
        ("bullet", 1, "More homes"),
        ("bullet", 2, "North House"),
        ("bullet", 1, "More visits"),
        ("paragraph", None, "Each month."),
        ("heading", 2, "Figures"),
        ("row", None, "Measure | 2021"),
        ("row", None, "In touch | 94%"),
        ("paragraph", None, "One line\nand the next."),
        ("heading", 3, "Next steps"),
        ("paragraph", None, "Write the plan again."),
    ]


@pytest.mark.parametrize("style", ["display:none", "color: red; DISPLAY : none !important", "visibility:hidden"])
def test_what_its_own_style_hides_is_not_read(style: str) -> None:
    page = f'<p>Said.</p><div style="{style}"><p>Unseen.</p></div>'
    assert load(page).text == "Said."


def test_a_table_that_lays_out_the_page_is_read_as_paragraphs() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    page = f"<table><tr><td><h1>Plans</h1>{inner}</td><td>Beside them.</td></tr></table>"
    assert outline(load(page)) == [
        ("heading", 1, "Plans"),
        ("row", None, "a | b"),
        ("paragraph", None, "Beside them."),
    ]


def test_characters_are_read_as_the_page_declares_them() -> None:
    assert read("<p>£5 – “paid”</p>".encode("cp1252"), "a.html", "0" * 64).text == "£5 – “paid”"
    page = '<meta charset="iso-8859-15"><p>5 €</p>'.encode("iso-8859-15")
    assert read(page, "a.html", "0" * 64).text == "5 €"


def test_entities_of_a_document_type_are_not_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY f SYSTEM "file:///etc/hostname">]><p>Said &a; &f; plainly.</p>'
    assert "plainly" in load(page).text
    assert "haha" not in load(page).text


def test_deep_nesting_is_refused_in_one_line() -> None:
    with pytest.raises(SourceError) as caught:
        load("<div>" * 60_000 + "deep")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("page", ["<html></html>", "<p> </p>", "<script>var a</script>", "<!-- only a comment -->"])
def test_a_page_without_words_is_refused(page: str) -> None:
    with pytest.raises(SourceError):
        load(page)


tags = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</tr>",
        "<h2>",
        "</h2>",
        "<ul>",
        "<li>",
        "</ul>",
        "<pre>",
        "<b>",
        "words here",
        "&amp;",
        "\n",
        "<br>",
        "<div hidden>",
        "</div>",
        "<header>",
        "</header>",
        "<td hidden>x</td>",
    ]
)


@given(st.lists(tags, max_size=50).map("".join))
def test_blocks_of_any_page_are_slices_in_order(page: str) -> None:
    try:
        held = load(page)
    except SourceError:
        return
    last = 0
    for block in held.blocks:
        quote = held.text[block.span.start : block.span.end]
        assert quote.strip() == quote != ""
        assert block.span.start >= last
        last = block.span.end
