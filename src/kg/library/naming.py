"""Which document or file a name means: a file's own name, an end of its path, or a document's id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import NotHeldError
from kg.search.catalogue import shortest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.library.folder import Source
    from kg.model import Held


def held(name: str, catalogue: Sequence[Held], sources: Sequence[Source]) -> Held:
    """A document held, by one of its names, an end of its path, or its id.

    Raises:
        NotHeldError: none has that name, or several have.
    """
    by_id = {each.id: each for each in catalogue}
    if name in by_id:
        return by_id[name]
    named = [each for each in catalogue if each.name == name]
    if len(named) == 1:
        return named[0]
    wanted = set(meant(name, sources))
    return next(by_id[source.held] for source in sources if source.name in wanted)


def meant(name: str, sources: Sequence[Source]) -> tuple[str, ...]:
    """The names in the folder that a name means: itself, the one that ends in it, or all of the document's id.

    Raises:
        NotHeldError: none is meant, or several are that call different documents.
    """
    if by_id := tuple(source.name for source in sources if source.held == name):
        return by_id
    exact = [source for source in sources if source.name == name]
    matching = exact or [source for source in sources if source.name.endswith("/" + name)]
    if len(matching) > 1:
        several = ", ".join(source.name for source in matching[:5])
        raise NotHeldError(f"several documents are called {name}: {several}; name one of them")
    if not matching:
        raise NotHeldError(f"no document called {name} is held; kg sources lists those that are")
    return (matching[0].name,)


def source(name: str, document: Held, sources: Sequence[Source]) -> Source:
    """The file that a name means, or the first that is the document."""
    same = [each for each in sources if each.held == document.id]
    return next((each for each in same if each.name == name or each.name.endswith("/" + name)), same[0])


def names(document_id: str, sources: Sequence[Source]) -> list[str]:
    """The names that call a document, as it is now or as a former version, as they are shown."""
    shown = short((), sources)
    return [shown[each.name] for each in sources if document_id in each.versions]


def short(others: Iterable[str], sources: Sequence[Source]) -> dict[str, str]:
    """Of each file's name, and of some others, the shortest end that tells it from all."""
    every = list({*others, *(each.name for each in sources)})
    return dict(zip(every, shortest(every), strict=True))
