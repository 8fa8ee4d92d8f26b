"""The digest of a plan that shares records with another is that of its whole document."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from riskcore.errors import PlanError
from riskcore.plan import digest, parse_plan
from riskcore.plan.apply_scenario import apply
from riskcore.plan.digest_again import Digests
from riskcore.plan.scenario import parse_scenarios
from tests.plan.test_checks_again import CHANGES, MITIGATIONS, PLAN


@pytest.fixture(scope="module")
def plan():
    return parse_plan(PLAN)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES, mitigation=MITIGATIONS)
def test_the_digest_is_that_of_the_whole_document(plan, changes: dict, mitigation: dict):
    """Whatever a scenario changes, adds or removes; umlauts and defaults included."""
    scenario = {"id": "s", "overrides": changes | {"target": "2027-06-01"}, "mitigations": ["m"]}
    digests = Digests(plan)
    try:
        made = apply(plan, parse_scenarios({"mitigations": [mitigation], "scenarios": [scenario]}), "s")
    except PlanError:
        made = plan

    assert digest(made) == digests.of(made)


def test_a_plan_without_risks(plan):
    """A section that is empty is left out where that is its default."""
    bare = parse_plan({"name": "Brücke", "start": "2027-01-04", "activities": [{"id": "Ä", "duration": "1d"}]})

    assert digest(bare) == Digests(bare).of(bare) == Digests(plan).of(bare)
