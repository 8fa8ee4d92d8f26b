"""Where a copy goes and in which format: beside the file, never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from riskcore.errors import ParameterError

if TYPE_CHECKING:
    from pathlib import Path

Target = Literal["mspdi", "xer", "pmxml"]
TARGETS: Final[tuple[Target, ...]] = get_args(Target)
_EXTENSION: Final = {"mspdi": ".xml", "xer": ".xer", "pmxml": ".xml"}


def target_of(file_format: str, wanted: str | None) -> Target:
    """The format to write: the one asked for, else P6's own for P6's files and MSPDI for all others."""
    if wanted is not None and wanted not in TARGETS:
        raise ParameterError(f'--format must be one of {", ".join(TARGETS)}. Got "{wanted}".')
    for target in TARGETS:
        if target == (wanted or file_format):
            return target
    return "mspdi"


def output_of(path: Path, output: Path | None, target: Target) -> Path:
    """Where to write the copy of the file at `path`. Raises ParameterError where something must not be overwritten."""
    extension = _EXTENSION[target]
    if output is None:
        copy = path.with_name(f"{path.stem}-risk{extension}")
        if copy.exists():
            raise ParameterError(f"{copy} is there already. Name it with --output to overwrite it.")
        return copy
    if output.exists() and output.samefile(path):
        raise ParameterError(f"--output must not be the file itself. Got {output}.")
    if output.is_dir() or not output.parent.is_dir():
        raise ParameterError(f"--output must be a file in a folder that exists. Got {output}.")
    if output.suffix.lower() != extension:
        raise ParameterError(f"--output must end in {extension}, since {target.upper()} is written. Got {output}.")
    return output
