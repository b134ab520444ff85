"""A report -> the documentation: its tables between two marks of a page, its plots beside it.

python -m benchmarks.peers.publish DIR docs/performance.md

Figures and plots go to the folder that is named like the page (docs/performance/).
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from benchmarks.peers.report import JSON, Report, made_of, read_report
from benchmarks.peers.tables import markdown

BEGIN, END = "<!-- from report.json: begin -->\n", "<!-- from report.json: end -->\n"
_BETWEEN = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)


def main(arguments: list[str]) -> int:
    """Publish a report; exit 1 where the page has no marks."""
    source, page = Path(arguments[0]), Path(arguments[1])
    folder = page.with_suffix("")
    text = page.read_text("utf-8")
    if not _BETWEEN.search(text):
        print(f"{page} has no lines {BEGIN.strip()} and {END.strip()}", file=sys.stderr)
        return 1
    folder.mkdir(exist_ok=True)
    for path in (source / JSON, *source.glob("*.svg")):
        shutil.copyfile(path, folder / path.name)
    told = between(read_report(source / JSON))
    page.write_text(_BETWEEN.sub(lambda _: told, text), "utf-8")
    return 0


def between(report: Report) -> str:
    """Return what stands between the marks, the marks included."""
    return f"{BEGIN}\n{made_of(report.made)}\n{markdown(report.tools)}\n{END}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
