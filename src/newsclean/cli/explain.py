"""`newsclean explain`: one page, shown with what was kept, what was removed and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsclean.cli.page_options import (
    AllowHost,
    As,
    Config,
    Given,
    LabellerName,
    Rules,
    run_options,
)

if TYPE_CHECKING:
    from newsclean.stages import Found


def explain(
    page: Annotated[
        str,
        typer.Argument(
            metavar="INPUT", help="A URL, a saved page, flattened text, or - for standard input."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.html", help="Write it there.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The same facts as JSON.")] = False,
    text: Annotated[bool, typer.Option("--text", help="A line a block, for a terminal.")] = False,
    form: As = None,
    rules: Rules = None,
    config: Config = None,
    labeller: LabellerName = None,
    allow_host: AllowHost = None,
) -> None:
    """Show what was kept of a page, what was removed, and why.

    Writes one HTML page that needs nothing else: left the blocks of the page with the verdict on
    each and its reasons, right the clean article and where its fields came from. Blocks can be
    marked wrong in it, and the corrections exported for `newsclean learn`.
    """
    from newsclean.cli.exits import Exit
    from newsclean.cli.pages_out import show

    if json and text:
        raise typer.BadParameter("--json and --text exclude each other")
    if open_ and (json or text):
        raise typer.BadParameter("--open shows the HTML page, not --json or --text")
    given = Given(
        form=form,
        rules=rules,
        labeller=labeller,
        allow_host=allow_host,
        workers=1,
        record="reasons",
    )
    options = run_options(config, given)
    from newsclean.report.explain import explain_html, explain_text, summary
    from newsclean.report.explanation import explain as lay_out
    from newsclean.run.examine import examinations
    from newsclean.sources.inputs import find

    found = list(examinations(_only(find([page], options.sources), page), options))
    explanation = lay_out(found[0])
    if json:
        import msgspec

        made = msgspec.json.format(msgspec.json.encode(explanation)).decode() + "\n"
    else:
        made = explain_text(explanation) + "\n" if text else explain_html(explanation)
    show(made, output, "page" if open_ else "nothing")
    refused = explanation.rejected
    if refused is not None or output is not None:
        typer.echo(f"newsclean: {summary(explanation)}", err=True)
    raise typer.Exit(Exit.FAULTS if refused and refused.reason.is_fault else Exit.DONE)


def _only(found: Iterator[Found], name: str) -> list[Found]:
    first = list(islice(found, 2))
    if len(first) > 1:
        raise typer.BadParameter(f"{name} holds several pages; name one of them")
    return first
