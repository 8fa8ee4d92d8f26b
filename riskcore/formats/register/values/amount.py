"""One amount in a cell: a signed number and the word that stands beside it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from riskcore.formats.register.table.cell import quoted
from riskcore.formats.register.values.numeral import TOKEN, number
from riskcore.plan.rule import BrokenRule

_MINUS = re.compile(r"^\s*[-\u2212]|[-\u2212]\s*$")


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` in `unit`, which is what stands left and right of the number."""

    value: float
    unit: str = ""


def amount_of(text: str, decimal: str, what: str) -> Amount:
    """The amount in `text`; a minus sign or brackets make it negative. Raises BrokenRule; `what` is its name."""
    tokens = list(TOKEN.finditer(text))
    if len(tokens) != 1:
        raise BrokenRule(f"must be {what}", quoted(text))
    token = tokens[0]
    left, right = text[: token.start()], text[token.end() :]
    value = number(token[0], decimal)
    if value is None:
        raise BrokenRule(f'must be a number with "{decimal}" as decimal sign', quoted(text))
    if value == math.inf:
        raise BrokenRule(f"must be {what}", quoted(text))
    bracketed = left.strip().startswith("(") and right.strip().endswith(")")
    if bracketed:
        left, right = left.strip()[1:], right.strip()[:-1]
    minus = bool(_MINUS.search(left))
    unit = f"{_MINUS.sub('', left)} {right}".replace("+", " ").strip()
    return Amount(-value if minus or bracketed else value, unit)
