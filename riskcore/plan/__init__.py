"""The plan document: what a person writes, and what an imported file becomes."""

from riskcore.plan.activity import Activity
from riskcore.plan.branch import Branch
from riskcore.plan.calendar import Calendar, CalendarException
from riskcore.plan.checks import check
from riskcore.plan.constraint import Constraint
from riskcore.plan.correlation import Correlation
from riskcore.plan.cost import Cost
from riskcore.plan.estimate import Estimate, certain
from riskcore.plan.link import Link, LinkType
from riskcore.plan.parse import digest, document_of, parse_plan, parse_register, schema
from riskcore.plan.plan import CLOCK_NAME, STANDARD_NAME, Plan
from riskcore.plan.quantity import Duration, WorkHours
from riskcore.plan.register import RiskRegister
from riskcore.plan.residual import residual
from riskcore.plan.risk import Risk
from riskcore.plan.selector import Selector
from riskcore.plan.source import LeftOut, Source
from riskcore.plan.uncertainty import Uncertainty

__all__ = [
    "CLOCK_NAME",
    "STANDARD_NAME",
    "Activity",
    "Branch",
    "Calendar",
    "CalendarException",
    "Constraint",
    "Correlation",
    "Cost",
    "Duration",
    "Estimate",
    "LeftOut",
    "Link",
    "LinkType",
    "Plan",
    "Risk",
    "RiskRegister",
    "Selector",
    "Source",
    "Uncertainty",
    "WorkHours",
    "certain",
    "check",
    "digest",
    "document_of",
    "parse_plan",
    "parse_register",
    "residual",
    "schema",
]
