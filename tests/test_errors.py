"""Errors as they are told, and as they travel from one process to another."""

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor

import pytest

from riskcore.errors import FileError, ParameterError, PlanError, Problem

PROBLEMS = (
    Problem("activities[3]", "duration.mode must lie in [min, max]", "12", "Swap the values."),
    Problem("links[0]", "names no activity", '"B"'),
)


@pytest.mark.parametrize("kind", [PlanError, FileError])
def test_a_document_error_travels_whole(kind):
    """Class, message, problems and source are the same on the other side."""
    sent = kind(PROBLEMS, "plan.yaml")
    got = pickle.loads(pickle.dumps(sent))  # noqa: S301 - our own bytes

    assert kind is type(got)
    assert (str(sent), PROBLEMS, "plan.yaml") == (str(got), got.problems, got.source)


def refuse():
    """A piece of work that ends with an error."""
    raise PlanError(PROBLEMS, "plan.yaml")


def test_an_error_of_another_process_says_the_same():
    """What a worker raises is told with all its problems, not with the letters of its message."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool, pytest.raises(PlanError) as raised:
        pool.submit(refuse).result()

    assert PROBLEMS == raised.value.problems
    assert "activities[3]: duration.mode must lie in [min, max]. Got 12. Swap the values." in str(raised.value)


def test_a_parameter_error_is_a_value_error():
    """Whoever expects Python's own error catches it; it travels with its message."""
    got = pickle.loads(pickle.dumps(ParameterError("seed must be at least 0. Got -1.")))  # noqa: S301

    assert isinstance(got, ValueError)
    assert "seed must be at least 0. Got -1." == str(got)
