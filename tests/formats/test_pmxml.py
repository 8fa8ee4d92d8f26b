"""P6's two formats hold the same plan: an XER file and its PMXML twin, written by MPXJ, are read alike."""

import pytest

from riskcore.formats import jvm, read_plan
from riskcore.plan import document_of
from tests.formats import needs
from tests.formats.bad_files import DATA
from tests.formats.jdk import jdk, run_java

pytestmark = needs.java
QUAY_WALL = DATA.parents[2] / "scenarios" / "quay-wall" / "plan.xer"
FILES = sorted((needs.CORPUS / "files").glob("*.xer")) if needs.CORPUS.is_dir() else []


def _both(path, folder):
    twin = folder / "twin.xml"
    run_java("ToPmxml", path, twin)
    return document_of(read_plan(path)), document_of(read_plan(twin))


@jdk
def test_shipped_scenario(tmp_path):
    """The quay wall: activities, links, calendars, progress and the dates to compare with."""
    xer, pmxml = _both(QUAY_WALL, tmp_path)

    assert xer == pmxml


@jdk
@pytest.mark.second_opinion
@needs.corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_real_files(path, tmp_path):
    """The same of files from practice; but for the currency, which XER names in its first line and PMXML nowhere."""
    xer, pmxml = _both(path, tmp_path)

    assert xer | {"currency": ""} == pmxml | {"currency": ""}


def test_base_currency(tmp_path):
    """The currency is the one in which the others are measured, also where the file has no preferences."""
    kinds = [("USD", "$", 1.2), ("GBP", "\u00a3", 1), ("EUR", "\u20ac", 1.1)]
    currencies = "".join(
        f"<Currency><ObjectId>{n}</ObjectId><Id>{name}</Id><Symbol>{symbol}</Symbol><ExchangeRate>{rate}</ExchangeRate>"
        "</Currency>"
        for n, (name, symbol, rate) in enumerate(kinds, start=5)
    )
    head, _, rest = (DATA / "pump.pmxml").read_text().partition("<Currency>")
    path = tmp_path / "pump.xml"
    path.write_text(head + currencies + rest.partition("</Currency>")[2], encoding="utf-8")

    assert "\u00a3" == read_plan(path).currency


def test_duration_of_other_writers(tmp_path):
    """Where the duration at completion is missing, it is what was done and what is left."""
    path = tmp_path / "pump.xml"
    started = "<ActualStartDate>2027-02-25T08:00:00</ActualStartDate><ActualDuration>16</ActualDuration>"
    text = (DATA / "pump.pmxml").read_text()
    path.write_text(text.replace("<DurationType>", f"{started}<DurationType>", 1))
    durations = {task["activity_id"]: task["duration"]["minutes"] for task in jvm.read(path, "pmxml")["tasks"][-2:]}

    assert {"A1000": 56 * 60, "A1010": 24 * 60} == durations
