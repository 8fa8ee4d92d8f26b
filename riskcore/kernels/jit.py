"""How every kernel is compiled: the same options everywhere, and machine code that cannot be stale.

Options, each with its reason
    nogil         blocks run in a thread pool
    cache         a second process must not compile again
    error_model   "numpy": a division is not tested for zero, so that its loop vectorises (4 times faster)
    fastmath      never: it may reorder sums, and the bits would depend on the machine
    no wrappers   for C, which does not call kernels, and for Python where it does not

Numba's disk cache watches only the file that defines a function: a helper or a record changed elsewhere silently
keeps the old machine code. So the cache lives in a folder named by a digest of this whole room and of the versions
that shape the code.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import llvmlite
import numba
import numpy as np

from riskcore.kernels.part_compiler import PartCompiler

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., Any]")


def code_digest(folder: Path = Path(__file__).parent) -> str:
    """Digest of every kernel's source and of what compiles it."""
    text = hashlib.sha256(repr((numba.__version__, llvmlite.__version__, np.__version__, sys.version)).encode())
    for path in sorted(folder.glob("*.py")):
        text.update(path.name.encode() + b"\0" + path.read_bytes())
    return text.hexdigest()[:16]


def cache_folder() -> Path:
    """Where compiled kernels are kept: RISKCORE_CACHE, else the user's cache, else the temporary folder."""
    asked = os.environ.get("RISKCORE_CACHE")
    home = Path(asked) if asked else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "riskcore"
    folder = home / f"kernels-{code_digest()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.gettempdir()) / f"riskcore-{os.getuid() if hasattr(os, 'getuid') else 0}" / folder.name


CACHE_FOLDER = cache_folder()
KERNEL: dict[str, Any] = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}
PART: dict[str, Any] = KERNEL | {"no_cpython_wrapper": True, "pipeline_class": PartCompiler}


def compiled_before(name: str = "") -> bool:
    """Whether the kernel `name`, or some kernel of this very code, was compiled earlier; else its first run waits."""
    return any(CACHE_FOLDER.rglob(f"*{name}-*.nbi"))


def kernel(function: Function) -> Function:
    """Compile `function`, which Python calls, on first use, and keep it."""
    config: Any = numba.config
    before = config.CACHE_DIR
    config.CACHE_DIR = str(CACHE_FOLDER)
    try:
        return cast("Function", numba.njit(cache=True, **KERNEL)(function))
    finally:
        config.CACHE_DIR = before


def step(function: Function) -> Function:
    """Compile `function` once into each kernel, which calls it from wherever it is named."""
    return cast("Function", numba.njit(**PART)(function))


def part(function: Function) -> Function:
    """Compile `function` into every place that names it, for speed: a call would pass the arrays one by one.

    What is large and named in many places is a step: it makes each kernel's code, and its compilation, several times
    as long.
    """
    return cast("Function", numba.njit(forceinline=True, **PART)(function))


def inline(function: Function) -> Function:
    """Compile `function` into each kernel that calls it, before its types are known."""
    return cast("Function", numba.njit(error_model="numpy", inline="always")(function))


def alone(function: Function) -> Function:
    """`function`, a step or a part, as a kernel of its own that Python can call."""
    return kernel(cast("Function", getattr(function, "py_func", function)))  # itself, where nothing is compiled
