"""The points of an estimate in one cell: `10/20/35 d`, `10 - 35 days`, `5; 8; 12`, `2 to 4 weeks`."""

from __future__ import annotations

import re
from typing import Final

from riskcore.formats.register.table.cell import quoted
from riskcore.plan.rule import BrokenRule

_DATE: Final = re.compile(r"\d{4}([./-])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\d{1,2}\2(?:19|20|21)\d{2}")
_EXPONENT: Final = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+")
_STRONG: Final = re.compile(r"\s*(?:[/;|\n]|\.{2,3}|…|,\s|\s(?:to|bis|à|a|hasta|and|und|et|y)\s)\s*", re.IGNORECASE)
_DASH: Final = re.compile(r"(?<=[\w%€$£)])\s*[-\u2013\u2014]\s*(?=[-\u2212+(]?\s*[\d€$£.,])")


def parts_of(text: str) -> list[str]:
    """The one to three points in a cell, as text. Raises BrokenRule for a date, and for two numbers with a slash."""
    if _DATE.fullmatch(text):
        raise BrokenRule("must not be a date", quoted(text), "Format the cell as text, and type it again.")
    if _EXPONENT.fullmatch(text):
        return [text]
    parts = [part for part in _STRONG.split(text.strip()) if part]
    if len(parts) == 2 and "/" in text:
        raise BrokenRule(
            "must be one value, a range or three points",
            quoted(text),
            "3/5 may be a level of a scale, which must be declared under scales, or a range, which is written 3 - 5.",
        )
    if len(parts) == 1:
        parts = _by_dashes(text.strip())
    if len(parts) > 3:
        raise BrokenRule("must have at most three points", quoted(text))
    return parts


def _by_dashes(text: str) -> list[str]:
    """The parts between dashes that follow a number: the dash of `$-5k` is a sign."""
    parts, start = [], 0
    for dash in _DASH.finditer(text):
        if any(one.isdigit() for one in text[start : dash.start()]):
            parts.append(text[start : dash.start()])
            start = dash.end()
    return [*parts, text[start:]]
