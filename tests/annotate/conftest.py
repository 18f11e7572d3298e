"""Invented documents, read as files are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg import annotate, extract, passages, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.model import Annotated
    from kg.vocabulary import Vocabulary

BASE = "https://example.org/id/"

LETTER = """Agora
Nottingham NG1 6HJ
T 0300 123 1231
www.gov.uk/ofsted

14 March 2022

Ms Philippa Oakenshaw
Director of Children's Services
Dorset Council
County Hall
DT1 1XJ

Dear Ms Oakenshaw

Focused visit to Dorset Council children's services

This letter summarises the findings of a focused visit to Dorset Council children's services on 1 and 2 February 2022. \
The visit was carried out by Rhodri Penhale and Ama Quartey-Lund, both of whom are Her Majesty's Inspectors.

Areas for priority action

- Oversight by managers of children who live in unregistered homes.

What needs to improve in this area of social work practice

- The timeliness of visits to children.
- The quality of pathway plans.

Findings

- Most social workers know their children well. Since the last inspection in 2019, supervision has improved.
- Too many care leavers wait for a personal adviser.

This letter will be published on the Ofsted website.

Yours sincerely

Rhodri Penhale
Her Majesty's Inspector
"""

RECORD = """Ofsted
T 0300 123 1231

3 June 2023

Mr Benedict Lyle Executive Director of Children and Families Dorset Council

Dear Ben

Annual engagement meeting about social care and education, 11 May 2023

Thank you for meeting with Ottoline Frayne, Idris Coldwell and myself to discuss social care in Dorset.

Social Care

You told us that agency staff have fallen to 9%. Caseloads are now manageable. We reminded you of the portal for \
providers.

Yours sincerely

Sunniva Threlfall

Assistant Regional Director, South West

Please note: This letter is not published and its comments have not been evaluated as part of an inspection.
"""

DECK = """Scrutiny Committee

Dorset Children's Services

Where we are

- The family hubs programme was completed in March 2021
- Strong partnership with schools
- This year's exam results will be published in August

Our structure

Executive Director
Benedict Lyle

Head of
Corporate Parenting
Ottoline
Frayne

Head of SEND
Idris Coldwell
(Wren
Astbury
secondment)

Head of Early Help

Locality
Teams

Oakenshaw House opens as a children's home. Records are kept in Case Director.
"""


@pytest.fixture(scope="session")
def registers() -> Vocabulary:
    return vocabulary.load(BASE)


@pytest.fixture
def annotated(tmp_path: Path, registers: Vocabulary) -> Callable[[str], Annotated]:
    """Annotates a text as if it had come as a file."""

    def of(text: str, name: str = "paper.txt") -> Annotated:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        document = extract.read(path)
        return annotate.annotate(document, passages.split(document), registers)

    return of
