"""Values of a plan, and how they changed, in words that a sentence can hold."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from riskcore.plan.estimate import Estimate
from riskcore.plan.moment import write_moment

MOST_VALUES, MOST_LETTERS = 6, 60


def text_of(value: Any) -> str:
    """One value: `12d`, `triangular (min 10d, mode 12d, max 20d)`, `2027-06-30 17:00`, `civil, steel`."""
    if isinstance(value, datetime):
        return write_moment(value).replace("T", " ")
    if isinstance(value, Estimate):
        return text_of(value.document())
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_inner(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return f"{len(value)} values" if len(value) > MOST_VALUES else ", ".join(map(text_of, value))
    return _short(value) if isinstance(value, str) else str(value)


def written(value: Any) -> Any:
    """The value as a document writes it."""
    if isinstance(value, datetime):
        return write_moment(value)
    if isinstance(value, Estimate):
        return value.document()
    return list(value) if isinstance(value, tuple) else value


def went(label: str, before: Any, after: Any) -> str:
    """`duration went from 5d to 8d`, `deadline 2027-06-30 was set`, `owner Ann was removed`."""
    if before is True or after is True:
        return f"{label} was {'set' if after else 'removed'}"
    if before in (None, "", ()):
        return f"{label} {_quoted(after)} was set"
    if after in (None, "", ()):
        return f"{label} {_quoted(before)} was removed"
    verb = "moved" if isinstance(before, datetime) else "went"
    first, second = _apart(before, after) if isinstance(before, datetime) else (_quoted(before), _quoted(after))
    return f"{label} {verb} from {first} to {second}"


def _apart(before: datetime, after: datetime) -> tuple[str, str]:
    """Two moments by their days, with the times where the day is the same; a day alone has none."""
    if before.date() == after.date():
        bare = time() in (before.time(), after.time())
        return text_of(before), text_of(after) if bare else f"{after:%H:%M}"
    return before.date().isoformat(), after.date().isoformat()


def _inner(value: Any) -> str:
    return f"({text_of(value)})" if isinstance(value, dict | list | tuple) else text_of(value)


def _quoted(value: Any) -> str:
    text = text_of(value)
    return f'"{text}"' if isinstance(value, str) and " " in text else text


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 3]}..."
