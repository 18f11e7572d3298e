"""What lasts of the index: one checked file a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import LibraryError
from kg.index import Entry
from kg.index.entries import delete, entries_of, from_bytes, read, to_bytes, write

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = [Entry("document/aa#char=0,20", "Report › Findings", "Care leavers’ homes.\nAll is well: £5.")]
VECTORS = np.array([[0.6, 0.8, 0.0]], dtype=np.float32)


@given(st.lists(st.builds(Entry, st.text(), st.text(), st.text()), max_size=4))
@settings(deadline=None)
def test_what_is_written_is_read(entries: list[Entry]) -> None:
    vectors = np.full((len(entries), 3), 0.5, dtype=np.float32)
    made = entries_of("aa", entries, vectors, "model")
    found = from_bytes(to_bytes(made))
    assert (found.paths, found.contexts, found.texts, found.model) == (made.paths, made.contexts, made.texts, "model")
    assert np.array_equal(found.vectors, vectors)
    assert to_bytes(found) == to_bytes(made)


@given(st.data())
def test_no_cut_and_no_changed_byte_goes_unnoticed(data: st.DataObject) -> None:
    whole = to_bytes(entries_of("aa", ENTRIES, VECTORS, "model"))
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(ValueError, match="damaged"):
        from_bytes(whole[:cut])
    changed = bytes([whole[cut] ^ data.draw(st.integers(1, 255))])
    with pytest.raises(ValueError, match="damaged"):
        from_bytes(whole[:cut] + changed + whole[cut + 1 :])


def test_words_are_kept_as_stems_and_what_is_embedded_begins_with_the_context() -> None:
    made = entries_of("aa", ENTRIES, VECTORS, "model")
    assert (made.contexts, made.texts) == (("report find",), ("care leaver home all is well 5",))
    assert ENTRIES[0].embedded.startswith("Report › Findings\nCare leavers")
    assert Entry("p", "", "text").embedded == "text"


def test_a_file_is_written_whole_over_the_old_one_and_deleted_without_trace(tmp_path: Path) -> None:
    path = tmp_path / "index" / "aa.passages"
    write(path, entries_of("aa", [], np.zeros((0, 3)), "model"))
    write(path, entries_of("aa", ENTRIES, VECTORS, "model"))
    assert [file.name for file in path.parent.iterdir()] == ["aa.passages"]
    assert read(path).paths == ("document/aa#char=0,20",)
    delete(path)
    delete(path)
    assert list(path.parent.iterdir()) == []
    with pytest.raises(LibraryError, match=r"aa\.passages cannot be read: No such file"):
        read(path)


def test_another_format_is_not_misread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "aa.passages"
    with monkeypatch.context() as patch:
        patch.setattr("kg.index.entries.FORMAT", 99)
        write(path, entries_of("aa", ENTRIES, VECTORS, "model"))
    with pytest.raises(LibraryError, match=r"aa\.passages: it is of format 99, and this version reads 2; rebuild"):
        read(path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file where the folder should be")
    with pytest.raises(LibraryError, match=r"aa\.passages cannot be written"):
        write(tmp_path / "index" / "aa.passages", entries_of("aa", ENTRIES, VECTORS, "model"))
