"""Distributions of a duration, of money or of a factor: one family a file, all of them in FAMILIES."""

from riskcore.distributions.base import Distribution
from riskcore.distributions.build import build
from riskcore.distributions.families import FAMILIES

__all__ = ["FAMILIES", "Distribution", "build"]
