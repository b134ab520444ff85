"""A page that a command made, written where it was asked for and shown if asked to."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Literal

import typer

from newsclean.cli.exits import OutputError


def show(made: str, output: Path | None, then: Literal["page", "nothing"]) -> None:
    """Write to a file, else to standard output; with `then` "page" open it in the browser.

    Without a file a page to open goes into a new one in the folder for temporary files.
    OutputError where it cannot be written.
    """
    if then == "page" and output is None:
        output = Path(tempfile.mkdtemp(prefix="newsclean-")) / "page.html"
    if output is None:
        if sys.stdout.isatty() and made.startswith("<!DOCTYPE"):
            raise typer.BadParameter("name a file with -o FILE.html, or use --open or --text")
        sys.stdout.buffer.write(made.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(made.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutputError(f"{output}: {error.strerror or error}") from error
    if then == "page" and not webbrowser.open(output.resolve().as_uri()):
        typer.echo(f"newsclean: no browser was found; the page is {output}", err=True)
