"""A file's format is told from its content, whatever its name says."""

import pytest

from riskcore.errors import FileError
from riskcore.formats import sniff as module
from riskcore.formats.sniff import sniff
from tests.formats.bad_files import DATA, MSPDI, ole2

KNOWN = {
    "mpp": ole2("\x01CompObj", "Props14", "   114"),
    "template": ole2("Props12", "WordDocument"),  # a Word document embedded in a project
    "mspdi": f'<?xml version="1.0"?>\n<!-- by hand -->\n{MSPDI}'.encode(),
    "mspdi in UTF-16": f'<?xml version="1.0" encoding="UTF-16"?>{MSPDI}'.encode("utf-16"),
    "mspdi without a namespace": b"<Project>\n <SaveVersion>14</SaveVersion>",
    "pmxml": b'\xef\xbb\xbf<p6:APIBusinessObjects xmlns:p6="http://xmlns.oracle.com/Primavera/P6">',
    "pod": b"\xac\xed\x00\x05t\x00\x051.0.0sr\x00#com.projity.server.data.ProjectData",
    "xer": "ERMHDR\t8.2\t2027-03-01\tProjet \xe0 faire".encode("cp1252"),
    "mpx": b"MPX;Microsoft Project f\xfcr Windows;4.0;ANSI",
    "gan": b'<project name="x" view-date="2027-03-01" version="2.8">',
    "planner": b'<project name="x" phase="" project-start="20270301T000000Z">',
    "text": b"activities:\n  - id: A\n",
    "text in JSON": b'\xef\xbb\xbf{"activities": []}',
}


@pytest.mark.parametrize("name", KNOWN)
def test_content_decides(tmp_path, name):
    """Each format is known by its first bytes, under a name that says something else."""
    path = tmp_path / "plan.doc"
    path.write_bytes(KNOWN[name])

    assert sniff(path) == {"template": "mpp"}.get(name, name.split()[0])


@pytest.mark.parametrize(
    ("name", "expected"),
    [("pump.xml", "mspdi"), ("pump.pmxml", "pmxml"), ("pump.xer", "xer"), ("pump.mpx", "mpx"), ("pump.gan", "gan")],
)
def test_samples(name, expected):
    """The samples that other tests read are what they seem."""
    assert expected == sniff(DATA / name)


def test_too_large(tmp_path, monkeypatch):
    """A file beyond the limit is refused before it is read."""
    monkeypatch.setattr(module, "LARGEST", 1_000_000)
    path = tmp_path / "huge.mpp"
    with path.open("wb") as file:
        file.truncate(1_500_000)

    with pytest.raises(FileError, match=r"huge.mpp: must not be larger than 1 MB. Got 2 MB."):
        sniff(path)


def test_not_there(tmp_path):
    """A file that is missing is named with the system's reason."""
    with pytest.raises(FileError, match=r"gone.mpp: cannot be read: No such file"):
        sniff(tmp_path / "gone.mpp")
