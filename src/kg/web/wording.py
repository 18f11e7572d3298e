"""How speakers and stances are put to a reader: short words, one shape each; their definitions are in `ontology/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Stance:
    """A stance as shown: `id` also names its shape and colour, so that neither has to carry the meaning alone."""

    id: str
    label: str
    plural: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is speaking, as a lane of the time strip and as a word on a card."""

    id: str
    lane: str
    short: str


NO_STANCE = Stance("none", "Stance not determined", "stance not determined")
STANCES = {
    stance.id: stance
    for stance in (
        Stance("priority_action", "Priority action", "priority action"),
        Stance("concern", "Concern", "concern"),
        Stance("progress", "Progress", "progress"),
        Stance("strength", "Strength", "strength"),
        Stance("plan", "Plan", "plan"),
        Stance("neutral_context", "Context", "context"),
    )
}
NO_SPEAKER = Speaker("unknown", "Speaker not known", "Speaker not known")
SPEAKERS = {
    speaker.id: speaker
    for speaker in (
        Speaker("inspectorate", "Inspectorate’s finding", "Inspectorate’s finding"),
        Speaker(
            "council_as_reported_by_inspectorate",
            "Inspectorate recording the council’s account",
            "Council’s account, recorded by the inspectorate",
        ),
        Speaker("council", "Council’s own account", "Council’s own account"),
    )
}
NOTE_TITLES = {
    "discrepancy": "Two accounts of one thing",
    "not-held": "Named but not held",
    "self-report-more-favourable": "The council’s account is more favourable",
    "comparability-break": "Not comparable over time",
}


_FORMATS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint slides",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel workbook",
    "message/rfc822": "Email",
    "text/html": "Web page",
    "text/markdown": "Markdown",
    "text/plain": "Plain text",
}


def file_format(media_type: str) -> str:
    """The format of a file as people call it."""
    return _FORMATS.get(media_type, media_type)


_COUNCILS = {
    "E06": "Unitary authority",
    "E08": "Metropolitan borough",
    "E09": "London borough",
    "E10": "County council",
}


def council(gss: str) -> str:
    """What kind of council has a code of the Office for National Statistics; empty where the code does not say."""
    return "City of London" if gss == "E09000001" else _COUNCILS.get(gss[:3], "")


def stance(stance_id: str | None) -> Stance:
    """The stance of a statement as shown."""
    return STANCES.get(stance_id or "", NO_STANCE)


def speaker(speaker_id: str | None) -> Speaker:
    """The speaker of a statement as shown."""
    return SPEAKERS.get(speaker_id or "", NO_SPEAKER)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 document", "1,204 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def kind(vocabulary: Vocabulary, kind_id: str | None) -> str:
    """The kind of a document in words."""
    return vocabulary.kinds[kind_id].label if kind_id and kind_id in vocabulary.kinds else "Kind not recognised"
