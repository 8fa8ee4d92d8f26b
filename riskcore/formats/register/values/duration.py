"""Units of time as registers write them: working and elapsed ones, in four languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from riskcore.formats.register.normal import normal
from riskcore.formats.register.table.cell import quoted
from riskcore.formats.register.values.amount import Amount
from riskcore.plan import Duration
from riskcore.plan.quantity import UNITS
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.formats.register.values.unit import Unit

_NAMES: Final = {
    "h": "hour, hours, hr, hrs, std, stunde, stunden, heure, heures, hora, horas, working hours, arbeitsstunden",
    "d": "day, days, working day, working days, work days, workdays, wd, business days, tag, tage, tagen, tg, "
    "arbeitstag, arbeitstage, at, werktage, jour, jours, j, jours ouvres, jours ouvrables, dia, dias, "
    "dias habiles, dias laborables",
    "w": "wk, wks, week, weeks, working weeks, woche, wochen, wo, semaine, semaines, sem, semana, semanas",
    "mo": "mth, mths, month, months, mon, mos, monat, monate, mois, mes, meses",
    "ed": "calendar day, calendar days, cal day, cal days, cd, elapsed days, kalendertag, kalendertage, kt, "
    "jours calendaires, dias naturales, dias corridos, dias calendario",
    "ew": "calendar weeks, elapsed weeks, kalenderwochen, semaines calendaires, semanas naturales",
    "emo": "calendar months, elapsed months, kalendermonate, mois calendaires, meses naturales",
    "min": "minute, minutes, minuten, minutos",
}
UNIT_WORDS: Final = {word: unit for unit, words in _NAMES.items() for word in words.split(", ")} | {
    unit: unit for unit in UNITS
}
_KNOWN: Final = "Known: min, h, d, w, mo; ed, ew, emo for elapsed time; and their names, such as days or weeks."


def unit_of(word: str) -> str | None:
    """The unit of riskcore that a word names, None where it names none."""
    return UNIT_WORDS.get(normal(word))


def duration_unit(word: str) -> str:
    """The unit that a word beside a number names. Raises BrokenRule."""
    unit = unit_of(word)
    if unit is None:
        meant = "m may be minutes or months: write min or mo." if normal(word) == "m" else _KNOWN
        raise BrokenRule("must have a known unit of time", quoted(word), meant)
    return unit


def written(value: float, unit: str) -> str:
    """The duration as a document has it: `12.5d`, in all its digits and without an exponent."""
    text = str(Duration(value, unit))
    return text if "e" not in text.removesuffix(unit) else f"{value:.20f}".rstrip("0").rstrip(".") + unit


def duration_amounts(raw: Sequence[Amount], unit: Unit) -> list[Amount]:
    """Amounts with their units of time. Raises BrokenRule.

    A unit behind the last amount holds for those before it: `2-4 weeks`. A 0 needs no unit.
    """
    words = [one.unit for one in raw]
    if words[-1] and not any(words[:-1]):
        words = [words[-1]] * len(words)
    units = [duration_unit(word) if word else "" for word in words]
    if not any(units):
        units = [unit.time] * len(units)
    for amount, own in zip(raw, units, strict=True):
        if not own and amount.value:
            got = f"{amount.value:.15g}"
            raise BrokenRule(
                "must have a unit of time", got, "Name it in the header, (days), or declare units: {delay: d}."
            )
    some = next((own for own in units if own), "d")
    return [Amount(amount.value, own or some) for amount, own in zip(raw, units, strict=True)]
