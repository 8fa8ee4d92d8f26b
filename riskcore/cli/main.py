"""The command `riskcore`, and what its errors look like.

Exit codes: 0 answered; 1 verify found other numbers; 2 the command was called wrongly; 3 a document or file cannot be
used; 130 interrupted.
"""

from __future__ import annotations

import atexit
import gc
import sys
from typing import Annotated

import typer

from riskcore.cli.annotate import annotate
from riskcore.cli.check import check
from riskcore.cli.compare import compare
from riskcore.cli.convert import convert
from riskcore.cli.diff import diff
from riskcore.cli.doctor import doctor
from riskcore.cli.schema import schema
from riskcore.cli.serve import serve
from riskcore.cli.simulate import simulate
from riskcore.cli.verify import verify
from riskcore.errors import Cancelled, DocumentError, ParameterError, RiskcoreError, ToolError

SELDOM = 50_000
"""New objects before the collector looks for cycles: by default 700, and loading the engine makes 150,000 that stay.

It does not look through them when the command ends either: a fifth of the time of a small plan, measured.
"""
WRONG_CALL, BAD_INPUT, INTERRUPTED = 2, 3, 130

app = typer.Typer(
    name="riskcore",
    help="Schedule and cost risk: can we commit to this date, and what would buy us certainty?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from riskcore.simulation.version import VERSION  # noqa: PLC0415 - other verbs answer without it

        sys.stdout.write(f"riskcore {VERSION}\n")
        raise typer.Exit


@app.callback()
def _every_verb(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


for verb in (simulate, compare, check, annotate, diff, convert, schema, verify, serve, doctor):
    app.command()(verb)


def main() -> None:
    """Run the command and leave with its exit code."""
    gc.set_threshold(SELDOM)
    atexit.register(gc.freeze)
    try:
        app()
    except (Cancelled, KeyboardInterrupt):
        _leave("Interrupted. Nothing was written.", INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has read enough
        raise SystemExit(0) from None
    except ParameterError as error:
        _leave(f"Error: {error}", WRONG_CALL)
    except DocumentError as error:
        _leave(_listed(error), BAD_INPUT)
    except OSError as error:
        _leave(f"Error: {error.filename or 'a file'}: {error.strerror or error}.", BAD_INPUT)
    except (ToolError, RiskcoreError) as error:
        _leave(f"Error: {error}", BAD_INPUT)


def _listed(error: DocumentError) -> str:
    """Every problem on a line of its own, under the document's name."""
    count = len(error.problems)
    source = error.source or "The document"
    head = f"{source}: {count} problem{'s' if count > 1 else ''}"
    return "\n".join([head, *(f"  {problem}" for problem in error.problems)])


def _leave(message: str, code: int) -> None:
    sys.stderr.write(message + "\n")
    raise SystemExit(code)
