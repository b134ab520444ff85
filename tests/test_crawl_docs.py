"""docs/crawl.md tells every key; code blocks of it and of docs/cron.md are run by tests/docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsclean.cli import sites_file
from newsclean.cli.sites_file import plan_of
from newsclean.run.tally import SiteCounts, Summary

DOCS = Path(__file__).parents[1] / "docs"
CRAWL = (DOCS / "crawl.md").read_text("utf-8")


@pytest.mark.parametrize(
    "section",
    [
        sites_file.SiteSection,
        sites_file.SiteDefaults,
        sites_file.CrawlSection,
        sites_file.OutputSection,
        sites_file.NotifySection,
        SiteCounts,
        Summary,
    ],
)
def test_every_key_is_documented(section: type) -> None:
    """Of SITES.toml and of the summary."""
    fields: tuple[str, ...] = section.__struct_fields__  # type: ignore[attr-defined]
    named = set(re.findall(r"`(\w+)", CRAWL)) | {"started", "totals", "sites"}
    assert set(fields) <= named


def test_the_example_of_a_mistake_is_what_is_said() -> None:
    """But for its line."""
    with pytest.raises(sites_file.ConfigError) as caught:
        plan_of(Path("SITES.toml"), '[[sites]]\nhome = "https://a.example/"\ndely = 1\n')
    said = str(caught.value).partition(": ")[2]
    assert said in CRAWL
