"""docs/crawl.md and docs/cron.md: examples are read by what would read them; no key is missing."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

from newsclean.cli import sites_file
from newsclean.cli.sites_file import plan_of
from newsclean.run.tally import SiteCounts, Summary

DOCS = Path(__file__).parents[1] / "docs"
CRAWL = (DOCS / "crawl.md").read_text("utf-8")
CRON = (DOCS / "cron.md").read_text("utf-8")


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.M | re.S)


@pytest.mark.parametrize("block", blocks(CRAWL, "toml"))
def test_every_example_is_a_sites_file(block: str) -> None:
    plan_of(Path("SITES.toml"), block)


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


FIELD = r"(?:\*(?:/\d+)?|\d+(?:-\d+)?(?:,\d+)*)"


def test_the_crontab_has_five_fields_and_commands_that_are() -> None:
    """As crontab(5) has it; a per cent sign would end the command."""
    [table] = blocks(CRON, "crontab")
    lines = [line for line in table.splitlines() if not line.startswith("#")]
    for line in lines:
        command = r"/\S+/newsclean (?:crawl|status) \S+(?: --tell faults)?"
        match = re.fullmatch(rf"(?:{FIELD}\s+){{5}}{command}", line)
        assert match, line
        assert "%" not in line
    assert len(lines) == 2


@pytest.mark.parametrize("kind", ["service", "timer"])
def test_the_units_are_sound(kind: str) -> None:
    """Sections and keys; tests/test_cron.py has systemd's own judgement, where it is installed."""
    [unit] = blocks(CRON, f"systemd-{kind}")
    parser = configparser.ConfigParser(strict=True, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(unit)
    assert parser.has_section("Unit")
    assert parser.has_section(kind.capitalize())
