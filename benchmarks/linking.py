"""Linking the documents about one authority: discrepancies, follow-up and people, with one document more than before.

Real reports are not ours to ship: the first argument is a library that holds some; without one nothing is measured.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.library import Library
from kg.linking import Links
from kg.settings import DEFAULT_BASE, Settings
from timing import cpu


def main() -> None:
    if len(sys.argv) < 2:
        print("not measured: name a library to measure")
        return
    library = Library.open(Settings(library=Path(sys.argv[1]), base=DEFAULT_BASE))
    about: dict[str, list[str]] = {}
    for held in library.catalogue:
        about.setdefault(held.metadata.authority or "", []).append(held.id)
    about.pop("", None)
    most = max(about.values(), key=len)
    documents = [(held.name, library.annotated(held.id)) for held in library.catalogue if held.id in most]

    def link() -> None:
        links = Links(documents, library.vocabulary)
        _ = (links.discrepancies, links.follow_up, links.people)

    print(f"{sum(map(len, about.values()))} documents of {len(about)} authorities held")
    print(f"linking the {len(documents)} documents of the fullest authority anew: {cpu(link, repeat=3):.2f} CPU s")


if __name__ == "__main__":
    main()
