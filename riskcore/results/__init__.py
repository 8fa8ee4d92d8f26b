"""What a simulation found: arrays, ids, provenance."""

from riskcore.results.certificate import Certificate
from riskcore.results.estimate import Estimate, Sample, order_ranks
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
    "LEVELS",
    "ActivityStatistics",
    "Certificate",
    "CorrelationStatistics",
    "DriverStatistics",
    "Estimate",
    "Outcome",
    "Result",
    "Sample",
    "arrays_of",
    "order_ranks",
]
