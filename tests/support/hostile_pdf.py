"""PDF files that nobody should have to open: damaged, locked, endless, or made to swell what reads them."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable


def hostile_pdf(whole: bytes) -> dict[str, bytes]:
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
        "too many pages.pdf": many_pages(10_000),
        "huge page.pdf": built(huge_page),
        "giant image.pdf": built(giant_image),
        "form in itself.pdf": built(form_in_itself),
        "many fonts.pdf": built(many_fonts),
        "endless page tree.pdf": built(endless_page_tree),
        "wrong offsets.pdf": many_pages(3).replace(b"\n0000000", b"\n0000099"),
        "tables in a loop.pdf": in_a_loop(many_pages(3)),
        "huge object number.pdf": many_pages(3).replace(b"/Size 8", b"/Size 2147483647"),
        "zero bytes.pdf": b"%PDF-1.7\n" + bytes(1_000_000),
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


def giant_image(pdf: pikepdf.Pdf) -> None:
    """An image of ten thousand million points, packed into a few bytes."""
    only_image(pdf)
    image = pdf.pages[0].Resources.XObject.I
    image.Width = image.Height = 100_000
    image.write(zlib.compress(bytes(1_000_000)), filter=pikepdf.Name.FlateDecode)


def form_in_itself(pdf: pikepdf.Pdf) -> None:
    """A drawing that draws itself."""
    words(pdf)
    form = pdf.make_stream(b"/F Do /F Do /F Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.BBox = [0, 0, 595, 842]
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    page = pdf.pages[0]
    page.Resources.XObject = pikepdf.Dictionary(F=form)
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" /F Do")


def many_fonts(pdf: pikepdf.Pdf) -> None:
    """Thirty thousand fonts, each with widths of its own, each used once."""
    words(pdf)
    widths = pikepdf.Array([500] * 224)
    fonts = {
        f"/G{number}": pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=pikepdf.Name(f"/Font{number}"),
            FirstChar=32,
            LastChar=255,
            Widths=pdf.make_indirect(widths),
        )
        for number in range(30_000)
    }
    page = pdf.pages[0]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
    shown = b" ".join(b"/G%d 12 Tf (word) Tj" % number for number in range(30_000))
    page.Contents = pdf.make_stream(b"BT 72 700 Td " + shown + b" ET")


def endless_page_tree(pdf: pikepdf.Pdf) -> None:
    """Each of twenty levels of the page tree names the next one ten times."""
    level = pdf.pages[0].obj
    for depth in range(20):
        level = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Pages, Kids=pikepdf.Array([level] * 10), Count=10 ** (depth + 1) % 2**31
            )
        )
    pdf.Root.Pages = level


def in_a_loop(whole: bytes) -> bytes:
    """A file whose table of objects says that the one before it is itself."""
    start = whole.rindex(b"startxref\n") + 10
    offset = whole[start : whole.index(b"\n", start)]
    return whole.replace(b"trailer<<", b"trailer<</Prev %s" % offset)
