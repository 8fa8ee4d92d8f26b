"""What was found, as a page of the documentation: `python -m validation --full --write docs/validation.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.designs import Error
    from validation.coverage import Coverage
    from validation.run import CaseReport
    from validation.tiers import Found, Tier

ENOUGH = 1000
HEAD = """# What is proven

<!-- Written by `python -m validation --full --write docs/validation.md`; change validation/page.py instead. -->

Each figure below comes from a run of the {tier} tier of `python -m validation`, which anybody can repeat.
How it judges, its flags and the form of its cases are in the [reference](reference/validation.md).

- **{passed} of {cases} cases pass**: {figures} figures whose value is known without riskcore.
- **The generator** passes {generator}.
- **The intervals**, {intervals}.
"""
ELSEWHERE = """## By other means

The tests of the project (`make test`) compare besides:

- **every kernel with a slow, obvious twin**, and every date of the [shipped scenarios](../README.md#where-to-go-next),
  to the minute, with a scheduler that was written apart from it; iterations of these scenarios are played by hand, from
  the random words on;
- **other engines**, where they model the same and are installed: pmcontrols 0.2.1 (dates, floats, the law of the finish
  and criticality of finish-to-start networks) and trueppm-scheduler 0.4.0rc2 (dates and floats, three types of links
  with lags; its random durations follow another law, and are not compared);
- **the bits**: for any number of threads, however a run is cut into pieces, and from a saved result.

The validation itself is put to the test by breaking the engine on purpose (`RISKCORE_MUTATIONS=1 pytest -m mutation`):
a link type dropped, probability times impact, two variables on one stream, an interval of 80 %, and twenty more.
It finds each of these faults.
"""
NOT_PROVEN = """## What is not proven

- **Published worked examples of AACE International (57R-09, 113R-20) and of NASA's and the GAO's training material are
  not public in full**, nor is the Cost and Schedule Risk Uncertainty Handbook's (CSRUH) data: they are not among the
  cases. The same holds for the outputs of commercial tools; only dates that such tools stored in files are compared.
- **Whether your ranges are right.** The intervals tell the error of sampling, not that of the estimates: see
  [the errors](explanation/errors.md).
- **Levelling of resources.** riskcore does not do it, so the optima of PSPLIB do not apply.
- **Intervals under dependence.** The random plans above share risks but have no correlation; that correlated plans
  are drawn right is shown by cases, on means, quantiles and joint probabilities.
"""


def page(found: Found, tier: Tier) -> str:
    """The whole page."""
    compared = [check for one in found.cases for check in one.checks if check.status != "not run"]
    good = sum(one.passed for one in found.generator)
    head = HEAD.format(
        tier=tier.name,
        passed=found.counts["passed"],
        cases=len(found.cases),
        figures=len(compared),
        intervals=_range_of(found.coverage),
        generator=f"{good} of {len(found.generator)} tests" if found.generator else "its tests where they are run",
    )
    parts = (head, _cases(found.cases, tier), _coverage(found.coverage), _generator(found), _designs(found.designs))
    return "\n".join(part.rstrip("\n") + "\n" for part in (*parts, ELSEWHERE, NOT_PROVEN) if part)


def _range_of(found: list[Coverage]) -> str:
    """The shares that hold, of those with the most plans."""
    shares = [one.share for one in found if one.plans >= ENOUGH] or [one.share for one in found if one.plans]
    if not shares:
        return "at 95 %, hold where they are put to the test"
    return (
        f"at 95 %, hold the truth in {min(shares):.1%} to {max(shares):.1%} of random plans whose law is known exactly"
    )


def _cases(cases: list[CaseReport], tier: Tier) -> str:
    rows = [(one.id, one.description, _figures(one), _largest(one), one.source) for one in cases if one.checks]
    run = [row for row, one in zip(rows, cases, strict=True) if one.status != "not run"]
    left = [(one.id, one.description, one.reason) for one in cases if one.status == "not run"]
    text = f"## Cases\n\nSampled figures come from {tier.iterations:,} iterations. z is the largest distance from the\n"
    text += "expected value in standard errors of plain sampling; stratified sampling keeps it small.\n\n"
    text += _table(("case", "what", "figures", "largest z", "where the figures come from"), run)
    if left:
        text += "\nNot run:\n\n" + _table(("case", "what", "why"), left)
    return text


def _figures(one: CaseReport) -> str:
    compared = [check for check in one.checks if check.status != "not run"]
    failed = sum(check.status == "failed" for check in compared)
    return f"{len(compared)}" + (f", **{failed} failed**" if failed else "")


def _largest(one: CaseReport) -> str:
    z = [check.z for check in one.checks if check.z is not None]
    return f"{max(z):.1f}" if z else "computed"


def _coverage(found: list[Coverage]) -> str:
    if not found:
        return ""
    text = (
        "## Intervals\n\nRandom plans of 2 to 16 activities in series and parallel, with risks, whose law is computed\n"
    )
    text += "by convolution. Of the 95 % intervals that riskcore reports, so many hold the truth:\n\n"
    rows = []
    for key in dict.fromkeys((one.design, one.iterations) for one in found):
        mine = {one.quantity: one for one in found if (one.design, one.iterations) == key}
        shares = [f"{one.share:.1%}" if one.plans else "not reported" for one in mine.values()]
        plans = max(one.plans for one in mine.values())
        rows.append((key[0], f"{key[1]:,}", f"{plans:,}", *shares))
    quantities = dict.fromkeys(one.quantity for one in found)
    text += _table(("design", "iterations", "plans", *quantities), rows)
    few = min(one.plans for one in found if one.plans)
    return text + f"\nWith {few:,} plans a share has a standard error of {(0.95 * 0.05 / few) ** 0.5:.1%} at most.\n"


def _generator(found: Found) -> str:
    if not found.generator:
        return ""
    rows = [(one.name, f"{one.p:.3f}", "passed" if one.passed else "**failed**") for one in found.generator]
    text = (
        "## Generator\n\nPhilox 4x32-10, on whose published words it is checked above. A good generator fails one of\n"
    )
    text += "these tests in one of 1,000 runs with other seeds.\n\n"
    return text + _table(("test", "p", ""), rows)


def _designs(found: list[Error]) -> str:
    if not found:
        return "## Sampling designs\n\nThe full tier measures them; this page is of another.\n"
    seeds = f"{found[0].seeds:,} seeds each"
    text = (
        f"## Sampling designs\n\nRMSE over {seeds} of plain sampling, in days or as a chance, and how many times its\n"
    )
    text += "iterations are needed for the error of the other designs (`python -m benchmarks.designs`; why the Latin\n"
    text += "hypercube is the default: [the method](explanation/method.md#which-design)):\n\n"
    rows = []
    for network, figure in dict.fromkeys((one.network, one.figure) for one in found):
        mine = [one for one in found if (one.network, one.figure) == (network, figure)]
        plain = [f"{one.error:.2g}" for one in mine if one.design == "plain"]
        rows.append((network, figure, "plain: RMSE", *plain))
        for design in dict.fromkeys(one.design for one in mine if one.design != "plain"):
            gains = {one.iterations: _gain(one.gain) for one in mine if one.design == design}
            rows.append((network, figure, design, *gains.values()))
    iterations = dict.fromkeys(f"{one.iterations:,}" for one in found)
    return text + _table(("network", "figure", "design", *iterations), rows)


def _gain(gain: float) -> str:
    """Two digits; where the error has all but vanished, no figure."""
    return "over 1,000" if gain > 1000 else f"{gain:.0f}" if gain >= 10 else f"{gain:.1f}"


def _table(head: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(_rows(tuple(head), rows)) + "\n"


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"
