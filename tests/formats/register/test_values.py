"""Numbers, money, durations and probabilities as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcore.formats.register.table.cell import Percent
from riskcore.formats.register.values.decimal_sign import Signs, decimal_sign, signs_of
from riskcore.formats.register.values.named_unit import unit_of_quantity
from riskcore.formats.register.values.numeral import evidence, number
from riskcore.formats.register.values.points import parts_of
from riskcore.formats.register.values.probability import meaning_of_numbers, probability, share_or_number
from riskcore.formats.register.values.quantity import COST, DELAY, FACTOR
from riskcore.formats.register.values.selection import selection
from riskcore.formats.register.values.unit import NO_UNIT
from riskcore.plan.rule import BrokenRule


@pytest.mark.parametrize(
    ("token", "decimal", "expected"),
    [
        ("12000", ".", 12_000),
        ("12 000", ".", 12_000),
        ("12\u00a0000", ",", 12_000),
        ("12\u202f000,5", ",", 12_000.5),
        ("12,000.50", ".", 12_000.5),
        ("12.000,50", ",", 12_000.5),
        ("1'250'000", ".", 1_250_000),
        ("1,250,000", ".", 1_250_000),
        ("0,5", ",", 0.5),
        (".5", ".", 0.5),
        ("1e-07", ".", 1e-7),
        ("12,5", ".", None),
        ("12,50,000", ".", None),
        ("1,2.5", ".", None),
        ("12 5", ".", None),
    ],
)
def test_numbers(token, decimal, expected):
    """Groups are of three digits; what is not is no number."""
    assert expected == number(token, decimal)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("12", ""),
        ("12 000", ""),
        ("12.5", "."),
        ("12,50", ","),
        ("12,000", "?"),
        ("12.000", "?"),
        ("1,200,000", "."),
        ("1.200.000", ","),
        ("12,000.50", "."),
        ("12.000,50", ","),
        ("0.125", "."),
        ("1234,567", ","),
        (".125", "."),
    ],
)
def test_evidence_of_the_decimal_sign(token, expected):
    """What one number shows."""
    assert expected == evidence(token)


@given(st.floats(-1e12, 1e12).map(lambda value: round(value, 2)), st.sampled_from([(",", "."), (".", ","), (" ", ",")]))
def test_grouped_numbers_are_read_back(value, signs):
    """A number written with groups and two decimals is the number, whichever signs are used."""
    group, decimal = signs
    text = f"{abs(value):,.2f}".replace(",", "g").replace(".", decimal).replace("g", group)

    assert decimal == evidence(text)
    assert abs(value) == number(text, decimal)


def test_the_sign_of_a_column():
    """One number that shows it tells it for all."""
    assert "," == decimal_sign(signs_of(["12.000", "1,5 k"]), "", "unknown")
    assert "." == decimal_sign(signs_of(["12,000", "3"]), ".", "unknown")
    assert "." == decimal_sign(signs_of(["7"]), "", "unknown")
    assert "." == decimal_sign(signs_of(["12,000"]), "", "always")
    assert "," == decimal_sign(signs_of(["0,125", "1,125"]), "", "never")


@pytest.mark.parametrize(
    ("signs", "rule"),
    [
        (Signs("1.5", "1,5"), "must have one decimal sign"),
        (Signs(open="1,500"), "must show which sign is the decimal one"),
    ],
)
def test_the_sign_of_a_column_that_cannot_be_told(signs, rule):
    """It is asked for."""
    with pytest.raises(BrokenRule, match=rule):
        decimal_sign(signs, "", "unknown")


MONEY = {
    "12000": [12_000],
    "$12k": [12_000],
    "12 000": [12_000],
    "12,000.50": [12_000.5],
    "€1.2M": [1_200_000],
    "1.2 Mio. €": [1_200_000],
    "(5,000)": [-5_000],
    "($5k)": [-5_000],
    "-$5k": [-5_000],
    "$-5k": [-5_000],
    "\u2212 5 000 EUR": [-5_000],
    "CHF 1'250": [1_250],
    "TEUR 50": [50_000],
    "50 T€": [50_000],
    "USD 2 million": [2_000_000],
    "10/20/35 k€": [10_000, 20_000, 35_000],
    "50-120k": [50_000, 120_000],
    "€50k – €120k": [50_000, 120_000],  # noqa: RUF001 - people's dashes
    "900 to 1.2k": [900_000, 1_200],
    "5; 8; 12": [5, 8, 12],
    "10, 20, 30": [10, 20, 30],
    "1e+16": [1e16],
}


@pytest.mark.parametrize("text", MONEY)
def test_money(text):
    """Currencies and multipliers on either side; a multiplier at the end holds for all."""
    assert MONEY[text] == [one.value for one in COST.read(text, NO_UNIT, ".")]


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [("12", "k€", 12_000), ("12 k€", "k€", 12_000), ("12k", "k€", 12_000), ("12.5", "M$", 12_500_000)],
)
def test_money_under_a_header_with_a_unit(text, unit, expected):
    """The header's multiplier holds, once, also where the cell repeats it."""
    assert [expected] == [one.value for one in COST.read(text, unit_of_quantity("cost", unit), ".")]


@pytest.mark.parametrize(("text", "unit"), [("1.2M", "k€"), ("€50", "k€"), ("12k", "M€")])
def test_money_with_two_units(text, unit):
    """A cell in another multiplier than its header may be wrong by a factor of a thousand."""
    with pytest.raises(BrokenRule, match="must have one unit in the header and in the cell"):
        COST.read(text, unit_of_quantity("cost", unit), ".")


DURATIONS = {
    "5d": ["5d"],
    "5 days": ["5d"],
    "2w": ["2w"],
    "3 weeks": ["3w"],
    "1 month": ["1mo"],
    "12h": ["12h"],
    "30 min": ["30min"],
    "10 calendar days": ["10ed"],
    "2ed": ["2ed"],
    "5 Arbeitstage": ["5d"],
    "3 Wochen": ["3w"],
    "5 j": ["5d"],
    "2 semanas": ["2w"],
    "10/20/35 d": ["10d", "20d", "35d"],
    "10 / 20 / 35 days": ["10d", "20d", "35d"],
    "10-35 days": ["10d", "35d"],
    "10–35 d": ["10d", "35d"],  # noqa: RUF001 - people's dashes
    "2 to 4 weeks": ["2w", "4w"],
    "2 bis 4 Wochen": ["2w", "4w"],
    "2 à 4 semaines": ["2w", "4w"],
    "1w/10d/3w": ["1w", "10d", "3w"],
    "-20 - -10 d": ["-20d", "-10d"],
    "0/2w/4w": ["0w", "2w", "4w"],
    "0": ["0d"],
    "5\n8\n12 d": ["5d", "8d", "12d"],
}


@pytest.mark.parametrize("text", DURATIONS)
def test_durations(text):
    """Units in four languages, ranges and three points; a unit at the end holds for all."""
    assert DURATIONS[text] == [DELAY.document(one) for one in DELAY.read(text, NO_UNIT, ".")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("5", "must have a unit of time"),
        ("2m", "must have a known unit of time"),
        ("5 moons", "must have a known unit of time"),
        ("5d/10/20", "must have a unit of time"),
        ("3/5 d", "must be one value, a range or three points"),
        ("1/2/3/4 d", "must have at most three points"),
        ("2027-03-05", "must not be a date"),
        ("5.3.2027", "must not be a date"),
        ("about ten days", "must be a duration"),
        ("10 20 d", "must be a number with"),
        ("50%", "must have a known unit of time"),
    ],
)
def test_bad_durations(text, told):
    """What is no duration is refused with the reason."""
    with pytest.raises(BrokenRule, match=told):
        DELAY.read(text, NO_UNIT, ".")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(1.2, [1.2]), ("120 %", [1.2]), ("1.1/1.2/1.5", [1.1, 1.2, 1.5]), ("1.2x", [1.2]), (Percent(1.2), [1.2])],
)
def test_factors(cell, expected):
    """Pure numbers or percent of the duration."""
    assert expected == [one.value for one in FACTOR.read(cell, NO_UNIT, ".")]


@pytest.mark.parametrize("cell", ["-20 %", "5 d", -0.5])
def test_bad_factors(cell):
    """A change is no factor."""
    with pytest.raises(BrokenRule, match="must be a factor on the duration"):
        FACTOR.read(cell, NO_UNIT, ".")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (0.3, (0.3, False)),
        (30.0, (30.0, False)),
        (Percent(0.3), (0.3, True)),
        ("30%", (0.3, True)),
        ("30 %", (0.3, True)),
        ("30 percent", (0.3, True)),
        ("30", (30.0, False)),
        ("7 %", (0.07, True)),
    ],
)
def test_one_probability(cell, expected):
    """A percent sign makes it certain what a number is."""
    assert expected == share_or_number(cell, ".")


@pytest.mark.parametrize(
    ("numbers", "header", "expected"),
    [
        ([30, 50, 5], "", "percent"),
        ([30, 0, 1], "", "percent"),
        ([0.3, 1, 0], "", "fraction"),
        ([0, 0], "", "fraction"),
        ([3, 5], "percent", "percent"),
        ([1, 1], "fraction", "fraction"),
    ],
)
def test_numbers_of_a_column_of_probabilities(numbers, header, expected):
    """Above 1 means percent, for the whole column."""
    assert expected == meaning_of_numbers(numbers, header, None)


@pytest.mark.parametrize(
    ("numbers", "header", "rule"),
    [
        ([0.3, 30], "", "must be all percent or all fractions"),
        ([0.3, 0.5], "percent", "must say whether its numbers are percent"),
        ([1, 3, 5], "", "must show whether it holds percent or levels"),
        ([1, 0], "", "must show whether it holds percent or levels"),
    ],
)
def test_numbers_that_may_be_two_things(numbers, header, rule):
    """They are not guessed; what is declared holds."""
    with pytest.raises(BrokenRule, match=rule):
        meaning_of_numbers(numbers, header, None)
    assert "percent" == meaning_of_numbers(numbers, header, "percent")


@pytest.mark.parametrize(
    ("value", "meaning"), [(130, "percent"), (-5, "percent"), (1.2, "fraction"), (-0.1, "fraction")]
)
def test_no_probability(value, meaning):
    """Between 0 and 100 %."""
    with pytest.raises(BrokenRule, match="must lie between 0 and 100 %"):
        probability(value, meaning)


@given(st.integers(0, 10_000))
def test_percent_is_the_number_that_one_would_type(hundredths):
    """30 % is 0.3 and not 0.30000000000000004."""
    assert float(f"{hundredths}e-4") == probability(hundredths / 100, "percent")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A1010", ["A1010"]),
        ("A1010; A1020, A1030", ["A1010", "A1020", "A1030"]),
        ("A1010\nA1020", ["A1010", "A1020"]),
        ("A1010;; A1010", ["A1010"]),
        ("WBS 3.2", {"wbs": ["3.2"]}),
        ("WBS 3.2; 3.4", {"wbs": ["3.2", "3.4"]}),
        ("PSP: 3.2", {"wbs": ["3.2"]}),
        ("tag:civil", {"tag": ["civil"]}),
        ("tag: civil, marine", {"tag": ["civil", "marine"]}),
        ("All", "all"),
        ('{wbs: "3.2", tag: civil}', {"wbs": "3.2", "tag": "civil"}),
        ("Tag 12", ["Tag 12"]),
    ],
)
def test_activities(text, expected):
    """Ids, nodes of the WBS, tags."""
    assert expected == selection(text)


@pytest.mark.parametrize("text", ["A1010; WBS 3.2", "; ,", "{[1]}"])
def test_bad_activities(text):
    """Ids and a node of the WBS together cannot be said in one selector."""
    with pytest.raises(BrokenRule):
        selection(text)


def test_a_column_of_nodes():
    """In a column called WBS every cell is a node."""
    assert {"wbs": ["3.2", "3.4"]} == selection("3.2; 3.4", "wbs")


@pytest.mark.parametrize("text", ["10 - 35", "10-35", "10 to 35", "10..35", "10…35"])
def test_ranges(text):
    """Two points, however they are joined."""
    assert ["10", "35"] == parts_of(text)
