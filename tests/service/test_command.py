"""The command: `riskcore serve`, `riskcore doctor`, and `riskcore simulate --server`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from riskcore.cli.main import main
from tests.service.server import PLAN, REGISTER, until

SCENARIOS = """
mitigations:
  - {id: M1, name: Second gang, cost: 6k, activities: {A30: {duration: 2d}}}
scenarios:
  - {id: B, mitigations: [M1]}
  - {id: C, overrides: {start: 2027-02-01}}
"""


def call(*words, folder, **variables):
    """What a call of the command comes to."""
    return subprocess.run(
        [sys.executable, "-m", "riskcore", *map(str, words)],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path):
    """A folder with a plan and its risks."""
    (tmp_path / "plan.yaml").write_text(PLAN)
    (tmp_path / "risks.yaml").write_text(REGISTER)
    return tmp_path


def numbers(text):
    """An answer without the moment at which it was made."""
    found = json.loads(text)
    found["certificate"].pop("created")
    return found


def test_a_server_answers_as_the_command_does(one_server, folder):
    """The same words, numbers and files, whoever plays it."""
    asked = ("simulate", "plan.yaml", "-r", "risks.yaml", "-n", 700, "--seed", 81, "--json", "--register-out")
    own = call(*asked, "own.csv", folder=folder)
    there = ("--server", one_server.url, "--out", "out")
    theirs = call(*asked, "theirs.csv", *there, folder=folder, RISKCORE_KEY=one_server.key())

    assert (0, 0) == (own.returncode, theirs.returncode), theirs.stderr
    assert numbers(own.stdout) == numbers(theirs.stdout)
    assert {"answer.html", "result.npz"} <= {path.name for path in (folder / "out").iterdir()}
    assert (folder / "own.csv").read_bytes() == (folder / "theirs.csv").read_bytes()


def test_a_server_compares_as_the_command_does(one_server, folder):
    """Base and scenarios are its runs; the comparison is the same, with the scenarios that lie beside the plan."""
    (folder / "scenarios.yaml").write_text(SCENARIOS)
    asked = ("compare", "plan.yaml", "-r", "risks.yaml", "-n", 700, "--seed", 82, "--scenario", "B", "--json")
    own = call(*asked, folder=folder)
    theirs = call(*asked, "--server", one_server.url, "--out", "out", folder=folder, RISKCORE_KEY=one_server.key())

    assert (0, 0) == (own.returncode, theirs.returncode), theirs.stderr
    assert numbers(own.stdout) == numbers(theirs.stdout)
    assert {"comparison.csv", "result-0.npz", "result-1.npz"} <= {path.name for path in (folder / "out").iterdir()}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("wrong.yaml --server HERE", 3, "A99"),
        ("plan.yaml --server http://127.0.0.1:9", 3, "Nobody answers"),
        ("plan.yaml --server HERE --removal --threads 2", 2, "cannot be combined with --removal, --threads"),
        ("plan.yaml --server HERE --residual --register-out a.csv", 2, "with --register-out and --residual together."),
        ("- --server HERE", 2, "Got standard input"),
        ("plan.yaml --risks no.yaml --server HERE", 3, "no.yaml: No such file"),
    ],
)
def test_what_a_server_refuses_is_told(one_server, folder, monkeypatch, capsys, words, code, told):
    """A wrong plan with its places, nobody there, flags that do not fit: words, and an exit code."""
    (folder / "wrong.yaml").write_text(PLAN.replace("[A30, A40]", "[A99]"))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("RISKCORE_KEY", one_server.key())
    monkeypatch.setattr(sys, "argv", ["riskcore", "simulate", *words.replace("HERE", one_server.url).split()])
    with pytest.raises(SystemExit) as left:
        main()

    assert code == left.value.code
    assert told in capsys.readouterr().err


def test_serve_prints_a_link_and_ends_when_told(tmp_path):
    """From an empty folder; another link and a key for it while it runs."""
    command = [sys.executable, "-m", "riskcore", "serve", "--data", tmp_path / "data", "--port", "0", "--workers", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        said = server.stdout.readline()
        more = call("serve", "--data", tmp_path / "data", "--new-link", folder=tmp_path)
        key = call("serve", "--data", tmp_path / "data", "--new-key", "Nightly", folder=tmp_path)
        server.terminate()
        code = until(lambda: server.poll() is not None and (server.returncode,))

    assert re.search(r"http://127\.0\.0\.1:\d+/open/\S+", said)
    assert (0, 0, (0,)) == (more.returncode, key.returncode, code)
    assert "/open/" in more.stdout
    assert key.stdout.startswith("rk_")


def test_wrong_settings_are_told(tmp_path):
    """By name, without a trace."""
    found = call("serve", "--data", tmp_path, "--database", "mysql://x", folder=tmp_path)
    variable = call("serve", "--data", tmp_path, folder=tmp_path, RISKCORE_WORKER="3")

    assert (2, 2) == (found.returncode, variable.returncode)
    assert "PostgreSQL" in found.stderr
    assert "RISKCORE_WORKER" in variable.stderr
    assert "Traceback" not in found.stderr + variable.stderr


def test_doctor_looks_and_tells(tmp_path):
    """0 where all is well; 1 and a remedy where something is lacking."""
    well = call("doctor", "--data", tmp_path, "--json", folder=tmp_path)
    (tmp_path / "file").touch()
    ill = call("doctor", "--data", tmp_path / "file" / "data", folder=tmp_path)
    found = {one["what"]: one for one in json.loads(well.stdout)}

    assert {"Python", "riskcore", "engine", "service", "data folder", "SQLite", "database", "address"} <= set(found)
    assert found["data folder"]["good"]
    assert 1 == ill.returncode
    assert re.search(r"NO  data folder .*\n +Give a folder", ill.stdout)


def test_without_the_service_the_remedy_is_told(tmp_path):
    """A plain installation has the verbs, and says what to install."""
    without = "import sys; sys.modules['riskcore_api'] = None; from riskcore.cli import main; main()"
    for words in (["serve"], ["simulate", "plan.yaml", "--server", "http://x"]):
        found = subprocess.run(
            [sys.executable, "-c", without, *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )

        assert 3 == found.returncode
        assert 'pip install "riskcore[service]"' in found.stderr
