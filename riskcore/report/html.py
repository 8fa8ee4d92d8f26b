"""The answer as one HTML file: everything inside it, nothing fetched, nothing run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from riskcore.report.content import content
from riskcore.report.svg import inline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from riskcore.charts import Picture
    from riskcore.results import Result

TEMPLATES = Environment(
    loader=PackageLoader("riskcore.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(result: Result, pictures: Iterable[Picture], target: datetime | None = None) -> str:
    """The page about `result` with its `pictures`; `target` is asked about instead of the plan's own."""
    charts = {picture.name: {"heading": picture.heading, "svg": inline(picture)} for picture in pictures}
    return TEMPLATES.get_template("answer.html").render(content(result, target), charts=charts)
