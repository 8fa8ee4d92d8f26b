"""Questions asked of a result: one file each, Result -> a small frozen table."""

from riskcore.analysis.cash_flow import CashFlow, cash_flow
from riskcore.analysis.commit import PERCENTILES, Answer, answer, milestone_answers
from riskcore.analysis.contingency import Contingency, contingency
from riskcore.analysis.distribution import Curve, curve
from riskcore.analysis.gantt import ActivityDates, gantt, leading
from riskcore.analysis.import_check import ImportCheck, import_check, is_imported
from riskcore.analysis.joint_confidence import (
    JOINT,
    Balanced,
    Frontier,
    JointConfidence,
    balanced,
    frontier,
    joint_confidence,
)
from riskcore.analysis.net_present_value import NetPresentValue, net_present_value
from riskcore.analysis.removal import Removed, removal_document, removal_tornado
from riskcore.analysis.summary import summary
from riskcore.analysis.target import limit_of
from riskcore.analysis.tornado import Bar, tornado

__all__ = [
    "JOINT",
    "PERCENTILES",
    "ActivityDates",
    "Answer",
    "Balanced",
    "Bar",
    "CashFlow",
    "Contingency",
    "Curve",
    "Frontier",
    "ImportCheck",
    "JointConfidence",
    "NetPresentValue",
    "Removed",
    "answer",
    "balanced",
    "cash_flow",
    "contingency",
    "curve",
    "frontier",
    "gantt",
    "import_check",
    "is_imported",
    "joint_confidence",
    "leading",
    "limit_of",
    "milestone_answers",
    "net_present_value",
    "removal_document",
    "removal_tornado",
    "summary",
    "tornado",
]
