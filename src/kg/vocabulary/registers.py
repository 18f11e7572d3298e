"""What the registers of `ontology/` hold, as frozen values with their look-ups; reading the files is `load`'s matter.

Labels are as printed, in the sector's own words. Whoever matches them folds case and typographic apostrophes; acronyms
are matched with regard to case ("ARE" and "PIP" are no words of ordinary English).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.vocabulary.places import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A concept of one scheme.

    Attributes:
        id: its notation: what JSON, filters and the model carry.
        label: its preferred label.
        alternatives: other names of the same thing.
        acronyms: matched with regard to case.
        cues: words that point to it without naming it; weaker evidence than a name.
        definition: one sentence; empty where the label says it all.
        broader: id of the concept above, or None.
        related: ids of neighbours in meaning.
    """

    id: str
    label: str
    alternatives: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    definition: str = ""
    broader: str | None = None
    related: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name but acronyms and cues, the preferred label first."""
        return (self.label, *self.alternatives)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Concept):
    """A kind of document: whether it states findings, and who speaks in it, where it does not say otherwise."""

    evaluated: bool
    speaker: str
    framework: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade(Concept):
    """A grade or outcome; `rank` orders those of one framework, 1 the best."""

    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework(Concept):
    """Rules that an inspection follows: ids of its inspectorates and grades (none: findings only), years in force."""

    inspectorates: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Concept):
    """A national public body; `nhs` where it belongs to the health service."""

    nhs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyKind(Concept):
    """A kind of local body; `pattern` is a regular expression for the whole of its name."""

    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """An English authority with children's services.

    Attributes:
        gss: nine-character code of the Office for National Statistics; its identity here.
        label: the council's usual formal name.
        name: the place: "Southampton".
        aliases: other names of the council or place.
        decoys: longer names that hold a name of it and mean something else.
        former: code of an earlier council for the same area, or None.
        la_code, urn: codes of the Department for Education, as strings.
        region: one of the nine regions of England.
        neighbours: GSS codes of its statistical neighbours, the nearest first.
    """

    gss: str
    label: str
    name: str
    aliases: tuple[str, ...]
    decoys: tuple[str, ...]
    former: str | None
    la_code: str
    urn: str
    region: str
    neighbours: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of it: formal, place, others."""
        return (self.label, self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The registers of one base. Mappings go from notation (for authorities: GSS code) to concept, in the files' order.

    Attributes:
        base: the IRI below which the concepts stand.
        schemes: every scheme by its name: theme, kind, stance, speaker, grade, event, caveat, basis, framework,
            inspectorate, body, body-kind, recommendation, follow-up, discrepancy.
        places: finds names of authorities in a text.
    """

    base: str
    schemes: Mapping[str, Mapping[str, Concept]]
    themes: Mapping[str, Concept]
    kinds: Mapping[str, Kind]
    stances: Mapping[str, Concept]
    speakers: Mapping[str, Concept]
    grades: Mapping[str, Grade]
    events: Mapping[str, Concept]
    caveats: Mapping[str, Concept]
    frameworks: Mapping[str, Framework]
    inspectorates: Mapping[str, Body]
    bodies: Mapping[str, Body]
    body_kinds: Mapping[str, BodyKind]
    authorities: Mapping[str, Authority]
    places: Gazetteer = field(repr=False)

    def label(self, path: str) -> str:
        """The label of an entity by its path below the base: `theme/care-leavers`, `authority/E06000045`.

        Raises:
            KeyError: no register holds it.
        """
        scheme, _, notation = path.partition("/")
        if scheme == "authority":
            return self.authorities[notation].label
        return self.schemes[scheme][notation].label

    def broader(self, theme: str) -> tuple[str, ...]:
        """The themes above one, the nearest first."""
        above: list[str] = []
        parent = self.themes[theme].broader
        while parent is not None:
            above.append(parent)
            parent = self.themes[parent].broader
        return tuple(above)

    def narrower(self, theme: str) -> tuple[str, ...]:
        """The themes below one at any depth, in the register's order, without itself."""
        return tuple(other for other in self.themes if theme in self.broader(other))

    def authority(self, code: str) -> Authority | None:
        """The authority with a GSS code, present or former, or None."""
        held = self.authorities.get(code)
        if held is not None:
            return held
        return next((each for each in self.authorities.values() if each.former == code), None)

    def authority_named(self, name: str) -> Authority | None:
        """The authority that a whole name means, without regard to case, "&" or apostrophes; None if no one has it."""
        gss = self.places.named(name)
        return None if gss is None else self.authorities[gss]

    def grade(self, framework: str, words: str) -> Grade | None:
        """The grade that words mean under a framework, without regard to case; None where it has no such grade."""
        wanted = " ".join(words.casefold().split())
        for notation in self.frameworks[framework].grades:
            grade = self.grades[notation]
            if wanted in (name.casefold() for name in grade.names):
                return grade
        return None
