"""Lists a page at a time, newest first: the token of the next page says after which name it goes on."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import Depends, Query

from riskcore_api.ids import is_id
from riskcore_api.problems import Fault, Problem

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

Row = TypeVar("Row")
MOST = 200


@dataclass(frozen=True)
class Page:
    """What was asked for: how many, and after which name."""

    size: int
    after: str

    def of(
        self, session: Session, rows: Select[Row], name: InstrumentedAttribute[str], *, newest: bool = True
    ) -> tuple[list[Row], str | None]:
        """The rows of this page, and the token of the next one if there is one."""
        if self.after:
            rows = rows.where(name < self.after if newest else name > self.after)
        rows = rows.order_by(name.desc() if newest else name.asc()).limit(self.size + 1)
        found = list(session.scalars(rows))
        more = len(found) > self.size
        return found[: self.size], _token(getattr(found[self.size - 1], name.key)) if more else None


async def page(
    page_size: Annotated[int, Query(ge=1, le=MOST, description="Most items of the answer.")] = 50,
    page_token: Annotated[
        str, Query(max_length=500, description="The `next_page_token` of the page before; left out for the first.")
    ] = "",
) -> Page:
    """The page that the query asks for."""
    if not page_token:
        return Page(page_size, "")
    try:
        after = urlsafe_b64decode(page_token.encode("ascii")).decode("utf-8")
    except ValueError:
        after = ""
    if not is_id("", after) or _token(after) != page_token:
        fault = Fault(
            where="query page_token", rule="must be a next_page_token of this list", got=repr(page_token)[:80]
        )
        raise Problem("invalid-request", "The page_token is not one of ours.", [fault])
    return Page(page_size, after)


Paged = Annotated[Page, Depends(page)]


def _token(name: Any) -> str:
    return urlsafe_b64encode(str(name).encode()).decode("ascii")
