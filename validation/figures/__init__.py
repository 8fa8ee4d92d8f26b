"""What a case may ask for, and how riskcore answers: one file a topic, each a table of patterns.

A pattern names a quantity; its function takes the case and the parts of the name that the pattern captures. The first
topic that applies to the case and knows the quantity answers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validation.figure import Figure, Figures, NotRun
from validation.figures import (
    activities,
    cpm,
    dependence,
    designs,
    distributions,
    drivers,
    generator,
    left_out,
    money,
    outcome,
    planned,
    plans,
    statistics,
    tables,
    throughput,
    variance,
)

if TYPE_CHECKING:
    from validation.case import Case

TOPICS = (
    distributions,
    cpm,
    plans,
    planned,
    activities,
    variance,
    outcome,
    money,
    throughput,
    tables,
    drivers,
    dependence,
    statistics,
    generator,
    designs,
    left_out,
)


def answers(case: Case, quantity: str) -> dict[str, Figure | Figures]:
    """The answers to one quantity, by what is to be said behind its name; most have one answer, under ''."""
    for topic in TOPICS:
        if not topic.applies(case):
            continue
        for pattern, answer in topic.FIGURES.items():
            match = re.fullmatch(pattern, quantity)
            if match:
                found = answer(case, *match.groups())
                return found if isinstance(found, dict) else {"": found}
    raise NotRun("riskcore has no function for it")
