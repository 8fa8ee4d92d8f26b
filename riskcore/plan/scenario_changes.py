"""Fields of risks and activities that the mitigations and the overrides of a scenario change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from riskcore.errors import Problem
from riskcore.plan.rule import nearest
from riskcore.plan.scenario_from import acts_on_activity, acts_on_risk
from riskcore.plan.scenario_records import Edit, edited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore.plan.mitigation import Changes
    from riskcore.plan.scenario_draft import Draft

ACTS = {"activities": acts_on_activity, "risks": acts_on_risk}
ONE_OF = {"activities": "an activity", "risks": "a risk"}


def change(draft: Draft, section: Literal["activities", "risks"]) -> None:
    """Give the records of a section their new fields: by the mitigations that act on them, then by the overrides."""
    records = draft.activities if section == "activities" else draft.risks
    edits: dict[str, list[Edit]] = {}
    for measure in draft.measures:
        for edit in _edits(draft, section, measure.where, measure.id, getattr(measure.mitigation, section)):
            if ACTS[section](draft, measure, edit):
                edits.setdefault(edit.id, []).append(edit)
    overrides = getattr(draft.scenario.overrides, section)
    last = {edit.id: edit for edit in _edits(draft, section, f"{draft.where}: overrides", "overrides", overrides)}
    for id_ in dict.fromkeys((*edits, *last)):
        records[id_], found = edited(records[id_], draft.where, edits.get(id_, []), last.get(id_))  # type: ignore[assignment]  # edited keeps the kind
        draft.problems += found


def _edits(draft: Draft, section: str, where: str, by: str, changes: Changes) -> Iterator[Edit]:
    """The changes to records that there are; of the others, a problem."""
    known = draft.activities if section == "activities" else draft.risks
    joint = "." if where.endswith("overrides") else ": "
    for id_, fields in changes.items():
        if id_ in known:
            yield Edit(id_, f"{where}{joint}{section}.{id_}", by, fields)
        else:
            rule = f"must name {ONE_OF[section]}"
            draft.problems.append(Problem(f"{where}{joint}{section}", rule, f'"{id_}"', nearest(id_, known)))
