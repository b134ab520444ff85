"""Pages -> site: a stage of all pages, written and generated, then one strict run of Zensical."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from handbook.commands import commands_page
from handbook.library import library_page
from handbook.links import relinked
from handbook.pictures import pictures
from handbook.schema import schema_file, schema_page

FROM_ROOT = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
}
# In the navigation; the build makes a page that says so where one of them is not written yet.
AWAITED = (
    "adapters.md",
    "archives.md",
    "changelog.md",
    "clusters.md",
    "contributing.md",
    "install.md",
    "performance.md",
    "security.md",
)
STUB = '# {title}\n\n!!! note "Not written yet"\n\n    The build put this page here.\n'


_COLOUR = re.compile(r"\x1b\[[\d;]*m")  # "\x1b[33m", written whatever NO_COLOR says
_COMPLAINT = re.compile(r"Warning: (.+)\s+╭─\[ (\S+) \]")


class BuildFailed(Exception):  # noqa: N818 - a state of the pages, told to who builds
    """The site could not be built; the message is Zensical's."""


def build(root: Path, out: Path, tell: Callable[[str], None]) -> Path:
    """Build the documentation of the checkout `root` below the folder `out`; return the site's.

    BuildFailed where a link or an anchor of a page leads nowhere. `tell` gets a line for each
    page that is not written yet.
    """
    shutil.rmtree(out, ignore_errors=True)
    stage(root, out / "docs", tell)
    shutil.copy(root / "zensical.toml", out)
    program = Path(sys.executable).with_name("zensical")
    done = subprocess.run(
        [program, "build", "--strict"],
        cwd=out,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise BuildFailed(complaints(done.stdout + done.stderr))
    return out / "site"


def complaints(said: str) -> str:
    r"""Put Zensical's drawings of what is wrong on a line each; what is no such drawing stays.

    >>> complaints("Warning: page does not exist\n   ╭─[ index.md:3:5 ]\n")
    'index.md:3:5: page does not exist'
    """
    plain = _COLOUR.sub("", said)
    found = _COMPLAINT.findall(plain)
    return "\n".join(f"{place}: {what}" for what, place in found) or plain


def stage(root: Path, folder: Path, tell: Callable[[str], None]) -> None:
    """Lay all pages and pictures of the site into a folder, as Zensical wants them."""
    shutil.copytree(root / "docs", folder)
    for name, page in FROM_ROOT.items():
        if (root / name).is_file() and not (folder / page).exists():
            text = (root / name).read_text("utf-8")
            (folder / page).write_text(relinked(text, root, root, FROM_ROOT), "utf-8")
    for written in (root / "docs").rglob("*.md"):
        text = relinked(written.read_text("utf-8"), root, written.parent, FROM_ROOT)
        (folder / written.relative_to(root / "docs")).write_text(text, "utf-8")
    for name, text in generated().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    for name in AWAITED:
        if not (folder / name).exists():
            (folder / name).write_text(STUB.format(title=name[:-3].title()), "utf-8")
            tell(f"not written yet: {name}")


def generated() -> dict[str, str]:
    """Return the pages and pictures that are made from the code, by name; never written by hand."""
    return {
        "reference/commands.md": commands_page(),
        "reference/library.md": library_page(),
        "reference/schema.md": schema_page(),
        "reference/article.schema.json": schema_file(),
        **{f"images/{name}": picture for name, picture in pictures().items()},
    }
