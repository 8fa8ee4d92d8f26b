"""The jar in the package is what its sources give."""

import pytest

from riskcore.formats.java import build
from tests.formats import needs


def test_stamp():
    """The jar says the digest of its sources: changing one without building again fails here."""
    assert build.source_digest() == build.stamps()["Source-SHA-256"]


@needs.java
@needs.javac
def test_building_again_gives_the_same_bytes(tmp_path):
    """Nobody has to trust a binary: the same compiler makes the same jar, byte for byte."""
    built_with = build.stamps()["Built-With"]
    if build.javac_version() != built_with:
        pytest.skip(f"the jar was built with {built_with}, and this is {build.javac_version()}")
    build.build(tmp_path / "reader.jar")

    assert build.JAR.read_bytes() == (tmp_path / "reader.jar").read_bytes()
