"""Files in the encodings and containers that registers come in, and those that nobody should be able to read."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from riskcore.errors import FileError, PlanError
from riskcore.formats.register import read_register
from riskcore.formats.register.table import sheet as limits
from riskcore.formats.register.text import open as text_files
from riskcore.formats.register.xlsx import guard, part
from tests.formats.bad_files import ole2
from tests.formats.register.make import HEAD, ROW, book, csv, patched, risks

TEXT = "ID,Title,Probability,Delay (days),Activities,Owner\nR1,Eau près du mur,30%,5,A40,Müller\n"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", None),
        ("utf-8-sig", "The text is in UTF-8."),
        ("utf-16", "The text is in UTF-16."),
        ("utf-16-le", "The text is in UTF-16."),
        ("utf-16-be", "The text is in UTF-16."),
        ("cp1252", "The text is in Windows-1252, as older versions of Excel write it."),
    ],
)
def test_encodings(tmp_path, encoding, note):
    """With and without a byte order mark; which one it is, is said."""
    read = read_register(csv(tmp_path / "r.csv", TEXT, encoding))

    assert ("Eau près du mur", "Müller") == (read.document["risks"][0]["name"], read.document["risks"][0]["owner"])
    assert (note is None) or note in read.notes


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", ["", "sep={}\r\n"])
def test_separators(tmp_path, separator, start):
    """The one that gives a header; a first line may declare it, and is no row."""
    text = start.format(separator) + TEXT.replace(",", separator)
    read = read_register(csv(tmp_path / "r.csv", text))

    assert "A40" == read.document["risks"][0]["activities"][0]
    assert 2 == read.rows[0].row


def test_rows_are_those_of_a_spreadsheet(tmp_path):
    """Blank lines count, and line breaks within a cell do not."""
    text = 'ID,Title,P,Cost\n\nR1,"two\nlines",30%,5\nR2,b,30%,6\n'

    assert [3, 4] == [row.row for row in read_register(csv(tmp_path / "r.csv", text)).rows]


def test_apostrophes_before_formulas(tmp_path):
    """The protection that is put before =, +, - and @ on writing is taken off; other apostrophes stay."""
    text = "ID,Title,P,Cost\nR1,'=1+1,30%,5\nR2,'Abendrot',30%,6\n"

    assert ["=1+1", "'Abendrot'"] == [
        risk["name"] for risk in read_register(csv(tmp_path / "r.csv", text)).document["risks"]
    ]


def _zip(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return file.getvalue()


BOMB = _zip(**{"[Content_Types].xml": b"", "xl__workbook.xml": b"", "xl__worksheets__sheet1.xml": bytes(5_000_000)})
BAD_FILES = {
    "empty.xlsx": (b"", "is empty"),
    "blank.csv": (b"\r\n , \r\n", "must have a header of 3 known names"),
    "marks.csv": (b"\xef\xbb\xbf\r\n", "is empty"),
    "old.xls": (
        ole2("Workbook"),
        r"is a workbook of Excel before 2007 \(.xls\), which is not read. Open it and save it as",
    ),
    "older.xls": (ole2("Book"), "is a workbook of Excel before 2007"),
    "locked.xlsx": (
        ole2("EncryptedPackage", "EncryptionInfo"),
        "is protected by a password. Open it in Excel, take the",
    ),
    "letter.xlsx": (ole2("WordDocument"), "looks like an Office file and not like a workbook"),
    "binary.xlsx": (_zip(**{"[Content_Types].xml": b"", "xl__workbook.bin": b""}), r"is a binary workbook \(.xlsb\)"),
    "open.ods": (_zip(**{"mimetype": b"", "content.xml": b""}), "is an OpenDocument file"),
    "letter.docx": (
        _zip(**{"[Content_Types].xml": b"", "word__document.xml": b""}),
        "is a zip archive and no workbook",
    ),
    "hollow.xlsx": (_zip(**{"[Content_Types].xml": b"", "xl__other.xml": b""}), "is a damaged workbook"),
    "cut.xlsx": (b"PK\x03\x04" + bytes(100), "is a damaged workbook"),
    "page.xls": (b"<html><table><tr><td>ID</td></tr></table></html>", "is a web page, whatever its name says"),
    "2003.xls": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "is an XML spreadsheet of 2003",
    ),
    "noise.csv": (random.Random(1).randbytes(5_000), "is neither a workbook nor text"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(500), "is neither a workbook nor text"),
    "quote.csv": (b'ID,Title,P,Cost\nR1,"a,30%,5\nR2,b,30%,5\n', r"row 2: must be CSV: unexpected end of data"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_files(tmp_path, name):
    """Each is refused with what it is and, where there is one, the remedy."""
    data, told = BAD_FILES[name]
    (tmp_path / name).write_bytes(data)

    with pytest.raises(FileError, match=f"^{name}: .*{told}"):
        read_register(tmp_path / name)


def test_not_there(tmp_path):
    """The system's reason."""
    with pytest.raises(FileError, match=r"gone.xlsx: cannot be read: No such file"):
        read_register(tmp_path / "gone.xlsx")


def test_empty_workbook(tmp_path):
    """Sheets without a filled cell."""
    book(tmp_path / "r.xlsx", {"A": [], "B": [[None]]})

    with pytest.raises(FileError, match=r"r.xlsx: is empty"):
        read_register(tmp_path / "r.xlsx")


def test_zip_bomb(tmp_path, monkeypatch):
    """A workbook that unpacks to more than the limit is refused before anything of it is unpacked."""
    monkeypatch.setattr(guard, "LARGEST", 3_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("a part was opened"))
    (tmp_path / "bomb.xlsx").write_bytes(BOMB)

    assert len(BOMB) < 10_000
    with pytest.raises(FileError, match=r"must not unpack to more than 3 MB or 10,000 parts. Got 5 MB in 3 parts."):
        read_register(tmp_path / "bomb.xlsx")


def test_a_table_of_contents_that_lies(tmp_path):
    """A part is read no further than its stated size: the rest of it is damage."""
    path = risks(tmp_path / "r.xlsx", HEAD, ROW)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        size = package.getinfo(SHEET).file_size
    at = data.rindex(SHEET.encode()) - 46  # the entry in the central directory
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (size // 2).to_bytes(4, "little")
    path.write_bytes(data)

    with pytest.raises(FileError, match="is a damaged workbook"):
        read_register(path)


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_entities(tmp_path, name):
    """No part may declare a document type: what its entities would unfold to is never seen."""
    path = risks(tmp_path / "r.xlsx", HEAD, ROW)
    levels = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    with zipfile.ZipFile(path) as package:
        start = package.read(name)[:20]
    patched(path, name, start, b'<!DOCTYPE x [<!ENTITY l0 "ha">' + levels + b"]>" + start)

    with pytest.raises(FileError, match="is a damaged workbook"):
        read_register(path)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SHEET, b"</sheetData>", b"</sheet>"),
        (SHEET, b"<v>0.3</v>", b"<v>zero</v>"),
        (SHEET, b"<v>0.3</v>", b"<v>nan</v>"),
        (SHEET, b't="inlineStr"><is><t>ID</t></is>', b't="s"><v>99</v>'),
        (SHEET, b'r="A1"', b'r="1A"'),
        ("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml"),
        ("xl/styles.xml", b'numFmtId="0"', b'numFmtId="x"'),
    ],
)
def test_twisted_workbooks(tmp_path, name, old, new):
    """Whatever of a workbook is twisted, it is told as damaged."""
    path = patched(risks(tmp_path / "r.xlsx", HEAD, ROW), name, old, new)

    with pytest.raises(
        FileError, match=r"r.xlsx: is a damaged workbook. Open it in Excel, let it be repaired, and save it."
    ):
        read_register(path)


def test_every_cut_is_told(tmp_path):
    """A workbook cut short anywhere is damaged; no other error comes out."""
    data = risks(tmp_path / "r.xlsx", HEAD, ROW).read_bytes()
    for length in range(4, len(data), len(data) // 40):
        (tmp_path / "cut.xlsx").write_bytes(data[:length])
        with pytest.raises(FileError, match="is a damaged workbook"):
            read_register(tmp_path / "cut.xlsx")


def test_too_many_rows(tmp_path, monkeypatch):
    """More rows than are read is said, in a workbook and in text."""
    path = risks(tmp_path / "r.xlsx", HEAD, *[[f"R{k}", *ROW[1:]] for k in range(200)])
    text = csv(tmp_path / "r.csv", TEXT + "R2,b,30%,5,A1\n" * 200)
    for module in (limits, part, text_files):
        monkeypatch.setattr(module, "MOST_ROWS", 100)

    for file in (path, text):
        with pytest.raises(FileError, match=r"must not have more than .* rows or .* cells"):
            read_register(file)


def test_far_columns(tmp_path):
    """A cell at the far right costs nothing, and is listed as left out."""
    made = book(tmp_path / "r.xlsx", {"Risks": [HEAD, ROW]})
    made["Risks"]["XFD2"] = "x"
    made.save(tmp_path / "r.xlsx")

    assert "columns beyond IV" in [one.where for one in read_register(tmp_path / "r.xlsx").ignored]


def test_prefixed_names(tmp_path):
    """Some programs write every element with a prefix."""
    path = risks(tmp_path / "r.xlsx", HEAD, ROW)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts[SHEET].decode()
    text = text.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("<x:?", "<?")
    parts[SHEET] = text.replace('xmlns="', 'xmlns:x="').encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)

    assert "R1" == read_register(path).document["risks"][0]["id"]


def test_a_chart_sheet_is_no_sheet(tmp_path):
    """Charts have a tab as well."""
    made = book(tmp_path / "r.xlsx", {"Risks": [HEAD, ROW]})
    made.create_chartsheet("Chart", 0)
    made.save(tmp_path / "r.xlsx")

    assert "Risks" == read_register(tmp_path / "r.xlsx").mapping["sheet"]


def test_problems_carry_the_name_of_the_file(tmp_path):
    """For those who print them."""
    with pytest.raises(PlanError) as caught:
        read_register(risks(tmp_path / "r.xlsx", HEAD, ["R1", "a", "High", 5, "A1"]))
    assert "r.xlsx" == caught.value.source


def test_a_text_that_no_cell_can_hold(tmp_path):
    """Longer texts than Excel keeps are refused, and so is a cell of numbers with pages of text."""
    path = patched(risks(tmp_path / "r.xlsx", HEAD, ROW), SHEET, b"Ground water", b"x" * 200_000)
    text = csv(tmp_path / "r.csv", TEXT.replace("30%", " ".join(["3"] * 50_000)))

    with pytest.raises(FileError, match="nor longer texts than Excel"):
        read_register(path)
    with pytest.raises(
        PlanError, match=r"Row 2, .*Probability.*: must be a number or text of at most 2,000 characters"
    ):
        read_register(text)


def test_many_merges(tmp_path, monkeypatch):
    """More merged ranges than a sheet has rows."""
    path = risks(tmp_path / "r.xlsx", HEAD, ROW)
    patched(
        path, SHEET, b"</sheetData>", b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 9 + b"</mergeCells>"
    )
    monkeypatch.setattr(part, "MOST_ROWS", 5)

    with pytest.raises(FileError, match="must not have more than"):
        read_register(path)
