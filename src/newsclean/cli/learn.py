"""`newsclean learn`: corrections in, site rules out."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

if TYPE_CHECKING:
    from newsclean.learn.corrections import CorrectedBlock, Corrections
    from newsclean.run.site_rules import PageTest


def learn(
    corrections: Annotated[
        list[Path],
        typer.Option(
            metavar="FILE.json",
            help="A file exported from an explain page; may be given again.",
            exists=True,
            dir_okay=False,
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="rules.toml", help="Write it there.")
    ] = None,
    host: Annotated[
        str | None, typer.Option(help="The site's host, where pages were not told their address.")
    ] = None,
) -> None:
    """Turn corrections marked in explain pages into rules for their sites.

    `newsclean clean --rules rules.toml` honours them, `newsclean rules test rules.toml` tests
    them on the saved pages they were learned from.
    """
    from newsclean.cli.exits import Exit
    from newsclean.cli.pages_out import show
    from newsclean.cli.rules_out import rules_toml
    from newsclean.learn.corrections import learn_rule

    sites: dict[str, list[Corrections]] = {}
    for path in corrections:
        page = _read(path)
        sites.setdefault(_host(page, host, path), []).append(page)
    learned = {name: learn_rule(pages, name) for name, pages in sites.items()}
    folder = output.parent if output else Path()
    made = [
        (learned[name].rule, [test for page in pages if (test := _test(page, folder))])
        for name, pages in sites.items()
        if any(block.is_wrong for page in pages for block in page.blocks)
    ]
    if not made:
        raise typer.BadParameter(
            "no block is marked wrong in these files", param_hint="corrections"
        )
    show(rules_toml(made), output, "nothing")
    missed = [text for one in learned.values() for text in one.missed]
    for text in missed:
        told = re.sub(r"\s+", " ", text)[:80]
        typer.echo(f"newsclean: no rule tells this block from others: {told!r}", err=True)
    raise typer.Exit(Exit.FAULTS if missed else Exit.DONE)


def _read(path: Path) -> Corrections:
    import msgspec

    from newsclean.learn.corrections import Corrections

    try:
        return msgspec.json.decode(path.read_bytes(), type=Corrections)
    except (OSError, msgspec.DecodeError) as error:
        raise typer.BadParameter(f"{path}: not a file of corrections: {error}") from error


def _host(page: Corrections, host: str | None, path: Path) -> str:
    try:
        found = host or urlsplit(page.url or "").hostname
    except ValueError:  # "http://[bad"
        found = None
    if not found:
        raise typer.BadParameter(f"{path}: the page's address is not known; give its --host")
    return found.removeprefix("www.").lower()


def _test(page: Corrections, folder: Path) -> PageTest | None:
    """Return a test of the saved page, where it is one: what was marked must be as marked."""
    from newsclean.run.site_rules import PageTest

    if not page.name or not Path(page.name).is_file():
        return None
    return PageTest(
        page=os.path.relpath(page.name, folder),
        url=page.url,
        has=_marked(page.blocks, "kept"),
        lacks=_marked(page.blocks, "removed"),
    )


def _marked(blocks: tuple[CorrectedBlock, ...], now: str) -> tuple[str, ...]:
    return tuple(b.text for b in blocks if b.is_wrong and b.now == now and b.whole)
