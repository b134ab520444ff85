"""Exit statuses, and how a command ends when it is interrupted or its output fails."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import ParamSpec, TypeVar

import typer

P = ParamSpec("P")
R = TypeVar("R")


class Exit(IntEnum):
    """What the shell gets; 75 is EX_TEMPFAIL of sysexits.h, 130 and 141 are 128 + the signal."""

    DONE = 0
    FAULTS = 1
    USAGE = 2
    OUTPUT = 75
    INTERRUPTED = 130
    BROKEN_PIPE = 141


STATUSES = (
    "Exit status: 0 done · 1 some inputs failed (a page that holds no article is no failure) · "
    "2 wrong usage · 75 the output could not be written · 130 interrupted · "
    "141 the reader of the output went away"
)


class OutputError(Exception):
    """The output could not be written; the message says where what was written stands."""


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Wrap a command so that no interrupt, closed pipe or full disk ends in a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except BrokenPipeError:
            _drop_output()
            raise typer.Exit(Exit.BROKEN_PIPE) from None
        except KeyboardInterrupt as told:
            typer.echo(f"newsclean: interrupted{told}", err=True)
            raise typer.Exit(Exit.INTERRUPTED) from None
        except OutputError as error:
            typer.echo(f"newsclean: {error}", err=True)
            raise typer.Exit(Exit.OUTPUT) from None
        except ImportError as error:
            if "pip install" not in str(error):
                raise  # a fault of ours, not an extra that is missing
            typer.echo(f"newsclean: {error}", err=True)
            raise typer.Exit(Exit.USAGE) from None

    return run


def _drop_output() -> None:
    """Let Python's flush at exit find a place for what nobody reads any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
