"""`newsclean clean`: pages in, JSON Lines out."""

from __future__ import annotations

from os.path import abspath
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newsclean.cli.page_options import (
    AllowHost,
    ArchiveTo,
    As,
    Concurrency,
    Config,
    Delay,
    Fallback,
    LabellerName,
    Order,
    Render,
    Robots,
    Rules,
    UserAgent,
    WorkerCount,
)

if TYPE_CHECKING:
    from newsclean.cli.batch import Job

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        help="URLs, saved pages (.html, .txt, either .gz), web archives (.warc and .wet, plain or "
        ".gz, .zst, .lz4), Parquet files of pages (.parquet, with a column html), either also at "
        "s3://… and others that fsspec knows, folders with all below, patterns as "
        "'crawl-*.warc.gz', - for standard input.",
        show_default=False,
    ),
]
UrlsFrom = Annotated[
    list[str] | None,
    typer.Option(metavar="FILE", help="Take URLs from a file, one a line; - is stdin."),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write articles there, as Parquet where it ends in .parquet. FILE is replaced when "
        "all is done; until then, and after an interrupt, the lines are in FILE.partial.",
    ),
]
Rejects = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write a line with a reason for each other input."),
]
Shards = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Write a file of articles and one of rejections for each archive there, and "
        "manifest.jsonl; run again, it does what is not done.",
        file_okay=False,
    ),
]
ShardForm = Annotated[
    Literal["jsonl", "parquet"], typer.Option("--format", help="What shards are written as.")
]
Engine = Annotated[
    Literal["local", "ray"],
    typer.Option(
        help="Where pages are taken apart: here, or on a Ray cluster (RAY_ADDRESS, else one on "
        "this machine). There -o names a folder, or a URL of fsspec's, for Parquet by crawl date "
        "and language; run again, it does what is not done.",
    ),
]
Duplicates = Annotated[
    Literal["mark", "drop", "keep"],
    typer.Option(help="What to do with near-copies, of all that --engine ray wrote to -o."),
]
Verbose = Annotated[
    int, typer.Option("-v", "--verbose", count=True, show_default=False, help="Log every page.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No log, no bar, no summary.")]


def clean(
    inputs: Inputs = None,
    urls_from: UrlsFrom = None,
    output: Output = None,
    rejects: Rejects = None,
    shards: Shards = None,
    shard_form: ShardForm = "jsonl",
    engine: Engine = "local",
    duplicates: Duplicates = "mark",
    form: As = None,
    config: Config = None,
    labeller: LabellerName = None,
    fallback: Fallback = None,
    rules: Rules = None,
    user_agent: UserAgent = None,
    delay: Delay = None,
    concurrency: Concurrency = None,
    workers: WorkerCount = None,
    order: Order = None,
    allow_host: AllowHost = None,
    robots: Robots = None,
    archive: ArchiveTo = None,
    render: Render = None,
    verbose: Verbose = 0,
    quiet: Quiet = False,
) -> None:
    """Clean pages: JSON Lines on standard output, one article a line.

    Files come out in the order in which they are found, fetched pages as they arrive.

    A summary with counted reasons goes to standard error.
    """
    from newsclean.cli.batch import Job, run
    from newsclean.cli.page_options import Given, run_options

    given = Given(
        form=form,
        labeller=labeller,
        fallback=fallback,
        rules=rules,
        user_agent=user_agent,
        delay=delay,
        concurrency=concurrency,
        allow_host=allow_host,
        robots=robots,
        archive=archive,
        render=render,
        workers=workers,
        order=order,
    )
    job = Job(
        inputs=tuple(inputs or ()),
        lists=tuple(urls_from or ()),
        output=output,
        rejects=rejects,
        shards=shards,
        form=shard_form,
    )
    _check(job)
    if engine == "ray":
        from newsclean.cli.cluster import Cluster, run_on_ray

        cluster = Cluster(workers, duplicates)
        raise typer.Exit(run_on_ray(job, run_options(config, given), cluster, verbose, quiet))
    raise typer.Exit(run(job, run_options(config, given), verbose, quiet))


def _check(job: Job) -> None:
    """Refuse what does not go together, as typer.BadParameter."""
    if not job.inputs and not job.lists:
        raise typer.BadParameter("name at least one INPUT, or a file of URLs with --urls-from")
    if "-" in job.inputs and "-" in job.lists:
        raise typer.BadParameter("standard input cannot be both a page and a list of URLs")
    if job.output is not None and job.output == job.rejects:
        raise typer.BadParameter("-o and --rejects name the same file")
    if job.output is not None and abspath(job.output) in map(abspath, job.inputs):
        raise typer.BadParameter(f"-o would replace {job.output}, which is an input")
    if job.shards is None:
        return
    if job.output or job.rejects:
        raise typer.BadParameter("--shards writes articles and rejections; leave -o and --rejects")
    if job.lists:
        raise typer.BadParameter("--shards takes archives, no list of URLs")
