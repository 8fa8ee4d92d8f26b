"""Examples of every family: the plain case, the ends of what is allowed, and every way of stating it."""

EXAMPLES = {
    "constant": [{"value": 7.0}, {"value": 0.0}],
    "uniform": [{"min": 2.0, "max": 5.0}, {"min": 3.0, "max": 3.0}],
    "triangular": [
        {"min": 10.0, "mode": 12.0, "max": 20.0},
        {"min": 1.0, "mode": 1.0, "max": 2.0},
        {"min": -3.0, "mode": 5.0, "max": 5.0},
        {"min": 4.0, "mode": 4.0, "max": 4.0},
    ],
    "trigen": [
        {"low": 8.0, "mode": 10.0, "high": 15.0, "p_low": 0.1, "p_high": 0.9},
        {"low": 80.0, "mode": 100.0, "high": 140.0, "p_low": 0.0, "p_high": 0.8},
    ],
    "pert": [
        {"min": 10.0, "mode": 12.0, "max": 20.0, "lambda": 4.0},
        {"min": 4.0, "mode": 4.0, "max": 10.0, "lambda": 2.5},
        {"min": 6.0, "mode": 6.0, "max": 6.0, "lambda": 4.0},
    ],
    "beta": [
        {"alpha": 2.0, "beta": 5.0, "min": 0.0, "max": 1.0},
        {"alpha": 0.8, "beta": 1.5, "min": -4.0, "max": 12.0},
        {"alpha": 2.0, "beta": 3.0, "min": 2.0, "max": 2.0},
    ],
    "normal": [
        {"mean": 10.0, "sd": 4.0},
        {"mean": 10.0, "sd": 4.0, "min": 0.0},
        {"mean": 10.0, "sd": 4.0, "max": 9.0},
        {"mean": 10.0, "sd": 4.0, "min": 20.0, "max": 30.0},
    ],
    "lognormal": [{"mean": 100.0, "sd": 30.0}, {"p10": 8.0, "p90": 15.0}, {"p10": 8.0, "p50": 10.0, "p90": 15.0}],
    "weibull": [{"shape": 1.5, "scale": 20.0, "min": 0.0}, {"shape": 3.0, "scale": 2.0, "min": 5.0}],
    "gamma": [{"shape": 4.0, "scale": 2.5, "min": 0.0}, {"shape": 0.9, "scale": 3.0, "min": -2.0}],
    "exponential": [{"mean": 5.0, "min": 0.0}, {"mean": 5.0, "min": 2.0}],
    "discrete": [
        {"values": [9.0, 2.0, 5.0], "probabilities": [0.3, 0.2, 0.5]},
        {"values": [0.0, 1.0, 2.0], "probabilities": [0.0, 1.0, 0.0]},
        {"values": [0.0, 1.0, 2.0, 3.0], "probabilities": [0.0, 0.25, 0.0, 0.75]},
    ],
    "empirical": [{"values": [3.0, 1.0, 4.0, 1.0, 5.0]}, {"values": [2.0]}],
    "histogram": [
        {"edges": [0.0, 1.0, 3.0, 4.0], "counts": [2.0, 5.0, 1.0]},
        {"edges": [0.0, 1.0, 2.0, 3.0, 4.0], "counts": [0.0, 3.0, 0.0, 1.0]},
    ],
}
CASES = [(family, arguments) for family, several in EXAMPLES.items() for arguments in several]
