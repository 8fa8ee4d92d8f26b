"""The opt-in mark of tests on files of hundreds of megabytes."""

import pytest


def pytest_configure(config):
    """Say the mark, since marks are strict."""
    config.addinivalue_line("markers", "hostile: writes and refuses files of 200 MB, some minutes; run with -m hostile")


def pytest_collection_modifyitems(config, items):
    """Leave them out unless they are asked for by name."""
    if "hostile" in (config.option.markexpr or ""):
        return
    for item in items:
        if item.get_closest_marker("hostile"):
            item.add_marker(pytest.mark.skip(reason="opt-in: run with -m hostile"))
