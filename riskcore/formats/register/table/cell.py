"""One cell: text, a number, nothing, or something that no register should hold where a number is due."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

_NOTHING: Final = frozenset({"", "-", "--", "–", "—", "n/a", "na", "none", "nil", "k.a.", "s.o.", "entfällt"})  # noqa: RUF001 - dashes of all lengths
LONGEST: Final = 60
"""Characters of a cell in a message."""
_DIGITS = re.compile(r"[-+\d.,%]+")
_SPACES = re.compile(r"[ \t\u00a0\u2007\u2009\u202f]+")


class Percent(float):
    """A number that the cell shows with a percent sign: 0.3 for 30 %."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A date, an error such as #REF!, a formula that was never calculated, or TRUE and FALSE."""

    kind: Literal["date", "error", "formula", "truth"]
    text: str = ""

    @property
    def words(self) -> str:
        """What it is, for a problem."""
        return {
            "date": f"the date {self.text}",
            "error": f"the error {self.text}",
            "formula": "a formula without a value",
            "truth": self.text,
        }[self.kind]

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return {
            "date": "Excel takes 3/5 or 1/2/3 for dates: format the cell as text and type it again.",
            "error": "Mend the formula.",
            "formula": "The file was saved by a program that does not calculate: open it in Excel and save it.",
            "truth": "",
        }[self.kind]


Cell = str | float | Odd | None
"""Text is without spaces at its ends, and never empty."""


def text_of(cell: Cell) -> str:
    """The cell as a person reads it: `5` for 5.0, `30%` for a percentage."""
    if cell is None:
        return ""
    if isinstance(cell, Odd):
        return cell.text
    if isinstance(cell, Percent):
        return f"{100 * cell:.15g}%"
    return plain(cell) if isinstance(cell, float) else cell


def plain(number: float) -> str:
    """A number without `.0`, in all its digits."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(float(number))


def shown(cell: Cell) -> str:
    """The cell within a message: text in quotation marks, cut short."""
    if isinstance(cell, Odd):
        return cell.words
    return quoted(cell) if isinstance(cell, str) else text_of(cell)


def quoted(text: str) -> str:
    """Text in quotation marks, on one line and cut short."""
    line = one_line(text[: 10 * LONGEST])
    return f'"{line}"' if len(line) <= LONGEST else f'"{line[: LONGEST - 3]}..."'


def brief(cell: Cell) -> str:
    """The cell within a list: numbers as they stand, also in text, words in quotation marks."""
    return cell if isinstance(cell, str) and _DIGITS.fullmatch(cell) else shown(cell)


def one_line(text: str) -> str:
    """The text with every run of spaces and line breaks as one space."""
    return " ".join(_SPACES.sub(" ", text).split())


def is_nothing(cell: Cell) -> bool:
    """Whether the cell is empty or says that there is nothing: `-`, `n/a`, `none`."""
    return cell is None or (isinstance(cell, str) and cell.casefold() in _NOTHING)
