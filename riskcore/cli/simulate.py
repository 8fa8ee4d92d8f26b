"""`riskcore simulate`: play a plan and answer."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from riskcore.cli.inputs import DATE_FORMS, check_folder, read_document
from riskcore.cli.register_out import check_register_out, check_risks_of, has_residual, write_register_out

if TYPE_CHECKING:
    from riskcore.analysis import Removed
    from riskcore.plan import Plan
    from riskcore.results import Result


def simulate(
    plan: Annotated[
        str,
        typer.Argument(help="A plan (.yaml, .json) or a schedule file (.mpp, .xml, .xer, ...); - for standard input."),
    ],
    risks: Annotated[
        list[Path] | None,
        typer.Option("--risks", "-r", help="A risk register (.yaml, .json, .xlsx, .csv); may be given again."),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="How to read registers in .xlsx or .csv: columns, scales, shape (.yaml, .json).")
    ] = None,
    iterations: Annotated[
        int, typer.Option("--iterations", "-n", min=1, help="How often the plan is played.")
    ] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same numbers, to the bit.")] = 1,
    target: Annotated[
        datetime | None, typer.Option(formats=DATE_FORMS, help="The date to commit to; else the plan's own target.")
    ] = None,
    milestone: Annotated[
        list[str] | None, typer.Option(help="Id of an activity to report like a milestone; may be given again.")
    ] = None,
    design: Annotated[
        str, typer.Option(help='How iterations are drawn: "latin hypercube", "plain" or "sobol".')
    ] = "latin hypercube",
    threads: Annotated[int | None, typer.Option(min=1, help="Worker threads; else one for each processor.")] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Folder for the page of results, charts, CSV files and the result."),
    ] = None,
    register_out: Annotated[
        list[Path] | None,
        typer.Option(
            help="File (.xlsx, .csv) for the risks with what the run found out about each; may be given again. "
            "With --removal it says what each adds to finish and cost."
        ),
    ] = None,
    period: Annotated[
        str, typer.Option(help="What the cost is told by over time: week, month, quarter or year.")
    ] = "month",
    until: Annotated[
        str | None,
        typer.Option(help='Stop when a quantile of the finish is known so well, as "P80 +-1d"; -n is then the most.'),
    ] = None,
    without: Annotated[
        bool, typer.Option("--removal", help="Say what the plan gains without each risk in turn.")
    ] = False,
    residual: Annotated[
        bool, typer.Option("--residual", help="Play the risks at their residual position, after mitigation.")
    ] = False,
    independent: Annotated[
        bool, typer.Option("--independent", help="Leave out every correlation: what they add is the difference.")
    ] = False,
    strict: Annotated[
        float | None,
        typer.Option(min=0, max=100, help="Refuse a file of which fewer percent of the dates are reproduced."),
    ] = None,
    server: Annotated[
        str | None,
        typer.Option(help="URL of a riskcore server that plays it and keeps it; its key is in RISKCORE_KEY."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as one JSON object.")] = False,
) -> None:
    """Play a plan thousands of times and say how likely its dates and costs are, and what moves them.

    Examples
    --------
        riskcore simulate plan.mpp --risks risks.yaml --target 2027-06-30

        riskcore simulate plan.yaml --json > answer.json

        riskcore simulate plan.xer -r risks.yaml -n 20000 --seed 7 --out results

        riskcore simulate plan.mpp -r risks.xlsx --removal --register-out answer.xlsx
    """
    check_folder(out)
    registers, outputs = risks or [], register_out or []
    check_register_out(outputs, [Path(plan), *registers])
    asked = {"iterations": iterations, "seed": seed, "design": design, "until": until, "milestones": milestone}
    changes = {"residual": residual, "independent": independent}
    if server is not None:
        refused = {"--removal": without, "--strict": strict is not None, "--threads": threads is not None}
        refused |= {"--register-out and --residual together": bool(outputs and residual)}
        _refuse_beside_server(refused | {"--period": period != "month"})
        check_risks_of(None, outputs)
        run = _played_by(server, plan, registers, mapping, target, asked | changes)
    else:
        document = read_document(plan, registers, target, strict, mapping)
        check_risks_of(document, outputs)
        here = asked | {"threads": threads, "milestones": milestone or None}
        run = _played_here(document, changes, here, period, without=without, again=without and bool(outputs))
    written = _write(run.result, run.played, out)
    written += write_register_out(
        outputs, run.plan, run.result, run.removed or (), run.removed_after, changes, registers
    )
    _tell(run, written, as_json=as_json)


class _Run(NamedTuple):
    """A result, the plan that was read and as it was played, and what it gains without each risk, before and after."""

    result: Result
    plan: Plan
    played: Plan
    removed: tuple[Removed, ...] | None = None
    removed_after: tuple[Removed, ...] = ()


def _played_here(
    plan: Plan, changes: dict[str, bool], asked: dict[str, Any], period: str, *, without: bool, again: bool
) -> _Run:
    """Play the plan on this computer; `again` also removes each risk once more from the risks after mitigation."""
    from riskcore.cli.running import played, removed  # noqa: PLC0415 - --help answers without loading the engine

    changed = _changed(plan, **changes)
    result = played(changed, period, **asked)
    options = {key: asked[key] for key in ("seed", "design", "threads")} | {"iterations": result.certificate.iterations}
    bars = removed(changed, **options) if without else None
    after: tuple[Removed, ...] = ()
    if again and not changes["residual"] and has_residual(plan):
        after = removed(_changed(plan, residual=True, independent=changes["independent"]), **options)
    return _Run(result, plan, changed, bars, after)


def _tell(run: _Run, written: list[Path], *, as_json: bool) -> None:
    """The answer in words and tables, or as one JSON object."""
    if as_json:
        from riskcore.analysis import removal_document, summary  # noqa: PLC0415

        found = summary(run.result) | ({} if run.removed is None else {"removal": removal_document(run.removed)})
        sys.stdout.write(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
        return
    from riskcore.cli.removing import show_removal  # noqa: PLC0415
    from riskcore.cli.terminal import show  # noqa: PLC0415

    show(run.result, written)
    if run.removed is not None:
        show_removal(run.removed, run.result.currency)


def _refuse_beside_server(given: dict[str, bool]) -> None:
    """Raise ParameterError for flags that say how this computer should play."""
    from riskcore.errors import ParameterError  # noqa: PLC0415

    if wrong := [flag for flag, there in given.items() if there]:
        raise ParameterError(f"--server cannot be combined with {', '.join(wrong)}.")


def _played_by(
    server: str, plan: str, risks: list[Path], mapping: Path | None, target: datetime | None, asked: dict[str, Any]
) -> _Run:
    """The result of a server, about the target that was asked about, and the plan that it played."""
    from riskcore.cli.remote import played_by  # noqa: PLC0415

    found = played_by(server, plan, risks, mapping, **asked)
    return _Run(replace(found.result, target=target) if target else found.result, found.plan, found.plan)


def _changed(plan: Plan, *, residual: bool, independent: bool) -> Plan:
    """The plan as it is asked for: its risks after mitigation, its inputs independent."""
    from riskcore.plan import residual as after_mitigation  # noqa: PLC0415

    plan = after_mitigation(plan) if residual else plan
    return plan.model_copy(update={"correlations": ()}) if independent else plan


def _write(result: Result, document: Plan, out: Path | None) -> list[Path]:
    if out is None:
        return []
    from riskcore.report import write_report  # noqa: PLC0415
    from riskcore.simulation import save  # noqa: PLC0415

    return [*write_report(result, out), save(result, document, out / "result.npz")]
