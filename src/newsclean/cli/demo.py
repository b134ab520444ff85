"""`newsclean demo`: the main job on a news site that comes with the package."""

from __future__ import annotations

import typer


def demo() -> None:
    """Serve a small news site on this machine, then fetch and clean it.

    Articles go to standard output as JSON Lines, the summary to standard error.
    """
    from newsclean.cli.batch import Job, run
    from newsclean.cli.demo_server import DemoSite, serve
    from newsclean.options import FetchOptions, RunOptions

    site = DemoSite()
    with serve(site) as address:
        typer.echo(f"newsclean: the demo site is at {address}/", err=True)
        options = RunOptions(fetch=FetchOptions(allow_hosts=("127.0.0.1",), delay=0.0))
        urls = tuple(address + path for path in ("/", "/en/", *site.articles()))
        code = run(Job(urls), options)
    raise typer.Exit(code)
