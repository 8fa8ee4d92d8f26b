"""What a simulation found: arrays, ids, provenance."""

from riskcore.results.certificate import Certificate
from riskcore.results.comparable import Comparable, Quantity, Sampled, Version
from riskcore.results.estimate import Estimate, Sample, order_ranks, share_bounds
from riskcore.results.money import FLOW_LEVELS, Flow, SpendingStatistics, WeekLost
from riskcore.results.result import (
    LEVELS,
    ActivityStatistics,
    CorrelationStatistics,
    DriverStatistics,
    Outcome,
    Result,
    arrays_of,
)

__all__ = [
    "FLOW_LEVELS",
    "LEVELS",
    "ActivityStatistics",
    "Certificate",
    "Comparable",
    "CorrelationStatistics",
    "DriverStatistics",
    "Estimate",
    "Flow",
    "Outcome",
    "Quantity",
    "Result",
    "Sample",
    "Sampled",
    "SpendingStatistics",
    "Version",
    "WeekLost",
    "arrays_of",
    "order_ranks",
    "share_bounds",
]
