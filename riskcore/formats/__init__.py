"""Reading plans: riskcore's own documents, and the files of scheduling tools."""

from riskcore.formats.native import read_plan_text, read_register, read_scenarios, write_plan
from riskcore.formats.read import read_plan

__all__ = ["read_plan", "read_plan_text", "read_register", "read_scenarios", "write_plan"]
