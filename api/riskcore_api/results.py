"""Results as the store keeps them, and their answers: found by a child once, kept as files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from riskcore_api import rows, runs
from riskcore_api.analyses import ANALYSES
from riskcore_api.answers import answer_key, found_once
from riskcore_api.families import SCENARIOS
from riskcore_api.problems import Fault, Problem
from riskcore_api.schemas.results import ResultFactsOut, ResultOut
from riskcore_api.schemas.runs import inputs_shown

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from riskcore_api.access.asker import Asking
    from riskcore_api.analyses import Analysis
    from riskcore_api.schemas.comparisons import WhatIfIn
    from riskcore_api.state import Parts
    from riskcore_api.store.tables import Result, Run

OTHERS = ("samples", "archive", "charts", "report", "what-ifs", "comparisons", "sign-offs")
Parameters = dict[str, Any]


def shown(row: Result) -> ResultOut:
    """A result as an answer."""
    facts = {key: value for key, value in row.facts.items() if key != "inputs"}
    own = f"/v1/results/{row.id}"
    return ResultOut(
        id=row.id,
        workspace_id=row.workspace_id,
        plan_id=row.plan_id,
        run_id=row.run_id,
        words=row.words,
        facts=ResultFactsOut(**facts, inputs=inputs_shown(row.facts["inputs"])),
        bits=row.bits,
        samples=row.samples,
        answers=[f"{own}/{name}" for name in (*(one.key for one in ANALYSES), *OTHERS)],
        created_at=row.created_at,
    )


def analysis(parts: Parts, row: Result, question: Analysis, parameters: Parameters) -> str:
    """The blob of the answer to `question`."""
    key = answer_key("analysis", question.key, parameters)

    def find() -> dict[str, str]:
        order = {"analysis": question.key, "parameters": parameters}
        return {key: _asked(parts, row, "answer", order)["blob"]}

    return found_once(parts, row.id, key, find)


def start_analysis(session: Session, row: Result, question: Analysis, parameters: Parameters, asker: Asking) -> Run:
    """The run of a question that simulates anew."""
    order = {"analysis": question.key, "parameters": parameters, "archive": row.archive}
    inputs = {
        "result_id": row.id,
        "analysis": question.key,
        "answer_key": answer_key("analysis", question.key, parameters),
    }
    found, _ = runs.submit(session, row.plan_id, row.workspace_id, "analysis", order, inputs, asker)
    return found


def charts(parts: Parts, row: Result, target: str | None) -> list[dict[str, str]]:
    """The charts with their blobs."""
    key = answer_key("charts", "index", {"target": target})

    def find() -> dict[str, str]:
        found = _asked(parts, row, "charts", {"target": target})["charts"]
        pictures = {_picture(one["name"], form, target): one[form] for one in found for form in ("svg", "png")}
        return pictures | {key: parts.blobs.put(json.dumps(found).encode())}

    listed: list[dict[str, str]] = json.loads(parts.blobs.get(found_once(parts, row.id, key, find)))
    return listed


def files(parts: Parts, row: Result, target: str | None) -> dict[str, str]:
    """The page and the tables: blobs by file name."""
    key = answer_key("files", "index", {"target": target})

    def find() -> dict[str, str]:
        found = _asked(parts, row, "export", {"target": target})["files"]
        each = {answer_key("files", name, {"target": target}): blob for name, blob in found.items()}
        return each | {key: parts.blobs.put(json.dumps(found).encode())}

    listed: dict[str, str] = json.loads(parts.blobs.get(found_once(parts, row.id, key, find)))
    return listed


def what_if(parts: Parts, row: Result, body: WhatIfIn) -> dict[str, Any]:
    """What the changes do; nothing is kept."""
    with parts.database.read() as session:
        known = {one["id"]: one for one in _scenarios(session, row).get("mitigations", [])}
    unknown = [name for name in body.mitigations if name not in known]
    if unknown:
        place = f"/mitigations/{body.mitigations.index(unknown[0])}"
        fault = Fault(pointer=place, where="mitigations", rule="must be a mitigation of the plan", got=unknown[0])
        raise Problem("invalid-request", f'The plan has no mitigation "{unknown[0][:60]}".', [fault])
    order = {
        "mitigations": [known[name] for name in body.mitigations],
        "changes": body.changes,
        "overrides": body.overrides,
        "target": body.target,
        "threads": parts.settings.threads,
    }
    found: dict[str, Any] = _asked(parts, row, "what_if", order)["comparison"]
    return found


def compare(parts: Parts, base: Result, others: list[Result], target: str | None) -> dict[str, Any]:
    """Others beside `base`."""
    with parts.database.read() as session:
        known = {one["id"]: one for one in _scenarios(session, base).get("scenarios", [])}
    named = {one.id: one.facts["inputs"].get("scenario") for one in others}
    order = {
        "base": base.archive,
        "others": {one.id: one.archive for one in others},
        "scenarios": {name: {"name": of or "", **known.get(of, {})} for name, of in named.items()},
        "target": target,
        "blobs": str(parts.settings.blobs),
    }
    found: dict[str, Any] = parts.desk.ask("compare", order, parts.settings.answer_seconds, base.id)["comparison"]
    return found


def confidence(parts: Parts, row: Result, date: str) -> dict[str, Any]:
    """The chance that the result gives to a date, and its certificate."""
    return _asked(parts, row, "sign_off", {"date": date})


def _scenarios(session: Session, row: Result) -> dict[str, Any]:
    return rows.document(session, SCENARIOS, row.plan_id) if row.plan_id else {}


def _picture(name: str, form: str, target: str | None) -> str:
    return answer_key("charts", f"{name}.{form}", {"target": target})


def _asked(parts: Parts, row: Result, task: str, order: dict[str, Any]) -> dict[str, Any]:
    whole = order | {"archive": row.archive, "blobs": str(parts.settings.blobs)}
    return parts.desk.ask(task, whole, parts.settings.answer_seconds, subject=row.id)
