"""Reviews: bound to words, heard whenever a document is made, carried into a new version, gone with the document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from kg.cli import root
from kg.errors import InputError, LibraryError, NotHeldError
from kg.library import Filters, Library, facts
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LETTER = """# Visit to Harnmouth City Council

Ada Example, Director of Children's Services

3 May 2022

## Findings

Care leavers are well supported. Visits to children are too often late.

In 2021, 79% of care leavers lived in suitable homes.
"""
WEAK = "Visits to children are too often late."


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Library]:
    with Library.open(Settings(library=tmp_path / "library"), create=True) as library:
        ingest(library, tmp_path, LETTER)
        yield library


def ingest(library: Library, folder: Path, text: str) -> None:
    (folder / "letter.md").write_text(text)
    library.ingest([folder / "letter.md"])


def one(library: Library, kind: str, words: str = "") -> dict[str, Any]:
    """The fact of a kind whose quote holds some words."""
    (found,) = (
        fact for fact in library.reviews.facts(Filters(limit=1000), kinds=[kind]) if words in (fact["quote"] or "")
    )
    return found


def files(library: Library) -> dict[str, bytes]:
    """The durable files of a library."""
    folder = library.settings.library
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_corrected_fact_says_what_it_was_corrected_to_and_who_found_it(opened: Library) -> None:
    before = one(opened, "statement", WEAK)
    given = opened.reviews.give(before["id"], "corrected", {"stance": "strength"}, by="A. Officer", on="2022-06")
    now = one(opened, "statement", WEAK)
    assert (now["found"]["stance"], now["annotator"], now["confidence"]) == ("strength", "review/1", 1.0)
    assert now["found"]["themes"] == before["found"]["themes"]
    assert (given["status"], given["by"], given["on"], given["found"]) == (
        "applied",
        "A. Officer",
        "2022-06",
        before["found"],
    )
    assert opened.validate() == {}


def test_an_accepted_fact_is_sure_and_still_names_what_found_it(opened: Library) -> None:
    before = one(opened, "statistic")
    opened.reviews.give(before["id"], "accepted")
    now = one(opened, "statistic")
    assert (now["annotator"], now["confidence"]) == (f"{before['annotator']} review/1", 1.0)
    assert now["found"] == before["found"]


def test_a_document_stays_read_until_a_review_changes_it(opened: Library) -> None:
    name = opened.documents()[0].name
    before = opened.annotated(name)
    assert opened.annotated(name) is before
    fact = next(record for record in opened.reviews.facts(kinds=["statement"]) if record["document"] == name)
    opened.reviews.give(fact["id"], "rejected")
    assert len(opened.annotated(name).statements) == len(before.statements) - 1


def test_a_rejected_fact_is_gone(opened: Library) -> None:
    opened.reviews.give(one(opened, "statistic")["id"], "rejected")
    assert opened.reviews.facts(kinds=["statistic"]) == []
    assert opened.statistics() == []
    assert opened.validate() == {}


def test_a_review_holds_over_a_rebuild_and_ingesting_again(opened: Library, tmp_path: Path) -> None:
    opened.reviews.give(one(opened, "statistic")["id"], "corrected", {"values": [97], "period": None})
    after = files(opened)
    opened.rebuild()
    ingest(opened, tmp_path, LETTER)
    assert files(opened) == after
    assert one(opened, "statistic")["found"]["values"] == [97]


def test_undoing_a_review_leaves_no_trace(opened: Library) -> None:
    before = files(opened)
    for kind, correction in (("statistic", {"unit": "people"}), ("document", {"date": "2021"})):
        fact = one(opened, kind)
        opened.reviews.give(fact["id"], "corrected", correction)
        assert files(opened) != before
        opened.reviews.undo(fact["id"])
    assert files(opened) == before


def test_a_second_review_of_a_fact_takes_the_place_of_the_first(opened: Library) -> None:
    opened.reviews.give(one(opened, "statistic")["id"], "corrected", {"values": [97]})
    opened.reviews.give(one(opened, "statistic")["id"], "corrected", {"unit": "homes"})
    (kept,) = opened.reviews.list()
    assert kept["correction"] == {"values": [97], "unit": "homes"}
    opened.reviews.give(one(opened, "statistic")["id"], "rejected")
    assert opened.reviews.facts(kinds=["statistic"]) == []
    assert len(opened.reviews.list()) == 1


def test_parts_of_a_person_and_what_a_document_is_can_be_corrected(opened: Library) -> None:
    opened.reviews.give(one(opened, "role")["id"], "corrected", {"organisation": "Harnmouth"})
    document = one(opened, "document")
    opened.reviews.give(document["id"], "corrected", {"date": "2022-05-04", "authority": "Kent"})
    shown = opened.show("letter.md")
    assert shown["people"][0]["roles"][0]["organisation"] == "Harnmouth"
    assert (shown["document"]["date"], shown["document"]["date_basis"]) == ("2022-05-04", "stated")
    assert shown["document"]["authority"] == "Kent County Council"
    assert opened.validate() == {}


def test_a_review_goes_along_into_a_new_version_where_its_words_stand(opened: Library, tmp_path: Path) -> None:
    opened.reviews.give(one(opened, "statement", WEAK)["id"], "corrected", {"stance": "strength"})
    opened.reviews.give(one(opened, "statistic")["id"], "rejected")
    ingest(
        opened,
        tmp_path,
        LETTER.replace("3 May", "4 May").replace("79%", "81%").replace("## F", "All was read.\n\n## F"),
    )
    assert one(opened, "statement", WEAK)["found"]["stance"] == "strength"
    assert one(opened, "statistic")["found"]["values"] == [81]
    assert sorted(review["status"] for review in opened.reviews.list()) == ["applied", "stale", "stale"]


def test_a_review_whose_words_are_read_otherwise_is_stale(opened: Library) -> None:
    opened.reviews.give(one(opened, "statement", WEAK)["id"], "rejected")
    (path,) = (opened.settings.library / "reviews").iterdir()
    said = json.loads(path.read_text())
    said["words"][0]["quote"] = "Visits to children are in time."
    path.write_text(json.dumps(said))
    opened.rebuild()
    (review,) = opened.reviews.list()
    assert review["status"] == "stale"
    assert one(opened, "statement", WEAK)
    path.write_text("{")
    with pytest.raises(LibraryError, match="is damaged"):
        opened.reviews.list()


def test_removing_a_document_takes_its_reviews_along(opened: Library) -> None:
    opened.reviews.give(one(opened, "statement", WEAK)["id"], "rejected")
    opened.remove("letter.md")
    assert not list((opened.settings.library / "reviews").iterdir())


def test_reviews_go_along_when_a_library_is_carried_away(opened: Library, tmp_path: Path) -> None:
    opened.reviews.give(one(opened, "statement", WEAK)["id"], "corrected", {"stance": "strength"})
    opened.export(tmp_path / "away.zip")
    from kg.library.arrival import take_in

    with take_in(tmp_path / "away.zip", Settings(library=tmp_path / "other")) as other:
        assert other.reviews.list() == opened.reviews.list()


@pytest.mark.parametrize(
    ("kind", "verdict", "correction", "message"),
    [
        ("statement", "corrected", {"stance": "angry"}, "there is no stance 'angry'"),
        ("statement", "corrected", {"mood": "plan"}, "a statement has no mood"),
        ("statement", "corrected", {"themes": "send"}, "takes a list"),
        ("statement", "corrected", {}, "says what the fact says already"),
        ("statement", "accepted", {"stance": "strength"}, "has no correction"),
        ("statistic", "corrected", {"indicator": None}, "cannot be without indicator"),
        ("document", "corrected", {"date": "last week"}, "is no date"),
        ("document", "corrected", {"authority": "Atlantis"}, "no authority is called"),
        ("document", "rejected", {}, "kg remove"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    opened: Library, kind: str, verdict: str, correction: dict[str, Any], message: str
) -> None:
    before = files(opened)
    words = WEAK if kind == "statement" else ""
    with pytest.raises(InputError, match=message):
        opened.reviews.give(one(opened, kind, words)["id"], verdict, correction)
    assert files(opened) == before


def test_a_correction_that_the_shapes_refuse_is_not_kept(opened: Library) -> None:
    before = files(opened)
    with pytest.raises(InputError, match="would not conform"):
        opened.reviews.give(one(opened, "role")["id"], "corrected", {"organisation": ""})
    assert files(opened) == before


def test_an_id_that_names_nothing_is_refused(opened: Library) -> None:
    for wrong in ("stance/plan", "document/0123456789abcdef/statement/1-2", one(opened, "document")["id"] + "/x/1-2"):
        with pytest.raises(NotHeldError):
            opened.reviews.give(wrong, "accepted")
    with pytest.raises(NotHeldError, match="was not reviewed"):
        opened.reviews.undo(one(opened, "statistic")["id"])


def test_every_fact_that_is_shown_can_be_accepted(library: Library) -> None:
    """Each kind of fact of the sample corpus, put back as it says, is the same fact."""
    held = library.catalogue[0]
    annotated = library.annotated(held.id)
    said = facts.facts(annotated, library.names)
    again = facts.visit(
        annotated, library.names, lambda kind, path, thing: facts.changed(kind, thing, _said(said, path))
    )
    assert facts.facts(again, library.names) == said
    assert {fact.kind for fact in said} <= facts.FIELDS.keys()


def _said(found: tuple[facts.Fact, ...], path: str) -> dict[str, Any]:
    return next(fact.said for fact in found if fact.path == path)


def test_the_command_line_reviews_by_id(opened: Library) -> None:
    runner = CliRunner()

    def run(*words: str) -> Any:
        return runner.invoke(root, ["--library", str(opened.settings.library), "review", *words])

    id_ = one(opened, "statement", WEAK)["id"]
    done = run(
        "correct", id_, "--set", "stance=strength", "--set", "themes=send, early-help", "--by", "A. Officer", "--json"
    )
    assert json.loads(done.stdout)["correction"] == {"stance": "strength", "themes": ["send", "early-help"]}
    assert WEAK in run("list").stdout
    assert run("undo", id_).exit_code == 0
    assert not opened.reviews.list()
