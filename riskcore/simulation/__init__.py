"""Program -> Result: blocks, threads, progress; and results kept in files."""

from riskcore.simulation.archive import Saved, load, run_again, save
from riskcore.simulation.schedule import Schedule, schedule
from riskcore.simulation.simulate import simulate

__all__ = ["Saved", "Schedule", "load", "run_again", "save", "schedule", "simulate"]
