"""Write a portfolio-sized plan: many projects that hand over to one another, made up from a seed.

    python scenarios/portfolio/generate.py --activities 10000 --seed 1 --output portfolio.json

The same seed writes the same plan, to the byte.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

PER_PROJECT = 250
PHASES = ("Study", "Design", "Procure", "Build", "Test", "Hand over")
TEAMS = tuple(
    f"{region} {number}" for region in ("north", "south", "east", "west", "central") for number in range(1, 11)
)
CALENDARS: dict[str, dict[str, Any]] = {
    "office": {"week": {"mon-fri": "08:00-12:00, 13:00-17:00"}, "weather": {"months": {1: 0.01, 2: 0.01}}},
    "site": {
        "week": {"mon-sat": "07:00-12:00, 12:30-15:30"},
        "weather": {"months": {12: 0.2, 1: 0.3, 2: 0.25, 3: 0.1}},
    },
    "shifts": {
        "week": {"mon-sun": "06:00-22:00"},
        "weather": {"years": [2023, 2025], "history": ["2023-01-17", "2023-01-18", "2024-02-05", "2025-12-03"]},
    },
}
HOLIDAYS = [{"from": f"{year}-12-24", "to": f"{year + 1}-01-02"} for year in range(2027, 2033)]


def portfolio(activities: int, seed: int) -> dict[str, Any]:
    """A plan document of `activities` activities."""
    rng = random.Random(seed)
    made: list[dict[str, Any]] = []
    while len(made) < activities:
        made += project(rng, len(made) // PER_PROJECT + 1, min(PER_PROJECT, activities - len(made)))
    hand_over(rng, made)
    calendars = {name: week | {"exceptions": HOLIDAYS} for name, week in CALENDARS.items()}
    return {
        "name": f"Portfolio of {activities:,} activities",
        "start": "2027-01-04",
        "target": "2035-03-30",
        "currency": "EUR",
        "currencies": {"USD": {"rate": {"pert": [0.85, 0.92, 1.05]}}},
        "indices": {"prices": {"base": "2027-01-04", "per_year": {"triangular": [0.0, 0.02, 0.06]}}},
        "calendar": "office",
        "calendars": calendars,
        "activities": made,
        "risks": [risk(rng, number, made) for number in range(1, 101)],
        "uncertainty": [{"activities": "all", "duration_factor": {"pert": [0.9, 1.0, 1.3]}}],
        "correlations": [
            {"name": f"team {team}", "activities": {"tag": team}, "coefficient": 0.3} for team in busy(made)
        ],
    }


def busy(made: list[dict[str, Any]]) -> list[str]:
    """The teams that have something to do."""
    tags = {tag for one in made for tag in one.get("tags", ())}
    return [team for team in TEAMS if team in tags]


def project(rng: random.Random, number: int, size: int) -> list[dict[str, Any]]:
    """One project: phases of activities that wait for one or two before them; the last one is a milestone."""
    made: list[dict[str, Any]] = []
    for k in range(size):
        phase = k * len(PHASES) // size
        name = f"P{number:03d}-{k + 1:03d}"
        if k == size - 1:
            predecessors = [one["id"] for one in made[-5:]]
            made.append({"id": name, "name": f"Project {number} complete", "type": "milestone", "wbs": f"{number}"})
            made[-1]["predecessors"] = predecessors
            break
        made.append(
            {
                "id": name,
                "name": f"{PHASES[phase]} {k + 1} of project {number}",
                "wbs": f"{number}.{phase + 1}",
                "tags": [rng.choice(TEAMS)],
                "calendar": rng.choices(list(CALENDARS), (6, 3, 1))[0],
                "duration": duration(rng),
                "predecessors": [link(rng, one["id"]) for one in before(rng, made)],
                "cost": cost(rng),
            }
        )
    return made


def before(rng: random.Random, made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One or two of the last dozen activities."""
    near = made[-12:]
    return rng.sample(near, min(len(near), rng.choice((1, 1, 2))))


def duration(rng: random.Random) -> Any:
    """Some durations are stated with their range, the others take the rule's."""
    likely = rng.randrange(2, 16)
    match rng.randrange(6):
        case 0:
            return {"triangular": [f"{likely - 1}d", f"{likely}d", f"{2 * likely}d"]}
        case 1:
            return {"pert": [f"{likely - 1}d", f"{likely}d", f"{likely + 10}d"]}
        case 2:
            return {"lognormal": [f"{likely}d", f"{likely / 4}d"]}
    return f"{likely}d"


def cost(rng: random.Random) -> dict[str, Any]:
    """Every activity costs; one in ten in dollars, one in ten by prices that rise, one in ten by an uncertain rate."""
    fixed, per_day = rng.randrange(1, 50) * 1000, rng.randrange(2, 20) * 100
    match rng.randrange(10):
        case 0:
            return {"fixed": fixed, "per_day": per_day, "currency": "USD"}
        case 1:
            return {"fixed": fixed, "per_day": per_day, "index": "prices"}
        case 2:
            return {"fixed": fixed, "per_day": {"triangular": [per_day - 100, per_day, 2 * per_day]}}
    return {"fixed": fixed, "per_day": per_day}


def link(rng: random.Random, before: str) -> str:
    """Nine of ten links are plain; the others start or finish together, or with a lag."""
    return before + rng.choices(("", " FS+2d", " SS+3d", " FF+1d", " SF+5d"), (90, 4, 3, 2, 1))[0]


def hand_over(rng: random.Random, made: list[dict[str, Any]]) -> None:
    """From the second project on, each begins with what an earlier one has built."""
    for k in range(PER_PROJECT, len(made), PER_PROJECT):
        earlier = rng.randrange(k // PER_PROJECT) * PER_PROJECT
        made[k]["predecessors"] = [made[earlier + rng.randrange(PER_PROJECT - 1)]["id"]]


def risk(rng: random.Random, number: int, made: list[dict[str, Any]]) -> dict[str, Any]:
    """An event that delays, or stretches, some twenty activities, and costs."""
    days = rng.randrange(2, 15)
    return {
        "id": f"R{number:03d}",
        "name": f"Event {number}",
        "probability": rng.randrange(2, 13) * 5 / 100,
        **(
            {"delay": {"pert": [f"{days // 2}d", f"{days}d", f"{3 * days}d"]}}
            if number % 4
            else {"factor": {"triangular": [1.0, 1.1, 1.5]}}
        ),
        "cost": {"triangular": [days * 1000, days * 2000, days * 6000]},
        "activities": sorted({rng.choice(made)["id"] for _ in range(20)}),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, help="else standard output")
    options = parser.parse_args()
    if options.activities < 1:
        parser.error("--activities must be at least 1")
    text = json.dumps(portfolio(options.activities, options.seed), indent=0) + "\n"
    if options.output:
        options.output.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
