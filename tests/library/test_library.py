"""A library over the sample corpus: quotes exact, ingest and removal without a trace, no network, no torch to ask."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError, LibraryError, NotHeldError
from kg.library import Filters, Library
from kg.library.folder import FORMAT
from kg.settings import DEFAULT_BASE, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import Annotated, Span

QUESTION = "What was said about care leavers over time?"


def _bytes(folder: Path) -> dict[str, str]:
    """The durable files of a library by their hash."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "library.lock")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _spans(annotated: Annotated) -> list[Span]:
    said = annotated.metadata
    spans = [passage.span for passage in annotated.passages]
    spans += [sentence for passage in annotated.passages for sentence in passage.sentences]
    spans += [heading.span for passage in annotated.passages for heading in passage.headings]
    for facts in (annotated.statements, annotated.statistics, annotated.recommendations, annotated.references):
        spans += [fact.span for fact in facts]
    return spans + [caveat.span for caveat in said.caveats] + [party.span for party in said.signatories]


def test_the_sample_corpus_makes_at_least_sixty_passages(library: Library) -> None:
    assert len(library.documents()) == 12
    assert sum(held.passages for held in library.documents()) >= 60


def test_every_quote_shown_is_a_slice_of_the_kept_text(library: Library) -> None:
    """Whatever `kg show` gives, for every document: text[start:end] is the quote, with no white space at its edges."""
    for held in library.documents():
        text = library.annotated(held.id).document.text
        shown = library.show(held.id)
        quoted = [fact for name in ("passages", "statements", "statistics", "recommendations") for fact in shown[name]]
        assert quoted
        for fact in (*quoted, *shown["references"], *shown["document"]["caveats"]):
            assert text[fact["start"] : fact["end"]] == fact["quote"]
            assert fact["quote"].strip() == fact["quote"] != ""


def test_every_span_of_the_graph_is_a_slice_of_the_kept_text(library: Library) -> None:
    for held in library.documents():
        annotated = library.annotated(held.id)
        text = annotated.document.text
        assert all(0 <= span.start < span.end <= len(text) for span in _spans(annotated))


def test_the_graph_conforms(library: Library) -> None:
    assert library.validate() == {}


def test_a_graph_that_says_what_its_text_does_not_is_found(library_folder: Path, tmp_path: Path) -> None:
    """A word put into a quote, or a triple that nobody made, though it fits the shapes."""
    shutil.copytree(library_folder, tmp_path / "library")
    library = Library.open(Settings(library=tmp_path / "library"))
    path = min((tmp_path / "library" / "graphs").iterdir())
    path.write_bytes(path.read_bytes().replace(b'ns#text> "', b'ns#text> "Not ', 1))
    (messages,) = library.validate().values()
    assert "do not say the same" in messages[0]


@pytest.mark.parametrize("question", [QUESTION, "How many unaccompanied children are in care?", "Who is the director?"])
def test_evidence_is_verbatim_and_every_sentence_of_an_answer_is_cited(library: Library, question: str) -> None:
    answer = library.ask(question)
    ids = {piece.id for piece in answer.evidence}
    for piece in answer.evidence:
        cited = piece.citation
        assert library.annotated(cited.document).document.text[cited.start : cited.end] == cited.quote
        assert len(cited.quote.split()) <= 100
    for sentence in answer.sentences:
        assert sentence.citations
        assert set(sentence.citations) <= ids


def test_what_was_said_over_time_comes_from_several_documents_in_order(library: Library) -> None:
    answer = library.ask(QUESTION)
    assert answer.answered
    assert len({piece.citation.document for piece in answer.evidence}) >= 4
    quoted = [sentence for sentence in answer.sentences[1:] if len(sentence.citations) <= 2]
    by_id = {piece.id: piece for piece in answer.evidence}
    first = [by_id[sentence.citations[0]] for sentence in quoted]
    dates = [piece.date or (piece.date_window[0] if piece.date_window else "9999") for piece in first]
    assert dates == sorted(dates)


def test_a_caveat_travels_with_the_quote(library: Library) -> None:
    """What the unpublished letter says is never shown without its own words on that."""
    answer = library.ask(QUESTION, Filters(document=("2024-07-annual-engagement-letter.docx",)))
    assert answer.evidence
    assert all(any("publish" in caveat for caveat in piece.caveats) for piece in answer.evidence)
    assert any(note.kind == "caveat" for note in answer.notes)


def test_the_sparql_that_is_shown_gives_the_rows_that_were_read(library: Library) -> None:
    answer = library.ask(QUESTION)
    rows = library.store.select(answer.sparql).rows
    read = {str(row["said"]) for row in rows}
    assert {library.names.iri(piece.id) for piece in answer.evidence} <= read


def test_what_the_documents_do_not_hold_is_declined_by_name(library: Library) -> None:
    early = library.ask("What did Ofsted say about care leavers in 2011?")
    assert not early.answered
    assert "2011" in str(early.reason)
    other = library.ask("What did Ofsted judge about Kent County Council?")
    assert not other.answered
    assert other.reason == "No document held is about Kent County Council."


@pytest.mark.parametrize("question", ["the", "???", "How many?", "Who?", "\N{GRINNING FACE}"])
def test_a_question_that_names_nothing_is_not_answered(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert not answer.answered
    assert "names nothing to look for" in str(answer.reason)


@pytest.mark.parametrize(
    ("filters", "error"),
    [
        (Filters(theme=("nothing",)), InputError),
        (Filters(stance="angry"), InputError),
        (Filters(since="yesterday"), InputError),
        (Filters(since="2024", until="2020"), InputError),
        (Filters(authority=("Atlantis",)), NotHeldError),
        (Filters(document=("none.pdf",)), NotHeldError),
    ],
)
def test_a_filter_that_names_nothing_is_refused(library: Library, filters: Filters, error: type[Exception]) -> None:
    with pytest.raises(error):
        library.ask(QUESTION, filters)


def test_the_grades_of_an_inspection_are_given_from_its_table(library: Library) -> None:
    answer = library.ask("What were the judgements of the 2023 inspection?")
    rows = [" ".join(piece.citation.quote.split()) for piece in answer.evidence]
    assert any("Overall effectiveness" in row and "Good" in row for row in rows)
    assert any("care leavers" in row and "Requires improvement" in row for row in rows)


def test_a_filter_that_is_set_lets_nothing_else_through(library: Library) -> None:
    """Unlike a stance or speaker that the question's own words suggest, which only goes first."""
    pieces = library.ask(QUESTION, Filters(stance="concern", speaker="inspectorate")).evidence
    assert pieces
    assert {(piece.stance, piece.speaker) for piece in pieces} == {("concern", "inspectorate")}
    found = library.search("young people", Filters(theme=("send",)))
    below = {"send", *library.vocabulary.narrower("send")}
    assert found
    assert all(below & set(result.themes) for result in found)


def test_the_same_bytes_again_change_nothing(library_folder: Path, corpus: Path, tmp_path: Path) -> None:
    copy = tmp_path / "library"
    shutil.copytree(library_folder, copy)
    before = _bytes(copy)
    report = Library.open(Settings(library=copy)).ingest([corpus])
    assert {outcome.status for outcome in report} == {"unchanged"}
    assert _bytes(copy) == before


def test_the_order_of_ingest_and_what_was_removed_leave_no_trace(tmp_path: Path, corpus: Path) -> None:
    """Three documents in one order, and five in another less two, are the same library byte for byte."""
    files = sorted(path for path in corpus.iterdir() if path.suffix in {".txt", ".md", ".html"})
    extra = sorted(corpus.glob("*.docx"))
    one, other = Settings(library=tmp_path / "one"), Settings(library=tmp_path / "other")
    Library.open(one, create=True).ingest(files)
    library = Library.open(other, create=True)
    library.ingest([*extra, *reversed(files)])
    for path in extra:
        library.remove(path.name)
    assert _bytes(one.library) == _bytes(other.library)
    assert len(library.store) == len(Library.open(one).store)


def test_a_bad_file_is_named_with_its_reason_and_the_rest_go_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.pdf").write_text("<html><body>Not found</body></html>")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / "cut.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "in" / "good.txt").write_text(
        "Findings\n\nEarly help is offered promptly to most families in the town.\n"
    )
    library = Library.open(Settings(library=tmp_path / "library"), create=True)
    report = {outcome.name: outcome for outcome in library.ingest([tmp_path / "in"])}
    assert report["in/good.txt"].status == "added"
    for name in ("in/empty.txt", "in/cut.docx"):
        assert report[name].status == "refused"
        assert report[name].reason
        assert "\n" not in str(report[name].reason)
    assert {held.name for held in library.documents()} >= {"good.txt"}


def test_a_file_whose_name_is_no_utf8_is_read_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_text("Findings\n\nEarly help is offered promptly in the town.\n")
    except OSError:
        pytest.skip("this file system holds no such name")
    library = Library.open(Settings(library=tmp_path / "library"), create=True)
    assert [outcome.status for outcome in library.ingest([folder])] == ["added"]
    assert json.loads(json.dumps(library.show("caf\\udce9.txt"))) == library.show("caf\\udce9.txt")
    assert library.show("caf\\udce9.txt")["document"]["name"].encode()


def test_a_second_writer_gets_a_clear_message(tmp_path: Path, corpus: Path) -> None:
    first = Library.open(Settings(library=tmp_path), create=True)
    with first.folder.writing(), pytest.raises(LibraryError, match="another process is writing"):
        Library.open(Settings(library=tmp_path)).ingest([corpus])


def test_a_folder_that_is_no_library_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.txt").write_text("mine")
    with pytest.raises(LibraryError, match="is no library"):
        Library.open(Settings(library=tmp_path), create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["photo.txt"]


def test_a_library_of_the_last_format_is_opened_only_to_rebuild_it(library_folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "library"
    shutil.copytree(library_folder, old)
    (old / "library.json").write_text(json.dumps({"format": FORMAT - 1, "base": DEFAULT_BASE}))
    with pytest.raises(LibraryError, match="make it again with: kg rebuild"):
        Library.open(Settings(library=old))
    Library.open(Settings(library=old), rebuilding=True).rebuild()
    assert Library.open(Settings(library=old)).validate() == {}


def _python(code: str, folder: Path) -> str:
    environment = os.environ | {"KG_LIBRARY": str(folder)}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    return run.stdout


def test_asking_imports_neither_torch_nor_rdflib(library_folder: Path) -> None:
    code = f"""
import sys
from kg.cli import root
root.main(["ask", {QUESTION!r}, "--json"], standalone_mode=False)
print(json := [name for name in ("torch", "sentence_transformers", "rdflib", "pyshacl") if name in sys.modules])
"""
    assert _python(code, library_folder).splitlines()[-1] == "[]"


def test_making_a_library_again_changes_no_byte_and_embeds_nothing(library_folder: Path, tmp_path: Path) -> None:
    """The vectors of words that did not change are kept; only the rules and shapes are applied anew."""
    folder = shutil.copytree(library_folder, tmp_path / "library")
    code = """
import sys
from kg.cli import root
root.main(["rebuild"], standalone_mode=False)
print([name for name in ("torch", "sentence_transformers") if name in sys.modules])
"""
    assert _python(code, folder).splitlines()[-1] == "[]"
    assert _bytes(folder) == _bytes(library_folder)


def test_pulling_the_network_changes_nothing(library_folder: Path, library: Library) -> None:
    """With every socket refused, the answer is the same to the byte."""
    code = f"""
import socket
def refuse(*_, **__):
    raise OSError("no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from kg.cli import root
root.main(["ask", {QUESTION!r}, "--json"], standalone_mode=False)
"""
    assert json.loads(_python(code, library_folder)) == library.record(library.ask(QUESTION))
