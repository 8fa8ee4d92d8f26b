"""The command line: one file per verb."""

from riskcore.cli.main import main

__all__ = ["main"]
