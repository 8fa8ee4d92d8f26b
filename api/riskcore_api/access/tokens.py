"""Secrets that are handed out: 256 random bits, of which only the digest is kept.

Digests of such secrets need no slow hash: nobody can try 2^256 of them.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import zlib
from typing import NamedTuple

KEY_FORM = re.compile(r"rk_([0-9a-f]{32})_([0-9a-f]{64})([0-9a-f]{8})")


class Token(NamedTuple):
    """A secret, and what is kept of it."""

    text: str
    digest: str


def new_token() -> Token:
    """A token for a cookie or a link."""
    text = secrets.token_urlsafe(32)
    return Token(text, digest_of(text))


def new_key(key_id: str) -> Token:
    """An API key: its name, its secret, and a checksum by which a mistyped or made-up one is told at once."""
    name, secret = key_id.removeprefix("key_"), secrets.token_hex(32)
    return Token(f"rk_{name}_{secret}{_checksum(name, secret)}", digest_of(secret))


def parse_key(text: str) -> tuple[str, str] | None:
    """The id of the key and the digest of its secret; None where it is no key of ours."""
    match = KEY_FORM.fullmatch(text)
    if match is None or _checksum(match[1], match[2]) != match[3]:
        return None
    return f"key_{match[1]}", digest_of(match[2])


def same(one: str, other: str) -> bool:
    """Whether two digests are the same, told in constant time."""
    return secrets.compare_digest(one, other)


def digest_of(text: str) -> str:
    """SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _checksum(name: str, secret: str) -> str:
    return f"{zlib.crc32(f'{name}_{secret}'.encode()):08x}"
