"""The page on registers from Excel says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from riskcore.formats.register.mapping import SheetMapping, checked
from riskcore.formats.yaml_text import parse_yaml
from tests.formats.register.make import risks

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "bring-a-register-from-excel.md").read_text("utf-8")
HEAD = ["ID", "Title", "P (%)", "Delay min (d)", "Delay ML (d)", "Delay max (d)", "Activities"]


def _blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_its_mapping_is_one():
    """Every key of the example is known; every key that there is, is in the table."""
    mapping = checked(parse_yaml(_blocks("text")[0]))

    assert "triangular" == mapping.shape
    assert [] == [key for key in SheetMapping.model_fields if f"`{key}`" not in PAGE]


def test_its_programs_run(tmp_path, monkeypatch, capsys):
    """One after the other, on a workbook and a mapping of the names that they give."""
    monkeypatch.chdir(tmp_path)
    risks(tmp_path / "register.xlsx", HEAD, ["R1", "a", 30, 5, 10, 20, "A1"])
    (tmp_path / "mapping.yaml").write_text("shape: pert\n")
    names: dict[str, object] = {}
    for program in _blocks("python"):
        exec(program, names)  # noqa: S102 - our own page

    assert "read as triangular 5d, 10d, 20d" in capsys.readouterr().out
    assert (tmp_path / "answer.xlsx").exists()
