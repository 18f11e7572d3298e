"""Briefings are kept in versions and read back as they were; what moves under them is said, and no quote is altered."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.briefing import editing, graph, paper
from kg.briefing.anchors import Text
from kg.briefing.forms import pdf
from kg.errors import InputError, LibraryError, NotHeldError
from kg.library import Library
from kg.model.briefing import Briefing
from kg.settings import Settings
from kg.vocabulary.names import Names

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.briefing import Cited

NAMES = Names("https://example.org/id/")


@pytest.fixture
def moving(library_folder: Path, tmp_path: Path) -> Library:
    """A library of its own, to be changed."""
    shutil.copytree(library_folder, tmp_path / "library")
    return Library.open(Settings(library=tmp_path / "library"))


def test_a_briefing_is_read_back_as_it_was_written(written: Library, clean: Briefing) -> None:
    written.briefings.save(clean)
    assert written.briefings.get(clean.id) == clean
    assert graph.read(graph.write(clean, NAMES), NAMES) == clean


def test_its_graph_conforms_and_one_without_words_does_not(clean: Briefing) -> None:
    from kg.graph import check, parse

    base = "https://w3id.org/throughline/id/"
    quads = graph.write(clean, Names(base))
    assert check(parse(quads), base) == ()
    silent = b"".join(line for line in quads.splitlines(keepends=True) if b"ns#words>" not in line)
    assert any("officer's words" in message for message in check(parse(silent), base))


def test_a_cut_or_foreign_file_is_no_briefing(clean: Briefing) -> None:
    data = graph.write(clean, NAMES)
    for broken in (data[: len(data) // 2], b"", b"<a:b> <c:d> <e:f> .\n", b"\x00"):
        with pytest.raises(LibraryError, match="damaged"):
            graph.read(broken, NAMES)


def test_each_change_is_a_version_and_the_same_again_is_none(moving: Library) -> None:
    begun = moving.briefings.new("Foster care")
    second = moving.briefings.save(replace(begun, author="An officer"))
    assert second == 2
    assert moving.briefings.save(replace(begun, author="An officer")) == 2
    assert moving.briefings.get("foster-care", 1).author == ""
    with pytest.raises(InputError, match="changed meanwhile"):
        moving.briefings.save(replace(begun, author="Another"), after=1)
    moving.briefings.remove("foster-care")
    with pytest.raises(NotHeldError):
        moving.briefings.get("foster-care")


@pytest.mark.parametrize("title", ["", " ", "…"])
def test_a_title_without_a_word_is_refused(moving: Library, title: str) -> None:
    with pytest.raises(InputError, match="needs a title"):
        moving.briefings.new(title)


@pytest.mark.parametrize("name", ["../library", "a/b", "A", "", "x" * 90])
def test_a_name_is_no_path(moving: Library, name: str) -> None:
    with pytest.raises(NotHeldError):
        moving.briefings.get(name)


def test_half_a_word_is_no_quote(moving: Library) -> None:
    held = moving.documents()[0]
    text = moving.annotated(held.name).document.text
    inside = next(at for at in range(1, len(text)) if text[at - 1].isalpha() and text[at].isalpha())
    with pytest.raises(InputError, match="cut a word"):
        moving.briefings.cite(held.name, inside, len(text[:200].rstrip()))
    with pytest.raises(InputError, match="has no characters"):
        moving.briefings.cite(held.name, 0, len(text) + 1)


def test_a_document_that_goes_takes_its_quotes_with_it(moving: Library, clean: Briefing) -> None:
    gone = clean.parts[0].claims[0].evidence[0]
    assert moving.briefings.changes(clean) == ()
    assert moving.briefings.replay(clean) == ()
    moving.remove(gone.name)
    changes = moving.briefings.changes(clean)
    assert ("quote-gone", "3.1", gone.quote) in {(change.kind, change.line, change.was) for change in changes}
    assert moving.briefings.replay(clean)
    assert moving.briefings.refreshed(clean).parts[0].claims[0].evidence[0].quote == gone.quote


def test_a_document_that_comes_is_told_of_beside_what_it_follows(
    moving: Library, clean: Briefing, tmp_path: Path
) -> None:
    quote = clean.parts[0].claims[0].evidence[0]
    later = tmp_path / "later.md"
    later.write_text(
        "# Harnmouth City Council: care leavers\n\n12 October 2024\n\n## Progress\n\n"
        f"Since the inspection we have improved this. {quote.quote}\n",
        encoding="utf-8",
    )
    moving.ingest([later])
    found = [change for change in moving.briefings.changes(clean) if change.kind == "later-statement"]
    assert found
    assert all(change.was and change.now for change in found)


def test_a_changed_file_keeps_its_quotes_where_its_words_stand(
    moving: Library, clean: Briefing, tmp_path: Path
) -> None:
    """A new version of a note: the quote has moved, its words have not."""
    file = tmp_path / "our note.md"
    words = "Most care leavers have an adviser."
    text = f"# Harnmouth City Council: care leavers\n\n12 October 2024\n\n## Progress\n\n{words}\n"
    file.write_text(text, encoding="utf-8")
    moving.ingest([file])
    start = text.index(words)
    cited = moving.briefings.cite(file.name, start, start + len(words))
    file.write_text(text.replace("## Progress", "## Before\n\nSome had none.\n\n## Progress"), encoding="utf-8")
    moving.ingest([file])
    briefing = moving.briefings.added(replace(clean, parts=()), "Findings", "The note says this.", [cited])
    assert "quote-moved" in {change.kind for change in moving.briefings.changes(briefing)}
    now = moving.briefings.refreshed(briefing).evidence[0]
    assert now.quote == cited.quote
    assert now.document != cited.document
    assert "quote-stands" not in {fault.rule for fault in moving.briefings.check(briefing)}


def test_a_question_begins_a_briefing_of_quotes(moving: Library) -> None:
    begun = moving.briefings.new("Care leavers")
    started = moving.briefings.started(begun, "What was said about care leavers over time?")
    assert [part.title for part in started.parts][:2] == ["Background", "Findings by theme, over time"]
    assert all(claim.evidence for part in started.parts for claim in part.claims)
    for cited in started.evidence:
        assert moving.annotated(cited.name).document.text[cited.start : cited.end] == cited.quote
    left = {fault.rule for fault in moving.briefings.check(started)}
    assert left <= {"has-author", "has-audience", "has-date"}


@pytest.mark.parametrize("question", ["What was said about care leavers over time?", "What did inspectors find?"])
def test_what_a_question_begins_fills_four_sides_and_prints_no_quote_twice(written: Library, question: str) -> None:
    started = written.briefings.started(Briefing("a", "A question"), question)
    made = paper(started)
    printed = [q.words for s in made.sections for p in s.paragraphs for q in p.quotes if not q.again]
    assert len(printed) == len(set(printed)) == len(started.evidence)
    assert pdf.sides(made) <= 4
    assert "Lines of enquiry" in {part.title for part in started.parts}
    for part in started.parts:
        for claim in part.claims:
            assert not set('“”"') & set(claim.words)


def test_a_gap_between_two_quotes_is_one_in_the_whole_paper_and_says_whether_a_document_is_held(
    written: Library,
) -> None:
    started = written.briefings.started(Briefing("a", "A question"), "What was said about care leavers over time?")
    held = {year for one in written.documents() for year in one.metadata.date.years}
    quoted = {int(cited.date[:4]) for cited in started.evidence if cited.date}
    claims = next(part for part in started.parts if part.title == "What is not held").claims
    gaps = [claim for claim in claims if "of a year between" in claim.words]
    assert gaps
    for claim in gaps:
        before, after = (int(cited.date[:4]) for cited in claim.evidence if cited.date)
        years = range(before + 1, after)
        assert f"of a year between {before} and {after}" in claim.words
        assert quoted.isdisjoint(years)
        assert claim.words.startswith("No document about Harnmouth City Council") == held.isdisjoint(years)


def test_claims_and_sections_are_moved_by_their_numbers(clean: Briefing) -> None:
    assert [part.title for part in clean.parts] == ["Findings", "Accounts"]
    assert [part.title for part in editing.moved(clean, "3", up=False).parts] == ["Accounts", "Findings"]
    assert editing.moved(clean, "3", up=True) == clean
    assert editing.moved(clean, "4.2", up=True).parts[1].claims == clean.parts[1].claims[::-1]
    assert len(editing.moved(clean, "4.1", up=True).parts[0].claims) == 2
    for line in ("5", "2", "x", "3.9"):
        with pytest.raises(NotHeldError):
            editing.moved(clean, line, up=True)


WORDS = st.lists(
    st.sampled_from(["care", "leavers", "of", "the", "council", "12%", "well-being", "ﬁnd", "it’s"]),
    min_size=3,
    max_size=40,
)


@given(
    words=WORDS,
    at=st.integers(0, 30),
    length=st.integers(1, 6),
    gaps=st.lists(st.sampled_from([" ", "\n", "  ", "\u00a0"]), min_size=50, max_size=50),
)
def test_words_are_found_again_whatever_the_white_space_and_never_altered(
    words: list[str], at: int, length: int, gaps: list[str], clean: Briefing
) -> None:
    """A text read anew with other white space: the quote is found, and what is found are its words."""
    at %= len(words)
    chosen = words[at : at + length]
    text = " ".join(words)
    start = len(" ".join(words[:at])) + (1 if at else 0)
    quote = " ".join(chosen)
    end = start + len(quote)
    around = {"prefix": text[max(0, start - 40) : start], "suffix": text[end : end + 40]}
    cited = replace(clean.evidence[0], start=start, end=end, quote=quote, **around)
    anew = "Title\n" + "".join(word + gap for word, gap in zip(words, gaps, strict=False)).rstrip()
    found = Text(anew).find(cited)
    assert found is not None
    assert anew[found.start : found.end].split() == quote.split()


@pytest.mark.parametrize(
    ("quote", "anew"),
    [
        ("The inspection of a well-known home", "The inspec-\ntion of a well-\nknown home"),
        ("The inspec-\ntion found this", "The inspection found this"),
        ("The inspection found this", "The inspec\ufffe\ntion found this"),
        ("It\u2019s \u201cgood\u201d \u2013 they say", 'It\'s "good" - they say'),
        ("Two things:\n\u2022 one\n\u2022 two", "Two things: \uf06e one \uf06e two"),
    ],
)
def test_what_readers_differ_in_is_the_same_words(quote: str, anew: str, clean: Briefing) -> None:
    text = f"Before. {anew} After."
    found = Text(text).find(replace(clean.evidence[0], start=0, end=1, quote=quote, prefix="", suffix=""))
    assert found is not None
    assert text[found.start : found.end] == anew


@pytest.mark.parametrize(
    ("quote", "anew"),
    [
        ("They co-operate well", "They cooperate well"),
        ("They recover well", "They re-cover well"),
        ("From 2013\u20132015 it fell", "From 20132015 it fell"),
        ("From 2013 2015 it fell", "From 2013-\n2015 it fell"),
        ("This is good.", "This is good; so they say."),
        ("All is well here", "All is well 7 here"),
    ],
)
def test_other_words_are_never_found(quote: str, anew: str, clean: Briefing) -> None:
    cited = replace(clean.evidence[0], start=0, end=1, quote=quote, prefix="", suffix="")
    assert Text(f"Before. {anew} After.").find(cited) is None


def test_words_that_are_not_there_are_not_found(quotes: tuple[Cited, ...]) -> None:
    cited = quotes[0]
    assert Text("").find(cited) is None
    assert Text(cited.quote[1:]).find(replace(cited, start=0, end=3)) is None
    assert Text(cited.quote.replace(" ", " not ", 1)).find(cited) is None
