"""`riskcore compare`: what scenarios change, beyond noise."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcore.cli.inputs import DATE_FORMS, check_folder, read_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.analysis.compare_ranking import Ranked
    from riskcore.plan import Plan
    from riskcore.plan.scenario import Scenarios
    from riskcore.results import Result


def compare(
    plan: Annotated[
        str,
        typer.Argument(help="A plan (.yaml, .json) or a schedule file (.mpp, .xml, .xer, ...); - for standard input."),
    ],
    scenarios: Annotated[
        Path | None,
        typer.Option(
            help="The scenarios and their mitigations (.yaml, .json); else scenarios.yaml or .json beside the plan."
        ),
    ] = None,
    risks: Annotated[
        list[Path] | None,
        typer.Option("--risks", "-r", help="A risk register (.yaml, .json, .xlsx, .csv); may be given again."),
    ] = None,
    scenario: Annotated[
        list[str] | None,
        typer.Option("--scenario", "-s", help="Id of a scenario; may be given again. Without it, all."),
    ] = None,
    alone: Annotated[
        bool, typer.Option("--one-by-one", help="Play each mitigation alone, in place of the scenarios.")
    ] = False,
    mapping: Annotated[
        Path | None, typer.Option(help="How to read registers in .xlsx or .csv: columns, scales, shape (.yaml, .json).")
    ] = None,
    iterations: Annotated[
        int, typer.Option("--iterations", "-n", min=2, help="How often each scenario is played.")
    ] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same numbers, to the bit.")] = 1,
    target: Annotated[
        datetime | None, typer.Option(formats=DATE_FORMS, help="The date to commit to; else that of the plan.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Folder for charts, the CSV file and the result of each scenario."),
    ] = None,
    server: Annotated[
        str | None,
        typer.Option(help="URL of a riskcore server that plays it and keeps it; its key is in RISKCORE_KEY."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as one JSON object.")] = False,
) -> None:
    """Play a plan and its scenarios on the same random numbers, and say what each saves and costs, beyond noise.

    Examples
    --------
        riskcore compare plan.yaml --risks risks.yaml --scenario B --scenario C

        riskcore compare plan.xer --scenarios what-if.yaml --out out

        riskcore compare plan.yaml --scenarios what-if.yaml --one-by-one
    """
    from riskcore.analysis.compare_ranking import ranking  # noqa: PLC0415 - --help answers without the engine
    from riskcore.formats import read_scenarios  # noqa: PLC0415

    check_folder(out)
    path = scenarios or _beside(plan)
    chosen = _alone(read_scenarios(path), path.name, server) if alone else read_scenarios(path)
    names = _chosen(chosen, scenario or [], path.name)
    if server is None:
        every = _plans(read_document(plan, risks or [], None, None, mapping), chosen, names, path.name)
        if target:
            every = {name: one.model_copy(update={"target": target}) for name, one in every.items()}
        results = _played(every, iterations, seed)
    else:
        from riskcore.cli.remote import scenarios_played_by  # noqa: PLC0415

        asked = {"iterations": iterations, "seed": seed}
        found = scenarios_played_by(server, plan, risks or [], mapping, path, names, **asked)
        every = {name: one.plan for name, one in found.items()}
        results = {name: replace(one.result, target=target or one.result.target) for name, one in found.items()}
    base = results["base"]
    ranked = ranking(base, {name: results[name] for name in names}, target)
    titles = {"base": "Base"} | {one.id: one.name or one.id for one in chosen.others()}
    written = _write(results, ranked, titles, every, out)
    if as_json:
        from riskcore.analysis.compare_document import comparison_document  # noqa: PLC0415

        found = comparison_document(base, ranked, chosen.scenarios, target)
        sys.stdout.write(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
        return
    from riskcore.cli.comparing import show_comparison  # noqa: PLC0415

    show_comparison(base, ranked, titles, target, written)


def _beside(plan: str) -> Path:
    """The file of scenarios in the folder of the plan. Raises ParameterError where there is none."""
    from riskcore.errors import ParameterError  # noqa: PLC0415

    for name in ("scenarios.yaml", "scenarios.yml", "scenarios.json"):
        if (path := Path(plan).parent / name).is_file():
            return path
    raise ParameterError("--scenarios must name a file, unless scenarios.yaml lies beside the plan. Got none.")


def _alone(scenarios: Scenarios, source: str, server: str | None) -> Scenarios:
    """A scenario for each mitigation. Raises ParameterError beside a server, which plays the scenarios of the file."""
    from riskcore.errors import ParameterError  # noqa: PLC0415
    from riskcore.plan.one_by_one import one_by_one  # noqa: PLC0415

    if server is not None:
        raise ParameterError("--one-by-one must be played here: leave --server out, or give a file of such scenarios.")
    return one_by_one(scenarios, source)


def _plans(document: Plan, scenarios: Scenarios, names: Sequence[str], source: str) -> dict[str, Plan]:
    """The plan as it is, and in each scenario."""
    from riskcore.analysis.compare_plans import scenario_plans  # noqa: PLC0415

    return {"base": document, **scenario_plans(document, scenarios, names, source)}


def _chosen(scenarios: Scenarios, asked: Sequence[str], source: str) -> list[str]:
    """The ids to be compared with the base, each once, in the order in which they were asked for."""
    from riskcore.errors import PlanError, Problem  # noqa: PLC0415
    from riskcore.plan.scenario import BASE  # noqa: PLC0415

    names = [name for name in dict.fromkeys(asked or (one.id for one in scenarios.others())) if name != BASE]
    if not names:
        raise PlanError([Problem("scenarios", "must have one beside the base to compare it with", "none")], source)
    return names


def _played(plans: dict[str, Plan], iterations: int, seed: int) -> dict[str, Result]:
    """Every plan on the same random numbers; what is not compared is not studied."""
    from riskcore.cli.running import played_together  # noqa: PLC0415

    others = {name: plan for name, plan in plans.items() if name != "base"}
    base, results = played_together(plans["base"], others, iterations=iterations, seed=seed, milestones=())
    return {"base": base, **results}


def _write(
    results: dict[str, Result],
    ranked: Sequence[Ranked],
    names: dict[str, str],
    plans: dict[str, Plan],
    out: Path | None,
) -> list[Path]:
    """The charts, the table, and each result under a number, since an id may hold what a file's name must not."""
    if out is None:
        return []
    from riskcore.report.comparison import write_comparison  # noqa: PLC0415
    from riskcore.simulation import save  # noqa: PLC0415

    written = write_comparison(results["base"], ranked, names, out)
    saved = [save(results[name], plans[name], out / f"result-{k}.npz") for k, name in enumerate(plans)]
    for stale in set(out.glob("result-[0-9]*.npz")) - set(saved):
        stale.unlink()  # of an earlier comparison of more scenarios
    return [*written, *saved]
