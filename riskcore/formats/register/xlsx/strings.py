"""The table of strings that the cells of a workbook share."""

from __future__ import annotations

import re
from typing import Final

from riskcore.formats.register.table.sheet import MOST_CELLS
from riskcore.formats.register.xlsx.events import TooLarge

LONGEST: Final = 100_000
"""Characters in a cell; Excel keeps 32,767."""
_ESCAPE = re.compile(r"_x((?![dD][89a-fA-F])[0-9A-Fa-f]{4})_")
"""Not of halves of surrogate pairs, which are no characters."""


class SharedStrings:
    """Gathers the strings; of rich text the runs, without phonetic hints."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._within = 0
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A string, a run or its text begins."""
        del attributes
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "t" and not self._phonetic:
            self._within += 1

    def end(self, name: str) -> None:
        """A string is complete with its `si`."""
        if name == "si":
            self.found.append(unescaped(joined(self._pieces)))
            if len(self.found) > MOST_CELLS:
                raise TooLarge
        elif name == "rPh":
            self._phonetic = False
        elif name == "t" and not self._phonetic:
            self._within -= 1

    def text(self, data: str) -> None:
        """Text counts within `t` only."""
        if self._within:
            self._pieces.append(data)


def joined(pieces: list[str]) -> str:
    """The text of a cell. Raises TooLarge where no cell of Excel could hold it."""
    text = "".join(pieces)
    if len(text) > LONGEST:
        raise TooLarge
    return text


def escaped(text: str) -> str:
    """Text that `unescaped` gives back: what looks like an escape has its first underscore escaped."""
    return _ESCAPE.sub(lambda found: f"_x005F{found[0]}", text)


def unescaped(text: str) -> str:
    """Text with `_x000D_` as the character that XML could not hold (ECMA-376 part 1, 22.4.2.4)."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
