"""What decides the numbers of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcore.results import Certificate, Result


def certificate(result: Result) -> Certificate:
    """Inputs, seed, versions."""
    return result.certificate
