"""Levels of a scale mean what a person has declared, and nothing else."""

from __future__ import annotations

import pytest

from riskcore.errors import PlanError
from riskcore.formats.register import lines, read_register, read_scales
from riskcore.formats.register.mapping import checked
from riskcore.formats.register.scale import level
from riskcore.plan.rule import BrokenRule
from tests.formats.register.make import HEAD, csv, risks

WORDS = {"Very low": "5%", "Low": "10%", "High": "50%"}
FIVE = ["5%", "10%", "30%", "50%", "70%"]


def _scale(scales, quantity="probability"):
    return getattr(checked({}, {quantity: scales}).scales, quantity)


@pytest.mark.parametrize(
    ("text", "scale", "expected"),
    [
        ("High", WORDS, 0.5),
        ("VERY  LOW", WORDS, 0.05),
        ("very-low", WORDS, 0.05),
        ("3 of 5", FIVE, 0.3),
        ("3/5", FIVE, 0.3),
        ("3 von 5", FIVE, 0.3),
        ("3", FIVE, 0.3),
        ("3/5", {"3/5": "25%"}, 0.25),
        ("4 - High", WORDS, 0.5),
        ("High (4)", WORDS, 0.5),
        ("4 - High", {"4": "50%", "High": "50%"}, 0.5),
        ("3/4", FIVE, None),
        ("Medium", WORDS, None),
    ],
)
def test_levels(text, scale, expected):
    """Capitals and punctuation do not matter; 3/5 is level 3 of a scale of five and of no other."""
    assert expected == level(text, _scale(scale))


def test_a_level_with_two_meanings():
    """A number and a word that mean different values are refused."""
    with pytest.raises(BrokenRule, match="must name one level"):
        level("4 - High", _scale({"4": "40%", "High": "50%"}))


def test_words_are_read_by_the_scale(tmp_path):
    """And that it was by the scale is said."""
    path = risks(tmp_path / "r.xlsx", HEAD, ["R1", "a", "3 of 5", "High", "A1"], ["R2", "b", "1/5", "low", "A1"])
    scales = {"probability": FIVE, "delay": {"Low": "5d", "High": {"triangular": ["10d", "20d", "40d"]}}}
    read = read_register(path, scales=scales)

    assert [0.3, 0.05] == [risk["probability"] for risk in read.document["risks"]]
    assert [{"triangular": ["10d", "20d", "40d"]}, "5d"] == [risk["delay"] for risk in read.document["risks"]]
    assert '    probability "3 of 5" read as 0.3 by scale' in lines(read)
    assert '    delay "High" read as triangular 10d, 20d, 40d by scale' in lines(read)


def test_words_without_a_scale(tmp_path):
    """The cell, the word and what to declare; each word once, with its rows."""
    rows = [["R1", "a", "High", 5, "A1"], ["R2", "b", "3/5", 5, "A1"], ["R3", "c", "High", "Low", "A1"]]

    with pytest.raises(PlanError) as caught:
        read_register(risks(tmp_path / "r.xlsx", HEAD, *rows))
    assert [
        (
            'Sheet "Risks", rows 2, 4, column C "Probability": must be a number, or a level of a declared scale. '
            'Got "High". '
            'Declare what it means: scales: {probability: {"High": 30%, ...}}.'
        ),
        (
            'Sheet "Risks", row 3, column C "Probability": must be a number, or a level of a declared scale. '
            'Got "3/5". '
            'Declare what it means: scales: {probability: {"3/5": 30%, ...}}.'
        ),
        (
            'Sheet "Risks", row 4, column D "Delay (days)": must be a number, or a level of a declared scale. '
            'Got "Low". '
            'Declare what it means: scales: {delay: {"Low": 10d, ...}}.'
        ),
    ] == str(caught.value).splitlines()


def test_scores_are_no_percent(tmp_path):
    """1 to 5 under Probability are levels or percent: that is asked; declared, either is read."""
    head = ["ID", "Title", "Probability", "Cost"]
    path = risks(tmp_path / "r.xlsx", head, ["R1", "a", 3, 100], ["R2", "b", 5, 100])

    with pytest.raises(PlanError, match=r"rows 2, 3, .* percent or levels of a scale. Got whole numbers of 3 to 5"):
        read_register(path)
    assert [0.3, 0.7] == _probabilities(path, {"scales": {"probability": FIVE}})
    assert [0.03, 0.05] == _probabilities(path, {"probability": "percent"})


def test_a_header_that_says_levels(tmp_path):
    """Under (1-5) a number is a level, whatever it looks like."""
    path = risks(tmp_path / "r.xlsx", ["ID", "Title", "Probability (1-5)", "Cost"], ["R1", "a", 3, 100])

    with pytest.raises(
        PlanError,
        match=r"must be a number, or a level of a declared scale. "
        'Got 3. Declare .*"3": 30%',
    ):
        read_register(path)
    assert [0.3] == _probabilities(path, {"scales": {"probability": FIVE}})


def test_numbers_beside_levels(tmp_path):
    """In a column of levels 30 is no level, and no percentage either."""
    path = risks(tmp_path / "r.xlsx", ["ID", "Title", "Probability", "Cost"], ["R1", "a", 3, 1], ["R2", "b", 30, 1])

    with pytest.raises(PlanError, match=r"row 3, .* must be a level of the declared scale. Got 30."):
        read_register(path, scales={"probability": FIVE})


def test_scales_in_a_file(tmp_path):
    """A file of its own, or the part of a mapping."""
    csv(tmp_path / "s.yaml", "probability:\n  High: 50%\ndelay: {High: {pert: [5d, 10d, 20d]}}\n")
    csv(tmp_path / "m.yaml", "shape: pert\nscales:\n  probability: {High: 50%}\n")

    assert {"probability": {"High": "50%"}, "delay": {"High": {"pert": ["5d", "10d", "20d"]}}} == read_scales(
        tmp_path / "s.yaml"
    )
    assert {"probability": {"High": "50%"}} == read_scales(tmp_path / "m.yaml")


def test_bad_scales():
    """All that is wrong with them at once."""
    scales = {"probability": {"High": 50, "Low": "x"}, "delay": {"High": "5"}, "cost": {"Low": 1, "low": 2}, "time": {}}

    with pytest.raises(PlanError) as caught:
        checked({}, scales)
    assert [
        "mapping: scales.probability.High: must lie in [0, 1]. Got 50. Write 0.3 or 30%.",
        "mapping: scales.probability.Low: must lie in [0, 1]. Got 'x'. Write 0.3 or 30%.",
        (
            "mapping: scales.delay.High: must be a duration. Got '5'. "
            "Write a number and a unit: min, h, d, w, mo; with e "
            "before it for elapsed time, such as 15d, 12h, 2ed."
        ),
        'mapping: scales.cost: must name each level once. Got "Low" again.',
        'mapping: scales: has an unknown key. Got "time".',
    ] == str(caught.value).splitlines()


def _probabilities(path, mapping):
    return [risk["probability"] for risk in read_register(path, mapping).document["risks"]]
