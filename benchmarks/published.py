"""What is read of inspections against what public tables say of them; each disagreement with the words of the page.

The tables and reports are not ours to ship: without `../shared/reports` nothing is compared. A row is compared with the
report whose file name carries the day on which the row says it was published. Where page and table disagree, a reader
decides: what the page says is printed beside what the table says.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kg import annotate, extract, vocabulary
from kg.model import Annotated, Inspection, Metadata
from kg.settings import DEFAULT_BASE

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT.parent / "shared" / "reports"
STEPS = (
    annotate.metadata.annotate,
    annotate.authorities.annotate,
    annotate.references.annotate,
    annotate.inspections.annotate,
)
GRADES = {"requires improvement": "requires-improvement-to-be-good"}
OUTCOMES = {"1.0": "positive-experiences", "2.0": "inconsistent-experiences", "3.0": "systemic-failings"}
ASPECTS = {
    "overall_effectiveness_grade": r"overall effectiveness",
    "impact_of_leaders_grade": r"impact of leaders",
    "help_and_protection_grade": r"help and protection",
    "in_care_grade": r"children in care|looked after",
    "care_leavers_grade": r"care leavers",
}
UNKNOWN = frozenset({"", "inspection_pre_dates_judgement"})


class Field(NamedTuple):
    """One field of one row: what the table says, what was read, and the words of the page that it was read from."""

    report: str
    name: str
    table: str
    read: str
    words: str

    @property
    def agrees(self) -> bool:
        """Whether table and page say the same."""
        return self.table == self.read


def held(kind: str, authority: str, published: str) -> Path | None:
    """The report of an authority whose file name ends in the day of publication."""
    day = datetime.strptime(published, "%d/%m/%y").strftime("%d-%B-%Y").casefold()  # noqa: DTZ007 — a day has no zone
    folder = REPORTS / kind / re.sub(r"[^a-z]+", "-", authority.replace("&", "and")).strip("-")
    return next(iter(sorted(folder.glob(f"*{day}.pdf"))), None)


def read(path: Path) -> Annotated:
    document = extract.read(path)
    annotated = Annotated(document, (), Metadata(title=document.name))
    for step in STEPS:
        annotated = step(annotated, vocabulary.load(DEFAULT_BASE))
    return annotated


def words(annotated: Annotated, span: object) -> str:
    text = annotated.document.text
    return " ".join(text[span.start : span.end].split()) if span is not None else "—"


def day(said: str) -> str:
    """A day of either table as the graph has it."""
    if not said:
        return ""
    form = "%d/%m/%Y" if len(said) == len("31/12/2020") else "%d/%m/%y"
    return datetime.strptime(said, form).date().isoformat()  # noqa: DTZ007


def graded(annotated: Annotated, inspection: Inspection, pattern: str) -> tuple[str, str]:
    """The grade of an aspect and the words that give it; "" where the report has none."""
    for judgement in inspection.judgements:
        if re.search(pattern, judgement.aspect, re.IGNORECASE):
            return judgement.grade, words(annotated, judgement.span)
    return "", "—"


def ilacs(row: dict[str, str], path: Path) -> list[Field]:
    annotated = read(path)
    inspection = annotated.inspections[0]
    event = next(iter(annotated.metadata.events), None)
    dates = words(annotated, event.span if event else None)
    lead = next(iter(inspection.inspectors), "")
    name = path.name
    fields = [
        Field(name, "authority", row["ltla23cd"], inspection.authority or "", annotated.metadata.title),
        Field(name, "start", day(row["inspection_start_date"]), inspection.start or "", dates),
        Field(name, "end", day(row["inspection_end_date"]), inspection.end or "", dates),
        Field(name, "framework", f"ilacs-{row['inspection_framework']}", inspection.framework or "", dates),
        Field(name, "lead inspector", letters(row["inspector_name"]), letters(lead), lead),
    ]
    for column, pattern in ASPECTS.items():
        grade, said = graded(annotated, inspection, pattern)
        table = row[column].replace("_", " ") if row[column] not in UNKNOWN else ""
        fields.append(Field(name, column.removesuffix("_grade"), GRADES.get(table, table), grade, said))
    return [field for field in fields if field.table and field.table != "ilacs-"]


def letters(name: str) -> str:
    return re.sub(r"[^a-z]+", " ", name.casefold()).strip()


def send(row: dict[str, str], path: Path) -> list[Field]:
    annotated = read(path)
    inspection = annotated.inspections[0]
    event = next(iter(annotated.metadata.events), None)
    dates = words(annotated, event.span if event else None)
    outcome = next(iter(inspection.judgements), None)
    name = path.name
    fields = [
        Field(name, "start", day(row["inspection_start_date"]), inspection.start or "", dates),
        Field(name, "end", day(row["inspection_end_date"]), inspection.end or "", dates),
        Field(
            name,
            "outcome",
            OUTCOMES.get(row["outcome_grade"], ""),
            outcome.grade if outcome else "",
            words(annotated, outcome.span) if outcome else "—",
        ),
        Field(name, "previous end", day(row["previous_inspection_date"]), *previous(annotated)),
    ]
    return [field for field in fields if field.table]


def previous(annotated: Annotated) -> tuple[str, str]:
    """The last day of the inspection before, as the report gives it."""
    for inspection in annotated.inspections[1:]:
        if inspection.framework == "joint-send":
            return inspection.end or "", words(annotated, inspection.span)
    return "", "—"


def compare(table: str, kind: str) -> list[Field]:
    fields: list[Field] = []
    with (REPORTS / table).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            path = held(kind, row["local_authority"], row["publication_date"])
            if path is not None:
                fields += (ilacs if kind == "ilacs" else send)(row, path)
    return fields


def show(title: str, fields: list[Field]) -> None:
    reports = len({field.report for field in fields})
    print(f"\n### {title}: {reports} reports\n\n| field | agree | of |\n|---|---|---|")
    agree, of = Counter[str](), Counter[str]()
    for field in fields:
        of[field.name] += 1
        agree[field.name] += field.agrees
    for name, count in of.items():
        print(f"| {name} | {agree[name]} | {count} |")
    apart = defaultdict(list)
    for field in fields:
        if not field.agrees:
            apart[field.report].append(field)
    for report, listed in apart.items():
        print(f"\n{report}")
        for field in listed:
            print(f"- {field.name}: table {field.table}, read {field.read or 'none'}; the page: “{field.words}”")


def main() -> None:
    if not REPORTS.is_dir():
        print("../shared/reports is not here: nothing to compare")
        return
    show("Children's services, latest inspections", compare("ilacs_latest.csv", "ilacs"))
    show("Area SEND, latest inspections", compare("send_latest.csv", "send"))


if __name__ == "__main__":
    main()
