"""Templates, filled: no scripts, nothing from elsewhere, every text escaped."""

from __future__ import annotations

from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

TEMPLATES = Environment(
    loader=PackageLoader("riskcore_api.page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, status: int = 200, **content: Any) -> HTMLResponse:
    """The page of `template`."""
    return HTMLResponse(TEMPLATES.get_template(template).render(**content), status)


def message(text: str, status: int) -> HTMLResponse:
    """A page that says one thing."""
    return page("message.html", status, text=text, person=None)
