"""An SVG file as a part of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from markupsafe import Markup

if TYPE_CHECKING:
    from riskcore.charts import Picture


def inline(picture: Picture) -> Markup:
    """The drawing of `picture`: no prologue, ids of its own, and words for those who cannot see it."""
    drawing = picture.svg[picture.svg.index("<svg") :]
    drawing = re.sub(r'\bid="', f'id="{picture.name}-', drawing)
    drawing = re.sub(r'href="#', f'href="#{picture.name}-', drawing)
    drawing = drawing.replace("url(#", f"url(#{picture.name}-")
    words = f"{picture.heading} {picture.finding}."
    # Size comes from the page; the view box keeps the shape.
    drawing = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", drawing, count=1)
    drawing = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", drawing, count=1)
    head, rest = drawing.split(">", 1)
    return Markup(f'{head} role="img" aria-label={quoteattr(words)}>{rest}')  # noqa: S704 - our own drawing, its words escaped
