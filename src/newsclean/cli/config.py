"""TOML -> options; what is wrong is named with its file and key."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import typer

from newsclean.options import RunOptions

S = TypeVar("S", bound=msgspec.Struct)


def read_options(path: Path | None) -> RunOptions:
    """Read a TOML file of tables [extract], [fetch], [workers], [sources]; None is the defaults.

    typer.BadParameter names the file and the key of what is not TOML, unknown or of a wrong type.
    """
    if path is None:
        return RunOptions()
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), RunOptions)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise typer.BadParameter(f"{path}: {error}") from error


def changed(options: S, **given: Any) -> S:
    """Return the options with those replaced that were given on the command line (not None)."""
    return msgspec.structs.replace(options, **{k: v for k, v in given.items() if v is not None})
