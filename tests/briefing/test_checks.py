"""A briefing that breaks a rule is not built, and the fault names the line; one that keeps them all is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.briefing import Ground, Source, check
from kg.errors import InvalidBriefingError
from kg.model.briefing import Claim, Figure, Other, Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.library import Library
    from kg.model.briefing import Briefing, Cited

    Break = Callable[[Briefing], Briefing]


def quote(**changed: object) -> Break:
    """The first quote otherwise than it is."""

    def broken(briefing: Briefing) -> Briefing:
        return with_quote(briefing, replace(briefing.parts[0].claims[0].evidence[0], **changed))  # type: ignore[arg-type]

    return broken


def with_quote(briefing: Briefing, cited: Cited) -> Briefing:
    claim = replace(briefing.parts[0].claims[0], evidence=(cited,))
    return replace(briefing, parts=(replace(briefing.parts[0], claims=(claim,)), *briefing.parts[1:]))


def words(text: str, part: int = 0) -> Break:
    """Other words of the officer in the first claim of a section."""

    def broken(briefing: Briefing) -> Briefing:
        changed = replace(briefing.parts[part], claims=(replace(briefing.parts[part].claims[0], words=text),))
        parts = list(briefing.parts)
        parts[part] = changed
        return replace(briefing, parts=tuple(parts))

    return broken


def front(**changed: object) -> Break:
    return lambda briefing: replace(briefing, **changed)  # type: ignore[arg-type]


def two_regimes(briefing: Briefing) -> Briefing:
    first = briefing.parts[0].claims[0]
    pair = (
        replace(first.evidence[0], regime="combined"),
        replace(briefing.parts[1].claims[0].evidence[0], regime="separate"),
    )
    claim = Claim("Care leavers are served better than before.", pair)
    return replace(briefing, parts=(Part("Findings", (claim,)), *briefing.parts[1:]))


OTHER = Other("a.docx", "A letter", "2024-07-03", "You have 52.", 1, "Both speak of one time.")
FAULTS: dict[str, tuple[Break, str]] = {
    "has-title": (front(title=" "), "title"),
    "has-author": (front(author=""), "author"),
    "has-audience": (front(audience=""), "audience"),
    "has-purpose": (front(purpose=""), "purpose"),
    "has-date": (front(date="last week"), "date"),
    "has-release": (front(release="whatever"), "release"),
    "has-recommendations": (front(recommendations=("",)), "recommendations"),
    "has-claims": (front(parts=()), "sections"),
    "has-headings": (lambda b: replace(b, parts=(replace(b.parts[0], title=""), *b.parts[1:])), "3"),
    "claim-has-words": (words(" "), "3.1"),
    "claim-has-evidence": (lambda b: replace(b, parts=(Part("Findings", (Claim("So it is."),)), *b.parts[1:])), "3.1"),
    "quote-stands": (quote(quote="Nobody ever said this of anything."), "3.1"),
    "quote-in-place": (quote(start=0, end=5), "3.1"),
    "caveats-carried": (quote(caveats=("This is secret.",)), "3.1"),
    "attribution-current": (quote(speaker="council", evaluated=False), "3.1"),
    "follow-up-current": (quote(status="confirmed_by_inspectorate"), "3.1"),
    "comparable": (two_regimes, "3.1"),
    "self-report-named": (words("Ofsted confirmed this.", part=1), "4.1"),
    "numbers-cited": (words("This holds for 917 young people."), "3.1"),
    "numbers-told": (quote(figures=(Figure("12%", "", None, None),), date=None, speaker=None, author=None), "3.1"),
    "words-verbatim": (words("It is “as good as it can be”."), "3.1"),
    "nothing-unpublished": (front(release="general"), "4.2"),
}  # fmt: skip


def test_a_briefing_that_keeps_the_rules_may_go_out(written: Library, clean: Briefing) -> None:
    assert written.briefings.check(clean) == ()
    assert written.briefings.build(clean, "md").startswith(b"# Care leavers in Harnmouth")


@pytest.mark.parametrize("rule", FAULTS)
def test_each_fault_stops_the_build_and_names_its_line(written: Library, clean: Briefing, rule: str) -> None:
    breaking, line = FAULTS[rule]
    broken = breaking(clean)
    found = {(fault.rule, fault.line) for fault in written.briefings.check(broken)}
    assert (rule, line) in found
    with pytest.raises(InvalidBriefingError) as refused:
        written.briefings.build(broken, "docx")
    assert any(message.startswith(f"{line}: ") for message in refused.value.messages)


def test_a_number_that_another_document_contradicts_must_be_disclosed(written: Library, clean: Briefing) -> None:
    """The corpus holds two numbers of unaccompanied children for one time."""
    said = written.discrepancies()
    side = next(one for one in said if one["kind"] == "numbers-disagree")["sides"][0]
    cited = written.briefings.cite(side["document"], side["start"], side["end"])
    assert cited.disputed
    silent = with_quote(clean, replace(cited, disputed=()))
    assert "dispute-disclosed" in {fault.rule for fault in written.briefings.check(silent)}
    shown = written.briefings.build(with_quote(clean, cited), "md", draft=True).decode()
    assert "Disputed: " in shown


def test_a_person_is_named_with_the_post_held_then(written: Library, clean: Briefing) -> None:
    person, role, name = next(
        (person, person.roles[0], held.name)
        for held in written.documents()
        for person in written.annotated(held.name).people
        if person.roles and not held.caveats
    )
    cited = written.briefings.cite(name, role.span.start, role.span.end)
    claim = replace(clean.parts[0].claims[0], evidence=(cited,))

    def faults(text: str) -> set[str]:
        parts = (replace(clean.parts[0], claims=(replace(claim, words=text),)), *clean.parts[1:])
        return {fault.rule for fault in written.briefings.check(replace(clean, parts=parts))}

    assert "person-in-post" in faults(f"{person.name} said so.")
    assert "person-in-post" not in faults(f"{person.name}, {role.role}, said so.")


@pytest.mark.parametrize("date", ["2024-02-31", "31/02/2024", "0000-01-01", "soon", "2024-13"])
def test_a_day_that_there_is_not_is_no_date(written: Library, clean: Briefing, date: str) -> None:
    assert "has-date" in {fault.rule for fault in written.briefings.check(replace(clean, date=date))}


def test_a_briefing_without_a_date_is_told_that_it_has_none(written: Library, clean: Briefing) -> None:
    said = [fault.message for fault in written.briefings.check(replace(clean, date="")) if fault.rule == "has-date"]
    assert said == ["the briefing has no date"]


def test_four_sides_are_the_most_unless_it_is_said(written: Library, clean: Briefing) -> None:
    ground = Ground(lambda _, name: source(written, name))
    assert "four-sides" in {fault.rule for fault in check(clean, ground, sides=5)}
    assert "four-sides" not in {fault.rule for fault in check(replace(clean, long=True), ground, sides=5)}


def source(library: Library, name: str) -> Source:
    held = {each.name: each for each in library.documents()}
    return Source(library.annotated(name), name, library.links(str(held[name].metadata.authority)), held)


def test_a_draft_that_fails_is_marked_on_its_head(written: Library, clean: Briefing) -> None:
    broken = replace(clean, author="")
    assert b"DRAFT" in written.briefings.build(broken, "html", draft=True)
    assert b"DRAFT" not in written.briefings.build(clean, "html", draft=True)
