"""`riskcore schema`: the JSON Schema of a plan document."""

from __future__ import annotations

import json
import sys


def schema() -> None:
    """Print the JSON Schema of a plan document, for editors and for checking.

    Example: riskcore schema > plan.schema.json
    """
    from riskcore.plan import schema as plan_schema  # noqa: PLC0415 - pydantic is needed by no other verb's --help

    sys.stdout.write(json.dumps(plan_schema(), indent=2) + "\n")
