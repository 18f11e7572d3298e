"""The library's own page: files added, read again in former versions, removed; and who may do so."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

from kg.web import create_app, security

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from kg.library import Library

FIRST = b"# Visit to Harnmouth City Council\n\n3 May 2022\n\nVisits to children are too often late.\n"
SECOND = FIRST.replace(b"too often late", b"now on time")


@pytest.fixture
def writer(own: Flask) -> FlaskClient:
    return own.test_client()


def token(client: FlaskClient, address: str = "/library") -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def ended(client: FlaskClient, address: str) -> str:
    """The page of a change once it is over."""
    library: Library = client.application.extensions["kg.library"]
    library.changes.wait(address.rpartition("/")[2], 120)
    return client.get(address).text


def upload(client: FlaskClient, name: str, data: bytes) -> str:
    answer = client.post("/library/add", data={"csrf_token": token(client), "files": (io.BytesIO(data), name)})
    assert answer.status_code == 303, answer.text
    return ended(client, answer.headers["Location"])


def test_a_file_is_added_becomes_a_new_version_and_is_removed_with_all_of_them(writer: FlaskClient) -> None:
    page = upload(writer, "visit.md", FIRST)
    assert "Visit to Harnmouth City Council" in page
    assert "every quote stands in its text" in page
    assert "A new version" in upload(writer, "visit.md", SECOND)
    history = writer.get("/library/files/uploads/visit.md").text
    assert "Version 2" in history
    former = writer.get("/documents/visit.md?version=1").text
    assert "This is version 1 of 2" in former
    assert "too often late" in former
    assert "too often late" not in writer.get("/documents/visit.md").text
    confirm = "/library/remove?name=uploads/visit.md"
    answer = writer.post("/library/remove", data={"csrf_token": token(writer, confirm), "name": "uploads/visit.md"})
    assert "Removed" in ended(writer, answer.headers["Location"])
    assert writer.get("/documents/visit.md").status_code == 404
    assert (
        "visit.md" not in writer.get("/library?words=visit.md").text.partition("Latest changes")[0].split("</form>")[-1]
    )


def test_a_refused_file_says_why_in_one_line(writer: FlaskClient) -> None:
    page = upload(writer, "letter.pdf", b"<!doctype html><title>Not found</title>")
    assert "This file is a web page saved as .pdf; fetch the file again." in page
    assert "Nothing was added: 1 file refused" in page


def test_a_form_without_files_or_token_is_refused(writer: FlaskClient) -> None:
    page = writer.post("/library/add", data={"csrf_token": token(writer)})
    assert (page.status_code, "Choose at least one file" in page.text) == (400, True)
    for form in ("add", "remove", "check"):
        assert writer.post(f"/library/{form}", data={"files": (io.BytesIO(FIRST), "a.md")}).status_code == 400


def test_more_than_is_taken_at_once_is_refused_by_a_page(writer: FlaskClient) -> None:
    length = {"CONTENT_LENGTH": str(security.LARGEST_UPLOAD + 1)}
    answer = writer.post(
        "/library/add", environ_overrides=length, content_type="multipart/form-data; boundary=x", data=b"--x"
    )
    assert answer.status_code == 413
    assert "100 MB of files at once" in answer.text


@pytest.mark.parametrize(
    ("changes", "host", "code"),
    [
        (None, "localhost", 400),
        (None, "127.0.0.1:8000", 400),
        (None, "[::1]:8000", 400),
        (None, "library.example.org", 403),
        (False, "localhost", 403),
        (True, "library.example.org", 400),
    ],
)
def test_only_this_machine_may_change_anything_unless_it_is_asked_for(
    library: Library, *, changes: bool | None, host: str, code: int
) -> None:
    client = create_app(library, changes=changes).test_client()
    address = f"http://{host}"
    page = client.get("/library", base_url=address).text
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert bool(found) == (code == 400)
    assert ("This server only reads" in page) == (code == 403)
    data = {"csrf_token": found[1] if found else ""}
    assert client.post("/library/add", base_url=address, data=data).status_code == code
    assert client.post("/briefings", base_url=address, data=data).status_code == code
    assert ("/briefings/add" in client.get("/themes/send", base_url=address).text) == (code == 400)
    assert client.post("/sparql", base_url=address, data={"query": "ASK {}"}).status_code == 200


@pytest.mark.parametrize("address", ["/library/files/none", "/library/remove?name=none", "/library/changes/none"])
def test_what_is_not_there_is_not_found(writer: FlaskClient, address: str) -> None:
    assert writer.get(address).status_code == 404


def test_a_version_that_never_was_is_not_found(writer: FlaskClient) -> None:
    assert writer.get("/documents/scrutiny-deck.pptx?version=2").status_code == 404
    assert writer.get("/documents/scrutiny-deck.pptx?version=1").status_code == 200
