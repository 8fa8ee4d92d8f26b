"""What a run found out about each risk, as columns beside a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.analysis import tornado
from riskcore.analysis.compare import beyond_noise
from riskcore.formats.register import ResultColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from riskcore.analysis import Removed
    from riskcore.results import Estimate, Result

SHARE, COUNT, DAYS, MONEY, DIGITS = "0.0%", "#,##0", "#,##0.0", "#,##0", "0.00"
RANKED = "1 is the largest, up or down; empty where it is within noise"


def result_columns(
    result: Result, removed: Sequence[Removed] = (), removed_after: Sequence[Removed] = ()
) -> list[ResultColumn]:
    """How often each risk happened, what it does to the finish, and by `removed` what it adds to finish and cost.

    `removed_after` is the same for the risks at their residual position.
    """
    columns = [*_happened(result), *_swing(result)]
    for bars, stage in ((removed, ""), (removed_after, " after mitigation")):
        if bars:
            columns += _added(bars, result, stage)
    return columns


def _happened(result: Result) -> Iterator[ResultColumn]:
    table = result.drivers
    counts = {table.id[k]: int(table.occurrences[k]) for k, kind in enumerate(table.kind) if kind == "risk"}
    n = result.certificate.iterations
    shares = {name: count / n for name, count in counts.items()}
    yield ResultColumn("happened", shares, "Share of the iterations in which the risk happened.", SHARE)
    yield ResultColumn("iterations with it", counts, "The number of these iterations.", COUNT, detail=True)


def _swing(result: Result) -> Iterator[ResultColumn]:
    bars = [bar for bar in tornado(result) if bar.kind == "risk"]
    meaning = (
        "Its bar in the tornado: the mean finish of the iterations in which it happened less that of the others, in "
        "calendar days. What happens together with it is counted too."
    )
    yield ResultColumn("swing of mean finish (days)", {bar.id: bar.swing for bar in bars}, meaning, DAYS)
    low = {bar.id: bar.swing - 2 * bar.swing_error for bar in bars}
    high = {bar.id: bar.swing + 2 * bar.swing_error for bar in bars}
    yield ResultColumn("swing, lower", low, "Where the 95 % interval of the swing begins.", DAYS, detail=True)
    yield ResultColumn("swing, upper", high, "Where it ends.", DAYS, detail=True)
    ranks = _ranks({bar.id: bar.swing for bar in bars if bar.beyond_noise})
    yield ResultColumn("rank by swing", ranks, f"Among the risks: {RANKED}.", COUNT)
    meaning = "Spearman's rank correlation of its happening with the finish."
    found = {bar.id: bar.correlation for bar in bars}
    yield ResultColumn("rank correlation with finish", found, meaning, DIGITS, detail=True)


def _added(bars: Sequence[Removed], result: Result, stage: str) -> Iterator[ResultColumn]:
    """What the plan has more with a risk than without it."""
    quantities = [("finish", "days", DAYS)]
    if result.cost is not None:
        quantities.append(("cost", result.currency, MONEY))
    for quantity, unit, form in quantities:
        for measure in ("P80", "mean"):
            name = f"{measure} {quantity}{stage}"
            head = f"adds to {name}" + (f" ({unit})" if unit else "")
            found = {bar.id: _with(getattr(bar, quantity).at[measure]) for bar in bars}
            meaning = f"The {measure} {quantity} with the risk less that without it, on the same draws"
            ending = ", in calendar days." if quantity == "finish" else "."
            after = " All risks are at their residual position." if stage else ""
            for word, column in zip(("", ", lower", ", upper"), zip(*found.values(), strict=True), strict=True):
                told = f"{meaning}{ending}{after}" if not word else f"The 95 % interval of it: {word[2:]} end."
                values = dict(zip(found, column, strict=True))
                yield ResultColumn(f"{head}{word}", values, told, form, detail=bool(word))
            known = {bar.id: getattr(bar, quantity).at[measure] for bar in bars}
            ranks = _ranks({key: one.value for key, one in known.items() if beyond_noise(one)})
            yield ResultColumn(f"rank by {name}", ranks, f"By what it adds: {RANKED}.", COUNT)


def _with(without: Estimate) -> tuple[float, float, float]:
    """The change by removing a risk, as the change by having it."""
    return 0.0 - without.value, 0.0 - without.upper, 0.0 - without.lower


def _ranks(sizes: Mapping[str, float]) -> dict[str, int]:
    """1 for the largest size; equal sizes by their order."""
    return {key: rank for rank, key in enumerate(sorted(sizes, key=lambda key: -abs(sizes[key])), 1)}
