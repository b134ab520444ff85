"""The options of how pages are read, fetched and taken apart, shared by the commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
import typer

if TYPE_CHECKING:
    from newsclean.options import RenderOptions, RunOptions

As = Annotated[
    Literal["html", "text"] | None,
    typer.Option("--as", help="Insist on what inputs are; else their content tells."),
]
Config = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.toml",
        help="Options from a file: tables fetch, extract, workers, sources; flags win.",
        exists=True,
        dir_okay=False,
    ),
]
LabellerName = Annotated[
    Literal["auto", "rules", "model"] | None,
    typer.Option("--labeller", help="The judge of blocks."),
]
Fallback = Annotated[
    Literal["unsure", "never"] | None, typer.Option(help="When trafilatura is asked.")
]
Rules = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.toml",
        help="Rules for single sites: what to keep and drop, where fields stand.",
        dir_okay=False,
    ),
]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        metavar="HOST|NETWORK",
        help="A host or network that may be fetched from although it is not public, "
        "as 127.0.0.0/8.",
    ),
]
UserAgent = Annotated[str | None, typer.Option(help="Whom servers see.")]
Delay = Annotated[
    float | None, typer.Option(min=0, help="Seconds between two requests to a host (1).")
]
Concurrency = Annotated[int | None, typer.Option(min=1, help="Hosts fetched from at once (16).")]
Robots = Annotated[
    Literal["obey", "ignore"] | None, typer.Option(help="What robots.txt counts for (obey).")
]
Render = Annotated[
    Literal["empty", "always"] | None,
    typer.Option(
        help="Render fetched pages in the system's Chromium: those that are empty without "
        "JavaScript, or all. Its requests go the same guarded way.",
        show_default="never",
    ),
]
ArchiveTo = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Keep fetched pages there as WARC.", file_okay=False),
]
WorkerCount = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="Processes that take pages apart (2)."),
]
Order = Annotated[
    Literal["input", "any"] | None,
    typer.Option(help="Whether results keep the order of what was read (input)."),
]


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line gave; None is what was not said."""

    form: Literal["html", "text"] | None = None
    labeller: str | None = None
    fallback: str | None = None
    rules: Path | None = None
    user_agent: str | None = None
    delay: float | None = None
    concurrency: int | None = None
    allow_host: list[str] | None = None
    robots: str | None = None
    archive: Path | None = None
    render: Literal["empty", "always"] | None = None
    workers: int | None = None
    order: Literal["input", "any"] | None = None
    record: Literal["nothing", "reasons"] | None = None


def run_options(config: Path | None, given: Given) -> RunOptions:
    """Read the options of a file and put over them what the command line gave."""
    from newsclean.cli.config import changed, read_options
    from newsclean.cli.rules_file import rules_option

    options = read_options(config)
    return changed(
        options,
        extract=changed(
            options.extract,
            form=given.form,
            labeller=given.labeller,
            fallback=given.fallback,
            rules=rules_option(given.rules),
            record=given.record,
        ),
        workers=changed(options.workers, count=given.workers, order=_order(given.order)),
        fetch=changed(
            options.fetch,
            user_agent=given.user_agent,
            delay=given.delay,
            concurrency=given.concurrency,
            allow_hosts=tuple(given.allow_host) if given.allow_host else None,
            archive=str(given.archive) if given.archive else None,
            politeness=changed(options.fetch.politeness, robots=given.robots),
        ),
        render=_rendering(options, given),
    )


def _rendering(options: RunOptions, given: Given) -> RenderOptions | None:
    from newsclean.cli.config import changed
    from newsclean.options import RenderOptions

    if given.render is None:
        return options.render
    return changed(options.render or RenderOptions(), when=given.render)


def _order(said: Literal["input", "any"] | None) -> Literal["input", "finished"] | None:
    return "finished" if said == "any" else said
