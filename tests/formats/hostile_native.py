"""Plan documents that are made to hurt, each with what riskcore must say of it."""

from __future__ import annotations

from tests.formats.hostile_parts import MANY, Parts


def _laughs(first: str, other: str, end: str) -> Parts:
    lines = [first, *(f"a{n}: &a{n} {other.format(n=n - 1)}\n" for n in range(1, 12)), f"activities: *a11{end}"]
    return [("".join(lines).encode(), 1)]


def _native(duration: str) -> Parts:
    return [(f"start: 2027-03-01\nactivities:\n- {{id: A, duration: {duration}}}\n".encode(), 1)]


NATIVE: dict[str, tuple[Parts, str]] = {
    "laughs.yaml": (_laughs("a0: &a0 [x]\n", "[*a{n}, *a{n}, *a{n}, *a{n}, *a{n}, *a{n}]", "\n"), MANY),
    "laughs in keys.yaml": (_laughs("a0: &a0 {k: x}\n", "{{a: *a{n}, b: *a{n}, c: *a{n}, d: *a{n}}}", "\n"), MANY),
    "own anchor.yaml": ([(b"activities: &a [*a]\n", 1)], "must name an anchor that is complete"),
    "aliases.yaml": ([(b"a: &a x\nactivities: [", 1), (b"*a,", 100_000), (b"]", 1)], "more than 1000 aliases"),
    "brackets.yaml": ([(b"[", 1_000_000)], "must not nest"),
    "braces.json": ([(b'{"a":', 800_000)], "must not nest"),
    "brackets that close.json": ([(b'{"a":' + b"[" * 60 + b"]" * 60 + b"}", 1)], "must not nest deeper than 50"),
    "dashes.yaml": ([(b"- ", 3_000_000)], "must not nest"),
    "questions.yaml": ([(b"? ", 3_000_000)], "must have words as keys"),
    "empty lists.json": ([(b'{"activities": [', 1), (b"[],", 3_000_000), (b"[]]}", 1)], MANY),
    "many.json": (
        [(b'{"start":"2027-03-01","activities": [', 1), (b'{"id":"A","duration":"1d"},', 1_000_000), (b"{}]}", 1)],
        MANY,
    ),
    "keys twice.json": (
        [(("{" + ",".join(f'"k{n % 190_000}":1' for n in range(191_000)) + "}").encode(), 1)],
        "must have each key once",
    ),
    "digits.json": (
        [(b'{"start":"2027-03-01","activities":[],"name":', 1), (b"9", 1_000_000), (b"}", 1)], "name: must be",
    ),
    "digits.yaml": (_native("9" * 1_000_000), "duration: must"),
    "power.yaml": (_native("1e400d"), "duration: must"),
    "tag.yaml": ([(b'!!python/object/apply:os.system ["true"]\n', 1)], "must have no tags"),
    "other bytes.yaml": ([(b"name: \xff\xfe\xfd\n", 100_000)], "must be text in UTF-8"),
}  # fmt: skip
