"""`newsclean crawl SITES.toml`: one run, for cron."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer


def crawl(
    sites: Annotated[Path, typer.Argument(metavar="SITES.toml", help="What to crawl.")],
    wait: Annotated[
        float,
        typer.Option(
            min=0, metavar="SECONDS", help="Wait so long for a running crawl of the same state."
        ),
    ] = 0.0,
    tell: Annotated[
        Literal["table", "json", "faults"],
        typer.Option(
            help="How to tell what the run did: a table on standard error, JSON on standard "
            "output, or a table only where the exit status is not 0."
        ),
    ] = "table",
    new_state: Annotated[
        bool,
        typer.Option(
            "--new-state", help="Start anew although a damaged state was set aside before."
        ),
    ] = False,
) -> None:
    """Crawl the sites once: only what is new or changed, each article exactly once.

    Made for cron: a second start while one is running says who is at it and ends with 0.

    Exit status:
    0 done, or another crawl is running, or ended by its deadline or a signal;
    1 an output failed (its articles wait for the next run), or no site could be read;
    2 wrong usage, or SITES.toml is not right;
    3 the state is damaged, and was set aside;
    75 the disk is full; the next run goes on.
    """
    from newsclean.cli.crawl_run import CrawlCall, crawl_command

    raise typer.Exit(crawl_command(sites, CrawlCall(wait=wait, new_state=new_state, tell=tell)))
