"""Faults to put into the engine, each a replacement of source text: what the quick tier of the validation must find."""

from __future__ import annotations

from typing import NamedTuple


class Mutation(NamedTuple):
    """A fault: in which file, and each text with what takes its place."""

    name: str
    file: str
    changes: tuple[tuple[str, str], ...]


def mutation(name: str, file: str, before: str, after: str) -> Mutation:
    return Mutation(name, file, ((before, after),))


MUTATIONS = (
    mutation(
        "mode and maximum swapped",
        "program/variables.py",
        "case forms.Triangular(low, mode, high):",
        "case forms.Triangular(low, high, mode):",
    ),
    mutation(
        "PERT weighs its mode by 4 whatever is said",
        "distributions/pert.py",
        "1.0 + self.lambda_ * rise",
        "1.0 + 4.0 * rise",
    ),
    mutation(
        "lognormal sigma without its root",
        "distributions/lognormal.py",
        "sigma = math.sqrt(math.log1p(variation * variation))",
        "sigma = math.log1p(variation * variation)",
    ),
    mutation(
        "start-to-start links read as finish-to-start",
        "kernels/network.py",
        '    if link["type"] in (FINISH_START, FINISH_FINISH):\n        for l in range(lanes):\n            moment[l]',
        '    if link["type"] >= 0:\n        for l in range(lanes):\n            moment[l]',
    ),
    mutation(
        "links to a finish dropped",
        "kernels/network.py",
        "                finish[l] = max(finish[l], moment[l])\n        else:",
        "                finish[l] = max(finish[l], finish[l])\n        else:",
    ),
    mutation(
        "lags of plain links dropped",
        "kernels/network.py",
        "start[l] = max(start[l], finishes[source, l] + lag)",
        "start[l] = max(start[l], finishes[source, l] + 0.0 * lag)",
    ),
    mutation(
        "late dates from the last successor seen",
        "kernels/late.py",
        "late[source, l] = min(late[source, l], moment[l] + length)",
        "late[source, l] = moment[l] + length",
    ),
    mutation(
        "what is nearly critical counts as critical",
        "kernels/driving.py",
        "np.uint8(finishes[source, l] + lag == starts[i, l])",
        "np.uint8(finishes[source, l] + lag >= starts[i, l] - 60.0)",
    ),
    mutation(
        "probability times impact",
        "kernels/block.py",
        "impact[l] = impact[l] if low <= happens[l] < high else otherwise",
        "impact[l] = otherwise + (high - low) * (impact[l] - otherwise)",
    ),
    mutation(
        "exclusive risks overlap",
        "program/risks.py",
        "low = self.taken.get(risk.exclusive, 0.0)",
        "low = 0.0 * self.taken.get(risk.exclusive, 0.0)",
    ),
    mutation(
        "what recurs happens once at most",
        "program/risks.py",
        "float(poisson.sf(k, risk.recurs.mean))) for k in range(most)]",
        "float(poisson.sf(k, risk.recurs.mean))) for k in range(min(most, 1))]",
    ),
    mutation(
        "each failure as likely as the first",
        "program/branches.py",
        "Happening(grade, 0.0, rework.probability**k)",
        "Happening(grade, 0.0, rework.probability)",
    ),
    mutation(
        "a day off ends a day early",
        "plan/worktime.py",
        "(last - epoch) // ONE_DAY + 1):",
        "(last - epoch) // ONE_DAY):",
    ),
    mutation(
        "no earlier than is no date to wait for",
        "program/bounds.py",
        "for date in (constraint.start_no_earlier_than, constraint.start_on):\n        row.floor_start",
        "for date in (constraint.start_on,):\n        row.floor_start",
    ),
    mutation(
        "two variables share a stream",
        "program/streams.py",
        "blake2b(name.encode(), digest_size=8)",
        'blake2b(name.replace("2", "1").encode(), digest_size=8)',
    ),
    mutation(
        "strata are not shuffled",
        "kernels/draw.py",
        "here, other = np.uint64(l), words[l]",
        "here, other = np.uint64(l), np.uint64(l)",
    ),
    mutation("seven rounds of Philox", "kernels/philox.py", "ROUNDS = 10", "ROUNDS = 7"),
    Mutation(
        "the seed is added to the counter",
        "kernels/philox.py",
        (
            ("k0, k1 = seed & WORD, seed >> HALF", "k0, k1 = WORD, HALF"),
            ("b = np.uint64(block)", "b = np.uint64(block) + seed"),
        ),
    ),
    mutation(
        "a group's loading without its root",
        "program/dependence.py",
        "float(np.sqrt(coefficient))",
        "float(coefficient)",
    ),
    mutation(
        "rank correlations taken for normal ones",
        "program/dependence.py",
        'return 2 * sin(pi * coefficient / 6) if space == "spearman" else coefficient',
        "return coefficient",
    ),
    mutation(
        "the nearest matrix without Dykstra's correction",
        "program/nearest.py",
        "correction = positive - shifted",
        "correction = 0.0 * (positive - shifted)",
    ),
    mutation(
        "a block that is cut short errs no more than a whole one",
        "results/estimate.py",
        "second = share**2 * (1 - m / lanes) * within / m",
        "second = 0.0",
    ),
    mutation(
        "all scramblings of the points are one",
        "kernels/sobol.py",
        "philox(SCRAMBLING, np.uint64(r), stream",
        "philox(SCRAMBLING, np.uint64(0), stream",
    ),
    mutation("intervals at 80 %", "results/estimate.py", "CONFIDENCE = 0.95", "CONFIDENCE = 0.80"),
)
