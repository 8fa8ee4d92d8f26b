"""The assessment as a whole, on plans of many tools where these are at hand."""

from dataclasses import asdict
from json import dumps
from pathlib import Path
from time import process_time

import pytest

from riskcore import read_plan
from riskcore.errors import ParameterError
from riskcore.quality import CHECKS, DCMA, assess
from riskcore.quality.critical_path import CRITICAL_PATH_TEST
from riskcore.quality.facts import Facts
from riskcore.simulation import schedule
from tests.quality.make import chain, plan

CORPUS = Path(__file__).parents[2].parent / "shared/corpus/files"


def test_order_and_words():
    """One finding for each check, in order, every one with all its words; the 14 points come first."""
    made = plan(*chain("a", "b", "c"))
    findings = assess(made, schedule(made)).findings

    assert [check.key for check in CHECKS] == [found.key for found in findings]
    assert all(f"check {i + 1}" in check.source for i, check in enumerate(DCMA))
    for found in findings:
        assert all(
            (found.title, found.question, found.source, found.remedy, found.threshold.text, found.threshold.source)
        )
        assert found.question.endswith("?")
        assert found.remedy.endswith(".")
        assert found.threshold.least is not None or found.threshold.most is not None


def test_statuses_part_the_findings():
    """Every finding has one status."""
    made = plan(*chain("a", "b", "c"))
    found = assess(made, schedule(made))

    counts = [len(found.with_status(status)) for status in ("pass", "fail", "not applicable")]
    assert len(CHECKS) == sum(counts)


def test_goes_into_json():
    """An assessment is plain values."""
    made = plan(*chain("a", "b"))

    assert '"key": "logic"' in dumps(asdict(assess(made, schedule(made))))


def test_refuses_the_schedule_of_another_plan():
    """A schedule belongs to its plan."""
    with pytest.raises(ParameterError, match="must be that of the plan"):
        assess(plan(*chain("a", "b")), schedule(plan(*chain("a", "c"))))


@pytest.mark.parametrize("name", ["xer-sp10.xer", "xer-up0122.xer", "mpp-commercial.mpp"])
def test_real_plans(name):
    """Counts stay within totals, offenders are in the plan, and each status agrees with its threshold."""
    if not (CORPUS / name).exists():
        pytest.skip(f"{name} is not at hand")
    made = read_plan(CORPUS / name)
    ids = {activity.id for activity in made.activities}

    for found in assess(made, schedule(made)).findings:
        assert 0 <= found.count <= found.total
        assert 0.0 <= found.share <= 1.0
        assert all(offender.activity in ids and offender.what for offender in found.offenders)
        if found.status != "not applicable":
            assert (found.status == "pass") == found.threshold.keeps(found.value)


def test_many_activities_take_less_than_a_second():
    """4,000 activities with two predecessors each; the schedules themselves are not counted."""
    names = [f"t{i}" for i in range(4000)]
    made = plan(*(chain("x")[0] | {"id": b, "predecessors": names[max(i - 2, 0) : i]} for i, b in enumerate(names)))
    found = schedule(made)
    checks = [check for check in CHECKS if check is not CRITICAL_PATH_TEST]

    began = process_time()
    facts = Facts(made, found)
    for check in checks:
        check.find(facts)
    assert process_time() - began < 1.0
