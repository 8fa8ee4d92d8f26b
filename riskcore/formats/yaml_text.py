"""YAML read safely and plainly: no object tags, few aliases, and words stay words.

A subset of YAML 1.2's core schema: plain scalars are null, true, false, integers and decimals; everything else is text,
also `on`, `no`, `12:30` and dates, which YAML 1.1 would turn into something else.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from riskcore.errors import Problem
from riskcore.plan.rule import BrokenRule

MOST_ALIASES: Final = 1_000
DEEPEST: Final = 50
LARGEST: Final = 5_000_000
"""Nodes, those that an alias repeats counted each time: few lines of aliases of aliases would make billions."""
LONG_NUMBER: Final = 20
"""Digits from which on a whole number is taken as a decimal."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?\d+")
_DECIMAL = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")
_WORDS: Final = {"": None, "~": None, "null": None, "true": True, "True": True, "false": False, "False": False}


def parse_yaml(text: str) -> Any:
    """The document in `text` as lists, mappings and scalars. Raises BrokenRule with the line."""
    loader = _LOADER(text)
    try:
        return _Builder(loader).document()
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise BrokenRule("must be YAML", line, f"{error.problem}".capitalize() + ".") from None
    except yaml.YAMLError as error:
        raise BrokenRule("must be YAML", hint=str(error).splitlines()[0]) from None
    finally:
        loader.dispose()


class _Builder:
    """Builds the document from the parser's events."""

    def __init__(self, loader: Any) -> None:
        self.next = loader.get_event
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliases = 0
        self.size = 0

    def document(self) -> Any:
        self.next()  # the stream starts
        if isinstance(self.next(), yaml.StreamEndEvent):
            return None
        found = self.node(self.next(), 0)
        self.next()  # the document ends
        if not isinstance(self.next(), yaml.StreamEndEvent):
            raise BrokenRule("must be one document", "a second one after ---")
        return found

    def node(self, event: Any, depth: int) -> Any:
        before = self.size
        self.count(1, event)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        if event.tag is not None and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            raise BrokenRule("must have no tags", f'"{event.tag}" in {_line(event)}')
        if depth > DEEPEST:
            raise BrokenRule(f"must not nest deeper than {DEEPEST}", _line(event))
        if isinstance(event, yaml.ScalarEvent):
            found = _scalar(event.value) if event.implicit[0] else event.value
        elif isinstance(event, yaml.SequenceStartEvent):
            found = self.sequence(depth)
        else:
            found = self.mapping(depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = (found, self.size - before)
        return found

    def sequence(self, depth: int) -> list[Any]:
        found = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            found.append(self.node(event, depth + 1))
        return found

    def mapping(self, depth: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            if key is None:
                raise BrokenRule("must have words as keys", _line(event))
            self.count(1, event)
            if key in found:
                raise BrokenRule("must have each key once", f'"{key}" again in {_line(event)}')
            found[key] = self.node(self.next(), depth + 1)
        return found

    def alias(self, event: Any) -> Any:
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            raise BrokenRule(f"must not use more than {MOST_ALIASES} aliases", _line(event))
        if event.anchor not in self.anchors:
            raise BrokenRule("must name an anchor that is complete", f'"*{event.anchor}" in {_line(event)}')
        found, size = self.anchors[event.anchor]
        self.count(size, event)
        return found

    def count(self, size: int, event: Any) -> None:
        self.size += size
        if self.size > LARGEST:
            raise BrokenRule(f"must not hold more than {LARGEST} values, aliases counted in full", _line(event))


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if not text[0].isdigit() and text[0] not in "+-.":
        return text
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) < LONG_NUMBER else float(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _line(event: Any) -> str:
    return f"line {event.start_mark.line + 1}"


def as_problem(broken: BrokenRule) -> Problem:
    """The finding in the words of a document's other problems."""
    return Problem("The document", broken.rule, broken.got, broken.hint)
