"""Every family, by the name it has in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.distributions.beta import Beta
from riskcore.distributions.constant import Constant
from riskcore.distributions.discrete import Discrete
from riskcore.distributions.empirical import Empirical
from riskcore.distributions.exponential import Exponential
from riskcore.distributions.gamma import Gamma
from riskcore.distributions.histogram import Histogram
from riskcore.distributions.lognormal import LogNormal
from riskcore.distributions.normal import Normal
from riskcore.distributions.pert import Pert
from riskcore.distributions.triangular import Triangular
from riskcore.distributions.trigen import Trigen
from riskcore.distributions.uniform import Uniform
from riskcore.distributions.weibull import Weibull

if TYPE_CHECKING:
    from riskcore.distributions.base import Distribution

FAMILIES: dict[str, type[Distribution]] = {
    "constant": Constant,
    "uniform": Uniform,
    "triangular": Triangular,
    "trigen": Trigen,
    "pert": Pert,
    "beta": Beta,
    "normal": Normal,
    "lognormal": LogNormal,
    "weibull": Weibull,
    "gamma": Gamma,
    "exponential": Exponential,
    "discrete": Discrete,
    "empirical": Empirical,
    "histogram": Histogram,
}
