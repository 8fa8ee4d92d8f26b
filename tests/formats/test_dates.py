"""The dates that the source tools computed, to the minute, on real files."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from riskcore.analysis import import_check
from riskcore.errors import ToolError
from riskcore.formats import read_plan
from riskcore.formats.find_java import find_java

FILES = Path(__file__).parents[2].parent / "shared/corpus/files"
GROUPS = {
    "P6": (("*.xer",), 99.9),
    "Microsoft Project": (("*.mpp", "*.mpt", "*.xml"), 99.5),
    "GanttProject, Planner, MPX": (("*.gan", "*.planner", "*.mpx"), 95),
    "ProjectLibre": (("*.pod",), 95),
}


@cache
def no_java():
    try:
        find_java()
    except ToolError:
        return True
    return False


@pytest.mark.skipif(not FILES.exists(), reason="the real files are not at hand")
@pytest.mark.parametrize("group", GROUPS)
def test_dates_of_real_files(group):
    """Of the computed activities, so many percent start and finish as in the file; each difference has a cause."""
    if no_java():
        pytest.skip("there is no Java to read schedule files with")
    patterns, least = GROUPS[group]
    found = [import_check(read_plan(path)) for pattern in patterns for path in sorted(FILES.glob(pattern))]

    equal, computed = sum(one.equal for one in found), sum(one.computed for one in found)
    assert 100 * equal / computed >= least
    different = [one for check in found for one in check.activities if one.computed and not one.equal]
    assert [] == [one.uid for one in different if not one.cause]
    assert computed - equal == sum(Counter(one.cause for one in different).values())
