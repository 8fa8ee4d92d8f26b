"""A variable's number: a stable digest of what it is, so that adding one moves no other draw."""

from __future__ import annotations

from hashlib import blake2b


def stream(name: str) -> int:
    """64 bits of `name`, such as "duration of A1020": the variable part of the random counter.

    Two of a million names share a stream with probability 3e-8.
    """
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")
