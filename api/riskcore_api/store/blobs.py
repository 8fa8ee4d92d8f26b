"""Files named by the digest of what is in them: written whole or not at all, never changed, safe to share."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from riskcore_api.store.recent import Recent

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = 200_000
KEPT = 16_000_000
"""Bytes of a file that is kept in memory, and of all of them."""


class Blobs:
    """A folder of such files. `path(digest)` is where one lies, whether it exists or not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.recent: Recent[bytes] = Recent(KEPT)

    def path(self, digest: str) -> Path:
        """Where the file of that digest lies."""
        return self.folder / digest[:2] / digest[2:]

    def put(self, content: bytes) -> str:
        """Keep `content`; its digest is returned when it is on the disk."""
        digest = hashlib.sha256(content).hexdigest()
        if not self.path(digest).exists():
            part = self._part()
            part.write_bytes(content)
            self._publish(part, digest)
        return digest

    def adopt(self, path: Path) -> str:
        """Keep the file at `path`, which moves here; it must lie on the same disk."""
        hasher = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                hasher.update(chunk)
        digest = hasher.hexdigest()
        if self.path(digest).exists():
            path.unlink()
        else:
            self._publish(path, digest)
        return digest

    def get(self, digest: str) -> bytes:
        """What is in the file. Raises FileNotFoundError."""
        return self.path(digest).read_bytes()

    def small(self, digest: str) -> bytes | None:
        """What is in the file, out of memory where it was asked for before; None where it is large or not there."""
        found = self.recent.get(digest)
        if found is not None:
            return found
        path = self.path(digest)
        try:
            if path.stat().st_size > SMALL:
                return None
            found = path.read_bytes()
        except FileNotFoundError:
            return None
        self.recent.put(digest, found, len(found))
        return found

    def room(self) -> Path:
        """A folder on the same disk for files that may be adopted."""
        room = self.folder / "incoming"
        room.mkdir(parents=True, exist_ok=True)
        return room

    def digests(self) -> Iterator[tuple[str, Path]]:
        """Every file here, by its digest."""
        for folder in self.folder.glob("[0-9a-f][0-9a-f]"):
            for path in folder.iterdir():
                yield folder.name + path.name, path

    def sweep(self, used: set[str], older_than_seconds: float) -> int:
        """Remove files that nothing uses and that are older than that; how many is returned.

        The age matters: what was written a moment ago may be about to be used.
        """
        limit = time.time() - older_than_seconds
        rest = [path for digest, path in self.digests() if digest not in used]
        rest += list(self.room().iterdir())
        removed = 0
        for path in rest:
            if path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def _part(self) -> Path:
        return self.room() / f"{uuid4().hex}.part"

    def _publish(self, part: Path, digest: str) -> None:
        """Make it last through a power failure, then give it its name."""
        target = self.path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
