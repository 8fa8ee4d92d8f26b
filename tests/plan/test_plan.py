"""A plan reads as it is written, writes as it is read, and means what it says."""

import json
import random
import time
from datetime import datetime

import pytest

from riskcore.errors import PlanError
from riskcore.formats import read_plan_text, write_plan
from riskcore.plan import Duration, WorkHours, digest, document_of, parse_plan, schema

TEXT = """
name: Pump station
start: 2027-01-04
status_date: 2027-01-15
target: 2027-06-30
currency: EUR
calendar: site
calendars:
  site:
    week: {mon-fri: "07:00-12:00, 12:30-15:30", sat: "08:00-12:00"}
    exceptions: [{on: 2027-05-01, name: Labour day}, {from: 2027-04-01, to: 2027-04-05, work: "08:00-12:00"}]
activities:
  - {id: 10, name: Dig, wbs: 1.1, tags: [civil], actual_start: 2027-01-04T07:00, actual_finish: 2027-01-08}
  - id: "20"
    name: Pour
    duration: {pert: {min: 10d, mode: 12d, max: 20d, lambda: 6}}
    predecessors: ["10", {activity: "10", type: SS, lag: {uniform: [1d, 2d]}}]
    cost: {fixed: 12k, per_day: {triangular: [800, 850, 1000]}}
  - {id: "30", type: milestone, predecessors: ["20 FF+3ed"], deadline: 2027-06-01T17:00}
risks:
  - {id: R1, probability: 30%, delay: {triangular: [2d, 5d, 9d]}, cost: 1.5M, activities: {wbs: 1.1}}
uncertainty: [{activities: all, duration_factor: {pert: [0.9, 1.0, 1.4]}}]
correlations: [{name: ground, activities: {tag: civil}, coefficient: 0.5}]
"""


def test_reads_what_is_written():
    """Numbers, dates, durations, money, shifts and links come out as meant."""
    plan = read_plan_text(TEXT)

    assert plan.activities[0].id == "10"
    assert datetime(2027, 1, 4, 7) == plan.activities[0].actual_start
    assert [link.activity for link in plan.activities[1].predecessors] == ["10", "10"]
    assert plan.activities[1].cost.fixed.distribution().mean == 12000
    assert plan.risks[0].probability == 0.3
    assert plan.risks[0].cost.distribution().mean == 1.5e6
    assert plan.calendars["site"].weekdays()[0] == ((420, 720), (750, 930))
    assert WorkHours(480, 2640, pytest.approx(26.09, abs=0.01)) == plan.calendars["site"].hours()


@pytest.mark.parametrize("link", ["10 ss+2d", "10 SS+2d", "{activity: 10, type: ss, lag: 2d}"])
def test_links_as_people_type_them(link):
    """Types in small letters are types; the same link is written in one way."""
    two = f"{{id: 20, duration: 1d, predecessors: [{link}]}}"
    plan = read_plan_text(f"start: 2027-01-04\nactivities: [{{id: 10, duration: 3d}}, {two}]")

    assert ["10 SS+2d"] == document_of(plan)["activities"][1]["predecessors"]


def test_numbers_as_predecessors():
    """An id that YAML takes for a number is that id where it is named, too."""
    two = "{id: 20, duration: 1d, predecessors: [10]}"
    plan = read_plan_text(f"start: 2027-01-04\nactivities: [{{id: 10, duration: 3d}}, {two}]")

    assert "10" == plan.activities[1].predecessors[0].activity


def test_round_trip():
    """Written and read again, a plan is the same plan with the same digest."""
    plan = read_plan_text(TEXT)

    again = read_plan_text(write_plan(plan))

    assert plan == again
    assert digest(plan) == digest(again)


def test_digest_is_of_the_content():
    """Order and form of the text do not matter, a changed number does."""
    document = json.loads(write_plan(read_plan_text(TEXT)))
    shuffled = dict(random.Random(1).sample(list(document.items()), len(document)))

    assert digest(parse_plan(document)) == digest(parse_plan(shuffled))
    assert digest(parse_plan(document)) != digest(parse_plan(document | {"target": "2027-07-01"}))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("15d", 7200), ("3w", 7200), ("12h", 720), ("30min", 30), ("2mo", 19200), ("2ed", 2880), ("1.5 d", 720)],
)
def test_durations(text, minutes):
    """Eight hours a day, five days a week, twenty days a month; elapsed units run on the clock."""
    assert minutes == Duration.parse(text).minutes(WorkHours())


def test_schema_names_every_key():
    """The published schema refuses unknown keys and knows the ones that the document has."""
    found = schema()

    assert not found["additionalProperties"]
    assert {"activities", "calendars", "risks", "uncertainty", "correlations"} <= set(found["properties"])


def test_ten_thousand_activities_load_quickly():
    """A plan of 10,000 activities loads in under 2 s; 6 s of the processor leave room for slower machines."""
    lines = [
        f"  - {{id: A{k}, duration: {{pert: [{k % 7 + 1}d, 9d, 20d]}}, predecessors: [A{k - 1}]}}"
        for k in range(1, 10_000)
    ]
    text = "start: 2027-01-04\nactivities:\n  - {id: A0, duration: 5d}\n" + "\n".join(lines)

    begin = time.process_time()
    plan = read_plan_text(text)

    assert len(plan.activities) == 10_000
    assert time.process_time() - begin < 6


def test_what_is_written_alike_is_read_alike():
    """Estimates are kept by their text: a text, a whole number and a truth value are never taken for one another."""
    one = {"id": "A", "duration": "5d", "cost": {"fixed": 1}}
    plan = parse_plan({"start": "2027-01-04", "activities": [one, one | {"id": "B"}]})
    first, second = plan.activities

    assert first.duration is second.duration
    for value in (True, "x", None):
        with pytest.raises(PlanError):
            parse_plan({"start": "2027-01-04", "activities": [one | {"cost": {"fixed": value}}]})


def test_a_document_is_ones_own():
    """What is done to a plan's document does nothing to the plan, nor to the next one."""
    plan = parse_plan({"start": "2027-01-04", "activities": [{"id": "A", "duration": {"uniform": ["5d", "9d"]}}]})
    before = digest(plan)
    document_of(plan)["activities"][0]["duration"]["uniform"]["min"] = "1d"

    assert before == digest(plan)
