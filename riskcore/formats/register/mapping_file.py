"""Mappings and scales in files of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from riskcore.errors import FileError, PlanError, Problem
from riskcore.formats.native import parse_text, read_text
from riskcore.formats.register.mapping import checked

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_mapping(path: str | Path) -> dict[str, Any]:
    """The mapping in the YAML or JSON file at `path`, checked. Raises FileError or PlanError."""
    document = _document(Path(path))
    checked(document, source=Path(path).name)
    return document


def read_scales(path: str | Path) -> dict[str, Any]:
    """The scales in a file of their own: keys probability, delay, cost and factor. Raises FileError or PlanError."""
    document = _document(Path(path))
    scales = dict(document.get("scales", document))
    checked({}, scales, Path(path).name)
    return scales


def _document(path: Path) -> dict[str, Any]:
    document = parse_text(read_text(path), path.name)
    if not isinstance(document, dict):
        raise PlanError([Problem(path.name, "must be a mapping of keys to values")], path.name)
    return document


def write_mapping(path: str | Path, mapping: Mapping[str, Any]) -> None:
    """Write a mapping as YAML that `read_mapping` reads back. Raises FileError where it cannot be written."""
    text = yaml.dump(dict(mapping), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100)
    path = Path(path)
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise FileError([Problem(path.name, f"cannot be written: {error.strerror}")], path.name) from None


class _Plain(yaml.SafeDumper):
    """Writes text in quotation marks unless it is plainly a word."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    word = text.replace(" ", "").replace(".", "").replace("_", "").isalpha()
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if word else '"')


_Plain.add_representer(str, _text)
