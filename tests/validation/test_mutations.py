"""The validation finds faults: an engine that is broken on purpose fails the quick tier.

The faults themselves take minutes (most of it is compiling kernels anew): RISKCORE_MUTATIONS=1 pytest -m mutation
runs them.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.validation.mutations import MUTATIONS

ROOT = Path(__file__).parents[2]
ASKED = os.environ.get("RISKCORE_MUTATIONS") == "1"
NAMES = [one.name for one in MUTATIONS]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the project's code; the same folder for all faults, so that kernels without one are compiled once."""
    folder = tmp_path_factory.mktemp("mutant")
    for name in ("riskcore", "validation", "benchmarks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.jar"))
    return folder


def validate(folder):
    """The quick tier of the copy, to its first failure."""
    environment = os.environ | {"PYTHONPATH": str(folder), "RISKCORE_CACHE": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, "-P", "-m", "validation", "--stop", "--only", "cases", "generator", "coverage"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("one", MUTATIONS, ids=NAMES)
def test_each_fault_still_has_its_place(one):
    """The text that a fault replaces is in the engine, once."""
    source = (ROOT / "riskcore" / one.file).read_text("utf-8")

    assert [1] * len(one.changes) == [source.count(before) for before, _ in one.changes]


def test_there_are_enough_faults():
    """Twenty or more, no two alike."""
    assert 20 <= len(MUTATIONS) == len(set(NAMES)) == len({one.changes for one in MUTATIONS})


@pytest.mark.mutation
@pytest.mark.skipif(not ASKED, reason="takes minutes: set RISKCORE_MUTATIONS=1")
def test_the_engine_as_it_is_passes(copy):
    """Without a fault nothing fails: what follows is the faults' doing."""
    run = validate(copy)

    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]


@pytest.mark.mutation
@pytest.mark.skipif(not ASKED, reason="takes minutes: set RISKCORE_MUTATIONS=1")
@pytest.mark.parametrize("one", MUTATIONS, ids=NAMES)
def test_a_fault_is_found(one, copy):
    """The command leaves with 1, and by a failed check, not by a crash."""
    path = copy / "riskcore" / one.file
    kept, times = path.read_bytes(), path.stat()
    source = path.read_text("utf-8")
    for before, after in one.changes:
        source = source.replace(before, after)
    try:
        path.write_text(source, "utf-8")
        run = validate(copy)
    finally:
        path.write_bytes(kept)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert run.returncode == 1, run.stdout[-2000:] + run.stderr[-2000:]
    assert "failed" in run.stdout
    assert "Traceback" not in run.stderr
