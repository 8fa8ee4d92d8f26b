"""The collector rests while many records are made, and goes on afterwards."""

import gc

import pytest

from riskcore.garbage import uncollected


@pytest.mark.usefixtures("collecting")
def test_the_collector_rests_and_goes_on():
    """Also where one such piece of work is a part of another."""
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.usefixtures("collecting")
def test_it_goes_on_after_an_error():
    """A plan that is refused leaves the process as it was."""
    with pytest.raises(ValueError, match="refused"), uncollected():
        raise ValueError("refused")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    """Who turned it off has reasons."""
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.fixture
def collecting():
    """A process whose collector works."""
    gc.enable()
