"""Questions that riskcore answers in numbers of its own, with dates where a reader wants dates; one a file."""

from riskcore_api.child.questions.anew import removed, verification
from riskcore_api.child.questions.certificate import certificate
from riskcore_api.child.questions.convergence import convergence
from riskcore_api.child.questions.joint import joint
from riskcore_api.child.questions.quantiles import milestones, quantiles
from riskcore_api.child.questions.s_curve import s_curve
from riskcore_api.child.questions.words import words

__all__ = [
    "certificate",
    "convergence",
    "joint",
    "milestones",
    "quantiles",
    "removed",
    "s_curve",
    "verification",
    "words",
]
