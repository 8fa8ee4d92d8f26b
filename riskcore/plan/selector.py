"""Which activities a risk, a rule or a correlation is about."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, field_validator, model_validator

from riskcore.plan.model import Record
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from riskcore.plan.activity import Activity


class Selector(Record):
    """Activities by `id`, `wbs` (that node and all below it), `tag`, `owner` or `name` (with * and ?), or `all`.

    Keys given together must all match; of a list, one entry must. A plain list is a list of ids, "all" is all.
    """

    id: tuple[str, ...] = ()
    wbs: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    name: tuple[str, ...] = Field((), description="Patterns with * and ?.")
    all: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: Any) -> Any:
        if value == "all":
            return {"all": True}
        return {"id": value} if isinstance(value, str | list | tuple) else value

    @field_validator("id", "wbs", "tag", "owner", "name", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        items = value if isinstance(value, list | tuple) else [value]
        named = (int, float)
        return tuple(str(item) if isinstance(item, named) and not isinstance(item, bool) else item for item in items)

    @model_validator(mode="after")
    def _selects_by_something(self) -> Self:
        keys = bool(self.id or self.wbs or self.tag or self.owner or self.name)
        if keys == self.all:
            raise BrokenRule("must say which activities", hint='Write ids, {wbs: "3"}, {tag: civil}, or all.')
        return self

    def matches(self, activity: Activity) -> bool:
        """Whether `activity` is one of them."""
        return self.all or (
            (not self.id or activity.id in self.id)
            and (not self.wbs or any(_under(activity.wbs, node) for node in self.wbs))
            and (not self.tag or any(tag in activity.tags for tag in self.tag))
            and (not self.owner or activity.owner in self.owner)
            and (not self.name or any(fnmatchcase(activity.name, pattern) for pattern in self.name))
        )


def _under(wbs: str, node: str) -> bool:
    return wbs == node or wbs.startswith(f"{node}.")
