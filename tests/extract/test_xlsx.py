"""Excel files: a sheet is a heading with its rows, each cell as it is displayed."""

from __future__ import annotations

import pytest
from office_parts import OFFICE, outline, package, relations

from kg.errors import SourceError
from kg.extract.xlsx import read
from kg.extract.xlsx_formats import Formats

S = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"'


STRINGS = "<si><t>Measure</t></si><si><r><t>In </t></r><r><t>touch</t></r></si>"
STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs>'


def book(rows: str, *, state: str = "visible") -> bytes:
    sheets = f'<sheets><sheet name="Care leavers" r:id="r1" state="{state}"/></sheets>'
    return package(
        {
            "xl/workbook.xml": f"<workbook {S}>{sheets}</workbook>",
            "xl/_rels/workbook.xml.rels": relations(
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r2", "sharedStrings", "sharedStrings.xml"),
                ("r3", "styles", "styles.xml"),
            ),
            "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData>{rows}</sheetData></worksheet>",
            "xl/sharedStrings.xml": f"<sst {S}>{STRINGS}</sst>",
            "xl/styles.xml": f"<styleSheet {S}>{STYLES}</styleSheet>",
        }
    )


ROWS = (
    '<row><c r="A1" t="s"><v>0</v></c><c r="C1" s="2"><v>45000</v></c></row><row/>'
    '<row><c r="A3" t="s"><v>1</v></c><c r="B3"><v>12</v></c><c r="C3" s="1"><v>0.79</v></c></row>'
    '<row><c r="A4" t="inlineStr"><is><t>Source: our records</t></is></c></row>'
    '<row><c r="A5" t="b"><v>1</v></c><c r="B5" t="e"><v>#REF!</v></c><c r="C5" t="str"><v>sum</v></c></row>'
)


def test_rows_are_read_as_they_are_displayed() -> None:
    assert outline(read(book(ROWS), "a.xlsx", "0" * 64)) == [
        ("heading", 1, "Care leavers"),
        ("row", None, "Measure |  | 15/03/2023"),
        ("row", None, "In touch | 12 | 79%"),
        ("paragraph", None, "Source: our records"),
        ("row", None, "TRUE |  | sum"),
    ]


def test_a_hidden_sheet_is_read_and_marked() -> None:
    assert read(book(ROWS, state="hidden"), "a.xlsx", "0" * 64).warnings == (
        "sheet 'Care leavers' is hidden in the file",
    )


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("", "12", "12"),
        ("", "0.1", "0.1"),
        ("", "0.30000000000000004", "0.3"),
        ("", "1234567", "1234567"),
        ("0%", "0.785", "79%"),
        ("0.0%", "0.785", "78.5%"),
        ("#,##0", "1234567.4", "1,234,567"),
        ('"£"#,##0.00', "5", "£5.00"),
        ("[$£-809]#,##0;[Red]-[$£-809]#,##0", "-5000", "-£5,000"),
        ('0.0" million"', "4.25", "4.3 million"),
        ("d mmmm yyyy", "45000", "15 March 2023"),
        ("mmm-yy", "45000", "Mar-23"),
        ("dd/mm/yyyy hh:mm", "45000.5", "15/03/2023 12:00"),
        ("@", "7", "7"),
        ("0", "rubbish", "rubbish"),
        ("0", "NaN", "NaN"),
    ],
)
def test_a_number_is_shown_as_its_format_says(code: str, value: str, shown: str) -> None:
    assert Formats((code,)).number(value, "0") == shown


def test_entities_in_a_sheet_are_refused() -> None:
    sheet = f'<!DOCTYPE worksheet [<!ENTITY a "ha">]><worksheet {S}><sheetData>{ROWS}&a;</sheetData></worksheet>'
    workbook = f'<workbook {S}><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'
    data = package(
        {
            "xl/workbook.xml": workbook,
            "xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )
    with pytest.raises(SourceError, match="declares a document type"):
        read(data, "bomb.xlsx", "0" * 64)


@pytest.mark.parametrize("data", [b"PK\x03\x04", package({"xl/a.xml": "<a/>"}), book(""), book("<row>")])
def test_damaged_and_empty_files_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "bad.xlsx", "0" * 64)
    assert "\n" not in str(caught.value)
