"""Other open-source engines, where they model the same; each test is skipped where its engine is not installed.

    pip install pmcontrols==0.2.1 trueppm-scheduler==0.4.0rc2

`pmcontrols` (MIT): finish-to-start networks, and PERT distributions with lambda 4: dates, floats, the law of the finish
and criticality are compared. `trueppm-scheduler` (Apache-2.0): all four types of links; it plans in whole days, counts
lags on the clock, and fits another distribution to three points, so that dates and floats on a calendar without days
off are compared and nothing that is random.
"""

import random
from datetime import date, timedelta

import numpy as np
import pytest

from riskcore.plan import parse_plan
from riskcore.simulation import schedule, simulate

START = "2030-01-07"
DAY = 1440.0
N = 20_000


def network(seed, types=("FS",)):
    """Activities with three points in whole days, and links to two at most of those before."""
    rng = random.Random(seed)
    made = []
    for k in range(rng.randint(3, 20)):
        low = rng.randint(1, 9)
        mode = low + rng.randint(0, 6)
        before = rng.sample(range(max(0, k - 5), k), min(2, k)) if k else []
        links = [(f"A{j}", rng.choice(types), rng.randint(0, 3) if len(types) > 1 else 0) for j in sorted(before)]
        made.append((f"A{k}", low, mode, mode + rng.randint(1, 9), links))
    return made


def plan_of(made, *, certain):
    """The same for riskcore, in days of the clock; certain ones take as long as is most likely."""
    activities = [
        {
            "id": name,
            "duration": f"{mode}ed" if certain else {"pert": [f"{low}ed", f"{mode}ed", f"{high}ed"]},
            "predecessors": [{"activity": who, "type": kind, "lag": f"{lag}ed"} for who, kind, lag in links],
        }
        for name, low, mode, high, links in made
    ]
    return parse_plan({"start": START, "calendar": "24h", "activities": activities})


def days(found, times):
    """Whole days from the start of the plan."""
    return dict(zip(found.id, np.round((times - found.early_start.min()) / DAY, 9).tolist(), strict=True))


def of_pmcontrols(made):
    return [
        {"id": name, "predecessors": [who for who, _, _ in links], "duration": mode, "a": low, "m": mode, "b": high}
        for name, low, mode, high, links in made
    ]


@pytest.mark.parametrize("seed", range(20))
def test_dates_and_floats_of_pmcontrols(seed):
    """Early and late dates, and floats, of a finish-to-start network."""
    pmcontrols = pytest.importorskip("pmcontrols")
    made = network(seed)
    table = pmcontrols.cpm(of_pmcontrols(made)).table.set_index("activity")
    found = schedule(plan_of(made, certain=True))

    for theirs, ours in (("es", "early_start"), ("ef", "early_finish"), ("ls", "late_start"), ("lf", "late_finish")):
        assert table[theirs].to_dict() == days(found, getattr(found, ours))
    assert table["slack"].to_dict() == dict(zip(found.id, (found.total_float / DAY).tolist(), strict=True))


@pytest.mark.parametrize("seed", range(5))
def test_the_law_of_pmcontrols(seed):
    """Mean, P50, P80 and P95 of the finish, and criticality, of 20,000 iterations each.

    Within 4.5 standard errors of the difference, those of quantiles from both sides: of 100 such figures one is beyond
    with probability 0.0007.
    """
    pmcontrols = pytest.importorskip("pmcontrols")
    made = network(seed)
    theirs = pmcontrols.pert(of_pmcontrols(made), n_sim=N, seed=seed)
    result = simulate(plan_of(made, certain=False), N, seed, design="plain", milestones=())
    finish = (result.finish.sample.values - result.minutes(result.date(0))) / DAY
    start = float(result.activities.planned_start.min()) / DAY
    error = finish.std() / np.sqrt(N)

    assert abs(finish.mean() - start - theirs.stats["mc_mean"]) < 4.5 * np.sqrt(2) * error
    for level in (50, 80, 95):
        share = np.mean(finish - start <= theirs.stats[f"mc_p{level}"])
        p = level / 100
        assert abs(share - p) < 4.5 * np.sqrt(2 * p * (1 - p) / N)
    critical = theirs.table.set_index("activity")["criticality_index"]
    for name, ours in zip(result.activities.id, result.activities.criticality, strict=True):
        p = (ours + critical[name]) / 2
        assert abs(ours - critical[name]) <= 4.5 * np.sqrt(2 * p * (1 - p) / N)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("types", [("FS",), ("FS", "SS"), ("FS", "FF")])
def test_dates_and_floats_of_trueppm(seed, types):
    """Dates, total and free floats in whole days; its finish is the last day worked, ours the end of that day."""
    trueppm = pytest.importorskip("trueppm_scheduler")
    made = network(seed, types)
    first = date.fromisoformat(START)
    project = trueppm.Project(
        id="p",
        name="p",
        start_date=first,
        tasks=[trueppm.Task(id=name, name=name, duration=timedelta(days=mode)) for name, _, mode, _, _ in made],
        dependencies=[
            trueppm.Dependency(
                predecessor_id=who, successor_id=name, dep_type=trueppm.DependencyType[kind], lag=timedelta(days=lag)
            )
            for name, _, _, _, links in made
            for who, kind, lag in links
        ],
        calendar=trueppm.Calendar(working_days=0b111_1111),
    )
    tasks = {task.id: task for task in trueppm.schedule(project).tasks}
    found = schedule(plan_of(made, certain=True))

    assert {k: float((t.early_start - first).days) for k, t in tasks.items()} == days(found, found.early_start)
    assert {k: float((t.early_finish - first).days + 1) for k, t in tasks.items()} == days(found, found.early_finish)
    assert {k: float((t.late_finish - first).days + 1) for k, t in tasks.items()} == days(found, found.late_finish)
    assert {k: t.total_float.days for k, t in tasks.items()} == dict(
        zip(found.id, (found.total_float / DAY).tolist(), strict=True)
    )
    assert {k: t.free_float.days for k, t in tasks.items()} == dict(
        zip(found.id, (found.free_float / DAY).tolist(), strict=True)
    )
