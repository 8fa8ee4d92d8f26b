"""Whether a schedule is fit to be simulated: the DCMA 14-point assessment and GAO's Schedule Assessment Guide."""

from riskcore.quality.assess import CHECKS, DCMA, GAO, assess
from riskcore.quality.check import Check
from riskcore.quality.finding import Assessment, Finding, Offender, Rule, Status, Threshold

__all__ = [
    "CHECKS",
    "DCMA",
    "GAO",
    "Assessment",
    "Check",
    "Finding",
    "Offender",
    "Rule",
    "Status",
    "Threshold",
    "assess",
]
