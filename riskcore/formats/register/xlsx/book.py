"""What a workbook says of its sheets: their names, their parts, and whether they are hidden."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from riskcore.formats.register.xlsx.events import TooLarge, attribute, feed
from riskcore.formats.register.xlsx.strings import SharedStrings
from riskcore.formats.register.xlsx.styles import Styles

if TYPE_CHECKING:
    import zipfile

_DEFAULT: Final = "xl/workbook.xml"
_OFFICE_DOCUMENT: Final = "/officeDocument"
MOST_SHEETS: Final = 1_000
_WORKSHEET: Final = "/worksheet"


@dataclass(frozen=True)
class Entry:
    """A sheet: its name, its part in the package, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Book:
    """The sheets of a workbook and what their cells refer to; `strings` and `styles` by index."""

    sheets: tuple[Entry, ...]
    strings: list[str]
    styles: list[str]
    since_1904: bool


def read_book(package: zipfile.ZipFile) -> Book:
    """The workbook's table of contents. Raises BadPart, TooLarge, KeyError or ValueError where it is damaged."""
    main = _targets(package, "", "_rels/.rels").by_kind(_OFFICE_DOCUMENT) or [_DEFAULT]
    contents = _Contents()
    with package.open(main[0]) as file:
        feed(file, contents)
    folder, name = posixpath.split(main[0])
    if len(contents.sheets) > MOST_SHEETS:
        raise TooLarge
    links = _targets(package, folder, f"{folder}/_rels/{name}.rels")
    sheets = [
        Entry(title, links.parts[key], hidden)
        for title, key, hidden in contents.sheets
        if links.kinds.get(key, "").endswith(_WORKSHEET)
    ]
    strings, styles = SharedStrings(), Styles()
    for part, handler in ((links.by_kind("/sharedStrings"), strings), (links.by_kind("/styles"), styles)):
        if part:
            with package.open(part[0]) as file:
                feed(file, handler)
    return Book(tuple(sheets), strings.found, styles.kinds, contents.since_1904)


class _Links:
    """The relationships of a part: key to target and to kind."""

    def __init__(self, folder: str) -> None:
        self.parts: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self._folder = folder

    def by_kind(self, kind: str) -> list[str]:
        """Targets of a kind."""
        return [self.parts[key] for key, one in self.kinds.items() if one.endswith(kind)]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """One relationship; a target without a leading slash is seen from the part's folder."""
        if name == "Relationship":
            target = attributes["Target"]
            whole = target[1:] if target.startswith("/") else posixpath.join(self._folder, target)
            self.parts[attributes["Id"]] = posixpath.normpath(whole)
            self.kinds[attributes["Id"]] = attributes["Type"]

    def end(self, name: str) -> None:
        """Nothing follows."""

    def text(self, data: str) -> None:
        """Relationships hold no text."""


class _Contents:
    """The sheets in their order, with the keys of their relationships."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A sheet, or the properties of the workbook."""
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes["name"], attribute(attributes, "id"), hidden))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true")

    def end(self, name: str) -> None:
        """Nothing follows."""

    def text(self, data: str) -> None:
        """The contents hold no text."""


def _targets(package: zipfile.ZipFile, folder: str, name: str) -> _Links:
    links = _Links(folder)
    if name in package.namelist():
        with package.open(name) as file:
            feed(file, links)
    return links
