"""What every body has in common: nothing unknown, no infinite numbers, no text that a database cannot keep."""

from __future__ import annotations

import math
import unicodedata
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic import StringConstraints as Constraints
from pydantic_core import core_schema

Item = TypeVar("Item")
DEEPEST = 30
FORBIDDEN = ("Cc", "Cs")
"""Control characters and halves of characters; line breaks and tabs are allowed in longer text."""


class Body(BaseModel):
    """What a request brings."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, str_strip_whitespace=True, frozen=True)


class Shown(BaseModel):
    """What an answer holds."""

    model_config = ConfigDict(frozen=True)


class Listed(Shown, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next_page_token: str | None = Field(None, description="Where the list goes on; null at its end.")


def one_line(text: str) -> str:
    """The text, if it is one line of characters that can be kept and shown."""
    if any(unicodedata.category(character) in FORBIDDEN for character in text):
        raise ValueError("must not hold control characters or halves of characters")
    return text


def lines(text: str) -> str:
    """The same of longer text."""
    one_line(text.translate(dict.fromkeys(map(ord, "\n\r\t"), " ")))
    return text


def sound(value: Any, depth: int = 0) -> Any:
    """A JSON document, if its numbers are finite, its text can be kept, and it is not nested too deep."""
    if depth > DEEPEST:
        raise ValueError(f"must not nest deeper than {DEEPEST}")
    if isinstance(value, str):
        lines(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise ValueError("must hold finite numbers")
    elif isinstance(value, dict):
        for key, one in value.items():
            lines(key)
            sound(one, depth + 1)
    elif isinstance(value, list):
        for one in value:
            sound(one, depth + 1)
    return value


Name = Annotated[str, Constraints(min_length=1, max_length=200), AfterValidator(one_line)]
Prose = Annotated[str, Constraints(max_length=4_000), AfterValidator(lines)]
Document = Annotated[dict[str, Any], AfterValidator(sound)]
"""A JSON object whose rules are riskcore's."""


class FormOf:
    """Says in the API's description that a document has the form of one of these records of riskcore."""

    def __init__(self, *models: type[BaseModel]) -> None:
        self.models = models

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Take it as it is: riskcore checks it as a whole and says more."""
        return handler(source)

    def __get_pydantic_json_schema__(
        self, _schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The records' own schemas."""
        return {"anyOf": [handler(model.__pydantic_core_schema__) for model in self.models]}
