"""A name reduced to what matters: no capitals, accents or punctuation; brackets apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LONGEST: Final = 200
"""Characters of a text that is remembered."""
_KEPT = re.compile(r"[^\w%€$£¥]+|_")
_BRACKETS = re.compile(r"[(\[{<]([^)\]}>]*)[)\]}>]")


def normal(text: str) -> str:
    """`Prob. d'occurrence [%]` as `prob d occurrence %`."""
    return _remembered(text) if len(text) <= _LONGEST else _normal(text)


def _normal(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("#", " no "))
    return " ".join(_KEPT.sub(" ", "".join(one for one in plain if not unicodedata.combining(one))).casefold().split())


_remembered = lru_cache(maxsize=50_000)(_normal)


def without_brackets(text: str) -> str:
    """The text outside of brackets."""
    return _BRACKETS.sub(" ", text)


def within_brackets(text: str) -> list[str]:
    """The text within each pair of brackets."""
    return [found.strip() for found in _BRACKETS.findall(text)]
