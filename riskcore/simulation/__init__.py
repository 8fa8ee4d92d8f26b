"""Program -> Result: blocks, threads, progress; and results kept in files."""

from riskcore.simulation.archive import Saved, load, run_again, save
from riskcore.simulation.live import Answer, LivePlan
from riskcore.simulation.periods import Period, period_of
from riskcore.simulation.removal import Removal, removal
from riskcore.simulation.running import Simulation
from riskcore.simulation.scenarios import simulate_scenarios
from riskcore.simulation.schedule import Schedule, schedule
from riskcore.simulation.simulate import simulate
from riskcore.simulation.spending import with_spending
from riskcore.simulation.until import Precision, simulate_until

__all__ = [
    "Answer",
    "LivePlan",
    "Period",
    "Precision",
    "Removal",
    "Saved",
    "Schedule",
    "Simulation",
    "load",
    "period_of",
    "removal",
    "run_again",
    "save",
    "schedule",
    "simulate",
    "simulate_scenarios",
    "simulate_until",
    "with_spending",
]
