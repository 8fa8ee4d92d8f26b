"""The risk document: risks, uncertainty and correlation, beside a plan or within it."""

from __future__ import annotations

from riskcore.plan.branch import Branch
from riskcore.plan.correlation import Correlation
from riskcore.plan.model import Record
from riskcore.plan.risk import Risk
from riskcore.plan.uncertainty import Uncertainty


class RiskRegister(Record):
    """Everything about a plan that is not certain."""

    risks: tuple[Risk, ...] = ()
    uncertainty: tuple[Uncertainty, ...] = ()
    correlations: tuple[Correlation, ...] = ()
    branches: tuple[Branch, ...] = ()
