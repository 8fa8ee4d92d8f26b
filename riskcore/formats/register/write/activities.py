"""A selector as the text of a cell that is read back to the same selector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from riskcore.formats.register.table.cell import is_nothing
from riskcore.formats.register.values.selection import selection
from riskcore.formats.register.write.flow import flow
from riskcore.plan import Selector, document_of
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator


def activities_text(selector: Selector) -> str:
    """`A1010; A1020`, `WBS 3.2`, `tag: civil`, `all`, else the mapping of the document."""
    document = document_of(selector)
    return next((text for text in _short(document) if _same(text, selector)), flow(document))


def _short(document: dict[str, Any]) -> Iterator[str]:
    if list(document) == ["id"]:
        yield "; ".join(document["id"])
    if list(document) == ["wbs"]:
        yield f"WBS {'; '.join(document['wbs'])}"
    if list(document) == ["tag"]:
        yield f"tag: {'; '.join(document['tag'])}"
    if list(document) == ["all"]:
        yield "all"


def _same(text: str, selector: Selector) -> bool:
    if is_nothing(text or None) or text != text.strip():
        return False
    try:
        return Selector.model_validate(selection(text)) == selector
    except (BrokenRule, ValidationError):
        return False
