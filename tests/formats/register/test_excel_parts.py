"""Workbooks as Excel itself writes them: shared strings, cached formulas, dates since 1904."""

from __future__ import annotations

import zipfile

import pytest

from riskcore.formats.register import read_register
from riskcore.formats.register.table.cell import Odd, Percent
from riskcore.formats.register.xlsx.open import open_workbook

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRINGS = [
    "<si><t>ID</t></si>",
    "<si><r><rPr><b/></rPr><t>Ti</t></r><r><t>tle</t></r></si>",
    "<si><t>Probability</t></si>",
    "<si><t>Cost</t></si>",
    '<si><t xml:space="preserve"> R1 </t></si>',
    "<si><t>課長</t><rPh sb='0' eb='2'><t>カチョウ</t></rPh></si>",
    "<si><t>two_x000D_lines and _x005F_x0041_</t></si>",
]
ROWS = """
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
<c r="D1" t="s"><v>3</v></c></row>
<row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2" t="s"><v>5</v></c><c r="C2" s="1"><f>3/10</f><v>0.3</v></c>
<c r="D2"><f>SUM(1,2)</f><v>3</v></c></row>
<row><c t="str"><f>"R"&amp;2</f><v>R2</v></c><c t="s"><v>6</v></c><c s="1"><v>0.5</v></c><c s="2"><v>40000</v></c></row>
<row r="9"><c r="A9" t="str"><f>""</f><v></v></c><c r="B9" t="e"><v>#N/A</v></c><c r="C9" t="b"><v>1</v></c>
<c r="D9"><f>D8</f></c></row>
"""


def _excel(path, namespace=MAIN, properties="", target="worksheets/sheet1.xml"):
    styles = '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    styles += '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook {namespace} xmlns:r="{LINKS}">{properties}<sheets>'
        '<sheet name="Risks" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="{target}"/>'
        f'<Relationship Id="rId2" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{LINKS}/styles" Target="styles.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst {namespace}>{''.join(STRINGS)}</sst>",
        "xl/styles.xml": f"<styleSheet {namespace}>{styles}</styleSheet>",
        "xl/worksheets/sheet1.xml": f"<worksheet {namespace}><sheetData>{ROWS}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return path


@pytest.mark.parametrize("namespace", [MAIN, STRICT])
@pytest.mark.parametrize(
    "target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/../worksheets/sheet1.xml"]
)
def test_cells(tmp_path, namespace, target):
    """Rich text without its phonetic hints, escapes, cached values, cells without references."""
    rows = open_workbook(_excel(tmp_path / "r.xlsx", namespace, target=target)).whole(0).rows

    assert [
        (1, ("ID", "Title", "Probability", "Cost")),
        (2, ("R1", "課長", Percent(0.3), 3.0)),
        (3, ("R2", "two\rlines and _x0041_", Percent(0.5), Odd("date", "2009-07-06"))),
        (9, (None, Odd("error", "#N/A"), Odd("truth", "TRUE"), Odd("formula"))),
    ] == [tuple(row) for row in rows]
    assert isinstance(rows[1].cells[2], Percent)


def test_dates_since_1904(tmp_path):
    """Workbooks of old Macs count from another day."""
    path = _excel(tmp_path / "r.xlsx", properties='<workbookPr date1904="1"/>')

    assert Odd("date", "2013-07-07") == open_workbook(path).whole(0).rows[2].cells[3]


def test_calculated_formulas_are_values(tmp_path):
    """What Excel calculated and kept is read."""
    text = ROWS.split('<row r="9">', maxsplit=1)[0].replace('s="2"', "")
    path = _excel(tmp_path / "r.xlsx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = f"<worksheet {MAIN}><sheetData>{text}</sheetData></worksheet>".encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)

    assert [("R1", 0.3, 3), ("R2", 0.5, 40_000)] == [
        (risk["id"], risk["probability"], risk["cost"]) for risk in read_register(path).document["risks"]
    ]
