"""What every chart shows, read from its artists."""

import re
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.dates import date2num

from riskcore.charts import CHARTS, pictures, write_charts
from riskcore.charts.style import BLUE, NOISE, ORANGE, house_style
from riskcore.charts.tornado import REACH
from tests.charts import make

LONG = "Installation, testing and commissioning of the combined switchgear and $control$ system, phase {}"
NAMES = tuple(LONG.format(k) for k in range(40))
EDGES = {
    "usual": make.result(),
    "certain": make.certain(),
    "no target": make.result(target=None, currency=""),
    "no risks": make.result(drivers=make.drivers(make.INPUTS[:1])),
    "one activity": make.result(activities=make.activities(("Only",), (1.0,))),
    "long names": make.result(
        activities=make.activities(NAMES, tuple(np.linspace(0, 1, 40)), length=150),
        drivers=make.drivers(tuple((name, "risk", -5.0, 9.0, 0.5) for name in NAMES)),
    ),
    "long dates": make.result(
        finish=make.outcome(make.skewed(make.minutes(datetime(2034, 1, 1)), 2000 * make.DAY), 5e6),
        activities=make.activities(length=900, spread=200),
    ),
    "one iteration": make.result(finish=make.outcome([8e5], 7e5), milestones=(), cost=None),
    "target long past": make.result(target=datetime(2025, 1, 1)),
    "no activities": make.result(activities=None),
    "no budget for it": make.result(budget=1.0, target=datetime(2026, 1, 1)),
    "a budget for all": make.result(budget=1e9, target=datetime(2040, 1, 1)),
    "certain cost": make.result(cost=make.outcome(np.full(make.N, 5e6), 5e6, "cost", "Total")),
    "one period": make.result(spending=make.spending(1)),
}


def texts(ax):
    return [text.get_text() for text in ax.texts]


def axes_of(name, result):
    return CHARTS[name].figure(result, None).axes[0]


@pytest.mark.parametrize("case", EDGES)
def test_every_chart_draws_every_plan(case):
    """Warnings are errors here: no missing letters, no layout that fails."""
    with house_style():
        figures = {name: chart.figure(EDGES[case], None) for name, chart in CHARTS.items()}
        for figure in filter(None, figures.values()):
            figure.draw_without_rendering()

    assert figures["s_curve"] is not None
    assert all(figure.get_suptitle() for figure in filter(None, figures.values()))


def test_charts_with_nothing_to_show_are_left_out():
    assert ["s_curve", "gantt"] == [picture.name for picture in pictures(make.certain())]
    assert CHARTS["gantt"].figure(EDGES["no activities"], None) is None


def test_titles_state_the_finding():
    expected = {
        "s_curve": "40 % chance of meeting 30 Jun 2027; 80 % confidence is 6 Aug 2027",
        "tornado": "Earthworks moves the date most: 40 days between its low and its high end",
        "gantt": "5 of 8 activities decide the finish at least half the time",
        "cost": "80 % confidence is EUR 6.60 million; the plan says EUR 5.60 million (8 % likely)",
        "joint": "70 % confidence in both date and cost takes 25 Jul 2027 and EUR 6.41 million",
        "cash_flow": "Most is spent in January 2027: EUR 1.00 million on average, "
        "EUR 1.50 million with 80 % confidence",
    }

    assert expected == {picture.name: picture.finding for picture in make.usual_pictures()}


def test_a_target_of_the_call_takes_the_place_of_the_plans():
    """P80 lies within 6 August, and the target lasts to the end of it."""
    figure = CHARTS["s_curve"].figure(make.result(), datetime(2027, 8, 6))

    assert figure.get_suptitle().startswith("81 % chance of meeting 6 Aug 2027")


def test_s_curve_names_its_marks():
    ax = axes_of("s_curve", make.result())

    assert [
        "Target 30 Jun 2027: 40 % likely",
        "The plan says 2 Jun 2027: 4 % likely",
        "50 % confidence: 8 Jul 2027",
        "80 % confidence: 6 Aug 2027",
    ] == texts(ax)


def test_s_curve_is_the_distribution():
    """Of 101 values spread evenly over 100 days, half lie within the first 50."""
    finish = make.outcome(make.even(0, 100 * make.DAY, 101), 50 * make.DAY)
    ax = axes_of("s_curve", make.result(finish=finish, target=None))
    x, y = ax.lines[0].get_data()
    first = date2num(make.EPOCH)

    assert y[0] == 0
    assert y[-1] == 1
    assert np.interp(first + 49, x[2:-1], y[2:-1]) == pytest.approx(50 / 101)


def test_a_long_tail_is_told_and_not_drawn():
    """Nine of a thousand values are years late: the axis ends before them, and says where they end."""
    values = np.append(make.even(0, 100 * make.DAY, 991), make.even(700 * make.DAY, 1_000 * make.DAY, 9))
    long = axes_of("s_curve", make.result(finish=make.outcome(values, 50 * make.DAY), target=None))
    even = axes_of("s_curve", make.result(finish=make.outcome(values[:991], 50 * make.DAY), target=None))
    last = date2num(make.EPOCH) + 100

    assert last < long.get_xlim()[1] < last + 10
    assert last < even.get_xlim()[1]
    assert [True, False] == [any("2 % later, up to" in text for text in texts(ax)) for ax in (long, even)]


def test_a_target_lasts_to_the_end_of_its_day():
    ax = axes_of("s_curve", make.result())
    flag = ax.lines[1]

    assert date2num(datetime(2027, 7, 1)) == flag.get_xdata()[0]


def test_tornado_bars_are_the_days():
    ax = axes_of("tornado", make.result())
    widths = [bar.get_width() for bar in ax.patches]

    assert [end for row in make.INPUTS for end in row[2:4]] == pytest.approx(widths)
    assert ["\N{MINUS SIGN}15", "+24"] == texts(ax)[:2]


def test_tornado_tells_risks_and_noise_apart():
    ax = axes_of("tornado", make.result())
    bars = ax.patches[::2]

    assert [row[1] == "risk" for row in make.INPUTS] == [bar.get_hatch() is not None for bar in bars]
    assert [BLUE, BLUE, BLUE, BLUE, BLUE, NOISE] == [to_hex(bar.get_facecolor()) for bar in bars]


def test_tornado_whiskers_are_the_error_at_the_longer_end():
    ax = axes_of("tornado", make.result(drivers=make.drivers(make.INPUTS[:1])))
    ends = ax.collections[0].get_segments()[0][:, 0]
    _, _, _, high, error = make.INPUTS[0]

    assert [high - REACH * error, high + REACH * error] == pytest.approx(list(ends))


def test_tornado_names_are_cut_to_two_lines():
    ax = axes_of("tornado", EDGES["long names"])
    labels = [label.get_text() for label in ax.get_yticklabels()]

    assert all(label.count("\n") <= 1 and len(label) <= 60 for label in labels)
    assert len(labels) == len(set(labels))


def test_gantt_bars_run_from_even_start_to_even_finish():
    result = make.result()
    ax = axes_of("gantt", result)
    table, even = result.activities, 10
    expected = [date2num(result.date(table.start[0, even])), date2num(result.date(table.finish[0, even]))]
    bar = ax.patches[0]

    assert expected == pytest.approx([bar.get_x(), bar.get_x() + bar.get_width()])


def test_gantt_shows_criticality_in_percent_and_in_colour():
    ax = axes_of("gantt", make.result())
    shares = [text for text in texts(ax) if text.endswith("%")]

    assert ["100 %", "26 %", "under 1 %", "97 %", "86 %", "14 %", "100 %", "100 %"] == shares
    assert [BLUE, ORANGE, "#ffffff", BLUE] == [to_hex(bar.get_facecolor()) for bar in ax.patches[:4]]


def test_gantt_milestones_are_diamonds():
    ax = axes_of("gantt", make.result())

    assert 1 == [line.get_marker() for line in ax.lines].count("D")
    assert 7 == len(ax.patches)


def test_gantt_shows_the_leading_activities_only():
    ax = axes_of("gantt", EDGES["long names"])

    assert 30 == len(ax.get_yticklabels())


def test_what_is_complete_is_not_shown():
    table = make.activities()
    done = replace(table, complete=np.ones(8, bool))

    assert CHARTS["gantt"].figure(make.result(activities=done), None) is None


def test_each_iteration_is_a_point():
    """Date and cost rise together: both are kept with the smaller chance, 40 %; neither, past the larger, in 40 %."""
    result = make.result(budget=6.0e6, target=datetime(2027, 7, 15))
    ax = axes_of("joint", result)
    missed, kept = (len(points.get_offsets()) for points in ax.collections)
    share = np.mean(
        (result.finish.sample.values < make.minutes(datetime(2027, 7, 16))) & (result.cost.sample.values <= 6e6)
    )

    assert (make.N, share) == (missed + kept, kept / make.N)
    assert [f"both kept: {100 * share:.0f} %", "neither: 40 %"] == [texts(ax)[0], texts(ax)[3]]
    assert CHARTS["joint"].figure(EDGES["certain cost"], None) is None


def test_the_line_of_equal_confidence():
    """Along it 70 % of the iterations keep both."""
    result = make.result()
    x, y = axes_of("joint", result).lines[0].get_data()
    dates, costs = (x - date2num(make.EPOCH)) * make.DAY, y * 1e6
    kept = [
        np.mean((result.finish.sample.values <= date + 1e-3) & (result.cost.sample.values <= cost + 1e-3))
        for date, cost in zip(dates, costs, strict=True)
    ]

    assert [0.7] * len(kept) == pytest.approx(kept)


def test_cash_flow_lines_are_sums():
    """Bars are what each month takes on average, lines the sums up to the end of each, from nothing on."""
    ax = axes_of("cash_flow", make.result())
    even, high, planned = (line.get_ydata() for line in ax.lines[:3])

    assert [1.0] * 6 == [bar.get_height() for bar in ax.patches]
    assert [0, 1, 2, 3, 4, 5, 6] == pytest.approx(list(even))
    assert [0, 1.5, 3, 4.5, 6, 7.5, 9] == pytest.approx(list(high))
    assert 5.4 == pytest.approx(planned[-1])
    assert date2num(datetime(2027, 7, 1)) == ax.lines[0].get_xdata()[-1]


def test_files_are_the_same_bytes_each_time(tmp_path):
    written = write_charts(make.result(), tmp_path)
    again = [file for picture in make.usual_pictures() for file in (picture.svg.encode(), picture.png)]

    assert [f"{name}.{form}" for name in CHARTS for form in ("svg", "png")] == [path.name for path in written]
    assert again == [path.read_bytes() for path in written]


def test_drawings_carry_no_address_but_names_of_formats():
    for picture in make.usual_pictures():
        found = set(re.findall(r"https?://[^\"<> ]*", picture.svg[picture.svg.index("<svg") :]))

        assert {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"} >= found
