"""The people whom documents name, each once under every form of the name, and whom a question means by one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.linking.people import is_short_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.search.views import View

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Cllr|Councillor)\.?\s+"
_TITLED = re.compile(rf"^{_TITLE}")
_CAPITAL = re.compile(r"[A-Z]")


@dataclass(frozen=True)
class Somebody:
    """A person as documents name them: the fullest name, and every form of it."""

    name: str
    forms: tuple[str, ...]

    @cached_property
    def family(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The forms that tell the person from others: those with the surname."""
        return tuple(form for form in self.forms if form.split()[-1] == self.family)

    def named(self, text: str) -> bool:
        """Whether some words name the person: by a form of two words or more, or by title and surname."""
        return any(holds(text, form) for form in self.forms if " " in form)

    def hinted(self, text: str) -> bool:
        """Whether some words hold the surname as a name: with a title, or in capitals among words that have none."""
        for found in re.finditer(rf"(?<![\w-]){re.escape(self.family)}(?:[’']s)?(?![\w-])", text):
            before, after = text[: found.start()], text[found.end() :]
            if re.search(rf"{_TITLE}$", before):
                return True
            alone = not _CAPITAL.match(after.lstrip()) and not re.search(r"[A-Z][\w’'-]*\s+$", before[1:])
            if before.strip() and alone:
                return True
        return False


def read(views: Iterable[View]) -> tuple[Somebody, ...]:
    """The people whom the documents held name, by name, from their views."""
    forms: dict[str, set[str]] = {}
    for row in (row for view in views for row in view.rows("people")):
        forms.setdefault(row["name"], set()).update((row["name"], row["form"]))
    families: dict[str, list[str]] = {}
    for name in forms:
        families.setdefault(name.split()[-1].casefold(), []).append(name)
    persons = [names for family in families.values() for names in _persons(family)]
    found = [Somebody(max(names, key=_fullest), _forms(names, forms)) for names in persons]
    return tuple(sorted(found, key=lambda each: each.name))


def _fullest(name: str) -> tuple[int, str]:
    return len(name), name


def _forms(names: Iterable[str], forms: Mapping[str, set[str]]) -> tuple[str, ...]:
    return tuple(sorted({form for name in names for form in forms[name]}))


def meant(text: str, people: Sequence[Somebody]) -> tuple[str, ...]:
    """The names of those whom a question means: by a whole name, or by a surname that nobody else has."""
    named = [each.name for each in people if each.family in text and each.named(text)]
    if named:
        return tuple(named)
    hinted = [each for each in people if each.family in text and each.hinted(text)]
    return tuple(each.name for each in hinted if sum(other.family == each.family for other in hinted) == 1)


def _persons(names: Iterable[str]) -> list[list[str]]:
    """Names of one family, those of one person together: a short form only where it can be short for one of them."""
    groups: list[list[str]] = []
    for name in sorted(names, key=_fullest, reverse=True):
        fitting = [group for group in groups if _same_given(group[0], name)]
        if len(fitting) == 1:
            fitting[0].append(name)
        else:
            groups.append([name])
    return groups


def _same_given(one: str, other: str) -> bool:
    mine, theirs = (_TITLED.sub("", name).split()[0].casefold() for name in (one, other))
    return mine == theirs or is_short_form(mine, theirs)


def holds(text: str, form: str) -> bool:
    """Whether some words hold a form of a name, as whole words."""
    return re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text) is not None
