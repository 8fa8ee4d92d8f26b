"""What riskcore does not compute, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from validation.figure import NotRun

if TYPE_CHECKING:
    from collections.abc import Callable

    from validation.case import Case


def applies(_: Case) -> bool:
    return True


def _because(reason: str) -> Callable[[Case], NoReturn]:
    def answer(_: Case) -> NoReturn:
        raise NotRun(reason)

    return answer


CLASSICAL = "the classical PERT approximation is not offered: it leaves merge bias out, and promises too much"
SCARCE = "riskcore does not level resources, so it has no shortest schedule under limited ones"
FILES = "the case holds the figure and not the network, whose file belongs to PSPLIB"
FIGURES = {
    r"classical_pert_.+|pert_var_.+|pert_P\(.+": _because(CLASSICAL),
    r"max_error_(?:mean|sd)_fraction_of_range": _because("a bound on the classical PERT formulas; " + CLASSICAL),
    r"optimum:.+|sum_of_single_optima|proved.+|instances.+": _because(SCARCE),
    r"cpm:.+|cpm_equals.+|sum_of_cpm_lengths": _because(FILES),
    r"bound_fulkerson.+|bound_kleindorfer.+": _because("bounds are of no use where the law is simulated"),
    r"numpy: .+": _because("words of numpy's generator, which riskcore does not use"),
    r"naive_average_periods": _because("a division that a forecast is to replace, not a figure of riskcore"),
    r"stein_predicted.+|.+:stein_predicted.+": _because("a prediction of theory, not a figure of riskcore"),
}
