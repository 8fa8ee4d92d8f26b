"""Tiny plans, and their findings."""

from riskcore.plan import parse_plan
from riskcore.quality import assess
from riskcore.simulation import schedule

START = "2027-03-01"  # a Monday


def task(name, *predecessors, duration="5d", **more):
    """An activity document; `duration` None leaves it out."""
    document = {"id": name, "predecessors": list(predecessors), "wbs": "1", **more}
    return document | ({"duration": duration} if duration else {})


def milestone(name, *predecessors, **more):
    return task(name, *predecessors, duration=None, type="milestone", **more)


def chain(*names, **more):
    """Tasks that follow one another; `more` goes to the first."""
    first, *others = names
    return [task(first, **more), *(task(b, a) for a, b in zip(names, others, strict=False))]


def plan(*activities, **more):
    return parse_plan({"start": START, "activities": list(activities), **more})


def finding(key, made):
    """What the check called `key` says of the plan `made`."""
    return assess(made, schedule(made))[key]
