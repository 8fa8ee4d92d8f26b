"""Make reader.jar from the sources beside it: `python -m riskcore.formats.java.build`.

The jar says which sources it is of, and comes out the same, byte for byte, from the same javac.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from riskcore.errors import ToolError
from riskcore.formats.find_java import OLDEST_JAVA, find_mpxj

FOLDER = Path(__file__).parent
JAR = FOLDER / "reader.jar"


def sources() -> list[Path]:
    """The sources, in the order in which they are digested."""
    return sorted(FOLDER.glob("*.java"))


def source_digest() -> str:
    """SHA-256 of names and contents, whatever the line ends that a checkout gave them."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def stamps(jar: Path = JAR) -> dict[str, str]:
    """The manifest of a jar."""
    with zipfile.ZipFile(jar) as archive:
        lines = archive.read("META-INF/MANIFEST.MF").decode().replace("\n ", "").splitlines()
    return dict(line.split(": ", 1) for line in lines if line)


def javac_version() -> str:
    """Such as "javac 17.0.15". Raises ToolError where there is none."""
    return subprocess.run([_javac(), "-version"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 - the builder's own javac


def build(jar: Path = JAR) -> None:
    """Compile and pack. Raises ToolError."""
    with tempfile.TemporaryDirectory() as name:
        command = [_javac(), "--release", str(OLDEST_JAVA), "-encoding", "UTF-8", "-g:none", "-Xlint:all", "-Werror"]
        command += ["-cp", str(find_mpxj() / "mpxj.jar"), "-d", name, *map(str, sources())]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - as above
        if done.returncode:
            raise ToolError(f"javac refuses the sources:\n{done.stderr}")
        made = jar.with_suffix(".new")
        _pack(Path(name), made)
        made.replace(jar)  # at once: a Java that runs from the old one must not meet half of the new one


def _pack(classes: Path, jar: Path) -> None:
    manifest = f"Manifest-Version: 1.0\nBuilt-With: {javac_version()}\nSource-SHA-256: {source_digest()}\n\n"
    members = {"META-INF/MANIFEST.MF": _folded(manifest)}
    members |= {path.relative_to(classes).as_posix(): path.read_bytes() for path in sorted(classes.rglob("*.class"))}
    with zipfile.ZipFile(jar, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the first moment that a zip can hold
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_STORED, 3, 0o644 << 16
            archive.writestr(entry, content)


def _folded(manifest: str) -> bytes:
    """A manifest's lines have 72 bytes at most; a longer one goes on after a space."""
    return re.sub(r"(?m)^(.{70})(?=.)", r"\1\n ", manifest).encode()


def _javac() -> str:
    found = shutil.which("javac")
    if found is None:
        raise ToolError(f"Building reader.jar needs javac {OLDEST_JAVA} or newer on the PATH.")
    return found


if __name__ == "__main__":
    build()
    sys.stdout.write(f"{JAR.name}: {JAR.stat().st_size:,} bytes of {stamps()['Built-With']}\n")
