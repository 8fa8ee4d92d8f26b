"""The public names, the page that every newcomer reads first, and the machine code that cannot be stale."""

import subprocess
import sys
from pathlib import Path

import riskcore
from riskcore.kernels import jit

PUBLIC = {
    "read_plan", "read_register", "parse_plan", "parse_register", "simulate", "simulate_scenarios", "LivePlan",
    "summary", "write_report", "save", "load", "Plan", "RiskRegister", "Result",
    "RiskcoreError", "DocumentError", "PlanError", "FileError", "ToolError", "ParameterError", "Cancelled",
}  # fmt: skip


def test_public_names():
    """The names are these, and each can be had."""
    assert PUBLIC == set(riskcore.__all__) == set(dir(riskcore))
    assert all(getattr(riskcore, name) is not None for name in PUBLIC)


def test_import_is_quick():
    """Importing riskcore loads neither numba nor pydantic."""
    program = "import sys, riskcore; print([m for m in ('numba', 'pydantic', 'matplotlib') if m in sys.modules])"

    assert "[]" == subprocess.check_output([sys.executable, "-c", program], text=True).strip()


def test_cache_follows_the_source(tmp_path):
    """A helper changed in another file changes the folder of the compiled kernels."""
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("x = 1\n")
    before = jit.code_digest(tmp_path)
    (tmp_path / "b.py").write_text("x = 2\n")

    assert before != jit.code_digest(tmp_path)
    assert jit.code_digest(Path(jit.__file__).parent) in str(jit.CACHE_FOLDER)


def test_a_changed_helper_gives_the_new_answer(tmp_path):
    """Two copies of the kernels that differ in a helper, run one after the other, give two answers."""
    source = Path(jit.__file__).parents[1]
    program = (
        "import numpy as np; from riskcore.kernels.jit import alone; from riskcore.kernels.philox import fill_words; "
        "w = np.empty(4, np.uint64); alone(fill_words)(w, np.uint64(1), 0, np.uint64(2)); print(w)"
    )
    answers = []
    for rounds in ("10", "7", "10"):
        copy = tmp_path / f"copy{len(answers)}" / "riskcore"
        (copy / "kernels").mkdir(parents=True)
        for path in [source / "__init__.py", source / "array.py", *(source / "kernels").glob("*.py")]:
            text = path.read_text().replace("ROUNDS = 10", f"ROUNDS = {rounds}")
            (copy / path.relative_to(source)).write_text(text)
        environment = {"PYTHONPATH": str(copy.parent), "RISKCORE_CACHE": str(tmp_path / "cache"), "HOME": str(tmp_path)}
        answers.append(
            subprocess.check_output([sys.executable, "-c", program], text=True, env=environment, cwd=copy.parent)
        )

    assert answers[0] == answers[2] != answers[1]
