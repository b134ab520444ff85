"""`newsclean report`: a page on a run or a collection of articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from newsclean.report.collection import Collection
    from newsclean.run.tally import Summary


def report(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="RUN.json|ARTICLES.jsonl",
            help="Articles, a line each, or the summary that `crawl` writes; or both.",
            exists=True,
        ),
    ],
    rejects: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE.jsonl", help="Rejections, as `clean --rejects` writes them."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.html", help="Write it there.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
) -> None:
    """Write one HTML page on a run, a collection of articles, or both.

    Articles over time, by site, language and section; rejections by reason; how often each field
    is known; lengths, duplicates, slow and failing hosts. A folder stands for its .jsonl files.

    Of a run: what was found, new, skipped, unchanged and rejected, by site; slow hosts, failures.
    Of several runs the latest is told, and each site's yield is compared with the others'.
    """
    from newsclean.cli.pages_out import show
    from newsclean.report.collection import collect
    from newsclean.report.inputs import InputError

    try:
        from newsclean.report.run_report import report_html
    except ImportError as error:
        raise typer.BadParameter(str(error)) from error
    name = ", ".join(path.name or str(path) for path in inputs[:3])
    with ExitStack() as files:
        try:
            runs, articles = _sorted(inputs, files)
            lines = chain.from_iterable(articles)
            collection = collect(lines, _lines(rejects or [], files))
        except OSError as error:
            raise typer.BadParameter(f"{error.filename}: {error.strerror}") from error
        except InputError as error:
            raise typer.BadParameter(str(error)) from error
    told = collection if articles or rejects else None
    show(report_html(told, name, runs), output, "page" if open_ else "nothing")
    typer.echo(f"newsclean: {_told(told, runs)}", err=True)


def _told(collection: Collection | None, runs: list[Summary]) -> str:
    told = [f"{len(runs):,} run{'s' if len(runs) > 1 else ''}"] if runs else []
    if collection:
        told += [f"{collection.articles:,} articles", f"{collection.rejected:,} rejected"]
        told += [f"{collection.unread:,} unread"] if collection.unread else []
    return ", ".join(told)


def _sorted(paths: list[Path], files: ExitStack) -> tuple[list[Summary], list[Iterator[bytes]]]:
    """Tell summaries of runs from articles; a folder is of articles."""
    from newsclean.report.inputs import InputError, run_or_articles
    from newsclean.run.tally import Summary

    runs: list[Summary] = []
    articles: list[Iterator[bytes]] = []
    for path in paths:
        if path.is_dir():
            articles.append(_lines([path], files))
            continue
        try:
            found = run_or_articles(files.enter_context(path.open("rb")))
        except InputError as error:
            raise InputError(f"{path}: {error}") from error
        if isinstance(found, Summary):
            runs.append(found)
        else:
            articles.append(found)
    return runs, articles


def _lines(paths: list[Path], files: ExitStack) -> Iterator[bytes]:
    for path in paths:
        inside = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        yield from chain.from_iterable(files.enter_context(one.open("rb")) for one in inside)
