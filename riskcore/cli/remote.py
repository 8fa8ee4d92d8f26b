"""`riskcore simulate --server`: a server plays the plan; its answer is shown as one's own would be."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from riskcore.cli.bar import bar
from riskcore.cli.inputs import SHEETS
from riskcore.cli.service import service_module
from riskcore.errors import Cancelled, ParameterError

if TYPE_CHECKING:
    from riskcore.simulation import Saved


def played_by(server: str, plan: str, risks: list[Path], mapping: Path | None, **asked: Any) -> Saved:
    """The result of the plan in the file `plan` with its registers, played by the server at the URL `server`.

    The key comes from the environment. Raises riskcore_api.client.ServerProblem with what the server says.
    """
    if plan == "-":
        raise ParameterError("--server needs a file. Got standard input.")
    with service_module("riskcore_api.client").Client(server) as client, TemporaryDirectory() as folder:
        uploaded = client.upload_plan(plan)
        registers = [client.upload_register(path, mapping=_mapping(path, mapping))["id"] for path in risks]
        run = _awaited(client, client.run(uploaded["id"], registers=registers, **asked))
        archive = client.download(run["result_id"], "archive", Path(folder) / "result.npz")
        from riskcore.simulation import load  # noqa: PLC0415 - a second that a refusal does not take

        return load(archive)


def _awaited(client: Any, run: dict[str, Any]) -> dict[str, Any]:
    """The run when it is done; interrupted here, it is cancelled there."""
    try:
        with bar("Simulating", run["inputs"]["iterations"]) as tell:
            done: dict[str, Any] = client.wait(run, lambda now: tell(now["progress"]["iterations"]))
    except Cancelled:
        client.cancel(run["id"])
        raise
    if done["state"] == "cancelled":
        raise Cancelled("Somebody cancelled the run on the server.")
    return done


def _mapping(path: Path, mapping: Path | None) -> str | None:
    """What a register that is a table comes with."""
    return mapping.read_text("utf-8-sig") if mapping is not None and path.suffix.lower() in SHEETS else None
