"""The command `newsclean`: a table of commands, each loaded when it is asked for.

A command is a function in a file of its own, whose arguments are its options and whose docstring
is its help; what it needs beyond typer it imports inside. To add one, add a line to COMMANDS.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from newsclean._version import __version__
from newsclean.cli.exits import STATUSES, guarded

COMMANDS = {
    "clean": "newsclean.cli.clean:clean",
    "explain": "newsclean.cli.explain:explain",
    "learn": "newsclean.cli.learn:learn",
    "rules": "newsclean.cli.rules:rules",
    "report": "newsclean.cli.report:report",
    "crawl": "newsclean.cli.crawl:crawl",
    "status": "newsclean.cli.status:status",
    "sites": "newsclean.cli.sites:sites",
    "schema": "newsclean.cli.schema:schema",
    "demo": "newsclean.cli.demo:demo",
}


class Commands(TyperGroup):
    """Finds commands in the table, and imports the one that is run."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load one command; None where there is none of this name."""
        place = COMMANDS.get(cmd_name)
        return None if place is None else _load(cmd_name, place)


app = typer.Typer(cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsclean {__version__}")
        raise typer.Exit


@app.callback(epilog=STATUSES)
def newsclean(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """News pages into clean JSON articles."""


def main() -> None:
    """Run the command line."""
    app(prog_name="newsclean")


def _load(name: str, place: str) -> Any:
    module, _, function = place.partition(":")
    one = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    one.command(name, epilog=STATUSES)(guarded(getattr(import_module(module), function)))
    command = typer.main.get_command(one)
    command.name = name
    return command
