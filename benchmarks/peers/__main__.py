"""newsclean and its peers over a gold corpus, in one run: tables, plots, and what they are made of.

python -m benchmarks.peers CORPUS... -o DIR

CORPUS is a folder in the schema of ../shared/bench/README.md (or one source of it), or a copy of
the scrapinghub article-extraction-benchmark, of WCXB or of CleanEval. DIR gets report.md,
report.json, the plots as SVG, and rows.jsonl with a line for each page and tool. Pages come in the
order of a hash, so that the first so many are a fair sample: of a run that is interrupted (Ctrl-C)
the report is made all the same, and `--pages` asks for as many again.
"""

from __future__ import annotations

import argparse
import hashlib
import shlex
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus import Gold
from benchmarks.formats.detect import read
from benchmarks.peers import rows
from benchmarks.peers.report import write_report
from benchmarks.peers.run import run
from benchmarks.peers.tools.all import TOOLS

_ROWS = "rows.jsonl"


def main(arguments: list[str] | None = None) -> int:
    """Run the tools and write the report; exit 1 where no page was found."""
    arguments = sys.argv[1:] if arguments is None else arguments
    asked = _parser().parse_args(arguments)
    folder: Path = asked.output
    folder.mkdir(parents=True, exist_ok=True)
    if not asked.render:
        golds = shuffled(g for corpus in asked.corpus for g in read(corpus))[: asked.pages]
        if not golds:
            print("no pages", file=sys.stderr)
            return 1
        _run(golds, asked)
    told = [a for a in arguments if a != "--render"]
    write_report(
        rows.read(folder / _ROWS), folder, f"python -m benchmarks.peers {shlex.join(told)}"
    )
    return 0


def shuffled(golds: Iterable[Gold]) -> list[Gold]:
    """Return pages in an order that is the same everywhere and says nothing of them."""
    return sorted(golds, key=lambda g: hashlib.sha256(f"{g.source}/{g.id}".encode()).digest())


def _run(golds: list[Gold], asked: argparse.Namespace) -> None:
    kept: Path | None = asked.output / "predictions" if asked.predictions else None
    if kept:
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir()
    tools = [TOOLS[name] for name in asked.tools or TOOLS]
    found = run(golds, tools, asked.seconds, kept)
    try:
        for _ in rows.write(found, asked.output / _ROWS):
            pass
    except KeyboardInterrupt:
        print("interrupted: the report is of the pages so far", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--pages", type=int, metavar="N", help="no more than N pages")
    parser.add_argument(
        "--tools",
        nargs="+",
        action="extend",
        choices=list(TOOLS),
        metavar="TOOL",
        help=f"all, unless named: {', '.join(TOOLS)}",
    )
    parser.add_argument(
        "--seconds", type=float, default=60.0, help="limit of processor time a page (60)"
    )
    parser.add_argument("--predictions", action="store_true", help="keep what each tool found")
    parser.add_argument(
        "--render", action="store_true", help="make the report anew from DIR/rows.jsonl"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
