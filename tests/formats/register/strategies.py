"""Registers of every kind that a sheet can hold, for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n", exclude_characters="\ufffe\uffff"),
    max_size=20,
).map(str.strip)
"""Without the control characters that no sheet holds; ends are stripped, as the register does."""
TRICKY = st.sampled_from(
    [
        "=1+1",
        "-5",
        "'=x",
        "''@y",
        "+49 30",
        "a; b",
        "n/a",
        "-",
        "all",
        "3/5",
        "1e5",
        "ID",
        "Total",
        "_x0041_",
        "Cost",
        "0.5",
        "WBS 3",
        "tag: x",
        "two\nlines",
        "{a: b}",
        "[1]",
        "a,b",
        '"',
        "'",
        "TRUE",
        "#N/A",
        "2027-03-05",
        "\u2028x",
        "\x85y",
    ]
).map(str.strip)
TEXTS = st.one_of(WORDS, TRICKY)
IDS = st.one_of(st.integers(1, 99).map(lambda k: f"R{k}"), TEXTS.filter(bool))
UNITS = ["h", "d", "w", "mo", "min"]
ELAPSED = ["ed", "ew", "emo", "eh", "emin"]
NUMBERS = st.floats(-1e9, 1e9).map(lambda value: float(f"{value:.15g}"))
ANY_NUMBERS = st.one_of(
    NUMBERS, st.integers(-10_000, 10_000).map(float), st.sampled_from([12.345, 1.25, 1e16, 1e-7, 0.1 + 0.2])
)
SHARES = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0, 0.3, 0.125, 0.1 + 0.2]))


@st.composite
def durations(draw, count, low, high):
    """Durations in one unit or in one for each, from short to long by their usual lengths."""
    units = draw(st.sampled_from([UNITS, ELAPSED]))
    minutes = {"min": 1, "h": 60, "d": 480, "w": 2400, "mo": 9600}
    minutes |= {"emin": 1, "eh": 60, "ed": 1440, "ew": 10080, "emo": 43200}
    same = draw(st.booleans())
    unit = draw(st.sampled_from(units))
    values = [
        (draw(st.integers(low * 100, high * 100)) / 100, unit if same else draw(st.sampled_from(units)))
        for _ in range(count)
    ]
    values.sort(key=lambda one: one[0] * minutes[one[1]])
    return [f"{value:.15g}{name}" for value, name in values]


@st.composite
def numbers(draw, count, low, high):
    """Rising amounts."""
    return sorted(
        draw(st.one_of(ANY_NUMBERS, st.floats(low, high)).filter(lambda v: low <= v <= high)) for _ in range(count)
    )


@st.composite
def estimates(draw, points, low, high):
    """An estimate of any family that has points, and some that have not."""
    family = draw(st.sampled_from(["constant", "uniform", "triangular", "pert", "trigen", "discrete", "pert lambda"]))
    count = {"constant": 1, "uniform": 2, "discrete": 2}.get(family, 3)
    values = draw(points(count, low, high))
    if family == "constant":
        return values[0]
    if family == "discrete":
        return {"discrete": {"values": values, "probabilities": [0.25, 0.75]}}
    if family == "pert lambda":
        return {"pert": {"min": values[0], "mode": values[1], "max": values[2], "lambda": 2}}
    if family == "trigen":
        shares = draw(st.sampled_from([[], [0.1, 0.9], [0.05, 0.95], [0.123456789, 0.8], [0.0, 1.0], [0.2]]))
        return {"trigen": [*values, *shares]}
    return {family: values}


SELECTORS = st.one_of(
    st.lists(TEXTS.filter(bool), min_size=1, max_size=3),
    st.builds(
        lambda nodes: {"wbs": nodes}, st.lists(st.sampled_from(["1", "3.10", "2.1", "x; y"]), min_size=1, max_size=2)
    ),
    st.builds(lambda tags: {"tag": tags}, st.lists(TEXTS.filter(bool), min_size=1, max_size=2)),
    st.builds(lambda name, node: {"name": [name], "wbs": [node]}, TEXTS.filter(bool), st.just("3.1")),
    st.just("all"),
)


@st.composite
def risks(draw, name):
    """The document of a risk; it may still break a rule of the register."""
    risk = {"id": name, "activities": draw(SELECTORS)}
    for field in ("name", "description", "cause", "event", "effect", "category", "owner"):
        risk |= {field: text} if (text := draw(st.one_of(st.just(""), TEXTS))) else {}
    risk |= draw(st.sampled_from([{}, {"type": "opportunity"}]))
    low, high = (-1000, 0) if "type" in risk else draw(st.sampled_from([(-1000, 1000), (0, 1000), (-1000, 0)]))
    risk |= draw(st.sampled_from([{}, {"status": "closed"}, {"status": "proposed"}, {"status": "open"}]))
    risk |= {"probability": draw(SHARES)}
    impacts = _impacts(draw, low, high)
    risk |= impacts or {"cost": draw(estimates(numbers, low, high))}
    if draw(st.booleans()) and (residual := _impacts(draw, low, high)):
        risk["residual"] = residual | draw(st.sampled_from([{}, {"probability": 0.05}]))
    if draw(st.booleans()):
        risk["raci"] = {
            draw(st.sampled_from(["responsible", "accountable", "consulted", "informed"])): draw(TEXTS) or "x"
        }
    risk |= draw(st.sampled_from([{}, {"combine": "parallel"}, {"exclusive": "weather"}]))
    risk |= draw(
        st.sampled_from(
            [
                {},
                {"window": {"from": "2027-03-01", "to": "2027-06-30T17:00"}},
                {"window": {"during": "A10"}},
                {"impacts": [{"activities": ["A1; x"], "delay": "-5d"}, {"activities": {"tag": ["=x"]}, "cost": -5}]},
            ]
        )
    )
    return risk


def _impacts(draw, low, high):
    kinds = {
        "delay": estimates(durations, low, high),
        "cost": estimates(numbers, low, high),
        "factor": estimates(numbers, 0, 1 if high == 0 else 3),
    }
    return {kind: draw(kinds[kind]) for kind in draw(st.sets(st.sampled_from(sorted(kinds))))}


@st.composite
def registers(draw):
    """The document of a register with up to four risks, the ids of which differ."""
    ids = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
    found = [draw(risks(name)) for name in ids]
    if len(found) > 1 and "exclusive" not in found[-1]:
        found[-1]["triggered_by"] = ids[0]
    return {"risks": found}
