"""Questions about money: contingency, both date and cost, when it is spent, and what it is worth."""

from datetime import datetime

import numpy as np
import pytest

from riskcore.analysis.cash_flow import cash_flow
from riskcore.analysis.contingency import contingency
from riskcore.analysis.joint_confidence import balanced, frontier, joint_confidence
from riskcore.analysis.net_present_value import net_present_value
from riskcore.charts.money_words import of_worth
from riskcore.errors import ParameterError
from riskcore.formats import read_plan_text
from riskcore.simulation import simulate
from riskcore.simulation.spending import spending, with_spending
from tests.simulation.test_cost import ALL

MONTH = 1440.0
"""One month of the case is one day of the clock."""
CASE = """
name: Integrated cost and schedule
start: 2030-01-07
calendar: 24h
activities:
  - {id: A, duration: {triangular: [4ed, 5ed, 9ed]}, cost: {fixed: {triangular: [20, 25, 40]}}}
  - {id: B, duration: {triangular: [6ed, 8ed, 14ed]}, predecessors: [A]}
  - {id: Team, type: hammock, predecessors: [A SS, B FF], cost: {per_day: 3.0}}
"""
# Case A65.1 of the validation cases: conditioning on duration, Gauss-Legendre on exact piecewise polynomials.
EXACT = {
    "cost_mean": (74.33333333333333, 7.38617),
    "cost_sd": (7.386173268720113, 4.92135),
    "cost_p10": (64.96084624329292, 10.5176),
    "cost_p50": (73.96827786574326, 9.6698),
    "cost_p70": (78.09673820071366, 10.5403),
    "cost_p80": (80.6483593274187, 11.5439),
    "cost_p90": (84.207727598119, 13.8062),
    "duration_mean": (15.333333333333334, 2.01384),
    "duration_p50": (15.183772933294115, 2.71689),
    "duration_p80": (17.095979798050067, 3.30576),
    "JCL_at_p50_p50": (0.4010555878038653, 0.490112),
    "JCL_at_p70_p70": (0.6153593047361707, 0.48651),
    "JCL_at_p80_p80": (0.7318794118413553, 0.442981),
    "JCL@(duration<=16,cost<=75)": (0.500775885916781, 0.499999),
}
"""Exact value, and the standard deviation of the estimate from one iteration."""
PEARSON, EQUAL_PERCENTILE = 0.8179503468166229, 0.7732405010905503
N = 40_000


@pytest.fixture(scope="module")
def case():
    return simulate(read_plan_text(CASE), N, 20_270_630, design="plain", activities=False)


def found_of(name, case):
    """The figure of that name, from the result."""
    begin = case.minutes(datetime(2030, 1, 7))
    finish, cost = case.finish.sample, case.cost.sample
    if name.startswith("JCL@"):
        return joint_confidence(case, begin + 16 * MONTH, 75).both.value
    if name.startswith("JCL"):
        level = int(name[-2:]) / 100
        return joint_confidence(case, finish.quantile(level).value, cost.quantile(level).value).both.value
    what, _, figure = name.partition("_")
    values = cost.values if what == "cost" else (finish.values - begin) / MONTH
    if figure.startswith("p"):
        return np.quantile(values, int(figure[1:]) / 100, method="inverted_cdf")
    return {"mean": values.mean(), "sd": values.std(ddof=1)}[figure]


@pytest.mark.parametrize("name", EXACT)
def test_integrated_case(name, case):
    """Cost, duration and both together within 4 standard errors of the exact figure: a false alarm in 16,000."""
    exact, sigma = EXACT[name]

    assert pytest.approx(found_of(name, case), abs=4 * sigma / np.sqrt(N)) == exact


def test_correlation_of_cost_and_duration(case):
    """Within 4 standard errors, (1 - r^2) / sqrt(n)."""
    found = joint_confidence(case, 0, 0).correlation

    assert pytest.approx(found, abs=4 * (1 - PEARSON**2) / np.sqrt(N)) == PEARSON


def test_balanced(case):
    """The percentile of a joint confidence of 70 % is the exact one, and its date and cost have that chance."""
    found = balanced(case, 0.7)

    assert found.percentile.lower < EQUAL_PERCENTILE < found.percentile.upper
    assert pytest.approx(found.both.value, abs=2 / N) == 0.7
    assert found.both.lower < 0.7 < found.both.upper
    assert found.percentile.upper - found.percentile.lower < 0.02


def test_balanced_with_a_certain_date(case):
    """A date that is always kept asks for nothing: the percentile is that of the cost alone."""
    text = "start: 2030-01-07\nactivities: [{id: A, duration: 5d, cost: {fixed: {uniform: [1, 2]}}}]"
    result = simulate(read_plan_text(text), 1000)

    found = balanced(result, 0.7)
    assert (0.7, 0.7) == (found.percentile.value, found.both.value)
    assert found.cost == result.cost.sample.quantile(0.7).value


def test_joint_confidence_lies_between_its_bounds(case):
    """At most the smaller chance, at least what Frechet leaves."""
    found = joint_confidence(case, case.finish.sample.quantile(0.6).value, case.cost.sample.quantile(0.8).value)

    one, two = found.on_time.value, found.within_cost.value
    assert max(0, one + two - 1) <= found.both.value <= min(one, two)
    assert found.both.value > one * two


@pytest.mark.parametrize("confidence", [0.5, 0.8])
def test_frontier(case, confidence):
    """Each pair has the chance asked for; a later date asks for no more money."""
    found = frontier(case, confidence)

    chances = [joint_confidence(case, date, cost).both.value for date, cost in zip(found.date, found.cost, strict=True)]
    assert all(confidence <= chance < confidence + 2 / N for chance in chances)
    assert np.all(np.diff(found.date) > 0)
    assert np.all(np.diff(found.cost) <= 0)


def test_no_cost_no_joint_confidence():
    """A plan without costs is told so."""
    result = simulate(read_plan_text("start: 2030-01-07\nactivities: [{id: A, duration: 5d}]"), 10)

    with pytest.raises(ParameterError, match="the plan must have costs"):
        joint_confidence(result, 0, 0)
    assert contingency(result) is None


def test_contingency(case):
    """Quantile less planned cost (25 + 3 x 13), its share of the budget, and the chance of the budget."""
    found = contingency(case, 80.0)

    assert pytest.approx(found.planned) == 64
    for level in (0.5, 0.8):
        cost = case.cost.sample.quantile(level)
        reserve = found.reserves[level]
        assert (cost.value - 64, cost.lower - 64) == (reserve.contingency.value, reserve.contingency.lower)
        assert reserve.share == reserve.contingency.value / 80
    assert found.probability_of_budget.value == np.mean(case.cost.sample.values <= 80)


def test_contingency_takes_the_budget_of_the_plan():
    """The document's budget, unless another one is asked about."""
    result = simulate(read_plan_text(CASE + "budget: 70"), 100)

    assert 70 == contingency(result).budget
    assert 90 == contingency(result, 90).budget


FLOW = """
start: 2027-01-04
activities:
  - {id: A, duration: 40d, cost: {per_day: 100}}
  - {id: B, duration: 5d, predecessors: [A], cost: {fixed: 70, accrue: end}}
fixed_costs: [{name: Permit, amount: 5, date: 2027-02-01}]
penalties: [{name: Late, activity: B, date: 2027-03-01, per_day: 1}]
risks: [{id: R, probability: 1, cost: 11, activities: [B]}, {id: S, probability: 1, cost: 13}]
"""


def flow(text, iterations=10, seed=1, period="month"):
    """The cash flow of a document."""
    plan = read_plan_text(text)
    return cash_flow(with_spending(simulate(plan, iterations, seed), plan, period))


def test_cash_flow_by_hand():
    """20 working days of A in January, 20 in February; B from 1 to 5 March with a risk at its start, one at the end."""
    found = flow(FLOW)

    assert [datetime(2027, month, 1) for month in (1, 2, 3, 4)] == list(found.starts)
    assert [2000, 2005, 70 + 4] == pytest.approx(list(found.spent.planned))
    assert [2000, 2005, 70 + 4 + 11 + 13] == pytest.approx(list(found.spent.mean))
    assert [2000, 4005, 4103] == pytest.approx(list(found.cumulative.quantiles[2]))


def test_cash_flow_by_week_and_quarter():
    """5 working days in a week; the quarter has all."""
    weeks = flow(FLOW, period="week")
    assert datetime(2027, 1, 4) == weeks.starts[0]
    assert [500] * 4 + [505] + [500] * 3 == pytest.approx(list(weeks.spent.planned[:8]))
    assert [4079] == pytest.approx(list(flow(FLOW, period="quarter").spent.planned))


@pytest.mark.parametrize("period", ["week", "month", "quarter", "year"])
def test_periods_sum_up_to_the_total(period):
    """Of each iteration and of the plan, whatever there is of costs: exact but for rounding."""
    plan = read_plan_text(ALL)
    found, result = spending(plan, 300, 5, period), simulate(plan, 300, 5)

    np.testing.assert_allclose(found.cost.sum(axis=0), result.cost.sample.values, rtol=1e-12)
    assert pytest.approx(found.planned.sum()) == result.cost.planned
    assert len(found.starts) == len(found.cost) + 1


def test_same_spending_for_any_number_of_threads():
    """One and three threads give the same to the bit."""
    plan = read_plan_text(ALL)

    assert np.array_equal(spending(plan, 500, threads=1).cost, spending(plan, 500, threads=3).cost)


def test_a_cost_before_the_plan():
    """A permit paid three years before has its month."""
    found = flow(FLOW.replace("date: 2027-02-01}", "date: 2024-02-15}"))

    assert (datetime(2024, 2, 1), 5) == (found.starts[0], found.spent.planned[0])
    assert [2000, 2000, 74] == pytest.approx(list(found.spent.planned[-3:]))
    assert datetime(2027, 4, 1) == found.starts[-1]


def test_nothing_spent():
    """A plan without costs has no cash flow, and one whose costs are 0 no periods."""
    free = "start: 2030-01-07\nactivities: [{id: A, duration: 5d%s}]"

    assert flow(free % "") is None
    assert 0 == len(flow(free % ", cost: {items: [{name: gift, quantity: 0, rate: 5}]}").spent.mean)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [((10, 1, "day"), "period must be one of week, month"), ((0,), "iterations must be at least 1. Got 0.")],
)
def test_bad_arguments(arguments, message):
    """An argument outside its range is named with what was received."""
    with pytest.raises(ParameterError, match=message):
        spending(read_plan_text(FLOW), *arguments)


def test_net_present_value():
    """Mean, quantiles and the chance of a gain are those of the sample."""
    plan = read_plan_text(ALL)
    result = simulate(plan, 1000)
    found = net_present_value(result)

    values = result.npv.sample.values
    assert found.mean.value == values.mean()
    assert found.probability_of_gain.value == np.mean(values >= 0)
    assert found.quantiles[0.5].value == np.quantile(values, 0.5, method="inverted_cdf")


def test_a_week_of_delay_in_words():
    """A benefit that ends on a date loses the week; one that lasts a time loses interest, found by shifting it."""
    text = """
start: 2027-01-04
currency: EUR
calendar: 24h
discount_rate: 8%
activities:
  - {id: A, name: Opening, duration: DURATION}
benefits: [{name: sales, activity: A, per_week: 12k, until: 2030-12-31}, {name: savings, per_year: 100k, for: 730ed}]
"""
    plan, later = (read_plan_text(text.replace("DURATION", days)) for days in ("10ed", "17ed"))
    now, then = (simulate(one, 1) for one in (plan, later))
    found = net_present_value(now)

    lost, put_off = of_worth(found)[-2:]
    interest = f"EUR {found.lost[1].amount:.0f}"
    assert "Each week by which Opening is later loses EUR 12,000 of sales." == lost
    assert f"Each week by which the finish is later puts off savings: {interest} of interest." == put_off
    assert pytest.approx(now.benefit.planned - then.benefit.planned) == 12_000
    only = text.replace("{name: sales, activity: A, per_week: 12k, until: 2030-12-31}, ", "")
    values = [simulate(read_plan_text(only.replace("DURATION", days)), 1).npv.planned for days in ("0ed", "7ed")]
    assert pytest.approx(found.lost[1].amount) == values[0] - values[1]
