"""What kernels take in is not made into machine code of its own: that was half of the first compilation.

Numba optimises every function, and makes machine code of it that Python can call, before it links it into the kernels
that name it, where it is optimised and made into machine code once more. A function compiled by PartCompiler stays as
numba's front end wrote it until a kernel takes it in: the kernel's own code and bits are the same.

This leans on the inside of numba: a version that was not tried compiles parts as numba does, which only takes longer.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numba
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import register_pass
from numba.core.typed_passes import NativeLowering

TRIED = (0, 61), (0, 68)
"""The first and the last version of numba with which parts were compiled so."""

REFUSAL = ctypes.cast(ctypes.pythonapi.PyErr_BadArgument, ctypes.c_void_p).value
"""What Python meets when it calls a part: a TypeError."""


class PartLibrary(JITCodeLibrary):
    """Code to be linked into other code: neither optimised, nor given to the engine that makes machine code."""

    def _optimize_final_module(self) -> None:
        pass

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()  # type: ignore[no-untyped-call]
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int | None:  # noqa: ARG002 - none of its functions has machine code
        return REFUSAL

    @property
    def codegen(self) -> PartLibrary:
        return self

    def set_env(self, name: str, env: Any) -> None:
        """Nothing: an environment belongs to machine code."""


@register_pass(mutates_CFG=True, analysis_only=False)  # type: ignore[no-untyped-call]
class PartLowering(NativeLowering):
    """Lowering into a PartLibrary."""

    _name = "part_lowering"

    def run_pass(self, state: Any) -> bool:
        codegen, name = state.targetctx.codegen(), state.func_id.func_qualname
        state.library = PartLibrary(codegen, name)  # type: ignore[no-untyped-call]
        state.library.enable_object_caching()
        return bool(super().run_pass(state))  # type: ignore[no-untyped-call]


class PartCompiler(CompilerBase):
    """The compiler of what kernels take in."""

    def define_pipelines(self) -> list[Any]:
        pipeline = DefaultPassBuilder.define_nopython_pipeline(self.state)  # type: ignore[no-untyped-call]
        if TRIED[0] <= numba.version_info.short <= TRIED[1]:
            pipeline.passes = [(PartLowering if one is NativeLowering else one, why) for one, why in pipeline.passes]
        pipeline.finalize()
        return [pipeline]
