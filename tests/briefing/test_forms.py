"""Every form of a briefing holds the same words, with all that a quote owes; the same briefing gives the same bytes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.briefing import paper, texts
from kg.briefing.forms.markdown import escaped
from kg.errors import InputError
from kg.library.briefings import FORMS
from kg.model.briefing import Claim, Part

if TYPE_CHECKING:
    from kg.library import Library
    from kg.model.briefing import Briefing, Cited

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text: str) -> str:
    """A text without white space: line ends are the page's, not the words'."""
    return re.sub(r"\s+", "", text)


def said(form: str, data: bytes) -> str:
    """All that a form says, without its markup."""
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = ("word/document.xml", "word/footnotes.xml", "word/header1.xml")
            roots = [ET.fromstring(file.read(part)) for part in parts]  # noqa: S314  (made by ourselves)
        return squeezed("".join(node.text or "" for root in roots for node in root.iter(f"{W}t")))
    if form == "pdf":
        document = pypdfium2.PdfDocument(data)
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        return squeezed(text.replace("\ufffe", "-"))
    if form == "html":
        import lxml.html

        return squeezed(lxml.html.fromstring(data.decode()).text_content())
    if form == "jsonld":
        return squeezed(" ".join(_strings(json.loads(data))))
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return squeezed("".join(ET.fromstring(file.read("xl/sharedStrings.xml")).itertext()))  # noqa: S314
    return squeezed(data.decode())


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for child in children for text in _strings(child)]


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_each_form_holds_every_word_of_the_paper(written: Library, clean: Briefing, form: str) -> None:
    shown = said(form, written.briefings.build(clean, form))
    assert [text for text in texts(paper(clean)) if squeezed(text) not in shown] == []


def test_markdown_holds_every_word_and_none_of_it_is_markup(written: Library, clean: Briefing) -> None:
    shown = said("md", written.briefings.build(clean, "md"))
    assert [text for text in texts(paper(clean)) if squeezed(escaped(text)) not in shown] == []


@pytest.mark.parametrize("form", FORMS)
def test_the_same_briefing_gives_the_same_bytes(written: Library, clean: Briefing, form: str) -> None:
    assert written.briefings.build(clean, form) == written.briefings.build(clean, form)


HOSTILE = "<script>alert(1)</script> #\"'*_`[x](y) $a$ \\ @b \u202eturned \u05d0\u05d1 \x00\x0b\ufffe " + "x" * 3000


@pytest.mark.parametrize("form", FORMS)
def test_whatever_an_officer_writes_is_shown_as_it_is(written: Library, clean: Briefing, form: str) -> None:
    """Markup, marks of other forms, other directions, characters without a shape, words longer than a line."""
    claim = replace(clean.parts[0].claims[0], words=HOSTILE)
    odd = replace(clean, title=HOSTILE, author=HOSTILE, parts=(Part(HOSTILE, (claim,)), *clean.parts[1:]))
    data = written.briefings.build(odd, form, draft=True)
    if form not in ("pdf", "md"):
        assert squeezed("<script>alert(1)</script>") in said(form, data)
    assert form not in ("html", "md") or b"<script>" not in data


def test_a_letter_that_the_pdf_has_not_is_named_and_other_forms_have_it(written: Library, clean: Briefing) -> None:
    odd = replace(clean, purpose="To inform \U0001f600.")
    assert written.briefings.check(odd) == ()
    with pytest.raises(InputError, match="the PDF has no letter for '\U0001f600'"):
        written.briefings.build(odd, "pdf")
    assert "\U0001f600" in said("docx", written.briefings.build(odd, "docx"))


def test_word_has_a_real_footnote_for_every_quote_and_words_for_the_picture(written: Library, clean: Briefing) -> None:
    with zipfile.ZipFile(io.BytesIO(written.briefings.build(clean, "docx"))) as file:
        body, notes = (ET.fromstring(file.read(f"word/{name}.xml")) for name in ("document", "footnotes"))  # noqa: S314
    referred = [node.get(f"{W}id") for node in body.iter(f"{W}footnoteReference")]
    assert referred == [node.get(f"{W}id") for node in notes.iter(f"{W}footnote")][2:]
    assert len(referred) == 3
    assert all(node.get("descr") for node in body.iter() if node.tag.endswith("}docPr"))


@pytest.mark.parametrize("form", ["docx", "html", "md", "pdf"])
def test_words_that_are_quoted_again_are_referred_to_in_each_form(written: Library, clean: Briefing, form: str) -> None:
    first = clean.parts[0].claims[0]
    again = replace(clean, parts=(*clean.parts, Part("Enquiry", (Claim("Does this hold?", first.evidence),))))
    shown = said(form, written.briefings.build(again, form))
    words = squeezed(first.evidence[0].quote)
    assert shown.count(escaped(words) if form == "md" else words) == 1
    assert squeezed("See the words quoted at 3.1, with source 1.") in shown


def _briefings(quotes: tuple[Cited, ...]) -> st.SearchStrategy[list[list[list[int]]]]:
    claim = st.lists(st.integers(0, len(quotes) - 1), min_size=1, max_size=3)
    return st.lists(st.lists(claim, min_size=1, max_size=3), min_size=1, max_size=3)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_form_lacks_a_caveat_that_it_owes(
    data: st.DataObject, written: Library, clean: Briefing, quotes: tuple[Cited, ...]
) -> None:
    """For any choice of quotes from documents with and without caveats; each in a form drawn with it."""
    drawn = data.draw(_briefings(quotes))
    form = data.draw(st.sampled_from(sorted(FORMS)))
    parts = tuple(
        Part(f"Section {number}", tuple(Claim("What was said.", tuple(quotes[at] for at in claim)) for claim in claims))
        for number, claims in enumerate(drawn)
    )
    briefing = replace(clean, parts=parts)
    shown = said(form, written.briefings.build(briefing, form, draft=True))
    for cited in briefing.evidence:
        assert squeezed(escaped(cited.quote) if form == "md" else cited.quote) in shown
        for caveat in cited.caveats:
            assert squeezed(escaped(caveat) if form == "md" else caveat) in shown
