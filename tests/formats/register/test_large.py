"""A register of 50,000 risks is read in seconds and bounded memory."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

from tests.formats.register.make import HEAD, ROW, risks

COUNT = 50_000
SECONDS = 10
"""Of processor time; some 5 on a machine of 2024."""
MEGABYTES = 600
"""Of the whole process, its libraries included."""
COLUMNS = [
    "ID",
    "Title",
    "Owner",
    "Status",
    "Probability",
    "Delay min (d)",
    "Delay ML (d)",
    "Delay max (d)",
    "Cost (k€)",
]
PROGRAM = """
import re, sys, time
from pathlib import Path
from riskcore.formats.register import lines, read_register
start = time.process_time()
read = read_register(sys.argv[1], {"shape": "pert"})
seconds = time.process_time() - start
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(len(read.document["risks"]), seconds, int(peak) / 1e3)
assert len(lines(read)) > len(read.document["risks"])
"""


def _rows():
    for k in range(COUNT):
        share = (1 + k % 97) / 100
        yield [
            f"R{k}",
            f"Risk {k}",
            "Owner",
            "Open",
            share,
            5 + k % 7,
            20,
            30 + k / 8,
            k / 4,
            f"A{k % 1000}; A{k % 77}",
        ]


def _workbook(path):
    """A workbook written by hand: openpyxl would take longer to write it than the reading may take."""
    risks(path, HEAD, ROW)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    lines = []
    for number, row in enumerate([[*COLUMNS, "Activities"], *_rows()], 1):
        cells = (
            f'<c t="inlineStr"><is><t>{cell}</t></is></c>' if isinstance(cell, str) else f"<c><v>{cell}</v></c>"
            for cell in row
        )
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    name = "xl/worksheets/sheet1.xml"
    start, _, rest = parts[name].decode().partition("<sheetData>")
    parts[name] = f"{start}<sheetData>{''.join(lines)}</sheetData>{rest.partition('</sheetData>')[2]}".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for part, data in parts.items():
            package.writestr(part, data)


def _text(path):
    lines = [";".join(map(str, row)).replace("; A", ", A") for row in [[*COLUMNS, "Activities"], *_rows()]]
    path.write_text("\n".join(lines))


@pytest.mark.parametrize("name", ["r.xlsx", "r.csv"])
def test_fifty_thousand_risks(tmp_path, name):
    """Processor time and memory of a process that reads them and lists what it understood."""
    (_workbook if name.endswith("x") else _text)(tmp_path / name)
    said = subprocess.check_output([sys.executable, "-c", PROGRAM, str(tmp_path / name)], text=True)
    count, seconds, megabytes = map(float, said.split())

    assert COUNT == count
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
