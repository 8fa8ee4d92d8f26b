"""Marks of tests that need something which may be absent."""

import shutil
from pathlib import Path

import pytest

from riskcore.errors import ToolError
from riskcore.formats.find_java import find_java, find_mpxj

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"


def _missing() -> str:
    try:
        find_java()
        find_mpxj()
    except ToolError as error:
        return str(error)
    return ""


java = pytest.mark.skipif(bool(_missing()), reason=_missing() or "Java and MPXJ are here")
javac = pytest.mark.skipif(shutil.which("javac") is None, reason="there is no javac on the PATH")
corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder of real schedules is not beside the repository")
