"""Several registers of one plan: joined before they are checked, and problems named by the file they are in."""

from __future__ import annotations

import pytest

from riskcore.cli.inputs import read_document
from riskcore.errors import PlanError
from tests.cli.test_command import PLAN

FLOOD = "risks: [{id: F, probability: 0.3, cost: 5}, {id: R1, triggered_by: ICE, probability: 0.3, cost: 5}]"
ICE = "ID,Risk,Probability (%),Cost,Triggered by\nICE,Ice,30,5,\nR2,Snow,30,5,{}\n"


@pytest.fixture
def read(tmp_path):
    """The plan of two registers, of which the first is YAML and the second CSV."""
    (tmp_path / "plan.yaml").write_text(PLAN)

    def made(first, second):
        paths = [tmp_path / "flood.yaml", tmp_path / "ice.csv"]
        for path, text in zip(paths, (first, second), strict=True):
            path.write_text(text)
        return read_document(str(tmp_path / "plan.yaml"), paths, None, None)

    return made


def test_a_register_names_a_risk_of_a_later_one(read):
    """In either order of the files."""
    plan = read(FLOOD, ICE.format("F"))

    assert ["F", "R1", "ICE", "R2"] == [risk.id for risk in plan.risks][-4:]


def test_a_problem_of_one_file(read):
    """Under its name, with the place that it has there."""
    with pytest.raises(PlanError) as error:
        read(FLOOD, ICE.format("R9"))

    assert "ice.csv" == error.value.source
    assert 'risks[1] "Snow": triggered_by: must name a risk. Got "R9".' in str(error.value)


def test_problems_of_both(read):
    """All at once, each with its file; also where another file is told of."""
    with pytest.raises(PlanError) as error:
        read(FLOOD.replace("ICE", "X"), ICE.format("").replace("ICE,", "F,"))

    assert "plan.yaml with flood.yaml, ice.csv" == error.value.source
    assert [
        'flood.yaml: risks[1] "R1": triggered_by: must name a risk. Got "X".',
        'ice.csv: risks[0].id: must be unique. Got "F" again, first at risks[0] of flood.yaml.',
    ] == [str(problem) for problem in error.value.problems]
