"""Writes the PDF, DOCX and PPTX documents of the sample corpus: `python corpus/_source/build.py [FOLDER]`.

The words of the reports and letters stand in the `.typ` files, those of the Word documents in the `.md` files, those
of the slides in `decks.py`. HTML, text and Markdown have no source but themselves. The same sources give the same bytes
with the same versions of typst, python-docx and python-pptx: no clock, no system font, no order of a folder.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import typst

SOURCE = Path(__file__).resolve().parent
sys.path.insert(0, str(SOURCE))

from decks import decks  # noqa: E402  these two stand beside this file and are no package
from papers import papers  # noqa: E402

UNTAGGED = {"2017-11-joint-send-inspection-letter"}
"""Written without structure tags, as most older PDFs are."""


def pdf(source: Path) -> bytes:
    """A report or letter as PDF/UA-1, or without tags where `UNTAGGED` names it."""
    tagged = source.stem not in UNTAGGED
    made = typst.compile(
        source,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["ua-1"] if tagged else [],
        pdf_tags=tagged,
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"{source.name}: typst gave no single file")
    return made


def still(package: bytes) -> bytes:
    """An Office package with its parts in order of name and no time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(held.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, held.read(name))
    return out.getvalue()


def documents() -> dict[str, bytes]:
    """Every built document by its file name."""
    made = {source.stem + ".pdf": pdf(source) for source in sorted(SOURCE.glob("[0-9]*.typ"))}
    return made | {name: still(package) for name, package in (papers() | decks()).items()}


def main() -> None:
    """Writes them into the folder given, or into the corpus."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE.parent
    for name, data in documents().items():
        (folder / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
