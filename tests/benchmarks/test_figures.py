"""How figures are measured, kept and told."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version

import pytest

from benchmarks.growth import draw
from benchmarks.measure import Figure, measured
from benchmarks.recorded import OTHERS, keep, processor, recorded
from benchmarks.told import line, record


def test_own_work_and_rivals_take_turns():
    """Each is warmed up, then own and rival alternate; the ratio is that of the fastest."""
    done = []

    def work(name, seconds):
        done.append(name)
        return seconds.pop()

    own, slow = [3.0, 4.0, 2.0, 9.0], [8.0, 6.0, 5.0, 9.0]
    found = measured("own", lambda: work("own", own), {"rival": lambda: work("rival", slow)}, samples=1_000, repeats=3)

    assert ["own", "rival"] * 4 == done
    assert (3.0, 2.0, 4.0) == (found.seconds, found.fastest, found.slowest)
    assert {"rival": 2.0 / 5.0} == found.ratios
    assert 3.0e6 == found.ns


def test_what_is_not_warmed_up_is_done_once():
    """For runs of minutes."""
    done = []
    found = measured("own", lambda: done.append(1), repeats=1, warm=False)
    assert ([1], {}, None) == (done, found.ratios, found.ns)


@pytest.fixture
def figures():
    return [asdict(Figure("a", 0.5, 0.4, 0.6, 2.0, {"numpy": 0.25}, 100.0)), asdict(Figure("b", 1.0, 1.0, 1.0))]


def test_a_line_tells_the_ratio(figures):
    """And leaves out what was not measured."""
    assert " ".join(line(figures[0]).split()) == "a 0.500 s (0.400 to 0.600) 2.00 ns 100 MB 0.25 x numpy"
    assert " ".join(line(figures[1]).split()) == "b 1.000 s (1.000 to 1.000) 0 MB"


def test_results_are_kept_by_version(figures, tmp_path):
    """What is there of this version is replaced, older versions stay below it."""
    path = tmp_path / "RESULTS.md"
    path.write_text(f"# Results\n\nWords.\n\n## {version('riskcore')}\n\nold\n\n## 0.0.1\n\nolder\n", "utf-8")
    record(figures, path)
    record(figures[:1], path)
    text = path.read_text("utf-8")

    assert text.startswith(f"# Results\n\nWords.\n\n## {version('riskcore')}\n\n")
    assert text.endswith("| a | 0.500 s (0.400 to 0.600) | 2.00 | 100 | 0.25 x numpy |\n\n## 0.0.1\n\nolder\n")
    assert ["old" in text.split(), "| b |" in text] == [False, False]


def test_growth_is_drawn(tmp_path):
    """A picture for all that grows; figures that do not are left out."""
    found = [
        asdict(Figure(f"{what} {size}", 1.0, 1.0, 1.0, 20.0 + size, along=(what, size)))
        for what, size in (("activities", 100), ("activities", 1_000), ("iterations", 1_000), ("threads", 1))
    ]
    path = tmp_path / "growth.svg"
    draw([*found, asdict(Figure("other", 1.0, 1.0, 1.0))], path)
    text = path.read_text("utf-8")

    assert [True] * 4 == [f"<!-- {word} -->" in text for word in ("activities", "iterations", "threads", "1,000")]


def test_ratios_are_recorded_by_processor(tmp_path):
    """One kind does not speak for another; one that was never measured is held to what others are, and no less."""
    path = tmp_path / "ratios.json"
    keep(path, OTHERS, {"plain": {"numpy": 0.2, "C++": 0.6}})
    keep(path, "new", {"plain": {"numpy": 0.1, "C++": 1.0}})
    keep(path, "new", {"plain": {"numpy": 0.3, "C++": 0.5}})

    assert {"plain": {"numpy": 0.3, "C++": 0.5}} == recorded(path, "new")
    assert {"plain": {"numpy": 0.2, "C++": 0.6}} == recorded(path, OTHERS) == recorded(path, "unknown")
    assert ", " in processor()
