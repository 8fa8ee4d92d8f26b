"""The marks of tests that run only when they are asked for by name."""

import pytest

OPT_IN = {
    "hostile": "writes and refuses files of 200 MB, some minutes",
    "second_opinion": "asks other programs over MPXJ about real files, a minute",
}


def pytest_configure(config):
    """Say the marks, since marks are strict."""
    for mark, what in OPT_IN.items():
        config.addinivalue_line("markers", f"{mark}: {what}; run with -m {mark}")


def pytest_collection_modifyitems(config, items):
    """Leave out what is not asked for by name."""
    for mark in OPT_IN:
        if mark in (config.option.markexpr or ""):
            continue
        for item in items:
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=f"opt-in: run with -m {mark}"))
