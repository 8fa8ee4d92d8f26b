"""Questions asked of a result: one file each, Result -> a small frozen table."""

from riskcore.analysis.commit import PERCENTILES, Answer, answer, milestone_answers
from riskcore.analysis.distribution import Curve, curve
from riskcore.analysis.gantt import ActivityDates, gantt, leading
from riskcore.analysis.import_check import ImportCheck, import_check, is_imported
from riskcore.analysis.removal import Removed, removal_document, removal_tornado
from riskcore.analysis.summary import summary
from riskcore.analysis.target import limit_of
from riskcore.analysis.tornado import Bar, tornado

__all__ = [
    "PERCENTILES",
    "ActivityDates",
    "Answer",
    "Bar",
    "Curve",
    "ImportCheck",
    "Removed",
    "answer",
    "curve",
    "gantt",
    "import_check",
    "is_imported",
    "leading",
    "limit_of",
    "milestone_answers",
    "removal_document",
    "removal_tornado",
    "summary",
    "tornado",
]
