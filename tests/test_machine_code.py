"""How kernels and their parts become machine code."""

import numba
import numpy as np
import pytest

from riskcore.kernels import jit, part_compiler


def test_what_is_compiled_is_known_by_its_kernel(tmp_path, monkeypatch):
    """A verb that compiles a kernel of its own says so, though another was compiled before."""
    jit.kernel(_twice)(np.zeros(1))
    assert jit.compiled_before("_twice")
    assert not jit.compiled_before("_thrice")
    monkeypatch.setattr(jit, "CACHE_FOLDER", tmp_path)
    assert not jit.compiled_before()


def test_a_part_is_the_same_whichever_way_it_is_compiled(monkeypatch):
    """A version of numba that was not tried compiles parts as it does everything; from Python a part refuses."""
    found = []
    for last in (part_compiler.TRIED[1], (0, 0)):
        monkeypatch.setattr(part_compiler, "TRIED", (part_compiler.TRIED[0], last))
        inner = jit.step(_twice)

        def outer(values):
            inner(values)  # noqa: B023 - compiled at once

        values = np.array([1.5, -2.0])
        numba.njit(outer)(values)
        found.append(values)
    assert [3.0, -4.0] == found[0].tolist() == found[1].tolist()
    monkeypatch.undo()
    with pytest.raises(TypeError):
        jit.step(_twice)(np.zeros(1))


def _twice(values):
    for k in range(len(values)):
        values[k] *= 2.0
