"""Another scheduler on the same P6 files: no date that it computes as P6 did may differ in riskcore."""

from datetime import datetime, timedelta

import pytest

from riskcore.analysis import import_check
from riskcore.formats import read_plan
from tests.formats import needs
from tests.formats.jdk import jdk, run_java

FILES = sorted(path.name for path in (needs.CORPUS / "files").glob("*.xer")) if needs.CORPUS.is_dir() else ["none"]
SAME = timedelta(minutes=1)


def _same(one, other):
    """Both dates to the minute; a date that the file does not state agrees with any."""
    pairs = zip(one, other, strict=True)
    return all(first is None or second is None or abs(first - second) < SAME for first, second in pairs)


def _opinions(path):
    found = {}
    for line in run_java("SecondOpinion", path).splitlines():
        name, *dates = line.split("\t")
        found[name] = [None if date == "null" else datetime.fromisoformat(date) for date in dates]
    return found


@pytest.mark.second_opinion
@jdk
@needs.java
@needs.corpus
@pytest.mark.parametrize("name", FILES)
def test_no_date_that_only_the_other_gets_right(name, capsys, record_property):
    """Each date that MPXJ's scheduler computes as P6 did, riskcore computes as well."""
    path = needs.CORPUS / "files" / name
    others = _opinions(path)
    checked = [one for one in import_check(read_plan(path)).activities if one.computed and one.id in others]
    other_right = {one.id for one in checked if _same((one.stored_start, one.stored_finish), others[one.id])}
    right = {one.id for one in checked if one.equal}
    agree = {one.id for one in checked if one.start and _same((one.start, one.finish), others[one.id])}
    shares = {
        "computed": len(checked),
        "riskcore equal to the file": len(right),
        "MPXJ equal to the file": len(other_right),
        "riskcore equal to MPXJ": len(agree),
    }
    for what, count in shares.items():
        record_property(what, count)
    with capsys.disabled():
        print(f"\n{name}: " + ", ".join(f"{count:,} {what}" for what, count in shares.items()))  # noqa: T201 - asked for

    assert set() == other_right - right
