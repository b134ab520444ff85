"""`newsclean rules`: site rules checked, and tested on saved pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from newsclean.options import SiteRule
    from newsclean.records import Article, Examination, Rejected
    from newsclean.run.site_rules import PageTest


def rules(
    action: Annotated[
        Literal["check", "test"],
        typer.Argument(help="check: only read the file; test: run its tests on saved pages."),
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", exists=True, dir_okay=False)],
) -> None:
    """Check a file of site rules, or run the tests in it on saved pages.

    A failed test is told in a line; then the exit status is 1.
    """
    from newsclean.cli.exits import Exit
    from newsclean.cli.rules_file import RulesError, read_rules

    try:
        sites = read_rules(file).site
    except RulesError as error:
        raise typer.BadParameter(str(error)) from error
    if action == "check":
        typer.echo(f"{file}: {_count(len(sites), 'rule')}, nothing wrong")
        return
    tests = [test for site in sites for test in site.tests]
    failed = 0
    for test, found in _run(tests, tuple(site.rule for site in sites), file.parent):
        problems = list(_problems(test, found))
        failed += bool(problems)
        for problem in problems:
            typer.echo(f"{test.page}: {problem}")
    typer.echo(f"{_count(len(tests), 'test')}, {failed} failed")
    raise typer.Exit(Exit.FAULTS if failed else Exit.DONE)


def _run(
    tests: list[PageTest], rules: tuple[SiteRule, ...], folder: Path
) -> Iterator[tuple[PageTest, Examination | Rejected]]:
    import msgspec

    from newsclean.options import ExtractOptions, RunOptions, SourceOptions
    from newsclean.records import Response
    from newsclean.run.examine import examinations
    from newsclean.sources.pages import read_page

    pages = []
    for test in tests:
        page = read_page(folder / test.page, SourceOptions())
        if isinstance(page, Response) and test.url:
            page = msgspec.structs.replace(page, url=test.url)
        pages.append(page)
    yield from zip(
        tests, examinations(pages, RunOptions(extract=ExtractOptions(rules=rules))), strict=True
    )


def _problems(test: PageTest, found: Examination | Rejected) -> Iterator[str]:
    """Yield what does not hold."""
    from newsclean.records import Rejected

    result = found if isinstance(found, Rejected) else found.result
    if isinstance(result, Rejected):
        yield f"no article: {result.reason}: {result.detail}"
        return
    text = _squeezed(result.text)
    yield from (f"lacks {part!r}" for part in test.has if _squeezed(part) not in text)
    yield from (f"has {part!r}" for part in test.lacks if _squeezed(part) in text)
    for field, wanted in test.fields.items():
        value = _value(result, field)
        if value != wanted:
            yield f"{field} is {value!r}, not {wanted!r}"


def _value(article: Article, field: str) -> object:
    value = article.to_dict().get(field)
    return list(value) if isinstance(value, list | tuple) else value


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
