"""No file can crash, hang or swell the process that asks for it: each ends in a document or in one clear line."""

from __future__ import annotations

import io
import os
import threading
import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest

from kg.errors import SourceError
from kg.extract import read, read_bytes, read_guarded
from kg.extract.guard import Guard
from kg.extract.wire import dump, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SOURCE = "= Findings\n\nChildren are safe – and ‘well’.\n\n#table(columns: 2, [Overall], [Good])\n\n+ First.\n+ Second."


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard() as guard:
        yield guard


@pytest.fixture
def good(tmp_path: Path, typeset: Callable[[str], bytes]) -> Path:
    path = tmp_path / "good.pdf"
    path.write_bytes(typeset(SOURCE))
    return path


def test_the_child_reads_what_this_process_reads(guard: Guard, good: Path) -> None:
    assert guard.read(good, "good.pdf") == read(good)
    assert read_guarded(good, name="other name.pdf") == read(good, name="other name.pdf")


def test_a_document_survives_the_wire(good: Path) -> None:
    document = read(good)
    assert parse(dump(document)) == document


def test_threads_each_read_with_a_child_of_their_own(good: Path) -> None:
    documents = []
    threads = [threading.Thread(target=lambda: documents.append(read_guarded(good))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert documents == [read(good)] * 3


def test_a_missing_file_a_folder_and_an_odd_name_are_input_errors(guard: Guard, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file"):
        guard.read(tmp_path / "nothing\ud800.pdf", "nothing.pdf")
    with pytest.raises(SourceError, match="is not a file"):
        guard.read(tmp_path, "folder")


def test_time_is_limited_and_the_next_file_is_read(good: Path, tmp_path: Path) -> None:
    with Guard(seconds=1.0) as guard:
        assert guard.read(good, "good.pdf").blocks
        slow = tmp_path / "slow.pdf"
        os.mkfifo(slow)
        with pytest.raises(SourceError, match="is not a file"):
            guard.read(slow, "slow.pdf")
        slow.unlink()
        slow.write_bytes(many_pages(4_900))
        with pytest.raises(SourceError, match="takes more than 1 s to read"):
            guard.read(slow, "slow.pdf")
        assert guard.read(good, "good.pdf").blocks


def test_a_child_that_dies_is_replaced(good: Path) -> None:
    with Guard() as guard:
        guard.read(good, "good.pdf")
        child = guard._child
        assert child is not None
        child.kill()
        child.wait()
        assert guard.read(good, "good.pdf").blocks


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, typeset: Callable[[str], bytes]) -> Path:
    """A folder of files that nobody should have to open."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, data in hostile_files(typeset(SOURCE)).items():
        (folder / name).write_bytes(data)
    return folder


def test_hostile_files_end_in_bounds_with_a_reason(guard: Guard, good: Path, hostile: Path) -> None:
    """Each is refused with one line or read; none takes the guard down."""
    for path in sorted(hostile.iterdir()):
        reason = outcome(guard, path)
        assert "\n" not in reason, path.name
        assert "Error" not in reason, path.name
    assert guard.read(good, "good.pdf") == read(good)


def outcome(guard: Guard, path: Path) -> str:
    """Why a file is refused; what is left of it where it is not."""
    try:
        return f"read, {len(guard.read(path, path.name).text)} characters"
    except SourceError as error:
        return error.reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("encrypted.pdf", "is encrypted"),
        ("empty.pdf", "is empty"),
        ("page.pdf", "a web page saved as .pdf"),
        ("header only.pdf", "could not be repaired"),
        ("no text.pdf", "has no text"),
        ("image only.pdf", "needs OCR"),
        ("flate bomb.pdf", "needs more than 512 MB of memory"),
        ("too many pages.pdf", "pages; more than 5000 are refused"),
    ],
)
def test_the_reason_is_one_that_a_person_understands(guard: Guard, hostile: Path, name: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        guard.read(hostile / name, name)


def test_a_truncated_file_is_repaired_and_says_so() -> None:
    whole = built(words)
    document = read_bytes(whole[: whole.rindex(b"xref")], "cut.pdf")
    assert "Words at the bottom." in document.text
    assert read_bytes(whole, "whole.pdf").text == document.text


def hostile_files(whole: bytes) -> dict[str, bytes]:
    """Names and bytes of files that nobody should have to open."""
    return {
        "empty.pdf": b"",
        "page.pdf": b"<!DOCTYPE html><html><body>404",
        "header only.pdf": b"%PDF-1.7\n%%EOF",
        "noise.pdf": b"%PDF-1.7\n" + bytes(range(1, 256)) * 2_000,
        "half.pdf": whole[: len(whole) // 2],
        "no trailer.pdf": whole[:-200],
        "encrypted.pdf": encrypted(whole),
        "no text.pdf": built(lambda _: None),
        "image only.pdf": built(only_image),
        "flate bomb.pdf": built(flate_bomb),
        "cyclic pages.pdf": built(cyclic_pages),
        "cyclic tags.pdf": built(cyclic_tags),
        "deep tags.pdf": built(deep_tags),
        "deep arrays.pdf": b"%PDF-1.7\n1 0 obj\n"
        + b"[" * 100_000
        + b"]" * 100_000
        + b"\nendobj\ntrailer<</Root 1 0 R>>",
        "too many pages.pdf": many_pages(5_001),
        "huge page.pdf": built(huge_page),
    }


def built(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        change(pdf)
        pdf.save(buffer, static_id=True, compress_streams=False, fix_metadata_version=False)
    return buffer.getvalue()


def encrypted(whole: bytes) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return buffer.getvalue()


def only_image(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(bytes(64), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=8, Height=8)
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    page = pdf.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    page.Contents = pdf.make_stream(b"q 500 0 0 500 50 50 cm /I Do Q")


def flate_bomb(pdf: pikepdf.Pdf) -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(600)) + packer.flush()
    stream = pdf.make_stream(b"")
    stream.write(packed, filter=pikepdf.Name.FlateDecode)
    pdf.pages[0].Contents = stream


def cyclic_pages(pdf: pikepdf.Pdf) -> None:
    pages = pdf.Root.Pages
    pages.Kids.append(pages)
    pages.Count = 1_000_000


def cyclic_tags(pdf: pikepdf.Pdf) -> None:
    element = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P))
    element.K = pikepdf.Array([element])
    element.P = element
    tags(pdf, element, element)


def deep_tags(pdf: pikepdf.Pdf) -> None:
    element = first = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, K=0, Pg=pdf.pages[0].obj)
    )
    for _ in range(60_000):
        outer = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Div, K=pikepdf.Array([element])))
        element.P = outer
        element = outer
    tags(pdf, element, first)


def words(pdf: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page = pdf.pages[0]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC BT /F1 12 Tf 72 700 Td (Words at the bottom.) Tj ET EMC")


def tags(pdf: pikepdf.Pdf, root: pikepdf.Object, leaf: pikepdf.Object) -> None:
    """Sets the tag tree, with some text at its leaf."""
    words(pdf)
    pdf.pages[0].StructParents = 0
    parents = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Array([leaf])])))
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([root]), ParentTree=parents)
    )
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)


def huge_page(pdf: pikepdf.Pdf) -> None:
    words(pdf)
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 1 Tf 1 1 Td (word) Tj ET\n" * 50_000)


def many_pages(count: int) -> bytes:
    """A file of many pages with text, written by hand because no library writes it fast."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length 3000>>stream\n" + (b"BT /F1 9 Tf 72 700 Td (Words upon words) Tj ET " * 75)[:3000] + b"\nendstream",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>"] * count,
    ]
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(data)
