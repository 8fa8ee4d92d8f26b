"""Units of money as registers write them: currencies, and k, T, M, Mio. before or behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from riskcore.formats.register.normal import normal
from riskcore.formats.register.table.cell import quoted
from riskcore.formats.register.values.amount import Amount
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.formats.register.values.unit import Unit

_SYMBOLS: Final = {"€": "EUR", "£": "GBP", "¥": "JPY", "$": "$"}
_CODES: Final = (
    "eur usd gbp chf aud cad nzd sek nok dkk pln czk huf ron bgn try jpy cny inr brl mxn clp cop ars pen zar sar aed "
    "qar kwd omr bhd sgd hkd krw myr thb idr php vnd egp ngn kes mad ils"
)
_NAMES: Final = {"euro": "EUR", "euros": "EUR", "dollar": "$", "dollars": "$", "pounds": "GBP", "franken": "CHF"}
_TIMES: Final = {
    "": 1.0,
    **dict.fromkeys(
        ("k", "000", "000s", "1000", "tsd", "thousand", "thousands", "tausend", "milliers", "mil", "miles"), 1e3
    ),
    **dict.fromkeys(("m", "mm", "mn", "mio", "mln", "million", "millions", "millionen", "millones", "millon"), 1e6),
    **dict.fromkeys(("bn", "mrd", "billion", "billions", "milliarde", "milliarden", "milliards", "md"), 1e9),
}
_CURRENCY = re.compile("|".join([*map(re.escape, _SYMBOLS), *(rf"(?:{one})" for one in _CODES.split())]))


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """`times` is what an amount is multiplied by; `currency` a code, `$`, or "" where none is named."""

    times: float = 1.0
    currency: str = ""


def money_unit(words: str) -> MoneyUnit | None:
    """The unit in `k€`, `€k`, `TEUR`, `Mio. €`, `USD million`; None where it is none."""
    text = normal(words)
    currencies = [_NAMES[word] for word in text.split() if word in _NAMES]
    bare = " ".join(word for word in text.split() if word not in _NAMES)
    found = _CURRENCY.search(bare)
    if found and not currencies:
        currencies = [_SYMBOLS.get(found[0], found[0].upper())]
        bare = bare[: found.start()] + " " + bare[found.end() :]
    times = "".join(bare.split()).removeprefix("x1") if bare.strip() else ""
    if times == "t" and currencies:
        return MoneyUnit(1e3, currencies[0])
    if times not in _TIMES or len(currencies) > 1:
        return None
    return MoneyUnit(_TIMES[times], currencies[0] if currencies else "")


def money_amounts(raw: Sequence[Amount], unit: Unit) -> list[Amount]:
    """Amounts in units of the currency, with the code of the currency where one is named. Raises BrokenRule.

    A multiplier behind the last amount holds for those before it: `50-120k` is 50,000 to 120,000.
    """
    units = [_known(one.unit) for one in raw]
    last = units[-1].times
    if last != 1 and all(one.times == 1 for one in units[:-1]):
        units = [MoneyUnit(last, one.currency) for one in units]
    if unit.times != 1:
        units = [_within(one, unit) for one in units]
    currency = next((one.currency for one in units if one.currency), unit.currency)
    return [Amount(amount.value * one.times, currency) for amount, one in zip(raw, units, strict=True)]


def _known(words: str) -> MoneyUnit:
    unit = money_unit(words)
    if unit is None:
        raise BrokenRule("must be an amount of money", f"the unit {quoted(words)}", "Write 12000, 12k, 1.5M or k€ 12.")
    return unit


def _within(own: MoneyUnit, unit: Unit) -> MoneyUnit:
    """The unit of a cell in a column whose header names a multiplier: it may repeat the header and nothing else."""
    if own == MoneyUnit():
        return MoneyUnit(unit.times, unit.currency)
    if own.times == unit.times:
        return own
    hint = f"The header says {unit.words}: write the number alone, or take the unit out of the header."
    raise BrokenRule("must have one unit in the header and in the cell", f"a cell in {_shown(own)}", hint)


def _shown(unit: MoneyUnit) -> str:
    times = {1.0: "", 1e3: "thousand ", 1e6: "million ", 1e9: "billion "}[unit.times]
    return f"{times}{unit.currency}".strip() or "units"
