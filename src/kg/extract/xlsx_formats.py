"""Shows a number of a spreadsheet as its format does: percentages, decimals, thousands, currency signs and dates."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "hh:mm", 21: "hh:mm:ss", 22: "dd/mm/yyyy hh:mm", 37: "#,##0",
    38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
}  # fmt: skip
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|_.|\*.')
_DATE = re.compile(r"[dy]|m{3}|h|s")
_TOKEN = re.compile(r"d{1,4}|m{1,5}|y{2,4}|h{1,2}|s{1,2}|am/pm", re.IGNORECASE)
_EPOCHS = (dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1))  # noqa: DTZ001  (a sheet's dates have no zone)
_LAST_DAY = 2_958_465
_HELD = {code: 0xE000 + code for code in range(0x20, 0x2100)}
_FREED = {held: code for code, held in _HELD.items()}


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of a workbook by style number, and the day from which it counts dates."""

    codes: tuple[str, ...] = ()
    since_1904: bool = False

    def number(self, value: str, style: str) -> str:
        """A number as displayed; what cannot be one is given back."""
        code = self.codes[int(style)] if style.isdecimal() and int(style) < len(self.codes) else ""
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if not number.is_finite():
            return value
        section = code.split(";")[0]
        literal = _QUOTED.sub("", section).lower()
        if _DATE.search(literal) and "0" not in literal and 0 <= number <= _LAST_DAY:
            return _date(number, section, _EPOCHS[self.since_1904])
        if "0" not in literal and "#" not in literal:
            return _general(number)
        return _decimal(number, section, literal)


def formats(workbook: etree._Element | None, root: etree._Element | None) -> Formats:
    """The formats of a workbook."""
    own = (
        {}
        if root is None
        else {item.get("numFmtId", ""): item.get("formatCode", "") for item in root.iter(_S + "numFmt")}
    )
    cells = None if root is None else root.find(_S + "cellXfs")
    ids = [] if cells is None else [item.get("numFmtId", "0") for item in cells.iter(_S + "xf")]
    codes = tuple(own.get(key) or _BUILT_IN.get(int(key) if key.isdecimal() else 0, "") for key in ids)
    properties = None if workbook is None else workbook.find(_S + "workbookPr")
    return Formats(codes, properties is not None and properties.get("date1904") in ("1", "true"))


def _general(number: Decimal) -> str:
    """As displayed without a format: binary noise beyond eleven digits is rounded away, as the program does."""
    shown = f"{float(number):.11g}"
    return f"{Decimal(shown):f}" if "e" in shown and abs(number) < Decimal("1e15") else shown


def _decimal(number: Decimal, section: str, literal: str) -> str:
    percent = "%" in literal
    places = len(re.match(r"[0#?]*", literal.partition(".")[2])[0]) if "." in literal else 0  # type: ignore[index]
    scaled = (number * 100 if percent else number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits = f"{abs(scaled):,f}" if "," in literal else f"{abs(scaled):f}"
    before, after = _around(section)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{before}{digits}{'%' if percent else ''}{after}".strip()


def _around(section: str) -> tuple[str, str]:
    """The words and signs that a format prints before and after the digits."""
    marked = _QUOTED.sub(lambda found: "".join(group or "" for group in found.groups()).translate(_HELD), section)
    first = re.search(r"[0#?]", marked)
    last = max(marked.rfind(digit) for digit in "0#?")
    before, after = marked[: first.start() if first else 0], marked[last + 1 :]
    printed = [re.sub(r"[^\ue000-\uf8ff£$€ ]", "", part).translate(_FREED) for part in (before, after)]
    return printed[0], printed[1]


def _date(number: Decimal, section: str, epoch: dt.datetime) -> str:
    moment = epoch + dt.timedelta(days=float(number))
    code = _QUOTED.sub(lambda found: "".join(group or "" for group in found.groups()), section)
    hours = False

    def shown(found: re.Match[str]) -> str:
        nonlocal hours
        token = found[0].lower()
        if token[0] == "m" and hours and len(token) < 3:
            return f"{moment.minute:02d}"
        hours = token[0] == "h"
        return _PARTS[token](moment) if token in _PARTS else found[0]

    return _TOKEN.sub(shown, code).strip()


_PARTS = {
    "d": lambda at: str(at.day), "dd": lambda at: f"{at.day:02d}", "ddd": lambda at: f"{at:%a}",
    "dddd": lambda at: f"{at:%A}", "m": lambda at: str(at.month), "mm": lambda at: f"{at.month:02d}",
    "mmm": lambda at: f"{at:%b}", "mmmm": lambda at: f"{at:%B}", "yy": lambda at: f"{at.year % 100:02d}",
    "yyyy": lambda at: str(at.year), "h": lambda at: str(at.hour), "hh": lambda at: f"{at.hour:02d}",
    "s": lambda at: str(at.second), "ss": lambda at: f"{at.second:02d}",
}  # fmt: skip
