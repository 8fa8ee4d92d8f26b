"""Digests of plans that have most of their records in common: what is the same is written out once."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from riskcore.plan.parse import document_of

if TYPE_CHECKING:
    from pydantic import BaseModel

    from riskcore.plan.plan import Plan

SECTIONS = ("activities", "risks")


class Digests:
    """What `digest` returns, sooner for plans that share records with `plan`."""

    def __init__(self, plan: Plan) -> None:
        records = [one for section in SECTIONS for one in getattr(plan, section)]
        # the records are kept, so that no other has the same address
        self.known: dict[int, tuple[BaseModel, str]] = {id(one): (one, _written(document_of(one))) for one in records}

    def of(self, plan: Plan) -> str:
        """SHA-256 of the document of `plan` in canonical JSON."""
        rest = document_of(plan.model_copy(update=dict.fromkeys(SECTIONS, ())))
        written = {key: _written(value) for key, value in rest.items() if key not in SECTIONS}
        for section in SECTIONS:
            records = getattr(plan, section)
            if records or section in rest:
                written[section] = f"[{','.join(map(self._one, records))}]"
        text = ",".join(f"{_written(key)}:{written[key]}" for key in sorted(written))
        return hashlib.sha256(f"{{{text}}}".encode()).hexdigest()

    def _one(self, record: BaseModel) -> str:
        known = self.known.get(id(record))
        return known[1] if known is not None else _written(document_of(record))


def _written(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
