"""Costs, prices, penalties and benefits as documents: what is read, and every way they can be wrong."""

import json
from datetime import datetime

import pytest

from riskcore.errors import PlanError
from riskcore.formats import read_plan_text, write_plan
from riskcore.plan import digest, document_of, parse_plan, schema
from riskcore.plan.difference import difference

TEXT = """
start: 2027-01-04
currency: EUR
budget: 2.5M
discount_rate: 8%
currencies: {USD: {rate: {normal: {mean: 0.9, sd: 0.05, min: 0.5}}}}
resources: {crane: {rate: 1.2k, currency: USD}, hand: {rate: {uniform: [40, 60]}, per: h, index: wages}}
indices: {wages: {base: 2026-01-01, per_year: {triangular: [2%, 3%, 0.05]}}}
activities:
  - id: A
    duration: 10d
    cost:
      fixed: 1k
      accrue: start
      items:
        - {name: Concrete, quantity: {triangular: [90, 100, 130]}, unit: m3, rate: 150, index: wages}
        - {name: Guards, quantity: 2, rate: 300, per: day, currency: USD}
      resources: [{resource: crane}, {resource: hand, work: 80h}]
  - {id: M, type: milestone, predecessors: [A]}
fixed_costs: [{name: Permit, amount: 12k, wbs: 1.1, date: 2027-02-01, index: wages}]
penalties:
  - name: Delay
    activity: M
    date: 2027-02-01
    per_day: 5k
    grace: 3d
    at_most: 100k
    steps: [{after: 2w, amount: 20k}]
  - {name: Early, date: 2027-02-01, bonus_per_day: 1k, bonus_at_most: 10k}
benefits:
  - {name: Sales, activity: M, per_month: 30k, until: 2030-12-31}
  - {name: Savings, per_year: 1M, for: 104ew}
"""
HEAD = "start: 2027-01-04\ncurrency: EUR\n"
ONE = HEAD + "activities:\n  - {id: A, duration: 5d}\n"


def cost(text):
    return f"{HEAD}activities:\n  - {{id: A, duration: 5d, cost: {{{text}}}}}\n"


def test_reads_what_is_written():
    """Amounts, rates and percentages come out as meant."""
    plan = read_plan_text(TEXT)

    assert 2.5e6 == plan.budget
    assert 0.08 == plan.discount_rate.distribution().mean
    assert (0.02, 0.05) == plan.indices["wages"].per_year.distribution().support
    assert ("d", "h") == (plan.resources["crane"].per, plan.resources["hand"].per)
    assert 15_000 == plan.activities[0].cost.items[0].quantity.distribution().planned * 150
    assert "1.1" == plan.fixed_costs[0].wbs
    assert datetime(2027, 2, 1) == plan.penalties[0].date
    assert pytest.approx(plan.benefits[0].per_day) == 30_000 * 12 / 365.25
    assert pytest.approx(plan.benefits[1].per_day) == 1e6 / 365.25


def test_round_trip():
    """Written and read again, a plan is the same plan with the same digest."""
    plan = read_plan_text(TEXT)

    again = read_plan_text(write_plan(plan))

    assert plan == again
    assert digest(plan) == digest(again)


def test_document_is_plain():
    """What a plan is written as is JSON, and reads back."""
    plan = read_plan_text(TEXT)

    assert plan == parse_plan(json.loads(json.dumps(document_of(plan))))


def test_schema_knows_every_section():
    """Editors see the sections and that a rate may be a percentage."""
    keys = schema()["properties"]

    assert {"resources", "currencies", "indices", "fixed_costs", "penalties", "benefits", "budget"} <= keys.keys()
    assert "%" in json.dumps(keys["discount_rate"])


BAD = {
    "negative quantity": (
        cost("items: [{name: Steel, quantity: -3, rate: 5}]"),
        'activities[0] "A": cost.items[0] "Steel": quantity: must not be negative. Got -3.0.',
    ),
    "unnamed item": (cost("items: [{quantity: 3, rate: 5}]"), "cost.items[0]: must have name."),
    "endless quantity": (
        cost("items: [{name: Steel, quantity: {normal: [3, 1]}, rate: 5}]"),
        "quantity: must not be negative. Got {'normal'",
    ),
    "item twice": (
        cost("items: [{name: Steel, quantity: 3, rate: 5}, {name: Steel, quantity: 1, rate: 5}]"),
        'activities[0] "A": cost.items: must name each item once. Got "Steel" 2 times.',
    ),
    "accrual": (cost("fixed: 5, accrue: middle"), "cost.accrue: must be 'start', 'end' or 'prorated'. Got 'middle'."),
    "unknown currency": (
        cost("fixed: 5, currency: USD"),
        'activities[0] "A": cost: currency: must name a currency of the plan. Got "USD". Known: EUR.',
    ),
    "currency nearly known": (
        cost("fixed: 5, currency: US") + "currencies: {USD: {rate: 0.9}}",
        'cost: currency: must name a currency of the plan. Got "US". Did you mean "USD"?',
    ),
    "currency without a rate": (
        ONE + "currencies: {USD: {}}",
        "currencies.USD: must have a rate. Got none. Write rate: what one USD costs in EUR.",
    ),
    "own currency": (
        ONE + "currencies: {EUR: {rate: 1.1}}",
        "currencies.EUR: must be another than the plan's own, whose rate is 1.",
    ),
    "currency for nothing": (ONE + "currencies: {USD: {rate: 0}}", "currencies.USD.rate: must be greater than 0."),
    "unknown index": (
        cost("fixed: 5, index: steel"),
        'cost: index: must name a price index of the plan. Got "steel". The plan has none.',
    ),
    "index without a base": (ONE + "indices: {steel: {per_year: 3%}}", "indices.steel: must have base."),
    "growth of 300 %": (
        ONE + "indices: {steel: {base: 2026-01-01, per_year: 3}}",
        "indices.steel.per_year: must not exceed 100% a year. Got 3. Write 3% or 0.03.",
    ),
    "growth that loses all": (
        ONE + "indices: {steel: {base: 2026-01-01, per_year: {normal: [3%, 1%]}}}",
        "must not lose all value in a year. Got a distribution without a smallest value. Give a min above -100%.",
    ),
    "no percentage": (
        ONE + "indices: {steel: {base: 2026-01-01, per_year: x%}}",
        "indices.steel.per_year: must be a rate per year. Got 'x%'.",
    ),
    "uncertain discount": (
        ONE + "discount_rate: {uniform: [3%, 8%]}",
        "discount_rate: must be one rate, without a distribution.",
    ),
    "unknown resource": (
        cost("resources: [{resource: crain}]") + "resources: {crane: {rate: 5}}",
        'cost.resources[0]: resource: must name a resource of the plan. Got "crain". Did you mean "crane"?',
    ),
    "units and work": (
        cost("resources: [{resource: crane, units: 2, work: 5d}]") + "resources: {crane: {rate: 5}}",
        "must have units, which cost by the time, or work, which does not; not both. Got units 2.0, work 5d.",
    ),
    "negative units": (
        cost("resources: [{resource: crane, units: -2}]") + "resources: {crane: {rate: 5}}",
        "cost.resources[0].units: must not be negative. Got -2.0.",
    ),
    "work on the clock": (
        cost("resources: [{resource: crane, work: 2ed}]") + "resources: {crane: {rate: 5}}",
        "cost.resources[0].work: must be working time. Got 2ed. Write 10d or 80h.",
    ),
    "resource twice": (
        cost("resources: [{resource: crane}, {resource: crane, work: 5d}]") + "resources: {crane: {rate: 5}}",
        'cost.resources: must name each resource once. Got "crane" 2 times.',
    ),
    "resource per week": (ONE + "resources: {crane: {rate: 5, per: w}}", "resources.crane.per: must be 'd' or 'h'."),
    "index without a date": (
        ONE + "fixed_costs: [{name: Permit, amount: 5, index: x}]\nindices: {x: {base: 2026-01-01, per_year: 3%}}",
        'fixed_costs[0] "Permit": must have a date, up to which prices rise. Got none. Write date: DATE.',
    ),
    "cost twice": (
        ONE + "fixed_costs: [{name: Permit, amount: 5}, {name: Permit, amount: 5}]",
        'fixed_costs: must name each cost once. Got "Permit" 2 times.',
    ),
    "negative budget": (ONE + "budget: -5k", "budget: must not be negative. Got -5000."),
    "negative limit": (
        ONE + "penalties: [{name: Delay, date: 2027-02-01, per_day: 5, at_most: -1k}]",
        'penalties[0] "Delay": at_most: must not be negative. Got -1000.',
    ),
    "negative step": (
        ONE + "penalties: [{name: Delay, date: 2027-02-01, steps: [{after: -1d, amount: 5}]}]",
        'penalties[0] "Delay": steps[0].after: must not be negative. Got -1d.',
    ),
    "penalty of nothing": (
        ONE + "penalties: [{name: Delay, date: 2027-02-01}]",
        'penalties[0] "Delay": must say what is paid.',
    ),
    "penalty without a date": (ONE + "penalties: [{name: Delay, per_day: 5}]", 'penalties[0] "Delay": must have date.'),
    "two kinds of days": (
        ONE + "penalties: [{name: Delay, date: 2027-02-01, per_day: 5, per_working_day: 5}]",
        "must be per day or per working day, not both. Leave one out.",
    ),
    "limit of no bonus": (
        ONE + "penalties: [{name: Delay, date: 2027-02-01, per_day: 5, bonus_at_most: 7}]",
        "bonus_at_most is for a bonus. Got 7. Give bonus_per_day.",
    ),
    "grace for a bonus": (
        ONE + "penalties: [{name: Delay, date: 2027-02-01, bonus_per_day: 5, grace: 3d}]",
        "at_most and grace are for a penalty. Got a bonus only. Write bonus_at_most.",
    ),
    "unknown milestone": (
        ONE + "penalties: [{name: Delay, activity: AA, date: 2027-02-01, per_day: 5}]",
        'penalties[0] "Delay": activity: must name an activity. Got "AA".',
    ),
    "benefit of nowhere": (
        ONE + "benefits: [{name: Sales, activity: Opening, per_week: 5, until: 2030-01-01}]",
        'benefits[0] "Sales": activity: must name an activity. Got "Opening".',
    ),
    "endless benefit": (
        ONE + "benefits: [{name: Sales, per_week: 5}]",
        'benefits[0] "Sales": must say how long it comes. Write until: DATE, or for: 104ew.',
    ),
    "benefit twice": (
        ONE + "benefits: [{name: Sales, per_week: 5, per_year: 7, until: 2030-01-01}]",
        "must have one amount for a time. Got per_week, per_year. Give per_week, per_month or per_year.",
    ),
    "benefit in working time": (
        ONE + "benefits: [{name: Sales, per_week: 5, for: 10w}]",
        'benefits[0] "Sales": for: must be elapsed time greater than 0. Got 10w. Write 104ew or 730ed.',
    ),
    "money that is none": (ONE + "budget: lots", "budget: must be an amount of money. Got 'lots'."),
}


@pytest.mark.parametrize("name", BAD)
def test_problem_is_told(name):
    """One readable problem with place, rule and what was found."""
    text, expected = BAD[name]

    with pytest.raises(PlanError) as error:
        read_plan_text(text, "plan.yaml")

    assert expected in str(error.value)


def test_all_problems_of_the_whole_at_once():
    """Five references to what does not exist, five places."""
    text = (
        cost("fixed: 5, currency: USD, index: steel, resources: [{resource: crane}]")
        + "currencies: {CHF: {}}\nbenefits: [{name: Sales, activity: X, per_week: 5, until: 2030-01-01}]"
    )

    with pytest.raises(PlanError) as error:
        read_plan_text(text)

    assert [problem.where for problem in error.value.problems] == [
        "currencies.CHF",
        'activities[0] "A": cost: currency',
        'activities[0] "A": cost: index',
        'activities[0] "A": cost.resources[0]: resource',
        'benefits[0] "Sales": activity',
    ]


def test_a_node_with_another_name():
    """Names of the work breakdown structure that were added or changed."""
    old, new = (read_plan_text(ONE + f"breakdown: {names}") for names in ("{1: Design}", "{1: Drawings, 2: Works}"))

    assert ["name of WBS 1 went from Design to Drawings", "name of WBS 2 Works was set"] == [
        change.what for change in difference(old, new).plan
    ]


def test_differences_are_told():
    """Prices, terms and lines that were added, removed or changed, each in a sentence."""
    old = read_plan_text(TEXT)
    new = read_plan_text(
        TEXT.replace("per_day: 5k", "per_day: 6k")
        .replace("budget: 2.5M", "budget: 2M")
        .replace("  - {name: Savings, per_year: 1M, for: 104ew}\n", "")
        .replace("quantity: 2, rate: 300", "quantity: 3, rate: 300")
        .replace("indices: {wages:", "indices: {steel: {base: 2026-01-01, per_year: 3%}, wages:")
    )

    found = difference(old, new)

    assert ["budget went from 2500000 to 2000000"] == [change.what for change in found.plan]
    assert [
        ("changed", "penalty Delay", "per_day went from 5000 to 6000"),
        ("removed", "benefit Savings", "per_year 1000000, for 104ew"),
        ("added", "index steel", "base 2026-01-01, per_year 0.03"),
    ] == [(change.kind, change.id, change.what) for change in found.money]
    assert ["recosted"] == [change.kind for change in found.activities]
    assert "quantity 3, unit" not in found.activities[0].what
    assert "quantity 3, rate 300" in found.activities[0].what
    assert not difference(new, new)
