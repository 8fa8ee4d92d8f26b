"""Scenarios: what one may do about a plan, in combinations, each a set of mitigations and overrides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from riskcore.errors import PlanError, Problem
from riskcore.plan.mitigation import Changes, Mitigation, Name
from riskcore.plan.model import Record
from riskcore.plan.parse import validated
from riskcore.plan.plan import Plan
from riskcore.plan.rule import BrokenRule, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BASE: Final = "base"
"""The scenario that is always there: the plan as it is."""
FIXED = ("name", "currency", "risks", "activities", "left_out", "notes")
"""Fields of a plan that no scenario sets: its records are changed one by one, and money stays comparable."""
PLAN_FIELDS = tuple(field.alias or name for name, field in Plan.model_fields.items() if name not in FIXED)


class Base(Record):
    """The plan that the scenarios are written for."""

    digest: str = Field(
        "", description="Of the plan with its registers, or its first 12 digits or more: simulate prints it."
    )

    @field_validator("digest", mode="before")
    @classmethod
    def _is_hexadecimal(cls, value: Any) -> Any:
        digits = value.strip().lower() if isinstance(value, str) else ""
        if value != "" and not (12 <= len(digits) <= 64 and set(digits) <= set("0123456789abcdef")):
            hint = "riskcore simulate prints them." if isinstance(value, str) else "Put them in quotes."
            raise BrokenRule("must be 12 to 64 hexadecimal digits", repr(value), hint)
        return digits


class Overrides(BaseModel):
    """What a scenario sets last, whatever its mitigations say: fields of risks, of activities, and of the plan."""

    model_config = ConfigDict(frozen=True, extra="allow")

    risks: Changes = Field(default_factory=dict)
    activities: Changes = Field(default_factory=dict)

    @model_validator(mode="after")
    def _are_fields_of_a_plan(self) -> Self:
        for key in self.of_plan:
            if key not in PLAN_FIELDS:
                hint = nearest(key, PLAN_FIELDS) or f"Known: risks, activities, {', '.join(PLAN_FIELDS)}."
                raise BrokenRule("has a key that no scenario may set", f'"{key}"', hint)
        return self

    @property
    def of_plan(self) -> dict[str, Any]:
        """Fields of the plan itself, as a plan document writes them."""
        return dict(self.model_extra or {})


class Scenario(Record):
    """A set of mitigations, and overrides that win over them."""

    id: Name
    name: str = ""
    description: str = ""
    mitigations: tuple[Name, ...] = ()
    overrides: Overrides = Field(default_factory=Overrides)


class Scenarios(Record):
    """The scenarios of a plan; "base", the plan as it is, is always among them."""

    base: Base = Field(default_factory=Base)
    mitigations: tuple[Mitigation, ...] = ()
    scenarios: tuple[Scenario, ...] = ()

    def others(self) -> tuple[Scenario, ...]:
        """The scenarios beside the base, in the order of the document."""
        return tuple(one for one in self.scenarios if one.id != BASE)


def parse_scenarios(document: Any, source: str = "") -> Scenarios:
    """The scenarios in `document`. Raises PlanError with every problem that needs no plan to be seen."""
    scenarios = validated(Scenarios, document, source)
    found = [*_ids(scenarios), *_mitigations_are_known(scenarios), *_base_is_the_plan(scenarios)]
    if found:
        raise PlanError(found, source)
    return scenarios


def place(section: str, records: Sequence[Mitigation | Scenario], id_: str) -> str:
    """`mitigations[0] "Second crane"`: where a record stands in its document."""
    index = next(k for k, record in enumerate(records) if record.id == id_)
    return f'{section}[{index}] "{records[index].name or id_}"'


def _ids(scenarios: Scenarios) -> Iterator[Problem]:
    sections = {
        "mitigations": [one.id for one in scenarios.mitigations],
        "scenarios": [one.id for one in scenarios.scenarios],
    }
    for section, ids in sections.items():
        for index, name in enumerate(ids):
            if name in ids[:index]:
                got = f'"{name}" again, first at {section}[{ids.index(name)}]'
                yield Problem(f"{section}[{index}].id", "must be unique", got)


def _mitigations_are_known(scenarios: Scenarios) -> Iterator[Problem]:
    known = [mitigation.id for mitigation in scenarios.mitigations]
    for scenario in scenarios.scenarios:
        where = f"{place('scenarios', scenarios.scenarios, scenario.id)}: mitigations"
        for index, name in enumerate(scenario.mitigations):
            if name not in known:
                hint = nearest(name, known) or f"Known: {', '.join(known) or 'none'}."
                yield Problem(f"{where}[{index}]", "must name a mitigation", f'"{name}"', hint)
            elif name in scenario.mitigations[:index]:
                yield Problem(f"{where}[{index}]", "must name each mitigation once", f'"{name}" again')


def _base_is_the_plan(scenarios: Scenarios) -> Iterator[Problem]:
    for scenario in scenarios.scenarios:
        if scenario.id == BASE and (scenario.mitigations or scenario.overrides != Overrides()):
            where = place("scenarios", scenarios.scenarios, BASE)
            yield Problem(where, 'must change nothing: "base" is the plan as it is', hint="Give it another id.")
