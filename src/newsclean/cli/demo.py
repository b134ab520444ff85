"""`newsclean demo`: the main job on a news site that comes with the package."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def demo(
    save: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Only write the site's files there, to try things on."),
    ] = None,
    at: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where the saved site will be served.")
    ] = "http://127.0.0.1:8000",
) -> None:
    """Serve a small news site on this machine, then fetch and clean it.

    Articles go to standard output as JSON Lines, the summary to standard error.
    """
    from newsclean.cli.batch import Job, run
    from newsclean.cli.demo_server import DemoSite, serve
    from newsclean.cli.exits import OutputError
    from newsclean.options import FetchOptions, RunOptions

    site = DemoSite()
    if save is not None:
        try:
            count = site.save(save, at)
        except OSError as error:
            raise OutputError(f"{save}: {error.strerror}") from error
        typer.echo(f"newsclean: {count} files in {save}", err=True)
        return
    with serve(site) as address:
        typer.echo(f"newsclean: the demo site is at {address}/", err=True)
        options = RunOptions(fetch=FetchOptions(allow_hosts=("127.0.0.1",), delay=0.0))
        urls = tuple(address + path for path in ("/", "/en/", *site.articles()))
        code = run(Job(urls), options)
    raise typer.Exit(code)
