"""Which cell styles show a number as a date or with a percent sign."""

from __future__ import annotations

import re
from typing import Final

_BUILT_IN: Final = dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "date") | {
    9: "percent",
    10: "percent",
}
"""ECMA-376 part 1, 18.8.30: 14 to 22 and 45 to 47 everywhere, 27 to 36 and 50 to 58 in East Asian languages."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


class Styles:
    """Gathers for each cell style "date", "percent" or ""."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self._formats: dict[int, str] = {}
        self._in_cell_styles = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Number formats come before the cell styles that use them."""
        if name == "numFmt":
            self._formats[int(attributes["numFmtId"])] = _kind(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles:
            number = int(attributes.get("numFmtId", "0"))
            self.kinds.append(self._formats.get(number, _BUILT_IN.get(number, "")))

    def end(self, name: str) -> None:
        """After the cell styles come others of the same element."""
        if name == "cellXfs":
            self._in_cell_styles = False

    def text(self, data: str) -> None:
        """Styles hold no text."""


def _kind(code: str) -> str:
    """What the first section of a format code shows: that of positive numbers."""
    bare = _LITERAL.sub("", code.split(";", maxsplit=1)[0])
    elapsed = re.search(r"\[(h+|m+|s+)\]", code, re.IGNORECASE)
    if elapsed or (re.search(r"[dmyhs]", bare, re.IGNORECASE) and bare.lower() != "general"):
        return "date"
    return "percent" if "%" in bare else ""
