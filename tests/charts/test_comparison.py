"""What the charts of scenarios show, read from their artists."""

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.dates import date2num

from riskcore.analysis.compare_ranking import ranking
from riskcore.charts.comparison import LINES, comparison_pictures, of_curves, of_rows
from riskcore.charts.comparison_words import choice, finding, headline
from riskcore.charts.style import BLUE, PALE, house_style
from tests.charts import make

DAYS = {"first": -20.0, "second": -4.0, "noise": 0.0, "late": 3.0}
NAMES = {"base": "Base", "first": "Second $crane$", "second": "Night shift", "noise": "Talk", "late": "Wait"}


def moved(result, days, money=0.0):
    """The same result some days later; 0 stands for a random day earlier or later in a few iterations."""
    values = result.finish.sample.values
    shift = np.full(len(values), days) if days else np.random.default_rng(1).choice([-1.0, 0.0, 1.0], len(values))
    finish = replace(result.finish, sample=replace(result.finish.sample, values=values + make.DAY * shift))
    cost = replace(result.cost, sample=replace(result.cost.sample, values=result.cost.sample.values + money))
    return replace(result, finish=finish, cost=cost)


def ranked(base=None, **days):
    base = base or make.result()
    others = {name: moved(base, shift, 1000.0 * abs(shift)) for name, shift in (days or DAYS).items()}
    return base, ranking(base, others)


def places(result):
    """P50 and P80 on an axis of dates."""
    return [date2num(result.date(result.finish.sample.quantile(p).value)) for p in (0.5, 0.8)]


def test_rows_stand_at_p50_and_p80():
    """The base on top, then by rank; what is within noise is pale; the words say by how much."""
    base, found = ranked()
    with house_style():
        ax = of_rows(base, found, NAMES).axes[0]
    bars = [line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linestyle() == "-"]

    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "Base",
        r"Second \$crane\$",
        "Night shift",
        "Talk",
        "Wait",
    ]
    for bar, result in zip(bars, [base, *(one.result for one in found)], strict=True):
        assert list(bar.get_xdata()) == pytest.approx(places(result), abs=1e-3)
    assert [BLUE, BLUE, PALE, BLUE] == [to_hex(bar.get_color()) for bar in bars[1:]]
    assert ["20 days earlier", "4 days earlier", "no difference beyond noise", "3 days later"] == [
        text.get_text() for text in ax.texts
    ]


def test_curves_are_the_samples():
    """One for the base and one for each of the first four, and the target."""
    base, found = ranked()
    with house_style():
        ax = of_curves(base, found, NAMES).axes[0]
    curves = [line for line in ax.lines if len(line.get_xdata()) > 2]

    assert 5 == len(curves)
    assert curves[1].get_xdata() == pytest.approx(curves[0].get_xdata() - 20, abs=1e-6)
    assert "Target 30 Jun 2027" in [line.get_label() for line in ax.lines]


def test_many_scenarios_and_no_target():
    """More than can be told apart are counted; long names, no costs and no target are drawn."""
    base = make.result(target=None, cost=None)
    others = {f"S{k}": replace(moved(make.result(), -float(k + 1)), cost=None, target=None) for k in range(6)}
    names = {"base": "Base"} | {
        name: f"{name} with a name that is much too long for a line of a chart" for name in others
    }

    pictures = comparison_pictures(base, ranking(base, others), names)

    assert ["scenario_curves", "scenarios"] == [picture.name for picture in pictures]
    assert all("S5" in picture.finding for picture in pictures)
    with house_style():
        legend = of_curves(base, ranking(base, others), names).legends[0]
    assert f"{6 - len(LINES)} more scenarios in the table" in [text.get_text() for text in legend.get_texts()]


def test_one_iteration_more_than_none_differs():
    """Samples that never vary are drawn too."""
    base = make.result(finish=make.outcome(np.full(make.N, 8e5), 7e5))

    assert 2 == len(comparison_pictures(*ranked(base, first=-2.0), NAMES))


def test_words():
    """The sentences of the first, of noise and of what is beaten."""
    base, found = ranked()

    assert "Second $crane$ finishes 20 days earlier at 80 % confidence" == headline(found, NAMES)
    assert finding("Night shift", found[1], base).startswith("Night shift: finishes 4 days earlier at 80 % confidence")
    assert "It costs EUR 4,000 more at 80 % confidence: EUR 1,000 for each day saved." in finding("X", found[1], base)
    assert finding("Talk", found[2], base).startswith("Talk: no difference beyond noise in the finish")
    assert "Wait (Base" in choice(found, NAMES)


def test_words_where_nothing_is_saved():
    """Alone or among others."""
    assert "Wait saves no time" == headline(ranked(late=3.0)[1], NAMES)
    assert "No scenario saves time beyond noise" == headline(ranked(late=3.0, noise=0.0)[1], NAMES)


def test_a_target_of_the_call():
    """Is the one in the sentence."""
    base = make.result()
    found = ranking(base, {"first": moved(base, -20.0)}, datetime(2027, 7, 15))

    assert "The chance to make 15 July 2027 rises from" in finding("X", found[0], base, datetime(2027, 7, 15))
