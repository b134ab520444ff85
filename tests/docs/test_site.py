"""The documentation site builds, its reference is complete, what leads nowhere fails the build."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from handbook.build import BuildFailed, build, generated, stage
from handbook.check import problems
from handbook.library import public_names
from handbook.links import relinked

from newsclean.cli.app import COMMANDS
from newsclean.records import Article
from tests.docs.blocks import ROOT


def silent(_: str) -> None:
    """Say nothing of pages that are not written yet."""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return generated()


def test_the_site_builds_and_nothing_in_it_leads_nowhere(tmp_path: Path) -> None:
    pytest.importorskip("zensical", reason="the extra `docs`, which CI has")
    site = build(ROOT, tmp_path, silent)
    assert problems(site) == []
    assert (site / "reference" / "library.html").is_file()


def test_a_link_and_an_anchor_to_nothing_fail_the_build(tmp_path: Path) -> None:
    pytest.importorskip("zensical", reason="the extra `docs`, which CI has")
    root = tmp_path / "root"
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copy(ROOT / "zensical.toml", root)
    with (root / "docs" / "index.md").open("a") as page:
        page.write("\n[a](nowhere.md) [b](tutorial.md#nowhere) [c](tutorial.md)\n")
    with pytest.raises(BuildFailed) as failed:
        build(root, tmp_path / "out", silent)
    told = re.findall(r"index\.md:\d+:\d+: (.+)", str(failed.value))
    assert told == ["page does not exist", "anchor does not exist"]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<img src=no.svg>", "no.svg leads nowhere"),
        ("<a href=b.html#no>", "b.html#no: there is no such anchor"),
        ("<a href=../../secret>", "../../secret leads nowhere"),
        ("<script src=https://cdn.example/x.js></script>", "loads https://cdn.example/x.js"),
        ("<a href=b.html#yes></a> <a href=https://a.example/>x</a>", None),
    ],
)
def test_what_the_builder_overlooks_is_found(html: str, said: str | None, tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text("<p id=yes>")
    (tmp_path / "a.html").write_text(html)
    assert problems(tmp_path) == ([f"a.html: {said}"] if said else [])


def test_every_page_is_in_the_navigation_and_every_entry_is_a_page(tmp_path: Path) -> None:
    stage(ROOT, tmp_path / "docs", silent)
    there = {p.relative_to(tmp_path / "docs").as_posix() for p in tmp_path.rglob("*.md")}
    nav = tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))["project"]["nav"]
    assert sorted(_names(nav)) == sorted(there)


def _names(entries: object) -> Iterator[str]:
    if isinstance(entries, str):
        yield entries
        return
    assert isinstance(entries, list | dict)
    for entry in entries.values() if isinstance(entries, dict) else entries:
        yield from _names(entry)


def test_every_command_is_documented(pages: dict[str, str]) -> None:
    headings = re.findall(r"^## `newsclean (\w+)`$", pages["reference/commands.md"], re.M)
    assert headings == list(COMMANDS)


def test_every_public_name_is_documented(pages: dict[str, str]) -> None:
    """And says something."""
    parts = re.split(r"^### (\w+)\n", pages["reference/library.md"], flags=re.M)
    told = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert sorted(told) == public_names()
    assert all(len(text.split()) > 5 for text in told.values())


def test_every_field_of_an_article_is_documented(pages: dict[str, str]) -> None:
    section = pages["reference/schema.md"].split("## Article\n")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| .+ \| (.+) \|$", section, re.M))
    assert list(rows) == list(Article.__struct_fields__)
    assert all(rows.values())


def test_pictures_show_what_extraction_did(pages: dict[str, str]) -> None:
    for name in ("page", "dump"):
        picture = pages[f"images/{name}-to-article.svg"]
        assert picture.count(">kept<") >= 6
        assert picture.count(">removed<") >= 15
        assert "href" not in picture


def test_links_that_leave_the_pages_are_rewritten() -> None:
    text = (
        "[a](docs/faq.md#text) [b](CHANGELOG.md) [c](pyproject.toml) [d](nothing.md) ![e](docs/x)"
    )
    moved = {"CHANGELOG.md": "changelog.md"}
    assert relinked(text, ROOT, ROOT, moved) == (
        "[a](faq.md#text) [b](changelog.md) c [d](nothing.md) ![e](docs/x)"
    )
    here = ROOT / "docs"
    assert relinked("[a](faq.md) [b](../README.md)", ROOT, here, moved) == "[a](faq.md) b"
