"""How the scheduling tools differ in what their files mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """The rules of one tool."""

    p6: bool = False
    """Primavera P6: remaining work waits for predecessors, and nothing open is done before the data date."""
    lag_calendar: str = "successor"
    """Whose time a lag counts, where the file does not say."""
    milestone_on_the_clock: bool = True
    """A milestone stays at the instant at which its predecessor ends, on whatever calendar that was."""
    milestone_in_the_morning: bool = False
    """A milestone lies at the next start of work."""
    started_without_progress: bool = False
    """An actual start counts even where no progress is reported."""
    typed_starts: bool = False
    """A task keeps the start that was typed, unless a link puts it right after another; no other date binds."""
    no_later_pulls: bool = False
    """A "start no later than" sets the start."""
    put_off_by: str = "total float"
    """What "as late as possible" leaves of the float: see Constraint."""
    summaries_bind: bool = False
    """The dates of a summary hold back what lies below it."""
    spans: bool = False
    """A task lasts as long as its assignments, delays and splits included."""


PROJECT = Rules(summaries_bind=True, spans=True)
P6 = Rules(
    p6=True,
    lag_calendar="predecessor",
    milestone_on_the_clock=False,
    started_without_progress=True,
    put_off_by="free float",
)
RULES = {
    "mpp": PROJECT,
    "mspdi": PROJECT,
    "mpx": Rules(started_without_progress=True),
    "xer": P6,
    "pmxml": P6,
    "gan": Rules(milestone_on_the_clock=False, milestone_in_the_morning=True, typed_starts=True),
    "planner": Rules(),
    "pod": Rules(no_later_pulls=True),
}
