"""`newsclean report`: a page on a run or a collection of articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer


def report(
    articles: Annotated[
        list[Path],
        typer.Argument(metavar="ARTICLES.jsonl", help="Articles, a line each.", exists=True),
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
    """Write one HTML page on a collection of articles.

    Articles over time, by site, language and section; rejections by reason; how often each field
    is known; lengths, duplicates, slow and failing hosts. A folder stands for its .jsonl files.
    """
    from newsclean.cli.pages_out import show
    from newsclean.report.collection import collect

    try:
        from newsclean.report.run_report import report_html
    except ImportError as error:
        raise typer.BadParameter(str(error)) from error
    name = ", ".join(path.name or str(path) for path in articles[:3])
    with ExitStack() as files:
        try:
            collection = collect(_lines(articles, files), _lines(rejects or [], files))
        except OSError as error:
            raise typer.BadParameter(f"{error.filename}: {error.strerror}") from error
    show(report_html(collection, name), output, "page" if open_ else "nothing")
    told = f"{collection.articles:,} articles, {collection.rejected:,} rejected"
    unread = f", {collection.unread:,} unread" if collection.unread else ""
    typer.echo(f"newsclean: {told}{unread}", err=True)


def _lines(paths: list[Path], files: ExitStack) -> Iterator[bytes]:
    for path in paths:
        inside = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        yield from chain.from_iterable(files.enter_context(one.open("rb")) for one in inside)
