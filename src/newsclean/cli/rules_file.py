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
        found = _VALIDATION.fullmatch(str(error))
        message, where = found.groups() if found else (str(error), "")
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


# msgspec's, e.g. "Expected `array`, got `int` - at `$.site[0].body`"
_VALIDATION = re.compile(r"(.*?)(?: - at (?:`key` in )?`\$(.*)`)?", re.S)
_NAMED_KEY = re.compile(r"(?:unknown field `|Invalid enum value ')([^`']+)[`']")


def _error(path: Path, text: str, keys: list[str], message: str) -> RulesError:
    unknown = _NAMED_KEY.search(message)
    if unknown:
        keys = [*keys, unknown[1]]
    name = ".".join(keys).replace(".[", "[")
    if unknown:
        message = f"there is no key `{unknown[1]}` here"
    return RulesError(f"{path}:{line_of(text, keys)}: {name}: {message}")
