"""Answers in plain English, to the letter."""

from datetime import datetime, timedelta

import pytest

from riskcore.analysis import Answer, answer, gantt, limit_of, tornado
from riskcore.charts.numerals import days, last_day, measured, money, percent, percent_range, share, shorten, signed
from riskcore.charts.scale import Dates, Money
from riskcore.charts.words import commitment, critical_activities, headline, likely, milestone, movers, strongest
from riskcore.results import Estimate
from tests.charts import make

DATES = Dates(make.EPOCH)


def at(moment, reach=0.0):
    """An estimate at `moment`, give or take `reach` days."""
    value = make.minutes(moment)
    return Estimate(value, value - reach * make.DAY, value + reach * make.DAY)


def told(reach=1.4, **changes):
    """The answer of the first sentence of the manual."""
    given = {
        "id": "finish",
        "name": "Finish",
        "planned": make.minutes(datetime(2027, 6, 2, 17)),
        "probability_of_planned": Estimate(0.09, 0.08, 0.10),
        "mean": at(datetime(2027, 7, 12)),
        "sd": 30 * make.DAY,
        "quantiles": {0.5: at(datetime(2027, 7, 9, 12), reach), 0.8: at(datetime(2027, 8, 14, 12), reach)},
        "limit": make.minutes(datetime(2027, 7, 1)),
        "probability_of_limit": Estimate(0.37, 0.361, 0.379),
    }
    return Answer(**{**given, **changes})


def test_commitment_answers_the_question_in_three_sentences():
    """The target, the date of 80 % confidence with its error, the plan."""
    expected = (
        "Can we commit to 30 June 2027? 37 % likely (36 to 38 %). For 80 % confidence, say 14 August 2027, "
        "give or take 2 days. The plan itself says 2 June 2027; the chance to make that is 9 %."
    )

    assert expected == commitment(told(), DATES)


def test_without_a_target_there_is_no_question():
    expected = (
        "For 80 % confidence, say 14 August 2027, to the day. "
        "The plan itself says 2 June 2027; the chance to make that is 9 %."
    )

    assert expected == commitment(told(reach=0.2, limit=None, probability_of_limit=None), DATES)


def test_a_target_with_a_time_is_written_with_it():
    limit = make.minutes(datetime(2027, 6, 30, 12))

    assert commitment(told(limit=limit), DATES).startswith("Can we commit to 30 June 2027, 12:00? 37 % likely")


def test_an_error_that_crosses_midnight_is_rounded_up_to_a_day():
    assert "give or take 1 day." in commitment(told(reach=0.6), DATES)


def test_a_certain_plan_has_no_chances():
    result = make.certain()
    found = answer(result.finish, limit_of(result, result.target))

    assert "Can we commit to 30 June 2027? Nothing here is uncertain: 2 June 2027 in every iteration." == commitment(
        found, DATES
    )
    assert "Nothing here is uncertain: 2 June 2027 in every iteration" == headline(found, DATES)


def test_headlines():
    """One line for a chart, with and without a target."""
    assert "37 % chance of meeting 30 Jun 2027; 80 % confidence is 14 Aug 2027" == headline(told(), DATES)
    without = told(limit=None, probability_of_limit=None)

    assert "80 % confidence is 14 Aug 2027; the plan says 2 Jun 2027 (9 % likely)" == headline(without, DATES)
    assert "Finish: 80 % confidence is 14 Aug 2027; the plan says 2 Jun 2027 (9 % likely)." == milestone(without, DATES)


def test_costs_are_allowed_and_stayed_within():
    cost = told(
        planned=5.9e6,
        mean=Estimate(6.3e6, 6.2e6, 6.4e6),
        quantiles={0.8: Estimate(6.48e6, 6.4593e6, 6.50e6)},
        limit=None,
        probability_of_limit=None,
    )
    expected = (
        "For 80 % confidence, allow EUR 6.48 million, give or take EUR 21,000. "
        "The plan itself says EUR 5.90 million; the chance to stay within that is 9 %."
    )

    assert expected == commitment(cost, Money("EUR", 6.3e6))


def test_movers_name_three_inputs():
    expected = (
        "What moves the date most: Earthworks (40 days between its low and its high end), "
        "Ground worse than surveyed (31 days later if it happens) and "
        "Install plant (23 days between its low and its high end)."
    )

    assert expected == movers(tornado(make.result()))


def test_an_opportunity_moves_the_date_earlier():
    bars = tornado(make.result(drivers=make.drivers(make.INPUTS[4:5])))

    assert "Supplier delivers early moves the date most: 8.1 days earlier if it happens" == strongest(bars)


def test_noise_moves_nothing():
    bars = tornado(make.result(drivers=make.drivers(make.INPUTS[5:])))

    assert "No single input moves the date by more than chance would." == movers(bars)
    assert "No input was found to move the date." == movers(())


@pytest.mark.parametrize(
    ("criticality", "expected"),
    [
        ((1.0, 0.2, 0.9), "2 of 3 activities decide the finish at least half the time"),
        ((0.1, 0.2, 0.9), "C decides the finish at least half the time"),
        ((0.1, 0.2, 0.3), "None of 3 activities decides the finish at least half the time"),
    ],
)
def test_critical_activities_are_counted(criticality, expected):
    rows = gantt(make.result(activities=make.activities(("A", "B", "C"), criticality)))

    assert expected == critical_activities(rows)


def test_chances_near_the_ends_are_never_certain():
    assert ["under 1 %", "under 1 %", "1 %", "37 %", "99 %", "over 99 %", "over 99 %"] == [
        percent(p) for p in (0.0, 0.0099, 0.0101, 0.37, 0.99, 0.991, 1.0)
    ]
    assert "under 1 % likely" == likely(Estimate(0.0, 0.0, 0.0004))
    assert "over 99 % likely (97 to 100 %)" == likely(Estimate(1.0, 0.97, 1.0))


def test_shares_that_were_counted_may_be_all_or_none():
    assert ["0 %", "under 1 %", "100 %"] == [share(p) for p in (0.0, 0.001, 1.0)]


def test_intervals_are_rounded_outwards():
    assert "57 to 58 %" == percent_range(0.57, 0.58)
    assert "36 to 39 %" == percent_range(0.361, 0.381)


def test_midnight_belongs_to_the_day_that_ends():
    midnight = datetime(2027, 7, 1)

    assert datetime(2027, 6, 30) == last_day(midnight)
    assert midnight + timedelta(minutes=1) == last_day(midnight + timedelta(minutes=1))


def test_days_are_signed_and_counted():
    assert ["+24", "\N{MINUS SIGN}8.5", "0", "+10"] == [signed(x) for x in (24.3, -8.5, 0.01, 9.96)]
    assert ["1 day", "26 days", "0.4 days", "under 0.1 days", "0 days"] == [days(x) for x in (1, 26, 0.4, 0.01, 0)]
    assert ["1 point", "26 points", "under 0.1 points"] == [measured(x, "point") for x in (1.02, 26, 0.01)]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (6.482e6, "EUR 6.48 million"),
        (64.82e6, "EUR 64.8 million"),
        (1.2e9, "EUR 1.20 billion"),
        (480_403, "EUR 480,400"),
        (12.5, "EUR 12.50"),
        (0, "EUR 0"),
        (-2e6, "\N{MINUS SIGN}EUR 2.00 million"),
    ],
)
def test_money_is_written_in_steps(amount, expected):
    assert expected == money(amount, "EUR")


def test_money_without_a_currency_is_a_number():
    assert "6.48 million" == money(6.48e6, "")


def test_long_names_keep_their_end():
    """Names of a plan often share their beginning."""
    name = "Installation, testing and commissioning of the switchgear, phase 2"

    assert "Installation, testing and\N{HORIZONTAL ELLIPSIS}phase 2" == shorten(name, 40)
    assert "Earthworks" == shorten("Earthworks", 40)
    assert len(shorten("x" * 200, 40)) <= 40
