"""A report as a folder."""

from datetime import datetime

import pytest

from riskcore.errors import ParameterError
from riskcore.report import write_report
from tests.charts import make

FILES = ["answer.html", "s_curve.svg", "s_curve.png", "gantt.svg", "gantt.png"]
TABLES = ["activities.csv", "drivers.csv", "milestones.csv", "quantiles.csv"]


def test_a_report_is_a_page_its_charts_and_its_tables(tmp_path):
    folder = tmp_path / "new" / "report"
    written = write_report(make.certain(), folder)

    assert [folder / name for name in FILES + TABLES] == written
    assert sorted(written) == sorted(folder.iterdir())
    assert (folder / "activities.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_second_report_takes_the_place_of_the_first(tmp_path):
    write_report(make.certain(), tmp_path)
    page = write_report(make.certain(), tmp_path, datetime(2027, 5, 31))[0].read_text()

    assert len(FILES + TABLES) == len(list(tmp_path.iterdir()))
    assert "Can we commit to 31 May 2027?" in page


def test_what_a_second_report_has_not_is_removed(tmp_path):
    """A chart of costs that this result has not would be read as its own; other files stay."""
    for name in ("cost.svg", "cost.png", "notes.txt"):
        (tmp_path / name).write_text("of an earlier result")
    write_report(make.certain(), tmp_path)

    assert {*FILES, *TABLES, "notes.txt"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_file_is_no_folder(tmp_path, inside):
    file = tmp_path / "plan.yaml"
    file.write_text("name: mine")

    with pytest.raises(ParameterError, match="Got the path of a file"):
        write_report(make.certain(), file / inside if inside else file)
    assert file.read_text() == "name: mine"


def test_a_failure_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(*_args):
        raise OSError

    monkeypatch.setattr("pathlib.Path.write_bytes", fail)
    with pytest.raises(OSError):
        write_report(make.certain(), tmp_path)

    assert [] == list(tmp_path.iterdir())
