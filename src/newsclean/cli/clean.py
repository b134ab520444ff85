"""`newsclean clean`: pages in, JSON Lines out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer


def clean(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="URLs, saved pages (.html, .txt, either .gz), folders with all below, "
            "- for standard input.",
            show_default=False,
        ),
    ] = None,
    urls_from: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Take URLs from a file, one a line; - is stdin."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write articles there. FILE is replaced when all is done; until then, and after "
            "an interrupt, the lines are in FILE.partial.",
        ),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a line with a reason for each other input."),
    ] = None,
    form: Annotated[
        Literal["html", "text"] | None,
        typer.Option("--as", help="Insist on what inputs are; else their content tells."),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.toml",
            help="Options from a file: tables fetch, extract, workers, sources; flags win.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    labeller: Annotated[
        Literal["auto", "rules", "model"] | None, typer.Option(help="The judge of blocks.")
    ] = None,
    fallback: Annotated[
        Literal["unsure", "never"] | None, typer.Option(help="When trafilatura is asked.")
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.toml",
            help="Rules for single sites: what to keep and drop, where fields stand.",
            dir_okay=False,
        ),
    ] = None,
    user_agent: Annotated[str | None, typer.Option(help="Whom servers see.")] = None,
    delay: Annotated[
        float | None, typer.Option(min=0, help="Seconds between two requests to a host (1).")
    ] = None,
    concurrency: Annotated[
        int | None, typer.Option(min=1, help="Hosts fetched from at once (16).")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that take pages apart (2).")
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST|NETWORK",
            help="A host or network that may be fetched from although it is not public, "
            "as 127.0.0.0/8.",
        ),
    ] = None,
    robots: Annotated[
        Literal["obey", "ignore"] | None, typer.Option(help="What robots.txt counts for (obey).")
    ] = None,
    verbose: Annotated[
        int, typer.Option("-v", "--verbose", count=True, show_default=False, help="Log every page.")
    ] = 0,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="No log, no bar, no summary.")
    ] = False,
) -> None:
    """Clean pages: JSON Lines on standard output, one article a line.

    Files come out in the order in which they are found, fetched pages as they arrive.

    A summary with counted reasons goes to standard error.
    """
    from newsclean.cli.batch import Job, run
    from newsclean.cli.config import changed, read_options
    from newsclean.cli.rules_file import rules_option

    if not inputs and not urls_from:
        raise typer.BadParameter("name at least one INPUT, or a file of URLs with --urls-from")
    if "-" in (inputs or ()) and "-" in (urls_from or ()):
        raise typer.BadParameter("standard input cannot be both a page and a list of URLs")
    if output is not None and output == rejects:
        raise typer.BadParameter("-o and --rejects name the same file")
    options = read_options(config)
    options = changed(
        options,
        extract=changed(
            options.extract,
            form=form,
            labeller=labeller,
            fallback=fallback,
            rules=rules_option(rules),
        ),
        workers=changed(options.workers, count=workers),
        fetch=changed(
            options.fetch,
            user_agent=user_agent,
            delay=delay,
            concurrency=concurrency,
            allow_hosts=tuple(allow_host) if allow_host else None,
            politeness=changed(options.fetch.politeness, robots=robots),
        ),
    )
    job = Job(tuple(inputs or ()), tuple(urls_from or ()), output, rejects)
    raise typer.Exit(run(job, options, verbose, quiet))
