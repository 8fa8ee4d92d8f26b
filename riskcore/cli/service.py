"""The service, which a plain installation is without: its modules, or an error that says how to get it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from riskcore.errors import ToolError

if TYPE_CHECKING:
    from types import ModuleType

MISSING = 'The service is not installed. Install it with: python -m pip install "riskcore[service]"'


def service_module(name: str) -> ModuleType:
    """A module of the service. Raises ToolError where the service is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise ToolError(f"{MISSING} (There is no {error.name}.)") from None
