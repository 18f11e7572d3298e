"""The reader: the original beside the text, notes switched by kind, and what changed between versions."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from kg.library import Library
from kg.settings import Settings
from kg.web import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

LETTER = "2021-10-focused-visit-letter.pdf"
NOTE = "# A note on Harnmouth\n\n3 May 2022\n\nCare leavers are well supported.\n\nVisits to children are late.\n"


def test_the_page_of_a_quote_is_shown_beside_the_text_with_its_block_marked(
    client: FlaskClient, library: Library
) -> None:
    document = library.annotated(LETTER).document
    block = [each for each in document.blocks if each.boxes and each.boxes[0].page == 2][3]
    at = f"{block.span.start},{block.span.end}"
    page = html.unescape(client.get(f"/documents/{LETTER}?at={at}").text)
    shown = re.search(r'href="(\?[^"]*original=2[^"]*)#original"', page)
    assert shown
    picture = f"/originals/{document.id}/2.png?at={at}"
    assert f'src="{picture}"' in html.unescape(client.get(f"/documents/{LETTER}{shown[1]}").text)
    first = client.get(picture)
    assert (first.status_code, first.mimetype) == (200, "image/png")
    assert first.data != client.get(f"/originals/{document.id}/2.png").data
    again = client.get(picture, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_file_itself_is_downloaded_and_never_shown(client: FlaskClient, library: Library, corpus: Path) -> None:
    with client.get(f"/originals/{library.held(LETTER).id}") as answer:
        assert answer.data == (corpus / LETTER).read_bytes()
        assert answer.headers["Content-Disposition"] == f"attachment; filename={LETTER}"
        assert answer.mimetype == "application/octet-stream"


def test_what_cannot_be_drawn_is_not_offered_and_not_found(client: FlaskClient, library: Library) -> None:
    deck = library.held("scrutiny-deck.pptx").id
    assert "original=" not in client.get("/documents/scrutiny-deck.pptx").text
    for address in (f"{deck}/1.png", "0000000000000000", "0000000000000000/1.png", f"{library.held(LETTER).id}/99.png"):
        assert client.get(f"/originals/{address}").status_code == 404


@pytest.mark.parametrize(("kind", "label"), [("people", "Person"), ("numbers", "Number"), ("recommendations", "Recom")])
def test_notes_are_switched_by_kind(client: FlaskClient, kind: str, label: str) -> None:
    note = re.compile(rf'app-remark__kind">{label}')
    assert note.search(client.get(f"/documents/{LETTER}?show={kind}").text)
    assert "app-remark__kind" not in client.get(f"/documents/{LETTER}").text
    assert not note.search(client.get(f"/documents/{LETTER}?show=other").text)


def test_what_changed_since_the_version_before_is_shown_word_by_word(tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    with Library.open(Settings(library=tmp_path / "library"), create=True) as library:
        for text in (NOTE, NOTE.replace("are late", "are now on time")):
            file.write_text(text)
            library.ingest([file])
        client = create_app(library).test_client()
        reader = html.unescape(client.get("/documents/note.md").text)
        link = re.search(r'href="(/library/compare\?[^"]+)">What changed since version 1', reader)
        assert link
        page = client.get(link[1]).text
        assert "<del>late.</del>" in page
        assert "<ins>now on time.</ins>" in re.sub(r"</ins>\s*<ins>", "", page)
        assert "well supported" not in page.partition("app-reviews")[2].replace("Care leavers are well supported. ", "")
        assert client.get("/library/compare?name=note.md&old=1&new=3").status_code == 404
        assert client.get("/library/compare?name=none").status_code == 404
