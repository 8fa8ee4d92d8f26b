"""Plan -> Program: arrays for the kernels."""

from riskcore.program.compile import compile_plan
from riskcore.program.program import Driver, Program

__all__ = ["Driver", "Program", "compile_plan"]
