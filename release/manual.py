"""The manual page, from the commands themselves: `python -m release.manual > release/newsclean.1`.

The page is kept in the tree, so that building a wheel needs nothing but the build backend; a test
says when it is out of date. Nothing that reads typer's commands into roff is kept up: click-man
reads click, which typer no longer stands on.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from newsclean._version import __version__
from newsclean.cli.app import app
from newsclean.cli.exits import STATUSES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "release" / "newsclean.1"
_FILES = {
    ".bash_completions/newsclean.sh": "completion of bash, after `newsclean --install-completion`",
    ".zfunc/_newsclean": "completion of zsh, likewise",
    ".config/fish/completions/newsclean.fish": "completion of fish, likewise",
}


def manual() -> str:
    """Return the page as roff, man(7)."""
    group: Any = typer.main.get_command(app)
    context = group.make_context("newsclean", [], resilient_parsing=True)
    commands = [(name, group.get_command(context, name)) for name in group.list_commands(context)]
    parts = (
        _title(),
        ".SH NAME",
        rf"newsclean \- {_roff(_first_down(group.help))}",
        ".SH SYNOPSIS",
        *_synopsis(commands, context),
        ".SH OPTIONS",
        *_options(group, context),
        ".SH COMMANDS",
        *(line for name, command in commands for line in _command(name, command, context)),
        ".SH EXIT STATUS",
        *_statuses(),
        ".SH FILES",
        *(line for path, says in _FILES.items() for line in _term(f"~/{path}", says)),
    )
    return "\n".join(parts) + "\n"


def released(version: str) -> str:
    """Return the day of a version, from the changelog; raise ValueError where it has none."""
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    found = re.search(rf"^## \[{re.escape(version)}\] - (\d{{4}}-\d\d-\d\d)$", changes, re.M)
    if not found:
        raise ValueError(f"CHANGELOG.md has no day for {version}")
    return found[1]


def _title() -> str:
    return f'.TH NEWSCLEAN 1 {released(__version__)} "newsclean {__version__}" "User Commands"'


def _synopsis(commands: list[tuple[str, Any]], context: Any) -> Iterator[str]:
    for number, (name, command) in enumerate(commands):
        yield from [".br"] * (number > 0)
        yield f".B newsclean {name}"
        yield _roff(" ".join(_pieces(command, name, context)))


def _command(name: str, command: Any, context: Any) -> Iterator[str]:
    own = command.make_context(name, [], parent=context, resilient_parsing=True)
    yield f".SS newsclean {name} {_roff(' '.join(_pieces(command, name, context)))}"
    for number, paragraph in enumerate(command.help.split("\n\n")):
        yield from [".PP"] * (number > 0)
        yield _filled(paragraph)
    yield from _options(command, own)


def _pieces(command: Any, name: str, context: Any) -> list[str]:
    """Return what follows the name on a command line: `[OPTIONS] {INPUT}`."""
    own = command.make_context(name, [], parent=context, resilient_parsing=True)
    pieces: list[str] = command.collect_usage_pieces(own)
    return pieces


def _options(command: Any, context: Any) -> Iterator[str]:
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record:
            yield from _term(*record)


def _statuses() -> Iterator[str]:
    for one in STATUSES.partition(":")[2].split("·"):
        yield from _term(*one.strip().split(" ", 1))


def _term(term: str, text: str) -> Iterator[str]:
    yield ".TP"
    yield f".B {_roff(term)}"
    yield _filled(text)


def _first_down(text: str) -> str:
    """Return a sentence as the NAME section wants it: `News pages.` -> `news pages`."""
    return text[0].lower() + text[1:].split("\n\n")[0].rstrip(".")


def _filled(text: str) -> str:
    """Return a paragraph in short lines; roff fills them again."""
    lines = textwrap.wrap(text, 72, break_long_words=False, break_on_hyphens=False)
    return "\n".join(map(_roff, lines))


def _roff(text: str) -> str:
    r"""Escape what roff would read as more than text.

    >>> _roff("--open .x")
    '\\-\\-open .x'
    >>> _roff(".x")
    '\\&.x'
    """
    plain = text.replace("\\", r"\e").replace("-", r"\-").replace("`", "")
    plain = "".join(c if ord(c) < 128 else rf"\[u{ord(c):04X}]" for c in plain)
    return rf"\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    sys.stdout.write(manual())
