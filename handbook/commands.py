"""The command line -> a page, by typer's own writer of documentation."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from newsclean.cli.exits import STATUSES

_HEAD = """# Command line

Made from the commands themselves when the site is built; `newsclean COMMAND --help` says the same.

"""


def commands_page() -> str:
    """Return the reference of all commands as Markdown."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "typer",
            "newsclean.cli.app",
            "utils",
            "docs",
            "--name",
            "newsclean",
        ],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    text = done.stdout.partition("# `newsclean`\n")[2].replace("&#x27;", "'").replace("&quot;", '"')
    opening, *commands = re.split(r"^(?=## )", text.replace(STATUSES, ""), flags=re.M)
    opening = opening.partition("**Commands**")[0]
    parts = (_HEAD, opening, _index(commands), _listed(STATUSES), *commands)
    # a list under a line of text is one only after a blank line
    return re.sub(r"^(\*\*\w+\*\*:)\n(?!\n)", r"\1\n\n", "\n".join(parts), flags=re.M)


def _index(commands: list[str]) -> str:
    """List the commands, each with the first sentence of its help."""
    found = (re.match(r"## `newsclean (\w+)`\s+(.+?)\n\n", text, re.S) for text in commands)
    rows = ((one[1], " ".join(one[2].split())) for one in found if one)
    listed = "\n".join(f"- [`{name}`](#newsclean-{name}): {said}" for name, said in rows)
    return f"**Commands**:\n\n{listed}\n"


def _listed(statuses: str) -> str:
    """Turn "Exit status: 0 done · 1 some inputs failed" into a list."""
    rows = (part.strip().split(" ", 1) for part in statuses.partition(":")[2].split("·"))
    listed = "\n".join(f"- `{number}` {meaning}" for number, meaning in rows)
    return f"## Exit status\n\n{listed}\n"
