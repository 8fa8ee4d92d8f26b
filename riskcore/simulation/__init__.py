"""Program -> Result: blocks, threads, progress."""

from riskcore.simulation.simulate import simulate

__all__ = ["simulate"]
