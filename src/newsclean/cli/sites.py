"""`newsclean sites discover URL`: a block for SITES.toml."""

from __future__ import annotations

from typing import Annotated, Literal

import typer


def sites(
    action: Annotated[Literal["discover"], typer.Argument(help="What to do.")],
    url: Annotated[str, typer.Argument(metavar="URL", help="The site's home page.")],
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST|NETWORK",
            help="A host or network that may be fetched from although it is not public.",
        ),
    ] = None,
    user_agent: Annotated[str | None, typer.Option(help="Whom the server sees.")] = None,
) -> None:
    """Look for a site's feeds and sitemaps, and print a block for SITES.toml.

    They are looked for in robots.txt, in the links of the home page's head, and in the usual
    places; what lists no page is left out.

    Exit status:
    0 something was found;
    1 nothing was found, or the site could not be read;
    2 wrong usage.
    """
    from newsclean.cli.config import changed
    from newsclean.cli.sites_block import discover_command
    from newsclean.options import FetchOptions

    assert action == "discover"
    hosts = tuple(allow_host) if allow_host else None
    options = changed(FetchOptions(), allow_hosts=hosts, user_agent=user_agent)
    raise typer.Exit(discover_command(url, options))
