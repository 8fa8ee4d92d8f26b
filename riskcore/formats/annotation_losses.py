"""What a copy in another format lacks, in words: nothing is dropped silently."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from riskcore.formats.annotation_values import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

Document = dict[str, Any]
_FIELDS: Final = {
    "start": "starts",
    "finish": "finishes",
    "duration": "durations",
    "name": "names",
    "actual_start": "actual starts",
    "actual_finish": "actual finishes",
    "constraint": "constraints",
    "constraint_date": "constraint dates",
    "deadline": "deadlines",
}
_NOTHING: Final = (None, "", "AS_SOON_AS_POSSIBLE")
_PARTS: Final = {"resources": "resources", "assignments": "assignments"}


def losses(before: Document, after: Document) -> list[str]:
    """One sentence for each kind of thing that the copy `after` lacks or holds otherwise."""
    old, new = _rows(before), paired(before, after)
    found = [_sentence(len(old.keys() - new.keys()), len(old), "rows", "missing")]
    found.append(_sentence(sum(new[uid]["uid"] != uid for uid in new), len(old), "unique numbers", "different"))
    links, kept = _links(before, {uid: uid for uid in old}), _links(after, {new[uid]["uid"]: uid for uid in new})
    found.append(_sentence((links - kept).total(), links.total(), "links", "missing or different"))
    # The dates of a summary follow from its activities, in each tool by its own rules
    both = [uid for uid in old.keys() & new.keys() if not old[uid].get("summary")]
    for key, words in _FIELDS.items():
        stated = [uid for uid in both if old[uid].get(key) not in _NOTHING]
        changed = sum(_plain(old[uid][key]) != _plain(new[uid].get(key)) for uid in stated)
        found.append(_sentence(changed, len(stated), words, "missing or different"))
    for key, words in _PARTS.items():
        found.append(_sentence(len(before[key]) - len(after[key]), len(before[key]), words, "missing"))
    return [sentence for sentence in found if sentence]


def unkept(rows: Mapping[int, Document], wanted: Mapping[int, tuple[str, ...]]) -> list[str]:
    """A sentence for each column of ours that did not come back from the copy as it was given."""
    found = []
    for column, name in enumerate(COLUMNS):
        # Microsoft Project has no empty number: 0 is not written
        empty = 0.0 if COLUMNS[name] == "NUMBER" else None
        back = {uid: rows.get(uid, {}).get("custom", {}).get(name, empty) for uid in wanted}
        wrong = sum(_text(back[uid]) != values[column] for uid, values in wanted.items())
        found.append(_sentence(wrong, len(wanted), f'values of "{name}"', "missing or different"))
    return [sentence for sentence in found if sentence]


def paired(before: Document, after: Document) -> dict[int, Document]:
    """The rows of the copy by their unique number in the file.

    Microsoft Project takes none above two million; where the file has larger ones, the copy is numbered anew and its
    rows are known by their place.
    """
    old, new = _rows(before), _rows(after)
    if old.keys() & new.keys():
        return {uid: row for uid, row in new.items() if uid in old}
    placed = {row.get("id"): row for row in new.values()}
    return {uid: placed[row.get("id")] for uid, row in old.items() if row.get("id") in placed}


def _rows(document: Document) -> dict[int, Document]:
    return {task["uid"]: task for task in document["tasks"] if not task.get("null")}


def _links(document: Document, uids: Mapping[int, int]) -> Counter[tuple[Any, ...]]:
    return Counter(
        (uids.get(link["predecessor"]), uids.get(link["successor"]), link.get("type"), _plain(link.get("lag")))
        for link in document["links"]
    )


def _plain(value: Any) -> Any:
    """A duration in minutes of work or of the clock, in whatever unit it is written."""
    if isinstance(value, dict):
        length = round(value["minutes"]) if "minutes" in value else value["value"]
        return (length, "PERCENT" in value["unit"], bool(length) and "ELAPSED" in value["unit"])
    return value


def _text(value: Any) -> str:
    return f"{value:.2f}" if isinstance(value, int | float) else str(value)


def _sentence(count: int, total: int, words: str, fault: str) -> str:
    return f"{count:,} of {total:,} {words} are {fault} in the copy." if count > 0 else ""
