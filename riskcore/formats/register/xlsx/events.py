"""One part of a workbook as a stream of elements, with nothing kept and no document type allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO


class Handler(Protocol):
    """What a reader of a part does with its elements; names come without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text within an element, in pieces."""


class Enough(Exception):  # noqa: N818 - nothing is wrong
    """Raised by a handler that has seen what it wants."""


class TooLarge(Exception):  # noqa: N818 - told to people as a FileError
    """The part has more of something than is read."""


class BadPart(Exception):  # noqa: N818 - told to people as a FileError
    """The part is no XML that a workbook may hold."""


def feed(file: IO[bytes], handler: Handler) -> None:
    """Run the whole part through `handler`. Raises BadPart."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def begin(name: str, attributes: dict[str, str]) -> None:
        """The first element tells whether the part writes its names with prefixes."""
        parser.StartElementHandler, parser.EndElementHandler = (
            _plain(handler)
            if ":" in name
            else (
                handler.start,
                handler.end,
            )
        )
        parser.StartElementHandler(name, attributes)

    def doctype(*_: object) -> None:
        raise BadPart

    parser.StartElementHandler = begin
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.ParseFile(file)
    except expat.ExpatError:
        raise BadPart from None
    except Enough:
        pass


def _plain(handler: Handler) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]:
    """The handler's functions for elements whose names have prefixes."""

    def start(name: str, attributes: dict[str, str]) -> None:
        handler.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        handler.end(name.rpartition(":")[2])

    return start, end


def attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute by its name without prefix; "" where there is none."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")
