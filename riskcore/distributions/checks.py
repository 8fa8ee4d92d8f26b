"""The sentences in which a distribution says what is wrong with its numbers."""

from __future__ import annotations

import math
import reprlib
from typing import TypeGuard

import numpy as np

LARGEST = 1e100  # so that squares and their sums stay finite


def sentence(place: str, rule: str, got: object, hint: str = "") -> str:
    """`triangular.mode must lie in [min, max] = [4, 9]. Got 12.`, and the remedy where there is one."""
    return f"{place} {rule}. Got {shown(got)}." + (f" {hint}" if hint else "")


def shown(value: object) -> str:
    """A number as a person would write it, anything else as Python would, cut short where it is long."""
    if is_number(value):
        return f"{value:.15g}"
    if isinstance(value, int) and not isinstance(value, bool):
        return "an integer of more than 100 digits"
    return reprlib.repr(value)


def is_number(value: object) -> TypeGuard[float]:
    """Whether it is a finite number of a size that can be reckoned with; True and False are no numbers."""
    return _size(value) <= LARGEST


def not_number(place: str, value: object) -> str | None:
    """What is wrong with `value` as a number, if anything."""
    if is_number(value):
        return None
    if LARGEST < _size(value) < math.inf:
        return sentence(place, f"must lie in [-{LARGEST:g}, {LARGEST:g}]", value)
    return sentence(place, "must be a finite number", value)


def _size(value: object) -> float:
    """Absolute value; nan for what is no number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return abs(value)  # no float of it: 10**400 is beyond them
    return abs(float(value)) if isinstance(value, float | np.integer | np.floating) else math.nan
