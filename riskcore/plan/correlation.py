"""What varies together, and how closely."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from riskcore.plan.model import Record
from riskcore.plan.rule import BrokenRule
from riskcore.plan.selector import Selector

TOLERANCE = 1e-9


class Correlation(Record):
    """A group with one coefficient between each two of its members, or a matrix of its items.

    Members are the durations of `activities`, the costs of the activities in `costs` and the occurrence of `risks`.
    `space` names the coefficient: "normal" is the correlation of the normal scores (Gaussian copula), "spearman" the
    rank correlation, converted by 2 sin(pi r / 6) (Pearson 1907).
    """

    name: str = ""
    activities: Selector | None = Field(None, description="Whose durations are members.")
    costs: Selector | None = Field(None, description="Whose costs are members: fixed ones, and those per day.")
    risks: tuple[str, ...] = Field((), description="Ids of the risks whose happening is a member.")
    coefficient: float | None = Field(None, ge=0, le=1, allow_inf_nan=False)
    items: tuple[str, ...] = Field((), description="With a matrix: ids of activities or risks; `cost of A1` for costs.")
    matrix: tuple[tuple[float, ...], ...] = Field((), description="Coefficients of the items, row by row.")
    space: Literal["normal", "spearman"] = "spearman"

    @model_validator(mode="after")
    def _is_a_group_or_a_matrix(self) -> Self:
        group = self.activities is not None or self.costs is not None or bool(self.risks)
        if bool(self.items) == group or (self.coefficient is None) == group or bool(self.matrix) == group:
            raise BrokenRule(
                "must be members with a coefficient, or items with a matrix",
                hint="Write {activities: ..., coefficient: 0.5} or {items: [A, B], matrix: [[1, 0.5], [0.5, 1]]}.",
            )
        if self.items:
            self._matrix_is_one()
        return self

    def _matrix_is_one(self) -> None:
        k = len(self.items)
        if len(set(self.items)) < k or k < 2:
            raise BrokenRule("items must be two or more, each named once", ", ".join(self.items))
        if len(self.matrix) != k or any(len(row) != k for row in self.matrix):
            raise BrokenRule(f"matrix must have {k} rows of {k} numbers, as there are {k} items")
        for i in range(k):
            for j in range(k):
                value = self.matrix[i][j]
                if not -1 <= value <= 1 or abs(value - self.matrix[j][i]) > TOLERANCE:
                    raise BrokenRule("matrix must be symmetric, of numbers in [-1, 1]", f"{value} at {i + 1}, {j + 1}")
            if abs(self.matrix[i][i] - 1) > TOLERANCE:
                raise BrokenRule("matrix must have 1 on its diagonal", f"{self.matrix[i][i]} at {i + 1}, {i + 1}")
