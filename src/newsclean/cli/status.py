"""`newsclean status SITES.toml`: how the crawl's sites are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer


def status(
    sites: Annotated[Path, typer.Argument(metavar="SITES.toml", help="What is crawled.")],
    tell: Annotated[
        Literal["table", "json"], typer.Option(help="A table, or JSON for programs.")
    ] = "table",
) -> None:
    """Show the health of a crawl: last article, failures in a row, a yield that falls to zero.

    Reads the state beside a running crawl and writes nothing.

    Exit status:
    0 all is well;
    1 a site is silent or failing, or no crawl has run;
    2 wrong usage, or SITES.toml is not right.
    """
    from newsclean.cli.status_table import status_command

    raise typer.Exit(status_command(sites, tell))
