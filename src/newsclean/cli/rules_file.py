"""Site rules in TOML -> SiteRule; an error names the file, the line, the key, and what is wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import typer

from newsclean.cli.toml_lines import line_of
from newsclean.options import SiteRule
from newsclean.run.site_rules import RulesFile, problems


class RulesError(Exception):
    """A file of rules is not right; the sentence says where and what."""


def read_rules(path: Path) -> RulesFile:
    """Read a file of site rules; RulesError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise RulesError(f"{path}: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{path}: not TOML: {error}") from error
    try:
        file = msgspec.convert(data, RulesFile)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        raise _error(path, text, _keys(where), message) from error
    for keys, problem in problems(file):
        raise _error(path, text, keys, problem)
    return file


def rules_option(path: Path | None) -> tuple[SiteRule, ...] | None:
    """Return the rules of a --rules option; None without one; typer.BadParameter."""
    if path is None:
        return None
    try:
        return tuple(site.rule for site in read_rules(path).site)
    except RulesError as error:
        raise typer.BadParameter(str(error)) from error


def _keys(where: str) -> list[str]:
    """Split msgspec's path.

    >>> _keys(".site[0].fields[...]`")
    ['site', '[0]', 'fields']
    """
    return list(re.findall(r"\[\d+\]|[\w-]+", where))


def _error(path: Path, text: str, keys: list[str], message: str) -> RulesError:
    unknown = re.search(r"unknown field `([^`]+)`", message)
    if unknown:
        keys = [*keys, unknown[1]]
    name = ".".join(keys).replace(".[", "[")
    message = message.replace("Object contains unknown field", "there is no key")
    return RulesError(f"{path}:{line_of(text, keys)}: {name}: {message}")
