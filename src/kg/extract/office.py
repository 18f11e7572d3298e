"""Opens the parts of an Office file: a zip of XML parts that refer to each other; what they mean, the readers know.

XML is parsed without entities, document types or network; a part that declares a document type is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from kg.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/presentationml/main", b"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
)  # fmt: skip


_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, etree.XMLSyntaxError,
)  # fmt: skip
_PROLOGUE = 4096
_TYPE = b"<!DOCTYPE"


def _transitional(data: bytes) -> bytes:
    """A part with the names of the strict variant of the format put as the usual one has them."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return data


class Package:
    """The parts of one Office file.

    Attributes:
        name: the file's name, for messages.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise SourceError(name, "is damaged: its zip directory cannot be read") from error
        self._names = set(self._archive.namelist())

    def main(self, default: str) -> str:
        """The path of the main part: what the package says, else `default`.

        Raises:
            SourceError: there is no such part.
        """
        found = next(
            (target for kind, target, _ in self._relations("_rels/.rels", "") if kind == "officeDocument"), default
        )
        if found not in self._names:
            raise SourceError(self.name, "is damaged: its main part is missing")
        return found

    def xml(self, path: str) -> etree._Element | None:
        """The root of a part; None where there is no such part.

        Raises:
            SourceError: the part is damaged, or declares a document type.
        """
        if path not in self._names:
            return None
        try:
            data = self._bytes(path)
            self._refuse_type(data, path)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            root = etree.fromstring(_transitional(data), parser)
        except _DAMAGE as error:
            raise SourceError(self.name, f"is damaged: {path} cannot be read") from error
        if root.getroottree().docinfo.internalDTD is not None:
            self._refuse_type(_TYPE, path)
        return root

    def stream(self, path: str, tag: str) -> Iterator[etree._Element]:
        """The elements of one kind in a part that may be large, each gone after it was looked at.

        Raises:
            SourceError: the part is damaged, or declares a document type.
        """
        if path not in self._names:
            return
        try:
            data = self._bytes(path)
            self._refuse_type(data, path)
            events = etree.iterparse(
                io.BytesIO(_transitional(data)), tag=tag, resolve_entities=False, no_network=True, load_dtd=False
            )
            for _, element in events:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except _DAMAGE as error:
            raise SourceError(self.name, f"is damaged: {path} cannot be read") from error

    def _bytes(self, path: str) -> bytes:
        """A part, and no more of it than the directory says: one that lies is damaged."""
        with self._archive.open(path) as part:
            return part.read(self._archive.getinfo(path).file_size)

    def _refuse_type(self, data: bytes, path: str) -> None:
        if _TYPE in data[:_PROLOGUE]:
            raise SourceError(self.name, f"declares a document type in {path}, which Office files never do: refused")

    def related(self, path: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: id to (the kind's last word, the other part's path); not the links to elsewhere."""
        folder, file = posixpath.split(path)
        return {key: (kind, target) for kind, target, key in self._relations(f"{folder}/_rels/{file}.rels", folder)}

    def _relations(self, path: str, folder: str) -> Iterator[tuple[str, str, str]]:
        root = self.xml(path)
        if root is None:
            return
        for relation in root.iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                joined = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield relation.get("Type", "").rsplit("/", 1)[-1], joined, relation.get("Id", "")


def children(element: etree._Element) -> Iterator[etree._Element]:
    """The elements below one; of alternatives for old and new programs, the first that holds text."""
    for child in element:
        if child.tag == MC + "AlternateContent":
            options = [option for option in child if any(text.strip() for text in option.itertext())] or list(child)
            if options:
                yield from children(options[0])
        elif isinstance(child.tag, str):
            yield child
