"""Numbers as people type them: `12 000`, `12,000.50`, `12.000,50`, `1'200`; and what tells the decimal sign."""

from __future__ import annotations

import re
from typing import Final

SPACES: Final = " \u00a0\u2007\u2009\u202f"
TOKEN: Final = re.compile(rf"(?:\d+(?:[.,'’{SPACES}]\d+)*|[.,]\d+)(?:[eE][+-]?\d+(?![\w]))?")  # noqa: RUF001
"""A number without its sign."""
_EXPONENT = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d+")
_GAPS = re.compile(rf"(?<=\d)['’{SPACES}](?=\d{{3}}(?!\d))")  # noqa: RUF001 - Swiss apostrophes


def evidence(token: str) -> str:
    """`.` or `,` where the token shows which is the decimal sign, `?` where it could be either, else ""."""
    signs = [one for one in token if one in ".,"]
    if not signs or _EXPONENT.fullmatch(token):
        return ""
    if len(set(signs)) == 2:
        return signs[-1]
    if len(signs) > 1:
        return "." if signs[0] == "," else ","
    before, after = _GAPS.sub("", token).split(signs[0])
    grouped = len(after) == 3 and after.isdigit() and before.isdigit() and len(before) <= 3 and before[0] != "0"
    return "?" if grouped else signs[0]


def number(token: str, decimal: str) -> float | None:
    """The number, given the decimal sign; None where its groups are not of three digits."""
    if _EXPONENT.fullmatch(token):
        return float(token)
    group = "," if decimal == "." else "."
    bare = _GAPS.sub("", token)
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", bare):
        bare = bare.replace(group, "")
    elif not re.fullmatch(rf"\d*(?:{re.escape(decimal)}\d+)?", bare):
        return None
    return float(bare.replace(decimal, "."))
