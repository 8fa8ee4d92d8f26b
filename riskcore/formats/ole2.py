"""The names in an OLE2 compound file, the container of .mpp and of Office before 2007.

[MS-CFB] Compound File Binary File Format, sections 2.2 (header), 2.3 (sector chains) and 2.6 (directory).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY: Final = 128
_SECTOR_SIZES: Final = {9: 512, 12: 4_096}
"""By the sector shift in the header; section 2.2 knows these two."""
_MOST_SECTORS: Final = 4_096
"""Of the directory: a file that claims more is damaged or means ill."""
_LAST_SECTOR: Final = 0xFFFFFFFA
"""Numbers from here on are marks, not sectors."""


def is_ole2(head: bytes) -> bool:
    """Whether a file that begins with `head` is such a container."""
    return head.startswith(_MAGIC)


def stream_names(path: Path) -> set[str] | None:
    """Names of the streams and storages in the file at `path`, or None where they cannot be read."""
    with path.open("rb") as file:
        try:
            names = _names(file)
        except (struct.error, KeyError):
            return None
    return names or None


def _names(file: BinaryIO) -> set[str]:
    header = file.read(512)
    size = _SECTOR_SIZES[struct.unpack_from("<H", header, 30)[0]]
    sector = struct.unpack_from("<I", header, 48)[0]
    # The first 109 sectors of the allocation table stand in the header; they cover 7 MB at least, and the directory
    # of a larger file that lies beyond is read as far as they reach.
    table = struct.unpack_from("<109I", header, 76)
    found: set[str] = set()
    seen: set[int] = set()
    while sector < _LAST_SECTOR and sector not in seen and len(seen) < _MOST_SECTORS:
        seen.add(sector)
        found |= _names_in(_sector(file, sector, size))
        at, index = divmod(sector, size // 4)
        if at >= len(table) or table[at] >= _LAST_SECTOR:
            break
        sector = struct.unpack_from("<I", _sector(file, table[at], size), index * 4)[0]
    return found


def _names_in(directory: bytes) -> set[str]:
    found = set()
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        if kind and 2 <= length <= 64:
            found.add(directory[at : at + length - 2].decode("utf-16-le", "replace"))
    return found


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    return file.read(size)
