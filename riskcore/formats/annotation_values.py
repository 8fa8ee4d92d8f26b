"""What an annotation says of each activity: named columns of text, as the Java program reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from riskcore.errors import FileError, Problem
from riskcore.results.result import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from riskcore.results import ActivityStatistics, Certificate, Result

COLUMNS: Final = {
    "Risk P50 start": "START",
    "Risk P80 start": "START",
    "Risk P50 finish": "FINISH",
    "Risk P80 finish": "FINISH",
    "Risk criticality %": "NUMBER",
    "Risk run": "TEXT",
}
"""Names of the custom fields, and of what kind each is; a field with such a name is ours."""
_P50, _P80 = LEVELS.index(0.5), LEVELS.index(0.8)


@dataclass(frozen=True)
class Annotation:
    """For each activity of a result, by its id, the values of `COLUMNS`."""

    rows: Mapping[str, tuple[str, ...]]

    def table(self, uid_to_id: Mapping[int, str]) -> str:
        """Lines of tabs for java/RiskcoreAnnotator.java."""
        lines = [tuple(COLUMNS.values()), tuple(COLUMNS)]
        lines += [(str(uid), *self.rows[name]) for uid, name in uid_to_id.items() if name in self.rows]
        return "\n".join("\t".join(line) for line in lines) + "\n"


def annotation_of(result: Result) -> Annotation:
    """The dates to the minute, the criticality index in percent, the run. Raises FileError where there are none."""
    table = result.activities
    if table is None:
        raise FileError([Problem(result.name or "The result", "must hold what every activity did")], result.name)
    run = run_id(result.certificate)
    return Annotation({name: (*_values(result, table, k), run) for k, name in enumerate(table.id)})


def run_id(certificate: Certificate) -> str:
    """Which run it was: the beginning of the plan's digest, and the seed."""
    return f"{certificate.plan[:12]} seed {certificate.seed}"


def _values(result: Result, table: ActivityStatistics, k: int) -> tuple[str, ...]:
    minutes = (table.start[k, _P50], table.start[k, _P80], table.finish[k, _P50], table.finish[k, _P80])
    # Two decimals: P6 keeps no more of a number in a user-defined field.
    return (*(result.date(at).isoformat() for at in minutes), f"{100 * float(table.criticality[k]):.2f}")
