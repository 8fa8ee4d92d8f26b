"""The pages about the service say what it does: operations, settings, analyses."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from riskcore_api.access.roles import SCOPES
from riskcore_api.analyses import ANALYSES
from riskcore_api.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
API = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
HOW = (ROOT / "docs" / "how-to" / "run-the-service.md").read_text("utf-8")


def test_every_setting_is_described():
    """Each by its variable."""
    assert [] == [name for name in Settings.model_fields if f"`{PREFIX}{name.upper()}`" not in HOW]


def test_every_analysis_is_described():
    """Each by its resource, with its parameters."""
    for one in ANALYSES:
        row = next((line for line in API.splitlines() if line.startswith(f"| `/{one.key}")), "")

        assert all(f"{name}=" in row for name in one.parameters), one.key
        assert row, one.key


def test_every_scope_is_described():
    """Each by its name."""
    assert [] == [scope for scope in SCOPES if f"`{scope}`" not in HOW]


def test_every_operation_is_described(one_client):
    """In full, or by its last steps; sections that are not named are as that of risks."""

    def described(path):
        steps = path.split("/")
        tails = ["/" + "/".join(steps[start:]) for start in range(1, len(steps))]
        return path in API or any(f"...{tail}" in API or f"`{tail}" in API for tail in tails)

    alike = re.compile(r"/registers/\{register_id\}/(uncertainty|correlations|branches)")
    paths = one_client.get("/openapi.json").json()["paths"]

    assert [] == [path for path in paths if not alike.search(path) and not described(path)]


def test_the_compose_file_names_settings():
    """Every variable that it gives to the server is one."""
    compose = yaml.safe_load((ROOT / "api" / "deploy" / "compose.yaml").read_text("utf-8"))
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    given = {name for one in compose["services"].values() for name in one["environment"] if name.startswith(PREFIX)}

    assert given
    assert set() == given - known
