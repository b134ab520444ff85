"""What `newsclean crawl` does once its options are read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import msgspec

from newsclean.cli.logs import escaped, start_logs
from newsclean.cli.run_table import run_table
from newsclean.cli.sites_file import ConfigError, read_sites
from newsclean.run.crawl import EXIT_DAMAGED
from newsclean.run.lock import Busy
from newsclean.run.notify import notify
from newsclean.run.start import start_crawl
from newsclean.run.state import DamagedState
from newsclean.run.tally import Summary

EXIT_CONFIG = 2


class CrawlCall(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says: how long to wait for a running crawl, how to tell the result."""

    wait: float = 0.0
    new_state: bool = False
    tell: Literal["table", "json", "faults"] = "table"


def crawl_command(path: Path, call: CrawlCall) -> int:
    """Run a crawl once; return the exit code. What happened is told on standard error."""
    start_logs(0, quiet=call.tell == "faults")
    try:
        plan = read_sites(path)
    except ConfigError as error:
        return _said(str(error), EXIT_CONFIG)
    try:
        summary = start_crawl(plan.crawl, plan.fetch, call.wait, anew=call.new_state)
    except Busy as error:
        return _said(f"{error}; nothing was done", 0)
    except DamagedState as error:
        return _said(str(error), EXIT_DAMAGED)
    except ImportError as error:
        return _said(str(error), EXIT_CONFIG)
    except OSError as error:
        return _said(f"{error.filename or plan.crawl.state}: {error.strerror or error}", 1)
    for problem in notify(plan.crawl.notices, summary):
        _said(problem, 0)
    _tell(summary, call)
    return summary.exit_code


def _tell(summary: Summary, call: CrawlCall) -> None:
    if call.tell == "json":
        sys.stdout.write(summary.to_json() + "\n")
    elif call.tell == "table" or summary.exit_code:
        sys.stderr.write(run_table(summary))


def _said(sentence: str, code: int) -> int:
    sys.stderr.write(f"newsclean crawl: {escaped(sentence)}\n")
    return code
