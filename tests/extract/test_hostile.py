"""No file can crash, hang or swell the process that asks for it: each is read in bounds or refused in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hostile_other import hostile_other
from hostile_pdf import built, hostile_pdf, words

from kg.errors import SourceError
from kg.extract import read, read_bytes
from kg.extract.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

REASONS = {
    "encrypted.pdf": "is encrypted",
    "empty.pdf": "is empty",
    "page.pdf": "a web page saved as .pdf",
    "header only.pdf": "could not be repaired",
    "no text.pdf": "has no text",
    "image only.pdf": "needs OCR",
    "giant image.pdf": "needs OCR",
    "flate bomb.pdf": "needs more than 512 MB of memory",
    "too many pages.pdf": "10000 pages; more than 5000 are refused",
    "laughs.docx": "declares a document type",
    "laughs.xlsx": "declares a document type",
    "outside.docx": "declares a document type",
    "zip bomb.docx": "unpacks to 300 MB",
    "quiet bomb.docx": "is damaged",
    "zip in zip.zip": "is a zip archive",
    "many parts.docx": "6001 parts; more than 5000 are refused",
    "truncated.docx": "is damaged",
    "no main part.docx": "its main part is missing",
    "locked.docx": "password-protected",
    "laughs.svg": "is XML of a type that is not read here",
    "zero bytes.txt": "is not a document of a type that is read here",
    "picture.txt": "is a picture",
    "nothing.txt": "is empty",
    "one line.txt": "is 50 MB of text; more than 20 are refused",
    "one word.txt": "is 50 MB of text; more than 20 are refused",
    "nested parts.eml": "is nested too deeply",
    "many parts.eml": "50002 parts; more than 5000 are refused",
}
"""What a person is told of each file that must be refused."""


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard() as guard:
        yield guard


@pytest.fixture(scope="module")
def outcomes(guard: Guard, tmp_path_factory: pytest.TempPathFactory, typeset: Callable[[str], bytes]) -> dict[str, str]:
    """Why each file of the hostile folder is refused; what is left of it where it is not."""
    folder = tmp_path_factory.mktemp("hostile")
    good = typeset("= Findings\n\nChildren are safe – and ‘well’.")
    files = {**hostile_pdf(good), **hostile_other(), "zz good.pdf": good}
    found = {}
    for name, data in files.items():
        path = folder / name
        path.write_bytes(data)
        found[name] = outcome(guard, path)
        path.unlink()
    return found


def outcome(guard: Guard, path: Path) -> str:
    try:
        return f"read, {len(guard.read(path, path.name).text)} characters"
    except SourceError as error:
        return error.reason


def test_each_ends_in_bounds_with_one_line(outcomes: dict[str, str]) -> None:
    """The child's limits (512 MB, 30 s) hold for each; none takes the reader down: a good file is read after them."""
    assert len(outcomes) > 50
    for name, reason in outcomes.items():
        assert "\n" not in reason, name
        assert "Error" not in reason, (name, reason)
    assert outcomes["zz good.pdf"].startswith("read")


@pytest.mark.parametrize(("name", "reason"), REASONS.items())
def test_the_reason_is_one_that_a_person_understands(outcomes: dict[str, str], name: str, reason: str) -> None:
    assert reason in outcomes[name]


def test_nothing_is_fetched_from_outside_the_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password")
    page = f'<!DOCTYPE html [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]><html><body><p>Words &a;</p></body></html>'
    assert "password" not in read_bytes(page.encode(), "page.html").text


def test_a_truncated_file_is_repaired() -> None:
    whole = built(words)
    document = read_bytes(whole[: whole.rindex(b"xref")], "cut.pdf")
    assert "Words at the bottom." in document.text
    assert read_bytes(whole, "whole.pdf").text == document.text


def test_the_rest_of_a_folder_is_read(guard: Guard, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    (tmp_path / "b.txt").write_text("The visit took place in May. It went well.")
    found = [outcome(guard, path) for path in sorted(tmp_path.iterdir())]
    assert "repaired" in found[0]
    assert guard.read(tmp_path / "b.txt", "b.txt") == read(tmp_path / "b.txt")
