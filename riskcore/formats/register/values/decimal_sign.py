"""The decimal sign of a column, told from all of its numbers; where they leave it open, from the rest of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from riskcore.formats.register.values.numeral import TOKEN, evidence
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterable

DECLARE: Final = 'Declare it in the mapping: decimal: "." or decimal: ",".'


@dataclass(frozen=True)
class Signs:
    """What the numbers of a column show: an example for each sign, and the first that could mean either."""

    point: str = ""
    comma: str = ""
    open: str = ""

    def sure(self) -> str:
        """The decimal sign where they agree on one."""
        return "" if bool(self.point) == bool(self.comma) else "." if self.point else ","


def signs_of(texts: Iterable[str]) -> Signs:
    """What the numbers in these cells show."""
    found: dict[str, str] = {}
    for text in texts:
        for token in TOKEN.findall(text):
            found.setdefault(evidence(token), token)
    return Signs(found.get(".", ""), found.get(",", ""), found.get("?", ""))


def decimal_sign(signs: Signs, elsewhere: str, thousands: str) -> str:
    """The decimal sign of a column. Raises BrokenRule where it has two, or cannot be told.

    `elsewhere` is the sign that the other columns agree on. `thousands` says what `12,000` means without evidence:
    "always" (amounts of money, which have no third decimal), "never" (a probability or a factor), or "unknown".
    """
    if signs.point and signs.comma:
        raise BrokenRule("must have one decimal sign", f"{signs.point} and {signs.comma}", DECLARE)
    if not signs.open:
        return signs.sure() or elsewhere or "."
    seen = "." if "." in signs.open else ","
    other = "," if seen == "." else "."
    if signs.sure() or elsewhere:
        return signs.sure() or elsewhere
    if thousands == "unknown":
        rule = "must show which sign is the decimal one"
        raise BrokenRule(rule, f"{signs.open}, which may be a thousand times as much", DECLARE)
    return other if thousands == "always" else seen
