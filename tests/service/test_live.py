"""A what-if of a result that is kept ready: the same document as of a simulation, and bounded memory."""

from __future__ import annotations

import pytest
from riskcore_api.child import live
from riskcore_api.child.results import saved
from riskcore_api.child.tasks.what_if import what_if
from riskcore_api.child.work import Work
from riskcore_api.store.blobs import Blobs

import riskcore
from riskcore.plan import parse_plan

PLAN = {
    "name": "yard",
    "start": "2027-01-04",
    "status_date": "2027-01-06",
    "target": "2027-02-20",
    "currency": "EUR",
    "activities": [
        {
            "id": "A",
            "duration": {"pert": ["5d", "8d", "20d"]},
            "cost": {"fixed": {"uniform": [90, 200]}, "per_day": 10},
        },
        {
            "id": "B",
            "duration": {"triangular": ["2d", "4d", "9d"]},
            "predecessors": ["A"],
            "actual_start": "2027-01-08",
        },
        {"id": "C", "duration": "6d", "predecessors": ["A"], "cost": {"per_day": 7}, "wbs": "2.1"},
        {"id": "M", "type": "milestone", "predecessors": ["B", "C"], "deadline": "2027-02-01"},
    ],
    "risks": [
        {"id": "R1", "probability": 0.4, "delay": {"uniform": ["1d", "9d"]}, "activities": ["A", "C"], "cost": 500},
        {"id": "R2", "name": "Never", "probability": 0.01, "delay": "9d", "activities": ["C"]},
        {"id": "R3", "name": "Hardly", "probability": 0.02, "delay": "2d", "activities": ["A"], "triggered_by": "R1"},
    ],
    "correlations": [{"items": ["A", "R1", "C"], "matrix": [[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]]}],
}
MITIGATION = {"id": "m", "name": "Second crane", "cost": "2k", "activities": {"C": {"duration": "4d"}}}
ASKED = {
    "nothing": {},
    "a probability": {"changes": {"risks": {"R1": {"probability": 0.1}}}},
    "a rare risk": {"changes": {"risks": {"R1": {"probability": 0.001}}}},
    "a frequent risk": {"changes": {"risks": {"R2": {"probability": 0.9}, "R3": {"probability": 0.9}}}},
    "a range": {"changes": {"activities": {"A": {"duration": {"pert": ["5d", "6d", "9d"]}}}}},
    "a link": {"changes": {"activities": {"C": {"predecessors": []}}}},
    "a date": {"changes": {"activities": {"C": {"constraint": {"start_no_earlier_than": "2027-02-08"}}}}},
    "a cost": {"changes": {"activities": {"C": {"cost": {"per_day": 70}}}}},
    "a mitigation": {"mitigations": [MITIGATION]},
    "one from a date": {"mitigations": [MITIGATION | {"from": "2027-01-20"}]},
    "a target of the plan": {"overrides": {"target": "2027-03-01"}},
    "an earlier epoch": {"overrides": {"start": "2025-01-06"}},
    "another target": {"target": "2027-02-25", "changes": {"risks": {"R1": {"probability": 0.1}}}},
}


@pytest.fixture
def archive(tmp_path):
    """A function that keeps a result of the plan and returns where it is."""

    def keep(iterations=1_280, **fields):
        plan = parse_plan(PLAN | fields)
        path = riskcore.save(riskcore.simulate(plan, iterations, 7), plan, tmp_path / "result.npz")
        return {"archive": Blobs(tmp_path).put(path.read_bytes()), "blobs": str(tmp_path)}

    yield keep
    live._kept.clear()
    saved.cache_clear()


def asked(order, place):
    """The answer to an order at that place."""
    work = Work(lambda _: None, lambda: False)
    return what_if(
        work, **{"mitigations": [], "changes": {}, "overrides": {}, "target": None} | order, threads=1, **place
    )


def simulated(order, place, monkeypatch):
    """The answer where nothing is kept ready."""
    with monkeypatch.context() as patch:
        patch.setattr("riskcore_api.child.tasks.what_if.ready", lambda *_: None)
        return asked(order, place)


def test_the_document_is_that_of_a_simulation(archive, monkeypatch):
    """Every word and number of it, notes on rare risks and impossible correlations included."""
    place = archive()
    found = {name: asked(order, place) for name, order in ASKED.items()}

    assert 1 == len(live._kept)
    for name, order in ASKED.items():
        assert simulated(order, place, monkeypatch) == found[name], name


def test_the_notes_differ_from_what_if_to_what_if(archive):
    """What the other test compares is not all the same: a risk becomes rare, another frequent."""
    place = archive()
    notes = {name: asked(ASKED[name], place)["comparison"]["scenarios"][0]["notes"] for name in ASKED}

    assert any('"Never" happened in' in note for note in notes["nothing"])
    assert not any("happened in" in note for note in notes["a frequent risk"])
    assert any('"R1" happened in' in note for note in notes["a rare risk"])
    assert any("was impossible as stated" in note for note in notes["nothing"])


def test_a_plan_without_costs_or_target(archive, monkeypatch):
    """Neither is made up."""
    free = [{key: value for key, value in one.items() if key != "cost"} for one in PLAN["activities"]]
    place = archive(activities=free, risks=[], correlations=[], target=None)
    order = {"changes": {"activities": {"C": {"duration": "30d"}}}}
    found = asked(order, place)

    assert simulated(order, place, monkeypatch) == found
    assert found["comparison"]["base"]["cost"] is None
    assert found["comparison"]["base"]["target"] is None


def test_the_last_results_are_kept_as_far_as_there_is_room(archive, monkeypatch):
    """Room for two: the one that was asked about longest ago goes; what is too large is never kept."""
    places = [archive(name=f"plan {k}") for k in range(3)]
    size = live.PER_SAMPLE * 4 * 1_280
    monkeypatch.setattr(live, "_room", lambda: 2 * size)
    for k in (0, 1, 0, 2):
        asked({}, places[k])

    assert [places[0]["archive"], places[2]["archive"]] == [key[0] for key in live._kept]

    monkeypatch.setattr(live, "_room", lambda: size - 1)

    assert live.ready(**places[0], threads=1) is None
    assert asked({}, places[0])["comparison"]["scenarios"]
