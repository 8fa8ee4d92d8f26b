"""`--server`: a server plays the plan and its scenarios; the answer is shown as one's own would be."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from riskcore.cli.bar import bar
from riskcore.cli.inputs import SHEETS
from riskcore.cli.service import service_module
from riskcore.errors import Cancelled, ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from riskcore.simulation import Saved

BASE = "base"


def played_by(server: str, plan: str, risks: list[Path], mapping: Path | None, **asked: Any) -> Saved:
    """The result of the plan in the file `plan` with its registers, played by the server at the URL `server`.

    The key comes from the environment. Raises riskcore_api.client.ServerProblem with what the server says.
    """
    return _played(server, plan, risks, mapping, None, {"": asked})[""]


def scenarios_played_by(
    server: str, plan: str, risks: list[Path], mapping: Path | None, scenarios: Path, names: Sequence[str], **asked: Any
) -> dict[str, Saved]:
    """The results of the plan as it is and in each of the scenarios `names` of the file `scenarios`, base first."""
    runs = {BASE: asked} | {name: {"scenario": name, **asked} for name in names}
    return _played(server, plan, risks, mapping, scenarios, runs)


def _played(
    server: str,
    plan: str,
    risks: list[Path],
    mapping: Path | None,
    scenarios: Path | None,
    asked: Mapping[str, dict[str, Any]],
) -> dict[str, Saved]:
    """The result of each run that is asked for."""
    if plan == "-":
        raise ParameterError("--server needs a file. Got standard input.")
    with service_module("riskcore_api.client").Client(server) as client, TemporaryDirectory() as folder:
        uploaded = client.upload_plan(plan)
        registers = [client.upload_register(path, mapping=_mapping(path, mapping))["id"] for path in risks]
        if scenarios is not None:
            client.upload_scenarios(uploaded["id"], scenarios)
        runs = {name: client.run(uploaded["id"], registers=registers, **one) for name, one in asked.items()}
        done = _awaited(client, runs)
        from riskcore.simulation import load  # noqa: PLC0415 - a second that a refusal does not take

        archive = Path(folder) / "result.npz"
        return {name: load(client.download(run["result_id"], "archive", archive)) for name, run in done.items()}


def _awaited(client: Any, runs: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The runs when they are done; interrupted here, they are cancelled there."""
    done = {}
    try:
        for name, run in runs.items():
            with bar(f"Simulating {name}".strip(), run["inputs"]["iterations"]) as tell:
                done[name] = client.wait(run, lambda now, tell=tell: tell(now["progress"]["iterations"]))
    except Cancelled:
        for run in runs.values():
            client.cancel(run["id"])
        raise
    if any(run["state"] == "cancelled" for run in done.values()):
        raise Cancelled("Somebody cancelled the run on the server.")
    return done


def _mapping(path: Path, mapping: Path | None) -> str | None:
    """What a register that is a table comes with."""
    return mapping.read_text("utf-8-sig") if mapping is not None and path.suffix.lower() in SHEETS else None
