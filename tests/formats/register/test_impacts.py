"""Impacts: how their points are spread is declared, and those of an opportunity shorten and save."""

from __future__ import annotations

import pytest

from riskcore.errors import PlanError
from riskcore.formats.register import lines, read_register, register_of
from tests.formats.register.make import csv, risks

POINTS = ["ID", "Title", "P (%)", "Delay min (d)", "Delay ML (d)", "Delay max (d)", "Activities"]
SINGLE = ["ID", "Title", "P (%)", "Delay (d)", "Cost", "Activities", "Type"]


def _impacts(path, key, mapping=None, **more):
    return [risk.get(key) for risk in read_register(path, mapping, **more).document["risks"]]


@pytest.mark.parametrize("shape", ["triangular", "pert", {"delay": "pert", "cost": "triangular"}])
def test_the_distribution_of_three_points_is_declared(tmp_path, shape):
    """Without it there is one problem for the column, which says how; with it, it is taken."""
    path = risks(tmp_path / "r.xlsx", POINTS, ["R1", "a", 30, 5, 10, 20, "A1"], ["R2", "b", 30, 1, 2, 3, "A1"])

    with pytest.raises(PlanError) as caught:
        read_register(path)
    assert [
        (
            'Sheet "Risks", rows 2, 3, column D "Delay min (d)": must say the distribution of its three points. '
            "Got 5d, 10d, 20d. "
            "Declare shape: triangular or shape: pert in the mapping; shape: trigen with percentiles: "
            "[10, 90] where the outer points are percentiles."
        )
    ] == str(caught.value).splitlines()

    family = shape if isinstance(shape, str) else "pert"

    assert [{family: ["5d", "10d", "20d"]}, {family: ["1d", "2d", "3d"]}] == _impacts(path, "delay", {"shape": shape})


def test_single_values_need_no_distribution(tmp_path):
    """Neither a column of single values nor a row with a most likely value only."""
    path = risks(tmp_path / "r.xlsx", POINTS, ["R1", "a", 30, None, 10, None, "A1"])

    assert ["10d"] == _impacts(path, "delay")


def test_ranges_need_a_declaration_too(tmp_path):
    """Two ends are no distribution."""
    path = risks(tmp_path / "r.xlsx", SINGLE, ["R1", "a", 30, "10-35", None, "A1"])

    with pytest.raises(
        PlanError, match=r"must say how it is spread between two ends. Got 10d to 35d. Declare range: uni"
    ):
        read_register(path)
    assert [{"uniform": ["10d", "35d"]}] == _impacts(path, "delay", {"range": "uniform"})


def test_a_column_of_distributions(tmp_path):
    """It holds for its row, before what is declared; a whole distribution may stand in it."""
    head = [*POINTS, "Delay distribution"]
    rows = [
        ["R1", "a", 30, 5, 10, 20, "A1", "BetaPERT"],
        ["R2", "b", 30, 5, None, 20, "A1", "Uniform"],
        ["R3", "c", 30, 5, 10, 20, "A1", "trigen P5/P95"],
        ["R4", "d", 30, None, None, None, "A1", "{lognormal: {p10: 5d, p90: 20d}}"],
        ["R5", "e", 30, 5, 10, 20, "A1", None],
    ]

    assert [
        {"pert": ["5d", "10d", "20d"]},
        {"uniform": ["5d", "20d"]},
        {"trigen": ["5d", "10d", "20d", 0.05, 0.95]},
        {"lognormal": {"p10": "5d", "p90": "20d"}},
        {"triangular": ["5d", "10d", "20d"]},
    ] == _impacts(risks(tmp_path / "r.xlsx", head, *rows), "delay", {"shape": "triangular"})


def test_percentiles_in_the_header(tmp_path):
    """P10 and P90 are no ends: triangular is refused, trigen takes them."""
    head = ["ID", "Title", "P (%)", "Cost P5", "Cost ML", "Cost P95"]
    path = risks(tmp_path / "r.xlsx", head, ["R1", "a", 30, 5, 10, 20])

    with pytest.raises(PlanError, match="must have a distribution that takes percentiles, as the header names them"):
        read_register(path, {"shape": "triangular"})
    assert [{"trigen": [5, 10, 20, 0.05, 0.95]}] == _impacts(path, "cost", {"shape": "trigen"})


def test_trigen_needs_percentiles(tmp_path):
    """Which percentiles min and max are, is declared."""
    path = risks(tmp_path / "r.xlsx", POINTS, ["R1", "a", 30, 5, 10, 20, "A1"])

    with pytest.raises(
        PlanError, match=r"must say which percentiles its outer points are. Declare percentiles: \[10, 90\]"
    ):
        read_register(path, {"shape": "trigen"})
    assert [{"trigen": ["5d", "10d", "20d"]}] == _impacts(path, "delay", {"shape": "trigen", "percentiles": [10, 90]})


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([20, 10, 5], 'row 2, column D "Delay min (d)": must have min <= most likely <= max. Got 20d, 10d, 5d.'),
        ([5, 10, None], "must have min, most likely and max, or one value. Got only min and most likely."),
        ([None, None, 5], "must have min, most likely and max, or one value. Got only max."),
        (["5-10", 12, 15], 'column D "Delay min (d)": must be a duration such as 10 d. Got "5-10".'),
        (["2w", 12, "15ed"], "must not mix working and elapsed units. Got 2w, 12d, 15ed."),
        (["soon", 12, 15], 'must be a duration such as 10 d. Got "soon".'),
    ],
)
def test_points_that_do_not_fit(tmp_path, cells, told):
    """Their order, their number and their units."""
    path = risks(tmp_path / "r.xlsx", POINTS, ["R1", "a", 30, *cells, "A1"])

    with pytest.raises(PlanError) as caught:
        read_register(path, {"shape": "pert"})
    assert told in str(caught.value)


def test_a_value_and_points(tmp_path):
    """Two columns that both give the delay of a row: which one counts is asked."""
    path = risks(tmp_path / "r.xlsx", [*POINTS, "Delay (d)"], ["R1", "a", 30, 5, 10, 20, "A1", 12])

    with pytest.raises(
        PlanError, match=r"must be given in one way. Got one value and points .* columns: {delay: null}"
    ):
        read_register(path, {"shape": "pert"})
    assert [{"pert": ["5d", "10d", "20d"]}] == _impacts(path, "delay", {"shape": "pert", "columns": {"delay": None}})


@pytest.mark.parametrize("cells", [[5, 10, 20], [-20, -10, -5], [-5, -10, -20]])
def test_an_opportunity_shortens_whichever_way_it_is_written(tmp_path, cells):
    """Positive, negative, or negative from the smallest saving on."""
    path = risks(tmp_path / "r.xlsx", [*POINTS, "Type"], ["R1", "a", 30, *cells, "A1", "Opportunity"])

    assert [{"triangular": ["-20d", "-10d", "-5d"]}] == _impacts(path, "delay", {"shape": "triangular"})


def test_percentiles_of_an_opportunity(tmp_path):
    """What is P5 of a saving is P95 of the negative delay."""
    path = risks(tmp_path / "r.xlsx", [*POINTS, "Type"], ["R1", "a", 30, 5, 10, 20, "A1", "O"])
    mapping = {"shape": "trigen", "percentiles": [5, 80]}

    assert [{"trigen": ["-20d", "-10d", "-5d", 0.2, 0.95]}] == _impacts(path, "delay", mapping)


def test_levels_of_an_opportunity(tmp_path):
    """One scale serves threats and opportunities."""
    rows = [["R1", "a", 30, "High", "Low", "A1", "Opportunity"], ["R2", "a", 30, "Low", "High", "A1", "Threat"]]
    path = risks(tmp_path / "r.xlsx", SINGLE, *rows)
    scales = {
        "delay": {"Low": "2d", "High": {"trigen": ["5d", "10d", "20d", 0.05, 0.8]}},
        "cost": {"Low": {"uniform": ["1k", "5k"]}, "High": "50k"},
    }

    assert [{"trigen": ["-20d", "-10d", "-5d", 0.2, 0.95]}, "2d"] == _impacts(path, "delay", scales=scales)
    assert [{"uniform": [-5000, -1000]}, 50_000] == _impacts(path, "cost", scales=scales)


def test_an_opportunity_in_the_document(tmp_path):
    """The register that is made of it is sound, and the turning is said."""
    path = risks(tmp_path / "r.xlsx", SINGLE, ["R1", "a", 30, 5, "2k", "A1", "Chance"])
    read = read_register(path)

    assert "opportunity" == register_of(read).risks[0].type
    assert '    type "Chance" read as opportunity' in lines(read)
    assert "    delay of an opportunity 5 read as -5d" in lines(read)
    assert '    cost of an opportunity "2k" read as -2000' in lines(read)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["-5 - 5", None, "A1", "Opportunity"], "must have one sign, since it is an opportunity. Got -5, 5."),
        ([-5, None, "A1", "Threat"], "must not shorten or save, since it is a threat. Got -5d."),
        ([5, "(2,000)", "A1", "Threat"], "must not shorten or save, since it is a threat. Got -2000."),
        ([5, None, "A1", "Technical"], 'must be a known word for the type of a risk. Got "Technical".'),
    ],
)
def test_signs_that_contradict_the_type(tmp_path, row, told):
    """A sign that cannot be turned, or a threat that saves, is a problem."""
    path = risks(tmp_path / "r.xlsx", SINGLE, ["R1", "a", 30, *row])

    with pytest.raises(PlanError) as caught:
        read_register(path, {"range": "uniform"})
    assert told in str(caught.value)


def test_factors_of_an_opportunity(tmp_path):
    """1.25 may be meant as 0.75 or as 0.8: it is refused."""
    head = ["ID", "Title", "P (%)", "Duration factor", "Activities", "Type"]
    bad = risks(tmp_path / "b.xlsx", head, ["R1", "a", 30, 1.25, "A1", "Opportunity"])
    good = risks(tmp_path / "g.xlsx", head, ["R1", "a", 30, 0.9, "A1", "Opportunity"])

    with pytest.raises(PlanError, match="must be at most 1, since it is an opportunity"):
        read_register(bad)
    assert [0.9] == _impacts(good, "factor")

    levels = risks(tmp_path / "l.xlsx", head, ["R1", "a", 30, "High", "A1", "Opportunity"])

    assert [0.8] == _impacts(levels, "factor", scales={"factor": {"High": 0.8}})
    with pytest.raises(PlanError, match=r"must be at most 1, since it is an opportunity. Got triangular 0.8, 0.9, 1.1"):
        read_register(levels, scales={"factor": {"High": {"triangular": [0.8, 0.9, 1.1]}}})


def test_residual_position(tmp_path):
    """After mitigation: probability and impacts of their own."""
    head = [*SINGLE, "Residual probability (%)", "Residual delay (d)", "Residual cost"]
    path = risks(tmp_path / "r.xlsx", head, ["R1", "a", 30, 10, 5000, "A1", "Threat", 10, 4, None])

    assert [{"probability": 0.1, "delay": "4d"}] == _impacts(path, "residual")


def test_amounts_in_two_currencies(tmp_path):
    """They cannot be added up."""
    text = "ID,Title,P,Cost\nR1,a,30%,€5k\nR2,b,30%,$5k\n"

    with pytest.raises(PlanError, match=r"must have amounts in one currency. Got \$ and EUR."):
        read_register(csv(tmp_path / "r.csv", text))


def test_one_unit_for_all_points(tmp_path):
    """Min in k€ and max without a unit may be wrong by a thousand."""
    head = ["ID", "Title", "P (%)", "Cost min (k€)", "Cost ML", "Cost max"]
    path = risks(tmp_path / "r.xlsx", head, ["R1", "a", 30, 5, 10_000, 20_000])

    with pytest.raises(PlanError, match=r"must have one unit in all columns of cost. Got k€ and none."):
        read_register(path, {"shape": "pert"})


@pytest.mark.parametrize(
    ("units", "expected"), [({"delay": "weeks", "cost": "k€"}, ("3w", 5000)), ({"delay": "ed"}, ("3ed", 5))]
)
def test_declared_units(tmp_path, units, expected):
    """For numbers whose header names none."""
    path = risks(
        tmp_path / "r.xlsx", ["ID", "Title", "P (%)", "Delay", "Cost", "Activities"], ["R1", "a", 30, 3, 5, "A1"]
    )
    risk = read_register(path, {"units": units}).document["risks"][0]

    assert expected == (risk["delay"], risk["cost"])


def test_declared_units_that_contradict_the_header(tmp_path):
    """Neither wins in silence."""
    path = risks(tmp_path / "r.xlsx", SINGLE, ["R1", "a", 30, 3, 5, "A1"])

    with pytest.raises(PlanError, match=r"must have the unit that is declared. Got d in the header, w declared."):
        read_register(path, {"units": {"delay": "weeks"}})
