"""What a user sees of a running batch: rejections in the log, a bar on a terminal."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsclean.cli.logs import escaped
from newsclean.records import Rejected
from newsclean.stages import Found, Result

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Reporter:
    """Logs each rejection: a fault as a warning, a page without an article only with -v."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log

    def found(self, item: Found) -> None:
        """Hear of a page."""

    def done(self, result: Result) -> None:
        """Log what gave no article, and with -v what did."""
        if isinstance(result, Rejected):
            level = logging.WARNING if result.reason.is_fault else logging.DEBUG
            where = result.url or result.name or "-"
            self._log.log(level, "%s: %s: %s", where, result.reason, result.detail)
        else:
            self._log.debug("%s: %s words", result.url or "-", result.word_count)


class Bar(Reporter):
    """The same with a progress bar; the total grows as pages are found."""

    def __init__(self, log: logging.Logger, progress: Progress, task: TaskID) -> None:
        super().__init__(log)
        self._progress = progress
        self._task = task
        self._found = 0

    def found(self, item: Found) -> None:
        """Count a page that was found."""
        self._found += 1
        self._progress.update(self._task, total=self._found)

    def done(self, result: Result) -> None:
        """Advance, and show which page it was."""
        super().done(result)
        shown = escaped(result.url or getattr(result, "name", None) or "-")
        self._progress.update(self._task, advance=1, page=shown[-48:])


@contextmanager
def watching(log: logging.Logger, quiet: bool) -> Iterator[Reporter]:
    """Give a bar where standard error is a terminal, and only the log elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield Reporter(log)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[page]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        handler = log.handlers[0]
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(sys.stderr)  # rich now prints above the bar what goes there
        try:
            yield Bar(log, progress, progress.add_task("", total=None, page=""))
        finally:
            progress.stop()
            handler.setStream(sys.stderr)
