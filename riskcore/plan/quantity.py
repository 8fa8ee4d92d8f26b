"""Durations and money as people write them: `15d`, `3w`, `12h`, `2ed`; `12000`, `12k`, `1.5M`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import core_schema

from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

ELAPSED_MINUTES = {"emin": 1.0, "eh": 60.0, "ed": 1440.0, "ew": 10080.0, "emo": 43200.0}
UNITS = ("min", "h", "d", "w", "mo", *ELAPSED_MINUTES)
DURATION_PATTERN = rf"^\s*([+-]?\s*\d+(\.\d+)?)\s*({'|'.join(UNITS)})\s*$"
_DURATION = re.compile(DURATION_PATTERN)
_MONEY = re.compile(r"^\s*([+-]?\d[\d,_]*(?:\.\d+)?)\s*([kKmM]?)\s*$")
_HINT = "Write a number and a unit: min, h, d, w, mo; with e before it for elapsed time, such as 15d, 12h, 2ed."
LONGEST = 300 * 525_960.0
"""Minutes; plans lie between 1900 and 2199."""
LARGEST = 1e18
"""Of numbers and amounts: more is a slip of the keyboard."""


@dataclass(frozen=True)
class WorkHours:
    """How a calendar, or a plan, turns working days, weeks and months into minutes."""

    minutes_per_day: float = 480.0
    minutes_per_week: float = 2400.0
    days_per_month: float = 20.0

    def minutes(self, unit: str) -> float:
        """Working minutes of one `unit`; of an elapsed unit, minutes of the clock."""
        return self._units[unit]

    @cached_property
    def _units(self) -> dict[str, float]:
        return {
            "min": 1.0,
            "h": 60.0,
            "d": self.minutes_per_day,
            "w": self.minutes_per_week,
            "mo": self.days_per_month * self.minutes_per_day,
            **ELAPSED_MINUTES,
        }


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of working time, or of elapsed time where the unit begins with e."""

    value: float
    unit: str

    @property
    def elapsed(self) -> bool:
        """Whether it runs on the clock, nights and weekends included."""
        return self.unit in ELAPSED_MINUTES

    def minutes(self, hours: WorkHours) -> float:
        """Its length in minutes: working minutes, or minutes of the clock where it is elapsed."""
        return self.value * hours.minutes(self.unit)

    def __str__(self) -> str:
        text = f"{self.value:.15g}"
        return f"{Decimal(text):f}{self.unit}" if "e" in text else f"{text}{self.unit}"  # powers of ten are not read

    @classmethod
    def parse(cls, text: object) -> Duration:
        """Read `15d`; a bare 0 is a duration too. Raises BrokenRule."""
        if isinstance(text, Duration):
            return text
        if isinstance(text, int | float) and not isinstance(text, bool) and text == 0:
            return cls(0.0, "d")
        match = _DURATION.match(text) if isinstance(text, str) else None
        if match is None:
            raise BrokenRule("must be a duration", repr(text), _HINT)
        found = cls(float(match[1].replace(" ", "")), match[3])
        if abs(found.minutes(WorkHours())) > LONGEST:
            raise BrokenRule("must be a duration of at most 300 years", repr(text)[:40], _HINT)
        return found

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": DURATION_PATTERN, "examples": ["15d", "3w", "12h", "2ed"]}


def parse_money(text: object) -> float:
    """Read 12000, `12,000`, `12k` or `1.5M`. Raises BrokenRule."""
    number = parse_number(text) if isinstance(text, int | float) else None
    match = _MONEY.match(text) if isinstance(text, str) else None
    if match:
        scale = {"": 1.0, "k": 1e3, "m": 1e6}[match[2].lower()]
        number = float(match[1].replace(",", "").replace("_", "")) * scale
    if number is None:
        raise BrokenRule("must be an amount of money", repr(text), "Write a number such as 12000, 12k or 1.5M.")
    if abs(number) > LARGEST:
        raise BrokenRule("must be an amount of at most 1e18", repr(text)[:40], "State it in a larger currency.")
    return number


def parse_number(text: object) -> float:
    """A finite number of at most 1e18. Raises BrokenRule."""
    try:
        number = math.nan if isinstance(text, bool) or not isinstance(text, int | float) else float(text)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise BrokenRule("must be a finite number", repr(text)[:40])
    if abs(number) > LARGEST:
        raise BrokenRule("must be a number of at most 1e18", repr(text)[:40])
    return number


def parse_probability(text: object) -> float:
    """Read 0.3 or `30%`. Raises BrokenRule."""
    number = text
    if isinstance(text, str) and text.strip().endswith("%"):
        try:
            number = float(text.strip()[:-1]) / 100
        except ValueError:
            number = text
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number <= 1:
        raise BrokenRule("must lie in [0, 1]", repr(text), "Write 0.3 or 30%.")
    return float(number)


Probability = Annotated[
    float,
    BeforeValidator(parse_probability),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": r"^\s*[\d.]+\s*%$"}]}
    ),
]
