"""Links of pages that leave docs/: on the site they have nothing to lead to."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

_LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\(([^)#\s:]+)(#[^)\s]*)?\)")  # [text](docs/a.md#part)


def relinked(text: str, root: Path, folder: Path, moved: Mapping[str, str]) -> str:
    """Rewrite the links of a page of `folder` for the site.

    Pages of docs/ and those in `moved` (their name in the checkout to that on the site) are linked
    as they lie there; of a link to another file of the checkout its text stays. A link to nothing
    is left as it is, for the build to complain of.
    """
    docs = root / "docs"

    def link(found: re.Match[str]) -> str:
        said, target, part = found[1], (folder / found[2]).resolve(), found[3] or ""
        if target.parent == root.resolve() and target.name in moved:
            return f"[{said}]({moved[target.name]}{part})"
        if target.is_relative_to(docs.resolve()):
            start = docs if folder == root else folder
            return f"[{said}]({os.path.relpath(target, start.resolve())}{part})"
        return said if target.exists() and target.is_relative_to(root.resolve()) else found[0]

    return _LINK.sub(link, text)
