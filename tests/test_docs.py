"""The example of site rules in the documentation is one, and does what it says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.command import newsclean

DOCS = Path(__file__).parents[1] / "docs"
SAYS = "The council of the harbour town voted on Monday to rebuild the old eastern pier. "
PAGE = (
    "<html lang=en><head><title>Pier</title></head><body><article class=story>"
    f"<h1 class=headline>Pier to be rebuilt</h1><p>{SAYS * 3}</p><p>{SAYS * 4}</p>"
    f"<div class=support-box><p>Give us money. {SAYS * 2}</p></div></article></body></html>"
)


def test_the_rules_of_the_documentation_pass_their_own_test(tmp_path: Path) -> None:
    [block] = re.findall(r"^```toml\n(.*?)^```$", (DOCS / "explain.md").read_text(), re.M | re.S)
    (tmp_path / "rules.toml").write_text(block)
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "pier.html").write_text(PAGE)
    ended = newsclean("rules", "test", "rules.toml", cwd=tmp_path)
    assert (ended.status, ended.out) == (0, b"1 test, 0 failed\n"), ended.err


def test_every_picture_of_the_documentation_is_there() -> None:
    for page in (*DOCS.glob("*.md"), DOCS.parent / "README.md"):
        for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text("utf-8")):
            assert (page.parent / name).is_file(), f"{page.name}: {name}"
