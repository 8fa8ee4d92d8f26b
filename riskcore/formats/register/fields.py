"""The fields of a risk that a column may hold."""

from __future__ import annotations

from typing import Final

WORDS: Final = ("name", "description", "cause", "event", "effect", "category", "owner")
QUANTITIES: Final = ("delay", "factor", "cost")
POINTS: Final = ("min", "mode", "max", "shape")
RACI: Final = ("responsible", "accountable", "consulted", "informed")
REFERENCES: Final = ("exclusive", "triggered_by")
OTHERS: Final = ("recurs", "combine", "window.from", "window.to", "window.during", "impacts")
SELECTORS: Final = ("activities", "activities.wbs", "activities.tag")


def _numbers(stage: str) -> list[str]:
    quantities = [f"{stage}{quantity}{point}" for quantity in QUANTITIES for point in ("", *(f".{p}" for p in POINTS))]
    return [f"{stage}probability", *quantities]


FIELDS: Final = (
    "id",
    *WORDS,
    "status",
    "type",
    *_numbers(""),
    "shape",
    *SELECTORS,
    *_numbers("residual."),
    *REFERENCES,
    *(f"raci.{role}" for role in RACI),
    *OTHERS,
)
"""`shape` is the distribution of every quantity of its row, `delay.shape` that of the delay alone."""

NUMBERS: Final = frozenset(field for field in (*_numbers(""), *_numbers("residual.")) if not field.endswith(".shape"))
"""Fields whose cells are numbers."""
