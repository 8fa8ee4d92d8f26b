"""Fields of one record with new values, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from riskcore.errors import Problem
from riskcore.plan.problems import problems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from riskcore.plan.model import Record as AnyRecord

Record = TypeVar("Record", bound="AnyRecord")
STALE = {"duration": "planned"}
"""A planned duration goes with the duration that it is of."""


@dataclass(frozen=True)
class Edit:
    """New values of fields of the record `id`, as a document writes them; where they stand, and in whose name."""

    id: str
    where: str
    by: str
    fields: Mapping[str, Any]


def changed(record: Record, edit: Edit) -> tuple[Record, list[Problem]]:
    """`record` with the fields of `edit`, or as it was, with what is wrong with them.

    What is not changed is kept as it is, to the bit; None puts a field back to its default.
    """
    if "id" in edit.fields:
        return record, [Problem(f"{edit.where}.id", "must stay as it is", f'"{edit.fields["id"]}"')]
    kind = type(record)
    names = {field.alias or name: name for name, field in kind.model_fields.items()}
    values: dict[str, Any] = {name: getattr(record, name) for name in record.model_fields_set}
    for key in edit.fields:
        values.pop(names.get(key, key), None)
        values.pop(STALE.get(key, key), None)
    values |= {key: value for key, value in edit.fields.items() if value is not None}
    try:
        return kind.model_validate(values), _unknown(edit, names)
    except ValidationError as error:
        return record, [_placed(edit.where, one) for one in problems(error, values, kind)]


def edited(record: Record, where: str, edits: Sequence[Edit], last: Edit | None) -> tuple[Record, list[Problem]]:
    """`record` with all `edits`, which must not contradict each other, and then with `last`, which wins.

    Each edit must make sense by itself, so that a mitigation can stand in any scenario.
    """
    alone = [changed(record, edit) for edit in edits]
    found = [problem for _, own in alone for problem in own]
    if not found:
        settled = set(last.fields) if last else set()
        found = _contradictions(where, [one for one, _ in alone], edits, settled)
    if not found and len(edits) == 1:
        record = alone[0][0]
    elif not found and edits:
        merged = {key: value for edit in edits for key, value in edit.fields.items()}
        record, found = changed(record, Edit(edits[0].id, where, "", merged))
    if last:
        record, own = changed(record, last)
        found += own
    return record, found


def _contradictions(where: str, alone: Sequence[AnyRecord], edits: Sequence[Edit], settled: set[str]) -> list[Problem]:
    """A field that two edits give different values, whatever the words: 30 % is 0.3."""
    found = []
    first: dict[str, tuple[Edit, Any]] = {}
    for record, edit in zip(alone, edits, strict=True):
        names = {field.alias or name: name for name, field in type(record).model_fields.items()}
        for key in edit.fields:
            value = getattr(record, names.get(key, key), None)
            other, before = first.setdefault(key, (edit, value))
            if value != before and key not in settled:
                record_where = edit.where.rpartition(": ")[2]
                got = f"{other.fields[key]} by {other.by}, {edit.fields[key]} by {edit.by}"
                hint = "Leave one mitigation out, or give the field a value in the overrides of the scenario."
                rule = f"must not get two values for {record_where}.{key}"
                found.append(Problem(where, rule, got, hint))
    return found


def _unknown(edit: Edit, names: Mapping[str, str]) -> list[Problem]:
    """Keys that were only to be removed, and that no such record has."""
    return [Problem(edit.where, "has an unknown key", f'"{key}"') for key in edit.fields if key not in names]


def _placed(where: str, problem: Problem) -> Problem:
    joint = "." if problem.where else ""
    return Problem(f"{where}{joint}{problem.where}", problem.rule, problem.got, problem.hint)
