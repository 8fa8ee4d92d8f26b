"""A copy of a schedule file with a result's dates in custom fields: back into the tool that the plan came from."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from riskcore.errors import FileError, Problem
from riskcore.formats import jvm
from riskcore.formats.annotation_losses import losses, paired, unkept
from riskcore.formats.annotation_tables import lost_tables
from riskcore.formats.annotation_target import Target, output_of, target_of
from riskcore.formats.annotation_values import annotation_of
from riskcore.formats.mpxj.tree import tree_of
from riskcore.formats.sniff import sniff

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from riskcore.formats.annotation_values import Annotation
    from riskcore.results import Result


@dataclass(frozen=True)
class Annotated:
    """A written copy.

    `fields` says which custom field of the file each name got, `missing` which activities of the result the file has
    not, and `lost` what the copy does not keep.
    """

    path: Path
    written: int
    missing: tuple[str, ...]
    fields: Mapping[str, str]
    lost: tuple[str, ...]


def annotate(path: Path, result: Result, output: Path | None = None, target: str | None = None) -> Annotated:
    """Write a copy of the file at `path` with P50 and P80 dates, criticality and the run in custom fields.

    Starts, finishes, durations and every field in use stay as they are; fields of an earlier annotation are used again.

    Raises
    ------
    FileError
        The file cannot be read, holds none of the result's activities, has no free field, or cannot be written.
    ParameterError
        The copy would overwrite something, or the format is none of mspdi, xer and pmxml.
    ToolError
        Java or MPXJ is missing.
    """
    file_format = sniff(path)
    if file_format == "text":
        raise _refused(path, "must be the file of a scheduling tool, such as .mpp or .xer", "a document of riskcore")
    chosen = target_of(file_format, target)
    copy = output_of(path, output, chosen)
    annotation = annotation_of(result)
    before = jvm.read(path, file_format)
    uid_to_id = {uid: name for uid, name in tree_of(before).ids.items() if name in annotation.rows}
    if not uid_to_id:
        raise _refused(path, "must hold activities of the result", "none", "Is the result from this file?")
    with jvm.folder_for(path) as folder:
        (folder / "values").write_text(annotation.table(uid_to_id), "utf-8")
        said = jvm.run("RiskcoreAnnotator", [file_format, "input", "values", chosen, "copy", jvm.OUTPUT], path, folder)
        _check(said, path, chosen)
        after = _read_back(folder / "copy", path, chosen)
        tables = lost_tables(folder / "input", folder / "copy") if chosen == file_format == "xer" else ()
        _put(folder / "copy", copy)
    missing = tuple(name for name in annotation.rows if name not in set(uid_to_id.values()))
    lost = (*losses(before, after), *tables, *unkept(paired(before, after), _wanted(annotation, uid_to_id)))
    return Annotated(copy, said["written"], missing, said["fields"], lost)


def _wanted(annotation: Annotation, uid_to_id: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    return {uid: annotation.rows[name] for uid, name in uid_to_id.items()}


def _check(said: Mapping[str, Any], path: Path, target: Target) -> None:
    if "occupied" in said:
        hint = "Free one in the scheduling tool, or write another format with --format."
        raise _refused(
            path, f'has no free custom field for "{said["occupied"]}": all of its kind are in use', hint=hint
        )
    if "unwritten" in said:
        raise _refused(path, f"cannot be written as {target.upper()} ({said['unwritten'][:200]})")


def _read_back(copy: Path, path: Path, target: Target) -> dict[str, Any]:
    try:
        return jvm.read(copy, target)
    except FileError as error:
        told = error.problems[0].rule
        raise _refused(path, f"cannot be written as {target.upper()}: the copy, read back, {told}") from None


def _put(copy: Path, path: Path) -> None:
    """The copy in its place, whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        shutil.copyfile(copy, part)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise FileError([Problem(str(path), f"cannot be written: {error.strerror}")], path.name) from None


def _refused(path: Path, rule: str, got: str = "", hint: str = "") -> FileError:
    return FileError([Problem(path.name, rule, got, hint)], path.name)
