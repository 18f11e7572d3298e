"""A library of the sample corpus that may be written to, and a briefing made of it that may go out."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.library import Library
from kg.model import Filters
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.model.briefing import Briefing, Cited

QUESTION = "What was said about care leavers over time?"


@pytest.fixture(scope="session")
def written(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("briefings") / "library"
    shutil.copytree(library_folder, folder)
    library = Library.open(Settings(library=folder))
    yield library
    library.close()


@pytest.fixture(scope="session")
def quotes(written: Library) -> tuple[Cited, ...]:
    """Every statement of the corpus about care leavers, as evidence."""
    said = written.quoted(written.said(Filters(theme=("care-leavers",))))
    return tuple(written.briefings.cite(e.citation.document, e.citation.start, e.citation.end) for e in said)


@pytest.fixture(scope="session")
def clean(written: Library, quotes: tuple[Cited, ...]) -> Briefing:
    """A short briefing that keeps every rule."""
    begun = written.briefings.new("Care leavers in Harnmouth")
    finding = next(q for q in quotes if q.speaker == "inspectorate" and q.evaluated and q.stance == "concern")
    account = next(q for q in quotes if q.speaker == "council" and not q.caveats and not q.disputed)
    unpublished = next(q for q in quotes if q.unpublished and q.speaker and not q.disputed)
    made = replace(
        begun,
        author="Policy officer",
        audience="Scrutiny panel",
        date="2024-11-24",
        purpose="To set out what was said of care leavers.",
        recommendations=("That the panel note this report.",),
    )
    made = written.briefings.added(made, "Findings", "Inspectors found this.", [finding])
    made = written.briefings.added(made, "Accounts", "The council says this of itself.", [account])
    return written.briefings.added(made, "Accounts", "A letter that is not published records this.", [unpublished])
