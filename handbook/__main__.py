"""`python -m handbook`: build the site into the folder `site`, or fail with what is wrong."""

from __future__ import annotations

import sys
from pathlib import Path

from handbook.build import BuildFailed, build
from handbook.check import problems

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Build and check; 1 where a link, an anchor or a picture is broken."""
    try:
        site = build(ROOT, ROOT / "build" / "handbook", tell=print)
    except BuildFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    found = problems(site)
    print(*found, f"{len(list(site.rglob('*.html')))} pages in {site}", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
