"""Every real schedule is read, and what is read agrees with the facts found by another program."""

import json
from collections import Counter
from functools import cache

import pytest

from riskcore.formats import jvm
from riskcore.formats.sniff import sniff
from tests.formats import needs

FACTS = json.loads((needs.CORPUS / "facts.json").read_text())["files"] if needs.CORPUS.is_dir() else {}
DATES = (
    "start", "finish", "early_start", "early_finish", "late_start", "late_finish", "actual_start", "actual_finish",
    "remaining_early_start", "remaining_early_finish", "constraint_date",
)  # fmt: skip

pytestmark = [needs.java, needs.corpus, pytest.mark.parametrize("slug", FACTS or ["none"])]


@cache
def _read(slug):
    path = needs.CORPUS / FACTS[slug]["file"]
    return jvm.read(path, sniff(path))


def _minute(moment):
    return moment and moment[: len("2027-03-01T08:00")]


def _minutes(duration):
    return round(duration["minutes"], 3) if duration and "minutes" in duration else None


def _lag(lag):
    return f"{float(lag['value'])}%" if lag["unit"] == "PERCENT" else _minutes(lag)


def test_format(slug):
    """The sniffed format is the one that the corpus states (a template is a project)."""
    expected = FACTS[slug]["format"].replace("mpt", "mpp")

    assert expected == sniff(needs.CORPUS / FACTS[slug]["file"])


def test_counts(slug):
    """Rows, summaries, links by type, calendars and started activities are as many as the facts say."""
    facts, read = FACTS[slug], _read(slug)
    tasks = [task for task in read["tasks"] if not task.get("null")]
    summaries = sum(bool(task.get("summary")) for task in tasks)

    assert (facts["n_tasks"], facts["n_summaries"]) == (len(tasks), summaries)
    assert facts["links"] == Counter(link["type"] for link in read["links"])
    assert facts["calendars"] == len(read["calendars"])


def test_activities(slug):
    """Each activity has the stored dates, durations, constraint and links."""
    facts, read = FACTS[slug], _read(slug)
    tasks = {task["uid"]: task for task in read["tasks"]}
    links = {(link["successor"], link["predecessor"], link["type"], _lag(link["lag"])) for link in read["links"]}
    for row in facts["activities"]:
        fact = dict(zip(facts["activity_columns"], row, strict=True))
        task = tasks[fact["uid"]]

        assert {name: _minute(fact[name]) for name in DATES} == {name: _minute(task.get(name)) for name in DATES}
        assert fact["constraint"] == task.get("constraint")
        assert fact["type"] == task.get("activity_type")
        assert (fact["duration_min"] or 0) == pytest.approx(_minutes(task.get("duration")) or 0, abs=0.001)
        assert (fact["remaining_min"] or 0) == pytest.approx(_minutes(task.get("remaining_duration")) or 0, abs=0.001)
        assert links >= {(fact["uid"], *link) for link in fact["preds[uid,type,lag_min]"]}


def test_project(slug):
    """The project's own dates and options are the file's; P6's options are absent elsewhere."""
    facts, project = FACTS[slug]["project"], _read(slug)["project"]

    assert {name: facts[name] for name in ("start", "finish", "status_date", "must_finish")} == {
        name: _minute(project.get(name)) for name in ("start", "finish", "status_date", "must_finish")
    }
    names = ("schedule_from", "minutes_per_day", "lag_calendar", "progress_mode")
    assert {name: facts[name] for name in names} == {name: project.get(name) for name in names}
